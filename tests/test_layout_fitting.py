"""Fitting: the largest size that fits, who gives way first, and what can never be clipped."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout_samples import content, from_text, plain, texts

from keychain.geometry import Point, Rect, Size, mm_of_pt
from keychain.layout import place_tag
from keychain.layout.fitting.clearance import quiet_zone
from keychain.layout.outline import Outline, hole_clearance
from keychain.layout.placed import Font, PathItem, QrItem
from keychain.layout.typesetting import KEEP, break_lines, line_width, set_line

FONT = Font("Roboto Condensed", 400)


@dataclass(frozen=True)
class HalfEm:
    """Every letter half an em wide; ``missing`` letters only in the fallback font."""

    missing: str = ""

    def width(self, text: str, font: Font) -> float:
        del font
        return 0.5 * len(text)

    def lacks(self, text: str, font: Font) -> str:
        if font.family == "Noto Sans":
            return "".join(c for c in text if c == "☃")
        return "".join(c for c in text if c in self.missing)


HEAD = """\
title: Own
tag: {shape: rectangle, size: 60mm x 40mm, safe: 3mm, safe-lines: 1mm%s}
styles:
  number: {font: Roboto Condensed, digits: true, size: 20pt - 8pt}
  words: {font: Roboto Condensed, size: 10pt - 6pt}
  small: {font: Roboto Condensed, size: 6pt}
"""
BACK = """
back:
  body:
    x: 5mm
    y: 4mm
    width: 50mm
    height: 32mm
    layers:
      list: {phones: others, height: 24mm, number: {style: number, size: 8pt}, labels: [{lines: [{text: "{called}", style: small}]}]}
      lead-too: {text: "{lead.phone}", style: small, y: 28mm, x: 30mm}
