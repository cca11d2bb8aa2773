"""The shipped label sheets against the figures of their makers, and layouts put on them."""

from __future__ import annotations

import shutil
from itertools import combinations
from pathlib import Path

import pikepdf
import pytest
from cli_samples import Project
from layout_samples import LAYOUTS, content
from sheets_samples import labels_of

from keychain.build.labels import LabelSheets
from keychain.build.layouts import Layouts
from keychain.files import read_bytes
from keychain.geometry import Rect
from keychain.layout import place_tag
from keychain.layout.label_sheet import LabelSheet
from keychain.pdf import FontMeasure
from keychain.sheets.grid import check_grid, plan_grid

PT = 72 / 25.4

# By name: labels across and down, the label's width and height, and from each edge of A4 what is
# left beside the labels, at the left and the right, at the top and the bottom. The sizes and
# counts are those that the makers print on the box; margins are worked by hand from two sources
# each (a maker's template and another maker's equivalent sheet), to the tenth.
BOXES = {
    "63x38-21": (3, 7, 63.5, 38.1, 7.2, 7.2, 15.2, 15.2),
    "99x38-14": (2, 7, 99.1, 38.1, 4.7, 4.7, 15.2, 15.2),
    "63x34-24": (3, 8, 63.5, 33.9, 7.2, 7.2, 12.9, 12.9),
    "63x30-27": (3, 9, 63.5, 29.6, 7.2, 7.2, 15.3, 15.3),
    "63x72-12": (3, 4, 63.5, 72.0, 7.3, 7.3, 4.5, 4.5),
    "64x34-24": (3, 8, 64.6, 33.8, 8.1, 8.1, 13.3, 13.3),
    "38x21-65": (5, 13, 38.1, 21.2, 4.8, 4.8, 10.7, 10.7),
    "45x21-48": (4, 12, 45.7, 21.2, 9.7, 9.7, 21.3, 21.3),
    "48x25-40": (4, 10, 48.5, 25.4, 8.0, 8.0, 21.5, 21.5),
    "48x25-44": (4, 11, 48.5, 25.4, 8.0, 8.0, 8.8, 8.8),
    "52x30-40": (4, 10, 52.5, 29.7, 0.0, 0.0, 0.0, 0.0),
    "70x37-24": (3, 8, 70.0, 37.0, 0.0, 0.0, 0.5, 0.5),
    "105x37-16": (2, 8, 105.0, 37.0, 0.0, 0.0, 0.5, 0.5),
    "105x74-8": (2, 4, 105.0, 74.0, 0.0, 0.0, 0.5, 0.5),
    "card-85x54-10": (2, 5, 85.0, 54.0, 15.0, 15.0, 13.5, 13.5),
    "card-86x54-10": (2, 5, 86.0, 54.0, 16.0, 17.0, 11.0, 9.5),
    "round-40-24": (4, 6, 40.0, 40.0, 16.0, 16.0, 13.5, 13.5),
    "round-60-12": (3, 4, 60.0, 60.0, 8.0, 8.0, 18.0, 18.0),
}


@pytest.fixture(scope="module")
def layouts() -> Layouts:
    return Layouts(LAYOUTS, read_bytes)


def sheet(layouts: Layouts, name: str) -> LabelSheet:
    found, faults = layouts.labels.get(name)
    assert found is not None and not faults, faults
    return found


def test_every_shipped_sheet_is_checked_by_hand(layouts: Layouts) -> None:
    assert set(layouts.labels.names()) == set(BOXES)
    assert len(BOXES) >= 12


@pytest.mark.parametrize("name", BOXES)
def test_a_sheet_is_what_its_maker_says(layouts: Layouts, name: str) -> None:
    across, down, width, height, left, right, top, bottom = BOXES[name]
    found = sheet(layouts, name)
    places = list(labels_of(found))
    assert found.paper_name == "A4" and found.count == len(places) == across * down
    assert {(p.width, p.height) for p in places} == {(width, height)}
    assert len({round(p.x, 3) for p in places}) == across
    assert min(p.x for p in places) == pytest.approx(left, abs=0.06)
    assert 210 - max(p.right for p in places) == pytest.approx(right, abs=0.06)
    assert min(p.y for p in places) == pytest.approx(top, abs=0.06)
    assert 297 - max(p.bottom for p in places) == pytest.approx(bottom, abs=0.06)
    assert not any(a.meets(b) for a, b in combinations(places, 2))
    assert (found.label.shape == "circle") == name.startswith("round")


