"""Layout files: every fault has its code and its line, parents are merged, nothing is ignored."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout_samples import content, from_text, plain, shipped

from keychain.layout import is_abstract, place_tag
from keychain.layout.placed import Colour
from keychain.layout.spec import Stack, TextBox
from keychain.pdf import FontMeasure

GOOD = """\
title: Own
tag: {shape: rectangle, size: 60mm x 40mm, bleed: 3mm, safe: 3mm}
colours:
  red: [0, 100, 90, 10]
styles:
  number: {font: Roboto Condensed, weight: 600, digits: true, size: 16pt - 8pt}
  words: {font: Be Vietnam Pro, size: 8pt - 6pt}
front:
  body:
    x: 5mm
    y: 5mm
    width: 50mm
    height: 30mm
    column:
      village: {text: "{village.name}", style: words}
      lead: {text: "{lead.phone}", style: number}
back:
  body:
    x: 5mm
    y: 4mm
    width: 50mm
    height: 32mm
    column:
      list:
        phones: others
        grow: 1
        number: {style: number}
        labels: [{lines: [{text: "{name}", style: words}]}]
"""


def faults(text: str, **others: str) -> list[tuple[str, int]]:
    layout, found = from_text(text, **others)
    assert layout is None
    return [(d.code, d.place.line if d.place else 0) for d in found]


def test_the_good_one_is_good() -> None:
    layout, found = from_text(GOOD)
    assert found == ()
    assert layout is not None
    tag, problems = place_tag(content(), layout, FontMeasure())
    assert problems == ()
    assert tag is not None
    assert plain(tag, "front") == "Bản Phục 0950 000 003"


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ("title: Own", "titel: Own", "unknown-key", 1),
        ("title: Own", "# none", "missing-key", 2),
        ("title: Own", "title: {}", "empty-value", 1),
        ("title: Own", "title: [Own]", "not-a-value", 1),
        ("title: Own", "title: {en: Own, fr: Le mien}", "unknown-key", 1),
        ("bleed: 3mm", "bleed: 3", "layout-length", 2),
        ("bleed: 3mm", "bleed: 3cm", "layout-length", 2),
        ("bleed: 3mm", "bleed: 30mm", "layout-number", 2),
        ("bleed: 3mm", "bleed: -1mm", "layout-number", 2),
        ("60mm x 40mm", "60mm", "layout-length", 2),
        ("60mm x 40mm", "60mm x 1mm", "layout-number", 2),
        ("shape: rectangle", "shape: circle", "layout-circle", 2),
        ("shape: rectangle", "shape: ovl", "unknown-value", 2),
        (
            "safe: 3mm}",
            "safe: 3mm, hole: {at: [1mm, 1mm], diameter: 5mm}}",
            "layout-hole-outside",
            2,
        ),
        ("[0, 100, 90, 10]", "[0, 100, 90]", "layout-colour", 4),
        ("[0, 100, 90, 10]", "[0, 100, 90, 101]", "layout-colour", 4),
        ("16pt - 8pt", "16 - 8", "layout-size-range", 6),
        ("16pt - 8pt", "16mm", "layout-size-range", 6),
        ("weight: 600", "weight: 650", "layout-unknown-font", 6),
        ("Be Vietnam Pro", "Arial", "unknown-value", 7),
        ("{village.name}", "{village.nam}", "layout-unknown-field", 15),
        ("{village.name}", "{village.name", "layout-unknown-field", 15),
        ("style: words}\n      lead", "style: word}\n      lead", "layout-unknown-style", 15),
        (
            "style: words}\n      lead",
            "style: words, when: lead.nam}\n      lead",
            "layout-unknown-field",
            15,
        ),
        (
            "style: words}\n      lead",
            "style: words, when: {others: lots}}\n      lead",
            "layout-when-count",
            15,
        ),
        (
            "style: words}\n      lead",
            "style: words, when: {with: leed}}\n      lead",
            "layout-unknown-box",
            15,
        ),
        (
            "style: words}\n      lead",
            "style: words, on: leed}\n      lead",
            "layout-unknown-box",
            15,
        ),
        (
            "style: words}\n      lead",
            "style: words, shrinks: soon}\n      lead",
            "layout-number",
            15,
        ),
        ("      lead: {text:", "      lead: {qr: dial, text:", "layout-box-kind", 16),
        (
            'lead: {text: "{lead.phone}", style: number}',
            "lead: {style: number}",
            "layout-box-kind",
            16,
        ),
        ('lead: {text: "{lead.phone}"', "lead: {text: {}", "layout-text-empty", 16),
        ('lead: {text: "{lead.phone}"', "lead: {text: {lead.phone}", "layout-text-unquoted", 16),
        ('lead: {text: "{lead.phone}"', "lead: {text: {lead.phon}", "stray-comma", 16),
        (
            'lead: {text: "{lead.phone}", style: number}',
            "lead: {image: ../secret.png}",
            "layout-image-missing",
            16,
        ),
        (
            'lead: {text: "{lead.phone}", style: number}',
            "lead: {image: none.png}",
            "layout-image-missing",
            16,
        ),
        (
            'lead: {text: "{lead.phone}", style: number}',
            "lead: {image: own.yaml}",
            "layout-image-unreadable",
            16,
        ),
        (
            'lead: {text: "{lead.phone}", style: number}',
            'body: {text: "x", style: number}',
            "layout-box-name-twice",
            16,
        ),
        ("phones: others", "phones: other", "unknown-value", 25),
        ("title: Own", "title: Own\nextends: nobody", "layout-parent-missing", 2),
        ("title: Own", "title: Own\nextends: own", "layout-parent-circular", 2),
        ("title: Own", "title: Own\nsheet: {paper: A44}", "unknown-value", 2),
        ("title: Own", "title: Own\nsheet: {margin: 5}", "layout-length", 2),
        ("title: Own", "title: Own\nsheet: {paper: 1001mm x 300mm}", "layout-number", 2),
        (
            "title: Own",
            "title: Own\nsheet: {grid: {rows: 0, columns: 2, pitch: 60mm x 40mm, offset: [5mm, 5mm]}}",
            "layout-number",
            2,
        ),
        (
            "title: Own",
            "title: Own\nsheet: {grid: {rows: 1, columns: 2, pitch: 60mm x 40mm}}",
            "missing-key",
            2,
        ),
        ("title: Own", "title: Own\nabstract: perhaps", "not-yes-or-no", 2),
        ("safe: 3mm}", "safe: 3mm, hole: {diameter: 5mm}}", "missing-key", 2),
        ("bleed: 3mm", "bleed: ٣mm", "layout-length", 2),
        ('[{lines: [{text: "{name}", style: words}]}]', "[]", "empty-value", 28),
        ('[{text: "{name}", style: words}]', "[]", "empty-value", 28),
        ("back:\n  body:", "back:\n  background:", "missing-key", 18),
        ('lead: {text: "{lead.phone}"', 'lead: {text: ""', "layout-text-empty", 16),
        ('lead: {text: "{lead.phone}"', "lead: {text: NULL", "layout-text-empty", 16),
        ("grow: 1", "grow: 0000009999", "layout-number", 26),
    ],
)
def test_each_fault_has_its_code_and_its_line(
    before: str, after: str, code: str, line: int
) -> None:
    assert before in GOOD
    assert (code, line) in faults(GOOD.replace(before, after, 1))


def test_all_faults_come_in_one_run() -> None:
    text = GOOD.replace("bleed: 3mm", "bleed: 3").replace("weight: 600", "weight: 650")
    text = text.replace("{village.name}", "{village.nam}")
    assert [code for code, _ in faults(text)] == [
        "layout-unknown-font",
        "layout-unknown-field",
        "layout-length",
    ]


def test_the_nearest_name_is_offered() -> None:
    _, found = from_text(GOOD.replace("{village.name}", "{vilage.name}"))
    assert found[0].value("nearest") == "village.name"
    _, found = from_text(GOOD.replace("title: Own", "extends: bass\ntitle: Own"), base="title: B")
    assert found[0].value("nearest") == "base"


def test_boxes_nested_without_end_are_refused() -> None:
    nest = "{column: {a%d: " * 15
    body = nest % tuple(range(15)) + '{text: "x", style: words}' + "}}" * 15
    text = GOOD.replace('{text: "{lead.phone}", style: number}', body)
    assert ("too-deep", 16) in faults(text)


def test_null_takes_away_what_no_parent_has() -> None:
    child = "extends: parent\nfront: {body: {column: {new: {row: {}, gap: null, grow: Null}}}}\n"
    layout, found = from_text(child, parent=GOOD)
    assert found == ()
    assert layout is not None


def test_a_layout_is_a_parent_only_in_every_way_to_say_yes() -> None:
    flags = {"true": True, "Có": True, "yes": True, "no": False}
    files = {f"{flag}.yaml": f"abstract: {flag}\n".encode() for flag in flags}
    assert {flag: is_abstract(flag, files.get) for flag in flags} == flags


@pytest.mark.parametrize(
    ("title", "vi", "en"),
    [
        ("Own", "Own", "Own"),
        ("{vi: Của xã, en: Own}", "Của xã", "Own"),
        ("{en: Own, vi: Của xã}", "Của xã", "Own"),
        ("{vi: Của xã}", "Của xã", "Của xã"),
        ("{en: Own}", "Own", "Own"),
    ],
)
def test_a_title_is_one_for_all_languages_or_one_a_language(title: str, vi: str, en: str) -> None:
    layout, found = from_text(GOOD.replace("title: Own", f"title: {title}"))
    assert layout is not None, found
    assert [layout.title.for_language(each) for each in ("vi", "en")] == [vi, en]


def test_a_child_changes_only_what_it_names_and_keeps_the_order() -> None:
    child = (
        "extends: parent\ntitle: Child\n"
        "front: {body: {column: {village: {style: number}}}}\nstyles: {words: {size: 7pt}}\n"
    )
    layout, found = from_text(child, parent=GOOD)
    assert found == ()
    assert layout is not None
    assert layout.title.for_language("en") == "Child"
    stack = layout.front.body.content
    assert isinstance(stack, Stack)
    assert [box.name for box in stack.children] == ["village", "lead"]
    village = stack.children[0].content
    assert isinstance(village, TextBox)
    assert village.style.digits
    assert village.words.for_language("vi") == "{village.name}"


def test_null_takes_a_parents_box_away() -> None:
    child = "extends: parent\ntitle: Child\nfront: {body: {column: {village: null}}}\n"
    layout, found = from_text(child, parent=GOOD)
    assert found == ()
    assert layout is not None
    stack = layout.front.body.content
    assert isinstance(stack, Stack)
    assert [box.name for box in stack.children] == ["lead"]


def test_null_for_what_the_parent_lacks_is_told() -> None:
    child = "extends: parent\nfront: {body: {column: {vilage: null}}}\n"
    layout, (found,) = from_text(child, parent=GOOD)
    assert layout is not None
    assert (found.code, found.value("nearest")) == ("layout-nothing-to-take", "village")
    assert found.place is not None and (found.place.line, found.place.column) == (2, 25)


def test_a_circle_of_three_parents_names_the_chain() -> None:
    _, found = from_text("extends: a\ntitle: x", a="extends: b\ntitle: a", b="extends: a\ntitle: b")
    assert [d.code for d in found] == ["layout-parent-circular"]
    assert found[0].value("chain") == "own → a → b → a"
    assert found[0].place is not None
    assert found[0].place.file == "b.yaml"


def test_lengths_take_mm_pt_and_percent() -> None:
    text = GOOD.replace(
        "x: 5mm\n    y: 5mm\n    width: 50mm", "x: 14.173228pt\n    y: 5mm\n    width: 50%"
    )
    layout, found = from_text(text)
    assert found == ()
    assert layout is not None
    assert layout.front.body.x.value == pytest.approx(5.0, abs=1e-5)  # 14.173228 pt are 5 mm
    assert layout.front.body.width is not None
    assert layout.front.body.width.of(60) == 30


def test_colours_are_inks() -> None:
    layout, _ = from_text(GOOD.replace("size: 8pt - 6pt", "size: 8pt - 6pt, colour: red"))
    assert layout is not None
    stack = layout.front.body.content
    assert isinstance(stack, Stack)
    text = stack.children[0].content
    assert isinstance(text, TextBox)
    assert text.style.colour == Colour(0, 1.0, 0.9, 0.1)


def test_words_go_by_the_directorys_language() -> None:
    layout = shipped("fob-54x29")
    tag, _ = place_tag(content(), layout, FontMeasure())
    assert tag is not None
    assert "Gọi hoặc quét mã:" in plain(tag, "front")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=string.printable + "ảộđ{}[]:-", max_size=40), st.integers(0, len(GOOD)))
def test_no_text_in_a_layout_raises(noise: str, at: int) -> None:
    layout, found = from_text(GOOD[:at] + noise + GOOD[at:])
    assert layout is not None or any(d.severity == "error" for d in found)