"""


def place(front: str, tag: str = "", **kwargs: object):  # type: ignore[no-untyped-def]
    layout, found = from_text(HEAD % tag + "front:\n" + front + BACK)
    assert layout is not None, found
    return place_tag(content(**kwargs), layout, HalfEm())  # type: ignore[arg-type]


def column(*boxes: str, gap: str = "0mm", height: str = "30mm") -> str:
    lines = "".join(f"      {box}\n" for box in boxes)
    return (
        f"  body:\n    x: 5mm\n    y: 5mm\n    width: 50mm\n    height: {height}\n"
        f"    gap: {gap}\n    column:\n{lines}"
    )


def test_digits_fill_their_box_and_no_more() -> None:
    tag, found = place(column('lead: {text: "{lead.phone}", style: number, grow: 1}'))
    assert found == ()
    lead = texts(tag, "front")[0]
    # Twelve letters of half an em in 50 mm: 50/6 mm an em = 23.6 pt, but the style ends at 20.
    assert lead.size == 20
    tag, _ = place(column('lead: {text: "{lead.phone}", style: number, width: 30mm, grow: 1}'))
    # 30/6 = 5 mm an em = 14.17 pt, taken down to a hundredth.
    assert texts(tag, "front")[0].size == pytest.approx(14.17, abs=0.011)


def test_words_step_down_to_the_largest_size_that_fits() -> None:
    text = "0123456789" * 3 + "abcdef"
    tag, found = place(column(f'a: {{text: "{text}", style: words}}'))
    assert found == ()
    # 36 letters: 18 em in 50 mm is 2.78 mm = 7.87 pt; the steps are 10, 8.6, 7.2, 6.
    assert texts(tag, "front")[0].size == 7.2


def test_what_does_not_fit_says_by_how_much() -> None:
    tag, found = place(column(f'a: {{text: "{"m" * 60}", style: words}}'))
    assert tag is None
    # 60 letters at 6 pt: 30 em of 2.1167 mm = 63.5 mm, 13.5 mm more than 50.
    sizes = {d.box: d.value("over") for d in found if d.code == "box-does-not-fit"}
    assert sizes == {"a": pytest.approx(13.5, abs=0.01)}
    assert all(d.village == "ban-phuc" for d in found)


def test_the_order_of_giving_way_is_the_designers() -> None:
    a = 'a: {text: "aaaa", style: words, shrinks: %d}'
    b = 'b: {text: "bbbb", style: words, shrinks: %d}'
    c = 'c: {text: "cccc", style: words, leaves: 9}'
    # Three lines of 10 pt are 13.2 mm; in 12.8 mm one box must step down once (to 12.6).
    for first, second, shrunk in ((1, 2, "aaaa"), (2, 1, "bbbb")):
        tag, found = place(column(a % first, b % second, c, height="12.8mm"))
        assert found == ()
        # The first line keeps its form's height, so that shrinking alone cannot help: c leaves.
        assert "cccc" not in plain(tag, "front")
        assert {t.text: t.size for t in texts(tag, "front")} == {"aaaa": 10, "bbbb": 10}, shrunk


def test_what_gave_way_without_need_is_given_back() -> None:
    wide = 'wide: {text: "%s", style: words, shrinks: 5}' % ("w" * 30)
    note = 'note: {text: "note", style: words, shrinks: 1, leaves: 2}'
    tag, found = place(column(wide, note))
    assert found == ()
    sizes = {t.text[:4]: t.size for t in texts(tag, "front")}
    # 30 letters: 15 em in 50 mm is 9.4 pt, so the wide one steps to 8.6; the note had no part.
    assert sizes == {"wwww": 8.6, "note": 10}


def test_a_shorter_text_and_then_leaving() -> None:
    name = 'name: {text: "%s", shorter: ["{lead.name}", "x"], shortens: 3, style: small}'
    tag, _ = place(column(name % ("{lead.name} " * 5)))
    assert plain(tag, "front") == "Lý Văn Châu"
    tag, _ = place(column(name % ("{lead.name} " * 5)), lead="M" * 90)
    assert plain(tag, "front") == "x"


@pytest.mark.parametrize(("x", "y", "found"), [(4.43, 0, True), (4.7, 0, False), (4.43, 3, False)])
def test_texts_on_one_line_keep_a_space_apart(x: float, y: float, found: bool) -> None:
    """Four letters of half an em of 6 pt end at 4.23 mm; a fifth of an em is 0.42 mm."""
    front = (
        "  body:\n    x: 5mm\n    y: 5mm\n    layers:\n"
        '      a: {text: "aaaa", style: small}\n'
        f'      b: {{text: "bbbb", style: small, x: {x}mm, y: {y}mm}}\n'
    )
    _, told = place(front)
    assert [d.code for d in told] == (["boxes-touch"] if found else [])


def test_boxes_that_touch_are_found() -> None:
    front = (
        "  body:\n    x: 5mm\n    y: 5mm\n    layers:\n"
        '      a: {text: "aaaa", style: small}\n      b: {text: "bbbb", style: small, x: 2mm}\n'
    )
    tag, found = place(front)
    assert tag is None
    assert [(d.code, d.box, d.value("other")) for d in found] == [("boxes-touch", "b", "a")]


def test_the_safe_zone_is_kept_and_the_error_says_which_box() -> None:
    front = '  body:\n    layers:\n      a: {text: "aaaa", style: small, x: 2.5mm, y: 10mm}\n'
    tag, found = place(front)
    assert tag is None
    safe = [d for d in found if d.code == "outside-safe-zone"]
    assert [(d.box, d.value("over")) for d in safe] == [("a", 0.5)]


def test_the_hole_is_kept_clear_on_both_faces() -> None:
    hole = ", hole: {at: [10mm, 20mm], diameter: 5mm, clear: 2mm}"
    front = '  body:\n    layers:\n      a: {text: "aaaa", style: small, x: 13mm, y: 18.9mm}\n'
    tag, found = place(front, hole)
    assert tag is None
    # The hole ends at x = 12.5; 2 mm more is 14.5; the text begins at 13.
    assert [(d.code, d.box, d.value("over")) for d in found] == [("near-hole", "a", 1.5)]


def test_a_quiet_zone_over_colour_is_refused() -> None:
    front = (
        "  background:\n    layers:\n      red: {shape: rectangle, x: 40mm, y: 0mm, fill: [0, 100, 90, 10]}\n"
        "  body:\n    x: 15mm\n    y: 10mm\n    layers:\n      qr: {qr: dial, module: 0.508mm, x: %s}\n"
    )
    # 25 modules of 0.508 mm are 12.7 mm, the quiet zone 2.03 mm more: 15 + x + 14.73 <= 40.
    tag, found = place(front % "10mm")
    assert tag is not None, found
    tag, found = place(front % "10.5mm")
    assert [d.code for d in found if d.severity == "error"] == ["quiet-zone"]


@pytest.mark.parametrize(
    ("module", "codes"),
    [
        ("0.508mm", []),
        ("0.45mm", []),
        ("0.44mm", ["qr-module-small"]),
        ("0.40mm", ["qr-module-small"]),
        ("0.39mm", ["qr-module-too-small"]),
    ],
)
def test_fine_modules_warn_and_finer_ones_are_refused(module: str, codes: list[str]) -> None:
    tag, found = place(column(f"qr: {{qr: dial, module: {module}}}"))
    assert [d.code for d in found] == codes
    assert (tag is None) == (codes == ["qr-module-too-small"])


@pytest.mark.parametrize(
    ("shown", "forgotten"),
    [("Gọi 113 ngay", False), ("0205 3800 113", True), ("3113", True), ("113 45", True)],
)
def test_a_short_number_within_a_longer_one_is_not_shown(shown: str, forgotten: bool) -> None:
    layout, _ = from_text(
        HEAD % ""
        + "front:\n"
        + column('v: {text: "{village.name}", style: words}')
        + "back:\n"
        + column(f's: {{text: "{shown}", style: words}}')
    )
    assert layout is not None
    _, found = place_tag(content(), layout, HalfEm())
    missing = {d.value("number") for d in found if d.code == "number-not-shown"}
    assert "0950 000 001" in missing
    assert ("113" in missing) == forgotten


def test_a_number_that_the_layout_forgets_is_an_error() -> None:
    layout, _ = from_text(
        HEAD % ""
        + "front:\n"
        + column('v: {text: "{village.name}", style: words}')
        + "back:\n"
        + column('s: {text: "{short.phone}", style: words}')
    )
    assert layout is not None
    tag, found = place_tag(content(), layout, HalfEm())
    assert tag is None
    assert {d.value("number") for d in found if d.code == "number-not-shown"} == {
        "0950 000 003",
        "0205 3800 113",
        "0950 000 001",
        "0950 000 002",
    }


def test_rows_grow_shrink_and_align() -> None:
    row = (
        "r: {row: {a: {text: aaaa, style: small}, "
        "b: {text: bbbb, style: small, grow: 1, align: right}}, gap: 2mm}"
    )
    tag, found = place(column(row))
    assert found == ()
    a, b = texts(tag, "front")
    # Four letters at 6 pt: 2 em = 4.233 mm. The row runs from x = 5 to 55.
    assert a.x == pytest.approx(5)
    assert a.width == pytest.approx(4.2333, abs=1e-3)
    assert b.x + b.width == pytest.approx(55)


def test_shapes_lines_and_images() -> None:
    boxes = (
        "d: {shape: oval, width: 10mm, height: 6mm, fill: black}",
        "e: {shape: line, width: 20mm, height: 0.01mm, stroke: black, stroke-width: 0.3mm}",
    )
    tag, found = place(column(*boxes, gap="2mm"))
    assert found == ()
    assert tag is not None
    shapes = [i for i in tag.front.items if isinstance(i, PathItem)]
    assert [s.box for s in shapes] == ["d", "e"]
    assert shapes[1].stroke_width == 0.3


@pytest.mark.parametrize(
    ("outline", "point", "depth"),
    [
        (Outline("rectangle", Size(60, 40)), Point(10, 20), 10),
        (Outline("rounded", Size(60, 40), 3), Point(3, 3), 3),
        # In the corner square the arc counts: 3 - sqrt(2)·2 from the corner's centre.
        (Outline("rounded", Size(60, 40), 3), Point(1, 1), 3 - 2 * 2**0.5),
        (Outline("circle", Size(40, 40)), Point(20, 5), 5),
        (Outline("circle", Size(40, 40)), Point(20, -5), -5),
        (Outline("oval", Size(50, 20)), Point(25, 10), 10),
        # On the long axis within a - b²/a of the tip, the nearest point is the tip.
        (Outline("oval", Size(50, 20)), Point(2, 10), 2),
        (Outline("oval", Size(50, 20)), Point(25, 3), 3),
    ],
)
def test_depth_inside_the_cut(outline: Outline, point: Point, depth: float) -> None:
    assert outline.depth(point) == pytest.approx(depth, abs=1e-9)


@given(st.floats(-24, 24), st.floats(-9, 9))
def test_ellipse_depth_is_the_distance_to_its_nearest_point(x: float, y: float) -> None:
    depth = Outline("oval", Size(50, 20)).depth(Point(25 + x, 10 + y))
    sampled = min(
        math.hypot(x - 25 * math.cos(k / 2000 * math.tau), y - 10 * math.sin(k / 2000 * math.tau))
        for k in range(2000)
    )
    assert abs(depth) <= sampled + 1e-9
    assert abs(depth) >= sampled - 0.05


def test_hole_clearance_by_hand() -> None:
    assert hole_clearance(Rect(10, 0, 5, 5), Point(5, 2), 4) == pytest.approx(3)
    assert hole_clearance(Rect(8, 8, 5, 5), Point(5, 4), 4) == pytest.approx(3)  # 3-4-5


def test_quiet_zone_is_four_modules() -> None:
    tag, _ = place(column("qr: {qr: dial, module: 0.508mm}"))
    code = next(i for i in tag.front.items if isinstance(i, QrItem))
    assert quiet_zone(code).width == pytest.approx((25 + 8) * 0.508)


def test_lines_break_evenly_and_after_a_dash() -> None:
    text = "Tổ dân phố số 12 - Khu tập thể Nhà máy Xi măng"
    lines = break_lines(text, FONT, 10, 60, 2, HalfEm())
    assert lines == ("Tổ dân phố số 12 -", "Khu tập thể Nhà máy Xi măng")
    assert break_lines("aa bb cc dd", FONT, 10, 11, 2, HalfEm()) == ("aa bb", "cc dd")
    assert break_lines(f"aa{KEEP}bb", FONT, 10, 5, 2, HalfEm()) == (f"aa{KEEP}bb",)


@given(
    st.lists(st.text("abc", min_size=1, max_size=8), min_size=1, max_size=9),
    st.floats(5, 80),
    st.integers(1, 3),
)
def test_breaking_loses_no_word(words: list[str], width: float, lines: int) -> None:
    broken = break_lines(" ".join(words), FONT, 10, width, lines, HalfEm())
    assert " ".join(broken).split() == words
    assert len(broken) <= lines


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_runs_follow_each_other_in_the_direction_of_the_line(turn: int) -> None:
    items = set_line("ab cd ef", FONT, 10, 100, 50, HalfEm(missing="c"), turn=turn)  # type: ignore[arg-type]
    assert [(i.text, i.font.family) for i in items] == [
        ("ab ", "Roboto Condensed"),
        ("cd ", "Noto Sans"),
        ("ef", "Roboto Condensed"),
    ]
    step = 3 * 0.5 * mm_of_pt(10)
    dx, dy = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turn]
    for k, item in enumerate(items):
        assert (item.x, item.baseline) == pytest.approx((100 + dx * k * step, 50 + dy * k * step))
    assert line_width("ab cd ef", FONT, 10, HalfEm()) == pytest.approx(8 * 0.5 * mm_of_pt(10))
