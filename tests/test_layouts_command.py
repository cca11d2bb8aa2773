"""``keychain layouts``: what each layout can do, and what its boxes became, worked out by hand."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, get_args

import pytest
from cli_samples import CONTACTS, Project
from layout_samples import content, from_text
from PIL import Image

from keychain.build.catalogue import layout_facts
from keychain.cli.layout_pages import when_text
from keychain.cli.words import LANGUAGES, load_words
from keychain.layout.explain import ExplainedBox, Way, explain_tag
from keychain.layout.fitting.clearance import Fault
from keychain.layout.outline import ShapeName
from keychain.layout.spec import LayoutSpec, When
from keychain.pdf import FontMeasure


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)


HEAD = """\
title: Own
tag: {shape: rectangle, size: 60mm x 40mm, safe: 2mm}
styles:
  words: {font: Roboto Condensed, weight: 400, size: 6pt}
  digits: {font: Roboto Condensed, weight: 600, digits: true, size: 8pt}
front:
  body:
    x: 5mm
    y: 5mm
    width: 20mm
    height: 30mm
    gap: 1mm
"""

BACK = """
back:
  body:
    x: 3mm
    y: 3mm
    width: 54mm
    height: {height}
    column:
      list:
        grow: 1
        phones: others
        row-gap: 1mm
        number: {{style: digits}}
        labels: [{{lines: [{{text: "{{name}}", style: words}}]}}]