@pytest.mark.parametrize("name", BOXES)
def test_each_layout_that_fits_stands_in_every_label(layouts: Layouts, name: str) -> None:
    found = sheet(layouts, name)
    places = list(labels_of(found))
    for fitting in layouts.fitting(found):
        layout, faults = layouts.get(fitting, labels=name)
        assert layout is not None
        assert {f.severity for f in (*faults, *check_grid(layout.size, layout.sheet))} <= {
            "warning",
            "note",
        }
        grid = plan_grid(layout.size, layout.sheet)
        assert grid is not None and grid.count == found.count
        for slot in grid.slots:
            assert any(place.grown(0.05).holds(slot.trim) for place in places), (fitting, slot)
            assert Rect(0, 0, 210, 297).holds(slot.trim, 1e-6)


def test_a_sheet_is_found_by_what_it_is_sold_as(layouts: Layouts) -> None:
    for name in ("Avery L7160", "L7160", "  avery  l7160 ", "J8160", "63x38-21"):
        assert sheet(layouts, name).name == "63x38-21"


def test_tags_that_are_too_large_are_told_what_fits(layouts: Layouts) -> None:
    layout, (fault,) = layouts.get("card-cr80", labels="63x38-21")
    assert layout is None
    assert fault.value("tag") == "85.6 × 53.98 mm" and fault.value("label") == "63.5 × 38.1 mm"
    assert fault.value("labels") == ("105x74-8", "card-86x54-10")
    assert "fob-54x29" in fault.value("layouts")  # type: ignore[operator]
    # Two faces beside each other are twice as wide: 108 × 29, for which only the widest is wide.
    _, (fault,) = layouts.get("fob-fold-54x29", labels="105x37-16")
    assert fault.value("tag") == "108 × 29 mm"


def test_a_round_tag_does_not_fit_a_smaller_round_label(layouts: Layouts) -> None:
    assert "round-40" in layouts.fitting(sheet(layouts, "round-40-24"))
    # The fob's half diagonal is 30.6 mm, its rounded corners take 1.2 mm of that: more than the
    # 30 mm that the label has would hold, if it were a millimetre and not a half over.
    assert "card-cr80" not in layouts.fitting(sheet(layouts, "round-60-12"))


def test_a_layout_may_stand_turned_on_its_label(tmp_path: Path) -> None:
    shutil.copytree(LAYOUTS, tmp_path / "layouts")
    text = "title: T\nsize: 40mm x 60mm\nrows: 4\ncolumns: 4\n"
    text += "pitch: 45mm x 65mm\noffset: [10mm, 10mm]\n"
    (tmp_path / "layouts/labels/tall.yaml").write_text(text)
    own = Layouts(tmp_path / "layouts", read_bytes)
    layout, found = own.get("fob-54x29", labels="tall")
    assert layout is not None and not found
    grid = plan_grid(layout.size, layout.sheet)
    assert grid is not None and grid.turned
    # 29 in 40 and 54 in 60: 5.5 and 3 mm from the label's corner at 10, 10.
    assert grid.slots[0].trim == Rect(15.5, 13, 29, 54)


def test_further_grids_of_a_sheet(tmp_path: Path) -> None:
    shutil.copytree(LAYOUTS, tmp_path / "layouts")
    text = (
        "title: T\nsize: 60mm x 40mm\nrows: 2\ncolumns: 3\npitch: 62mm x 42mm\n"
        "offset: [10mm, 10mm]\n"
        "more: [{rows: 1, columns: 2, pitch: 62mm x 42mm, offset: [40mm, 200mm]}]\n"
    )
    (tmp_path / "layouts/labels/two.yaml").write_text(text)
    own = Layouts(tmp_path / "layouts", read_bytes)
    found = sheet(own, "two")
    assert found.count == 8
    assert list(labels_of(found))[-1] == Rect(102, 200, 60, 40)
    layout, _ = own.get("fob-54x29", labels="two")
    assert layout is not None
    grid = plan_grid(layout.size, layout.sheet)
    assert grid is not None and grid.count == 8


@pytest.fixture
def project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Project:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(LAYOUTS, tmp_path / "layouts")
    return Project(tmp_path, capsys)


OWN = ("--layouts", "layouts", "--copies", "1")


