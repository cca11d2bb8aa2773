"""Press profiles: what they say, what goes first, and what happens to one that is not right."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from cli_samples import Project
from layout_samples import LAYOUTS

import keychain
from keychain.build.layouts import Layouts
from keychain.diagnostics import Diagnostic
from keychain.files import read_bytes
from keychain.layout.sheet_spec import SheetSpec

PT = 72 / 25.4
OWN_LAYOUT = "extends: fob-54x29\ntitle: Own\n"
OURS = "extends: office\ntitle: Ours\n"
GRID = "grid: {rows: 7, columns: 3, pitch: 66mm x 38.1mm, offset: [7.25mm, 15.15mm]}"


@pytest.fixture
def project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Project:
    """A project with layouts and presses of its own."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(LAYOUTS, tmp_path / "layouts")
    return Project(tmp_path, capsys)


def put(project: Project, press: str, text: str) -> None:
    (project.root / "layouts" / "presses" / f"{press}.yaml").write_text(text, encoding="utf-8")


def combined(
    tmp_path: Path, sheet: str, press: str = OURS
) -> tuple[SheetSpec | None, tuple[Diagnostic, ...]]:
    """The sheet of a layout with this ``sheet:`` on this press, and what was found."""
    folder = tmp_path / "layouts"
    shutil.copytree(LAYOUTS, folder)
    (folder / "own.yaml").write_text(f"{OWN_LAYOUT}sheet: {{{sheet}}}\n", encoding="utf-8")
    (folder / "presses" / "ours.yaml").write_text(press, encoding="utf-8")
    layout, found = Layouts(folder, read_bytes).get("own", "ours")
    return (layout.sheet if layout else None), found


def test_the_office_is_what_offices_have(tmp_path: Path) -> None:
    sheet, found = combined(tmp_path, "", OURS)
    assert sheet is not None and not found
    assert (sheet.margin, sheet.bleed, sheet.duplex, sheet.marks) == (5.0, 1.5, "long-edge", True)


@pytest.mark.parametrize(
    ("in_layout", "in_press", "expected", "warned"),
    [
        # a key that only one of them states
        ("margin: 8mm", "title: P", (8.0, 1.5, "long-edge", True), []),
        ("", "title: P\nbleed: 3mm", (5.0, 3.0, "long-edge", True), []),
        # that both state: the press's, and it is said
        ("margin: 8mm", "title: P\nmargin: 6mm", (6.0, 1.5, "long-edge", True), ["8mm"]),
        ("margin: 6mm", "title: P\nmargin: 6mm", (6.0, 1.5, "long-edge", True), []),
        (
            "duplex: short-edge, marks: no",
            "title: P\nduplex: long-edge\nmarks: yes",
            (5.0, 1.5, "long-edge", True),
            ["short-edge", "no"],
        ),
        # sheets of labels, which are cut already, keep what belongs to them
        (
            f"margin: 2mm, bleed: 0mm, marks: no, {GRID}",
            "title: P\nmargin: 6mm\nbleed: 3mm\nmarks: yes\nduplex: short-edge",
            (2.0, 0.0, "short-edge", False),
            [],
        ),
        (f"bleed: 0mm, {GRID}", "title: P\nmarks: no", (5.0, 0.0, "long-edge", False), []),
        (
            f"duplex: long-edge, {GRID}",
            "title: P\nduplex: short-edge",
            (5.0, 1.5, "short-edge", True),
            ["long-edge"],
        ),
    ],
)
def test_which_of_two_goes_first(
    tmp_path: Path,
    in_layout: str,
    in_press: str,
    expected: tuple[float, float, str, bool],
    warned: list[str],
) -> None:
    sheet, found = combined(tmp_path, in_layout, in_press)
    assert sheet is not None
    assert (sheet.margin, sheet.bleed, sheet.duplex, sheet.marks) == expected
    assert [(each.code, each.value("stated")) for each in found] == [
        ("press-over-layout", each) for each in warned
    ]
    assert all(each.place and each.place.line == 3 for each in found)