"""


def own(front: str, height: str = "34mm") -> LayoutSpec:
    layout, found = from_text(HEAD + front + BACK.format(height=height))
    assert layout is not None, found
    return layout


def front_boxes(layout: LayoutSpec) -> dict[str, ExplainedBox]:
    front, _ = explain_tag(content(), layout, FontMeasure())
    return {box.name: box for box in front.boxes}


NUMBER = '    column: {lead: {text: "{lead.phone}", style: digits}}'


@pytest.mark.parametrize(
    ("height", "numbers"),
    [
        # A row is as high as its label, a line of 6 pt: 1.25 × 6 / 72 × 25.4 = 2.646 mm. Three
        # rows with 1 mm between are 9.94 mm, four 13.58 mm, seven 24.52 mm; the lead is in front.
        ("9.9mm", 3),
        ("10mm", 4),
        ("13.5mm", 4),
        ("13.6mm", 5),
        ("24.6mm", 8),
    ],
)
def test_numbers_that_fit_are_found_by_trying(height: str, numbers: int) -> None:
    assert layout_facts(own(NUMBER, height), FontMeasure()).numbers == numbers


def test_the_shipped_layouts(project: Project) -> None:
    told = project.run("layouts", "--json")
    assert told.code == 0
    found = {each["name"]: each for each in told.document["layouts"]}
    assert list(found) == [
        "card-cr80",
        "fob-54x29",
        "fob-fold-54x29",
        "label-63x38",
        "oval-50x20",
        "poster-a3",
        "poster-a4",
        "round-40",
    ]
    # The designer's backs hold 4, 6 and 4 numbers, and the front one more. Codes stand where they
    # scan: on fob and card.
    assert [found[n]["numbers"] for n in ("oval-50x20", "fob-54x29", "round-40")] == [5, 7, 5]
    assert found["card-cr80"]["numbers"] >= 7
    assert [name for name in found if found[name]["qr"]] == [
        *("card-cr80", "fob-54x29", "fob-fold-54x29", "label-63x38", "poster-a3", "poster-a4"),
    ]
    # A4 less margins of 5 mm and marks of 2 mm is 196 × 283 mm; tags with 1.5 mm of bleed, the
    # oval and the card lying: ⌊196/57⌋·⌊283/32⌋, ⌊196/43⌋·⌊283/43⌋, ⌊196/23⌋·⌊283/53⌋,
    # ⌊196/56.98⌋·⌊283/88.6⌋; both faces of the fob, lying: ⌊196/32⌋·⌊283/111⌋; 3 × 7 labels.
    wanted = {"fob-54x29": 24, "round-40": 24, "oval-50x20": 40, "card-cr80": 9}
    wanted |= {"fob-fold-54x29": 12, "label-63x38": 21, "poster-a3": 1, "poster-a4": 1}
    assert {name: each["per_sheet"] for name, each in found.items()} == wanted
    assert (found["card-cr80"]["width"], found["card-cr80"]["height"]) == (85.6, 53.98)
    papers = {name: each["paper"] for name, each in found.items()}
    assert papers.pop("poster-a3") == "A3"
    assert set(papers.values()) == {"A4"}
    assert {each["picture"] for each in found.values()} == {None}


def test_the_list_for_a_person(project: Project) -> None:
    told = project.run("layouts")
    lines = [line.split() for line in told.out.splitlines()]
    assert ["fob-54x29", "54", "×", "29", "mm", "7", "yes", "24", "/", "A4"] in [
        line[:10] for line in lines
    ]
    assert max(map(len, told.out.splitlines())) <= 80
    assert "Key fob 54 × 29" in told.out
    told = project.run("layouts", "--lang", "vi")
    assert "85,6 × 53,98 mm" in told.out
    assert "Móc chìa khóa 54 × 29" in told.out
    assert "Key fob" not in told.out
    assert "không" in told.out


@pytest.mark.parametrize(
    ("language", "title"), [("vi", "Thẻ bầu dục 50 × 20"), ("en", "Oval 50 × 20")]
)
def test_a_title_is_in_the_readers_language(project: Project, language: str, title: str) -> None:
    told = project.run("layouts", "show", "oval-50x20", "--lang", language)
    assert told.out.splitlines()[0] == f"oval-50x20: {title}"
    told = project.run("layouts", "show", "oval-50x20", "--lang", language, "--json")
    assert told.document["title"] == title
    listed = project.run("layouts", "--lang", language, "--json").document["layouts"]
    assert [each["title"] for each in listed if each["name"] == "oval-50x20"] == [title]


def test_pictures_of_each(project: Project) -> None:
    told = project.run("layouts", "--pictures", "shots", "--json")
    for each in told.document["layouts"]:
        with Image.open(each["picture"]) as picture:
            # Two faces with 4 mm (47 pixels at 300 dpi) around and between them.
            faces = [math.ceil(round(each[side] * 300 / 25.4, 6)) for side in ("width", "height")]
            sides = 1 if each["name"].startswith(("label", "poster")) else 2
            assert picture.size == (sides * faces[0] + (sides + 1) * 47, faces[1] + 2 * 47)
    assert "shots" in project.run("layouts", "--pictures", "shots").out


def test_a_layout_with_an_error_stops_only_itself(project: Project) -> None:
    folder = project.root / "mine"
    folder.mkdir()
    (folder / "good.yaml").write_text(HEAD + NUMBER + BACK.format(height="34mm"))
    (folder / "bad.yaml").write_text("title: Bad\n")
    told = project.run("layouts", "--layouts", "mine", "--json")
    assert told.code == 3
    assert [each["name"] for each in told.document["layouts"]] == ["good"]
    assert all(each["file"] == "mine/bad.yaml" for each in told.document["diagnostics"])


def test_no_layouts_at_all(project: Project) -> None:
    told = project.run("layouts", "--layouts", "nowhere")
    assert told.code == 3
    assert "nowhere" in told.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("shwo", "fob-54x29"), "Did you mean “show”?"),
        (("show",), "card-cr80, fob-54x29, fob-fold-54x29, label-63x38, oval-50x20, poster-a3"),
        (("show", "fob-54x92"), "Did you mean “fob-54x29”?"),
        (("show", "fob-54x29", "round-40"), "round-40"),
        (("show", "fob-54x29", "--village", "ban-phcu"), "Did you mean “ban-phuc”?"),
        (("show", "fob-54x29", "--pictures", "x"), "show and --pictures do not go together"),
        (("--village", "ban-phuc"), "--village goes with"),
    ],
)
def test_wrong_usage(project: Project, arguments: tuple[str, ...], words: str) -> None:
    told = project.run("layouts", *arguments)
    assert told.code == 2
    assert words in told.unbroken


def boxes_of(document: dict[str, Any], side: str) -> dict[str, Any]:
    return {box["name"]: box for box in document[side]["boxes"]}


def place(box: dict[str, Any]) -> tuple[float, ...]:
    return box["x"], box["y"], box["width"], box["height"]


def test_a_shipped_layout_explained(project: Project) -> None:
    document = project.run("layouts", "show", "fob-54x29", "--json").document
    assert document["extends"] == ["base"]
    assert document["larger"] == "card-cr80"
    assert document["village"] is None
    assert document["tag"]["hole"] == {"x": 7.5, "y": 14.5, "diameter": 5, "clear": 2}
    assert (document["sheet"]["columns"], document["sheet"]["rows"]) == (3, 8)
    front = boxes_of(document, "front")
    assert place(front["body"]) == (15, 2.27, 36, 23.73)
    # A disc about (−16, 14.5) with a radius of 29.
    assert place(front["head"]) == (-45, -14.5, 58, 58)
    # 25 modules of 0.508 mm are 12.7 mm, at the right end of 15 + 36.
    assert (front["qr"]["x"], front["qr"]["width"]) == (38.3, 12.7)
    assert front["qr"]["module"] == 0.508
    # What stands over the row of code and name: a village of 8.6 pt, 1.25 em high.
    assert front["village"]["height"] == pytest.approx(1.25 * 8.6 / 72 * 25.4, abs=0.01)
    assert [line["text"] for line in front["village"]["texts"]] == ["Bản Phục"]
    assert (front["top"]["kind"], front["top"]["depth"]) == ("layers", 1)
    back = boxes_of(document, "back")
    assert back["one"]["absent"] == "condition"
    assert back["one"]["when"] == "rest: 1"
    assert document["front"]["stands"] and document["back"]["stands"]


def test_a_village_in_a_layout(project: Project) -> None:
    document = project.run(
        "layouts", "show", "fob-54x29", "--village", "khe bung", "--json"
    ).document
    assert document["village"] == "khe-bung"
    front, back = boxes_of(document, "front"), boxes_of(document, "back")
    assert [line["text"] for line in front["lead"]["texts"]] == ["0950 000 002"]
    assert [line["text"] for line in front["name"]["texts"]] == ["Đại úy Nông Thị Bình"]
    assert front["role"]["absent"] == "nothing", "this officer has no role"
    assert back["one"]["absent"] is None
    lists = [box for box in back.values() if (box["when"] or "").startswith("rest: 2")]
    assert {box["absent"] for box in lists} == {"condition"}
    assert [line["text"] for line in back["one"]["texts"]][:2] == [
        "0205 3800 113",
        "Trực ban Công an xã",
    ]


def test_a_village_with_errors_is_not_explained(project: Project) -> None:
    project.write(CONTACTS.replace("0950 000 002", "0950 000 02"))
    told = project.run("layouts", "show", "fob-54x29", "--village", "khe-bung", "--json")
    assert told.code == 3
    assert "phone-too-short" in told.codes
    assert "front" not in told.document
    assert project.run("layouts", "show", "fob-54x29").code == 0, "the layout itself is right"


def test_what_was_left_out_and_why() -> None:
    # 15 + 1 + 8 mm in a row of 20 mm: 4 mm over. Without the second box the first has room.
    row = """\
    row:
      lead: {text: "{lead.phone}", style: digits, width: 19mm}
      note: {text: "note", style: words, width: 8mm, leaves: 50}
      more: {text: ".", style: words, width: 2mm, leaves: 40}
