"""Ids that are file names on any system ("Naming Files, Paths, and Namespaces", Microsoft)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keychain.contacts.ids import check_id
from keychain.diagnostics import Place
from keychain.yaml_source.nodes import Scalar


def fault(name: str) -> str | None:
    """The code of what is wrong with an id, or None."""
    found = check_id(Scalar(name, Place("contacts.yaml", 1, 1)))
    return found.code if found else None


@pytest.mark.parametrize(
    "name",
    ["ban-phuc", "Bản Phục", "a", "1", "khu_2", "con1", "console", "comma", "COM10", "nul-1",
     "lpt", "COM", "auxiliary.txt", "a.b.c", "x" * 100, "ấ" * 33, "to 12", "H'Hen", "a.con"],
)  # fmt: skip
def test_safe_ids(name: str) -> None:
    assert fault(name) is None


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("empty-id", ["", " "]),
        ("id-edge", [".", "..", "a.", "a ", ".hidden", "-", "-a", "~a"]),
        ("id-character", ["a/b", "a\\b", "a:b", "a*", "a?", 'a"', "<a", "a>", "a|b"]),
        ("id-character", ["a\nb", "a\0", "a\x7f", "a\x85", "\ud800"]),
        ("id-too-long", ["x" * 101, "ấ" * 34]),
        ("id-device-name", ["con", "PRN", "Aux", "nul", "COM0", "com9", "LPT1", "COM¹", "lpt²"]),
        ("id-device-name", ["LPT³.pdf", "nul.txt", "nul .txt", "con.tar.gz", "CONIN$", "conout$"]),
    ],
)
def test_unsafe_ids(code: str, names: list[str]) -> None:
    assert {name: fault(name) for name in names} == dict.fromkeys(names, code)


@given(st.text(max_size=40))
def test_a_safe_id_is_one_name_in_one_folder(name: str) -> None:
    if fault(name) is None:
        assert Path("folder", name).name == name
        assert len(Path("folder", name).parts) == 2
