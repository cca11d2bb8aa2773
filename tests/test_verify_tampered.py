"""``keychain verify`` on PDFs of its own that were changed by hand on one sheet of several."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from cli_samples import FOLDER, Project
from pikepdf import Array, Dictionary

PDF = f"output/{FOLDER}/khe-bung.pdf"
SHEET_2 = 2
"""The index of the second sheet's front."""


@pytest.fixture
def built(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Project:
    monkeypatch.chdir(tmp_path)
    project = Project(tmp_path, capsys)
    made = project.run("build", "khe-bung", "--copies", "70", "--no-verify")
    assert made.code == 0
    return project


def own_sheet(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    """A copy of the sheet's drawing that only sheet 2 uses."""
    page = pdf.pages[SHEET_2]
    shared = page.Resources.XObject["/Sheet"]
    copy = pdf.make_stream(shared.read_bytes())
    for key, value in shared.stream_dict.items():
        if key not in ("/Length", "/Filter"):
            copy.stream_dict[key] = value
    resources = Dictionary(dict(page.Resources.items()))
    resources.XObject = Dictionary(Sheet=copy)
    page.Resources = resources
    return copy


def change_one(pdf: pikepdf.Pdf, change: Callable[[list[float]], list[float]], then: bytes) -> None:
    """Change the matrix of the tag at 3:2, the eighth in rows of three, and draw over it."""
    sheet = own_sheet(pdf)
    drawn = sheet.read_bytes()
    call = list(re.finditer(rb"([^\n]*) cm\n/T0 Do", drawn))[7]
    matrix = change([float(figure) for figure in call[1].split()])
    figures = b" ".join(b"%g" % figure for figure in matrix)
    sheet.write(drawn[: call.start(1)] + figures + b" cm\n/T0 Do\n" + then + drawn[call.end() :])


def beside_and_over(pdf: pikepdf.Pdf, state: bytes, blank: bytes, text: bytes) -> None:
    """The same operators on all fronts, but on sheet 2 a text that runs to the left."""
    for index in (0, 2, 4):
        page = pdf.pages[index]
        font = next(iter(page.Resources.Font.keys())).encode()
        shown = text if index == SHEET_2 else blank
        words = b"q BT 0 0 0 1 k " + font + state + b" 1 0 0 1 585 420 Tm " + shown + b" ET Q"
        page.Contents = Array([page.Contents, pdf.make_stream(words)])


@pytest.mark.parametrize(
    "change",
    [
        lambda m: [*m[:4], m[4] + 1, m[5]],
        lambda m: [*m[:4], m[4] - 3, m[5]],
        lambda m: [*m[:4], m[4], m[5] + 3],
        lambda m: [*(1.02 * figure for figure in m[:4]), *m[4:]],
        lambda m: [*(0.98 * figure for figure in m[:4]), *m[4:]],
    ],
)
def test_one_tag_moved_or_scaled(
    built: Project, change: Callable[[list[float]], list[float]]
) -> None:
    with pikepdf.open(PDF, allow_overwriting_input=True) as pdf:
        change_one(pdf, change, b"")
        pdf.save(PDF)
    told = built.run("verify", PDF, "--json")
    assert told.code == 4
    found = [
        (d["code"], d["village"], d["page"], d["position"]) for d in told.document["diagnostics"]
    ]
    assert found[0] == ("text-misplaced", "khe-bung", 3, "3:2")
    # A tag that is moved or shrunk may break these figures as well: that tag alone.
    assert {each[1:] for each in found} == {("khe-bung", 3, "3:2")}
    also = {"text-near-cut", "text-cut-off", "text-small", "bleed-missing"}
    assert {code for code, *_ in found[1:]} <= also


@pytest.mark.parametrize(
    ("state", "blank", "text"),
    [
        (b" 20 Tf", b"[( )] TJ", b"[9000 (111111111)] TJ"),
        (b" 20 Tf -100 Tz", b"( ) Tj", b"(1111111111) Tj"),
        (b" -20 Tf", b"( ) Tj", b"(1111111111) Tj"),
    ],
)
def test_text_that_runs_left_over_a_tag_on_one_sheet(
    built: Project, state: bytes, blank: bytes, text: bytes
) -> None:
    with pikepdf.open(PDF, allow_overwriting_input=True) as pdf:
        beside_and_over(pdf, state, blank, text)
        pdf.save(PDF)
    told = built.run("verify", PDF, "--json")
    assert told.code == 4
    assert {d["page"] for d in told.document["diagnostics"]} == {3}


@pytest.mark.parametrize(
    "cover",
    [
        b"0 0 0 0 k 39 2 15 4 re f",  # white over the issue mark
        b"0 0 0 1 k 15 6.3 4 4.9 re f",  # black over two digits, with white around them
    ],
)
def test_a_cover_over_one_tag_of_one_sheet(built: Project, cover: bytes) -> None:
    with pikepdf.open(PDF, allow_overwriting_input=True) as pdf:
        change_one(pdf, list, cover)
        pdf.save(PDF)
    told = built.run("verify", PDF, "--json")
    assert told.code == 4
    assert [(d["code"], d["page"], d["position"]) for d in told.document["diagnostics"]] == [
        ("text-hidden", 3, "3:2")
    ]