"""
    boxes = front_boxes(own(row))
    (gave,) = boxes["note"].gave
    assert (boxes["note"].absence, boxes["note"].rect) == ("left-out", None)
    assert (gave.way, gave.turn, gave.problem.kind, gave.problem.box) == (
        "left-out",
        50,
        "size",
        "body",
    )
    # Both left, the cheaper one first; when the dearer is tried again, 19 + 1 + 8 mm are 8 over.
    assert gave.problem.over == pytest.approx(8)
    (gave,) = boxes["more"].gave
    assert (gave.turn, round(gave.problem.over, 6)) == (40, 2.0), "19 + 1 + 2 mm"
    assert boxes["lead"].gave == ()


def test_what_left_for_nothing_is_back() -> None:
    row = """\
    row:
      lead: {text: "{lead.phone}", style: digits, width: 17mm}
      note: {text: "note", style: words, width: 8mm, leaves: 50}
      more: {text: ".", style: words, width: 2mm, leaves: 40}
"""
    boxes = front_boxes(own(row))
    assert boxes["note"].absence == "left-out"
    assert boxes["more"].absence is None, "17 + 1 + 2 mm fill the row"
    assert boxes["more"].gave == ()
    rect = boxes["more"].rect
    assert rect is not None
    assert (rect.x, rect.width) == pytest.approx((5 + 17 + 1, 2))


def test_a_shorter_text_and_a_smaller_one() -> None:
    column = """\
    column:
      lead: {text: "{lead.phone}", style: digits}
      long: {text: "mmmmmmmmmmmmmmmmmmmm", shorter: ["mmmmmmmmmmmmmmmmmm", "m"], shortens: 7, \
style: words}
      tall: {text: "m", style: words, size: 60pt - 30pt, shrinks: 3}