def test_a_press_of_ones_own_makes_other_sheets(project: Project) -> None:
    put(project, "ours", OURS + "duplex: short-edge\nbleed: 3mm\nmarks: no\n")
    told = project.run("build", "ban-phuc", "--press", "ours", "--layouts", "layouts", "--json")
    assert told.code == 0 and told.codes == []
    assert told.document["press"] == project.job["press"] == "ours"
    with pikepdf.open(project.folder / "ban-phuc.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        left, bottom, right, top = (float(each) for each in pdf.pages[0].BleedBox)
    # PRINT.md's figure for 3 mm of bleed: 24 key fobs, three across and eight down, 60 × 35 mm
    # from one to the next, in the middle of A4.
    assert (right - left) / PT == pytest.approx(180, abs=0.01)
    assert (top - bottom) / PT == pytest.approx(280, abs=0.01)


def test_verify_uses_the_press_that_the_pdf_names(project: Project) -> None:
    put(project, "ours", OURS + "duplex: short-edge\nbleed: 3mm\n")
    own = ("--layouts", "layouts")
    assert project.run("build", "ban-phuc", "--press", "ours", *own).code == 0
    pdf = str(project.folder / "ban-phuc.pdf")
    assert project.run("verify", pdf, *own).code == 0
    put(project, "ours", OURS + "margin: 20mm\n")
    assert project.run("verify", pdf, *own).code == 4
    (project.root / "layouts/presses/ours.yaml").unlink()
    told = project.run("verify", pdf, *own, "--json")
    # What can be told of a PDF without its press, such as lines near the trim, comes after.
    assert (told.code, told.codes[:2]) == (4, ["press-missing", "job-press-gone"])


@pytest.mark.parametrize("command", ["build", "preview"])
def test_a_press_that_is_not_there_is_wrong_usage(project: Project, command: str) -> None:
    told = project.run(command, "ban-phuc", "--press", "ofice", "--layouts", "layouts")
    assert told.code == 2 and "Did you mean “office”?" in told.err
    assert project.pdfs == []


@pytest.mark.parametrize("name", ["../presses/office", "presses/office", "", "base"])
def test_no_path_is_a_press(project: Project, name: str) -> None:
    assert project.run("build", "--press", name, "--layouts", "layouts").code == 2


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("title: P\nbleeds: 3mm\n", "unknown-key", 2, 1),
        ("title: P\nbleed: 3\n", "layout-length", 2, 8),
        ("title: P\nmargin: 101mm\n", "layout-number", 2, 9),
        ("title: P\nduplex: long\n", "unknown-value", 2, 9),
        ("title: P\nmarks: 1\n", "not-yes-or-no", 2, 8),
        ("title: P\npaper: A4\n", "unknown-key", 2, 1),
        ("title: P\nabstract: yes\n", "unknown-key", 2, 1),
        ("title: P\nicc: fogra39.icc\n", "unknown-key", 2, 1),
        ("bleed: 3mm\n", "missing-key", 1, 1),
        ("title: P\nextends: ofice\n", "press-parent-missing", 2, 10),
        ("title: P\nextends: base\n", "press-parent-missing", 2, 10),
        ("title: P\nextends: ours\n", "press-parent-circular", 2, 10),
        ("title: P\n\tbleed: 3mm\n", "tab-indent", 2, 1),
    ],
)
def test_a_press_that_is_not_right_is_refused(
    project: Project, text: str, code: str, line: int, column: int
) -> None:
    put(project, "ours", text)
    own = ("--layouts", "layouts", "--json")
    for command in (("check",), ("build", "--press", "ours"), ("preview", "--press", "ours")):
        told = project.run(*command, *own)
        assert told.code == 3
        (found,) = [each for each in told.document["diagnostics"] if each["severity"] == "error"]
        assert (found["code"], found["line"], found["column"]) == (code, line, column)
        assert found["file"] == "layouts/presses/ours.yaml"
    assert project.pdfs == []
    assert project.run("build", "ban-phuc", *own).code == 0, "the office's is another"


def test_a_fault_of_the_offices_is_told_once(project: Project) -> None:
    put(project, "office", "title: P\nbleed: 3\n")
    told = project.run("check", "--layouts", "layouts", "--json")
    assert (told.code, told.codes) == (3, ["layout-length"])


def test_the_nearest_key_is_named(project: Project) -> None:
    put(project, "ours", "title: P\nduplx: short-edge\n")
    told = project.run("check", "--layouts", "layouts")
    assert "“duplex”" in told.err


def test_without_presses_sheets_are_the_offices(project: Project) -> None:
    own = ("build", "ban-phuc", "--layouts", "layouts", "--json")
    (with_file,) = project.run(*own).document["files"]
    shutil.rmtree(project.root / "layouts/presses")
    told = project.run(*own)
    (without,) = told.document["files"]
    assert (told.code, told.codes, told.document["press"]) == (0, [], "office")
    assert without["sha256"] == with_file["sha256"]
    assert project.run("check", "--layouts", "layouts").code == 0
    assert project.run("build", "--press", "shop", "--layouts", "layouts").code == 2


def test_a_watched_preview_looks_at_the_press(project: Project) -> None:
    put(project, "ours", OURS)
    used = Layouts(Path("layouts"), read_bytes).used("fob-54x29", "ours")
    assert {path.as_posix() for path in used} == {
        "layouts/base.yaml",
        "layouts/fob-54x29.yaml",
        "layouts/presses/office.yaml",
        "layouts/presses/ours.yaml",
    }


def test_a_program_chooses_a_press(project: Project) -> None:
    put(project, "ours", OURS + "duplex: short-edge\n")
    known = keychain.load("contacts.yaml")
    built = known.build(date(2026, 12, 1), villages=["ban-phuc"], press="ours")
    assert built.ok and known.verify(built.files[0].path).verified
    assert project.job["press"] == "ours"
    refused = known.build(date(2026, 12, 1), press="theirs")
    assert not refused.ok and {each.code for each in refused.diagnostics} == {"press-missing"}


@pytest.mark.parametrize(
    ("bleed", "layout", "codes"),
    [
        # The layout's background runs 3 mm over the cut.
        ("3mm", "fob-54x29", []),
        ("3.1mm", "fob-54x29", ["press-bleed-short"]),
        ("3.1mm", "own", []),
    ],
)
def test_a_press_that_wants_more_bleed_than_there_is(
    project: Project, bleed: str, layout: str, codes: list[str]
) -> None:
    put(project, "ours", OURS + f"bleed: {bleed}\n")
    own = OWN_LAYOUT + "front: {background: null}\nback: {background: null}\n"
    (project.root / "layouts" / "own.yaml").write_text(own, encoding="utf-8")
    asked = ("--press", "ours", "--layout", layout, "--layouts", "layouts", "--json")
    told = project.run("build", "ban-phuc", *asked)
    assert (told.code, told.codes) == (0, codes)
