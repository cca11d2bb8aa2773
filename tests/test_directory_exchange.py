"""What writer and reader of tables agree on: inverses, whatever the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from keychain.contacts.exchange import (
    HEADS,
    guard,
    unguard,
    usual_role,
    village_called,
    village_name,
    village_spoken,
)

HOSTILE = st.text(st.sampled_from("=+-@＝＋'\" ,;|\t\r\nAấ1\u00a0"), max_size=12) | st.text()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+84 950 000 001", "'+84 950 000 001"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("'=1", "''=1"),
        ("An;=cmd|' /C calc'!A0", "An;'=cmd|' /C calc'!A0"),
        ("An,=1", "An,'=1"),
        ("＝1", "'＝1"),
        ("Hoàng Văn An", "Hoàng Văn An"),
        ("Tổ 3 - khu A", "Tổ 3 - khu A"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("0950 000 001; 113", "0950 000 001; 113"),
        ("", ""),
    ],
)
def test_what_is_guarded(text: str, written: str) -> None:
    assert guard(text) == written


@given(HOSTILE)
@example("''==")
@example(";;'=,=")
def test_a_guard_is_taken_away_again(text: str) -> None:
    assert unguard(guard(text)) == text


@given(HOSTILE)
def test_no_cell_begins_a_formula_whatever_separates(text: str) -> None:
    for cell in re.split(r"[,;\t\r\n|]", guard(text)):
        assert not cell.lstrip(' "\u00a0').startswith(tuple("=+-@＝＋－＠"))


@given(st.text(min_size=1), st.none() | st.text(min_size=1))
@example("Đông", "thôn")
@example("Thôn 1", "thôn")
@example("Thôn Thôn 1", "thôn")
@example("II", "khu")
@example("Tổ 3", "tổ dân phố")
@example("TDP Tổ dân phố", "tổ dân phố")
@example("Thôn Đông", "thôn")
@example("1", "ßa")
def test_a_village_is_called_by_kind_and_name(name: str, kind: str | None) -> None:
    assert village_name(village_called(name, kind), kind) == name


def test_how_villages_are_called() -> None:
    assert village_called("Bản Phục", "thôn") == "Thôn Bản Phục"
    assert village_called("Phú", "ấp") == "Ấp Phú"
    assert village_called("Khe Bủng", None) == "Khe Bủng"
    assert village_name("Bản Phục", "thôn") == "Bản Phục"
    for name, kind in (
        ("Thôn 1", "thôn"),
        ("Khu II", "khu"),
        ("Tổ dân phố số 3", "tổ dân phố"),
        ("Tổ 3", "tổ dân phố"),
        ("TDP Đông", "tổ dân phố"),
    ):
        assert village_called(name, kind) == village_spoken(name, kind) == name
    assert village_spoken("1", "thôn") == "Thôn 1"
    assert village_spoken("Thôn Đông", "thôn") == "Thôn Đông"
    # The other way round than its capitals look: a name, and no number.
    assert village_name("Thôn Vi", "thôn") == "Vi"


def test_the_usual_role() -> None:
    assert usual_role(["Tổ viên", "Tổ trưởng", "Tổ trưởng", None]) == "Tổ trưởng"
    assert usual_role(["Tổ viên", "Tổ trưởng"]) == "Tổ viên"
    assert usual_role([None, None]) is None


def test_both_languages_have_every_head_once() -> None:
    assert HEADS["vi"].keys() == HEADS["en"].keys()
    assert all(len(set(heads.values())) == len(heads) for heads in HEADS.values())