"""
    boxes = front_boxes(own(column))
    assert [line.text for line in boxes["long"].lines] == ["m"]
    assert boxes["long"].shorter == 2
    (gave,) = boxes["long"].gave
    assert (gave.way, gave.turn, gave.problem.box) == ("shorter", 7, "long")
    # 20 mm wide, 30 high: 2.01 of digits, 2.65 of words and two gaps of 1 leave 23.35 mm, which
    # a line of 52.9 pt fills: the first of 60 pt and the next that is smaller has room.
    (gave,) = boxes["tall"].gave
    assert (gave.way, gave.turn, gave.problem.box) == ("smaller", 3, "body")
    # A line of 60 pt is 26.458 mm high.
    assert gave.problem.over == pytest.approx(2.007 + 2.646 + 26.458 + 2 - 30, abs=0.002)


def test_a_face_that_cannot_be_made_says_so(project: Project) -> None:
    project.change("name: Bản Phục", "name: " + "Bản" * 20)
    for language, words in (("en", "This face cannot be made so"), ("vi", "Không làm được mặt")):
        told = project.run(
            "layouts", "show", "round-40", "--village", "ban-phuc", "--lang", language
        )
        assert told.code == 3
        assert words in told.out


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["layouts/fob-54x29.yaml, which extends", "smaller, in turn 30: else “"]),
        ("vi", ["layouts/fob-54x29.yaml, dựa trên", "thu nhỏ, lượt 30: nếu không, “"]),
    ],
)
def test_the_page(project: Project, language: str, words: list[str]) -> None:
    project.change("name: Bản Phục", "name: Tổ dân phố số 12 - Khu tập thể Nhà máy Xi măng")
    project.change("name: Hoàng Văn An", "name: Công Tằng Tôn Nữ Hoàng Thị Ngọc Quỳnh")
    told = project.run("layouts", "show", "fob-54x29", "--village", "ban-phuc", "--lang", language)
    assert told.code == 0
    page = " ".join(told.out.split())
    for each in words:
        assert each in page
    own_lines = [line for line in told.out.splitlines() if "/layouts/" not in line]
    assert max(map(len, own_lines)) <= 80
    assert "54,00" in told.out if language == "vi" else "54.00" in told.out


def test_conditions_as_files_write_them() -> None:
    when = When(("campaign.slogan",), ("lead.role",), (("rest", 2, 9), ("officers", 1, 1)))
    assert when_text(when) == "has: campaign.slogan, lacks: lead.role, rest: 2-9, officers: 1"
    others = When(left_out=("code",), beside=("qr",), without=("notes",))
    assert when_text(others) == "left-out: code, with: qr, without: notes"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shape_and_every_reason_has_words(language: str) -> None:
    said = load_words(language).table["ui"]
    for prefix, known in (("shape", ShapeName), ("why", Fault), ("gave", Way)):
        assert [each for each in get_args(known) if f"{prefix}-{each}" not in said] == []