def test_a_build_on_labels_is_verified_on_them(project: Project) -> None:
    told = project.run("build", "ban-phuc", *OWN, "--labels", "L7160", "--json")
    assert (told.code, told.codes) == (0, [])
    assert told.document["files"][0]["tags"] == 21
    pdf = project.folder / "ban-phuc.pdf"
    assert project.run("verify", str(pdf), "--layouts", "layouts").code == 0
    with pikepdf.open(pdf) as file:
        left, _, right, top = (float(each) for each in file.pages[0].TrimBox)
    # Fobs of 54 × 29 in the middle of labels of 63.5 × 38.1: (63.5 − 54) / 2 = 4.75 from 7.21,
    # and two steps of 66.04 further 54 mm; (38.1 − 29) / 2 = 4.55 from 15.15.
    assert left / PT == pytest.approx(7.21 + 4.75, abs=0.01)
    assert right / PT == pytest.approx(7.21 + 4.75 + 2 * 66.04 + 54, abs=0.01)
    assert 297 - top / PT == pytest.approx(15.15 + 4.55, abs=0.01)
    (project.root / "layouts/labels/63x38-21.yaml").unlink()
    gone = project.run("verify", str(pdf), "--layouts", "layouts", "--json")
    assert gone.code == 4 and "labels-missing" in gone.codes


def test_a_label_sheet_that_nobody_knows_is_wrong_usage(project: Project) -> None:
    for command in ("build", "preview"):
        told = project.run(command, "ban-phuc", "--layouts", "layouts", "--labels", "L716")
        assert told.code == 2 and "“Avery L7160”" in told.err


def test_labels_have_one_side(project: Project) -> None:
    told = project.run("build", "ban-phuc", *OWN, "--layout", "label-63x38")
    assert told.code == 0 and "A4, one side" in told.out
    pdf = project.folder / "ban-phuc.pdf"
    with pikepdf.open(pdf) as file:
        assert len(file.pages) == 1
    assert project.run("verify", str(pdf), "--layouts", "layouts").code == 0
    shown = project.run(
        "preview", "ban-phuc", "--layouts", "layouts", "--layout", "label-63x38", "--json"
    )
    assert [each["shows"] for each in shown.document["files"]] == ["front", "sheet-front"]


def test_a_label_without_one_of_its_numbers_is_found_out(project: Project) -> None:
    layout = project.root / "layouts/label-63x38.yaml"
    text = layout.read_text("utf-8")
    layout.write_text(text.replace('short: {text: "{short.phone}"', 'short: {text: "114"'), "utf-8")
    told = project.run("build", "ban-phuc", *OWN, "--layout", "label-63x38", "--json")
    assert told.code == 3 and "number-not-shown" in told.codes


def test_the_list_tells_sizes_and_layouts(project: Project) -> None:
    told = project.run("labels", "--layouts", "layouts", "--json").document["labels"]
    (one,) = [each for each in told if each["name"] == "63x38-21"]
    assert (one["width"], one["height"], one["per_sheet"]) == (63.5, 38.1, 21)
    assert one["layouts"] == ["fob-54x29", "label-63x38", "oval-50x20"]
    plain = project.run("labels", "L7160", "--layouts", "layouts")
    assert plain.code == 0 and "Avery L7160" in plain.out
    assert max(map(len, plain.out.splitlines())) <= 80


@pytest.mark.stress
def test_every_sheet_with_every_layout_that_fits(project: Project) -> None:
    labels = project.run("labels", "--layouts", "layouts", "--json").document["labels"]
    pairs = [(each["name"], layout) for each in labels for layout in each["layouts"]]
    assert len(pairs) > 30
    for name, layout in pairs:
        built = project.run("build", "ban-phuc", *OWN, "--labels", name, "--layout", layout)
        assert built.code == 0, (name, layout)
        pdf = str(project.folder / "ban-phuc.pdf")
        assert project.run("verify", pdf, "--layouts", "layouts").code == 0, (name, layout)


def test_without_a_folder_of_labels_there_are_none(tmp_path: Path) -> None:
    none = LabelSheets(tmp_path, lambda _: None, read_bytes)
    assert none.names() == none.collections() == ()
    assert none.get("L7160")[0] is None


def test_a_label_holds_six_numbers(layouts: Layouts) -> None:
    layout, _ = layouts.get("label-63x38")
    assert layout is not None and layout.one_sided
    tag, _ = place_tag(content(officers=5), layout, FontMeasure())
    assert tag is not None and not tag.back.items
