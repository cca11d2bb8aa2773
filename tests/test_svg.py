"""SVG drawings as paths; what cannot be printed so is refused by name."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keychain.diagnostics import Value
from keychain.geometry import Close, Curve, Line, Move, Point, Rect
from keychain.layout.placed import Colour, PathItem
from keychain.layout.svg import read_svg

BOX = Rect(5, 5, 20, 10)
"""A drawing of 10 × 10 stands in it unscaled, its corner at (10, 5)."""


def svg(body: str, head: str = 'viewBox="0 0 10 10"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{body}</svg>'.encode()


def paths(body: str, head: str = 'viewBox="0 0 10 10"') -> tuple[PathItem, ...]:
    items, found = read_svg(svg(body, head), BOX, "logo")
    assert found == ()
    return items


def refusal(data: bytes) -> list[tuple[str, Value | None]]:
    items, found = read_svg(data, BOX, "logo")
    assert items == ()
    assert {f.box for f in found} == {"logo"}
    return [(f.code, f.value("what") or f.value("line")) for f in found]


def ends(item: PathItem) -> list[tuple[float, float]]:
    points = [s.to for s in item.path if not isinstance(s, Close)]
    return [(round(p.x, 4), round(p.y, 4)) for p in points]


def test_a_rectangle_in_the_middle_of_its_box() -> None:
    [item] = paths('<rect x="1" y="2" width="3" height="4"/>')
    assert [type(step) for step in item.path] == [Move, Line, Line, Line, Close]
    assert ends(item) == [(11, 7), (14, 7), (14, 11), (11, 11)]
    assert item.box == "logo"
    assert item.fill == Colour(0, 0, 0, 1) and item.stroke is None


def test_a_wide_drawing_stands_at_half_height() -> None:
    wide = svg('<rect width="20" height="5"/>', 'viewBox="0 0 20 5"')
    [item], _ = read_svg(wide, Rect(5, 5, 10, 10), "")
    assert ends(item) == [(5, 8.75), (15, 8.75), (15, 11.25), (5, 11.25)]


def test_size_without_a_viewbox() -> None:
    # 20 × 10 mm fills the box; a px is 1/96 in.
    [item] = paths('<rect width="37.7953" height="37.7953"/>', 'width="20mm" height="10mm"')
    assert ends(item)[2] == pytest.approx((15, 15), abs=1e-3)


def test_viewbox_that_does_not_begin_at_nought() -> None:
    [item] = paths('<path d="M-5-5h10v10z"/>', 'viewBox="-5 -5 10 10" width="99" height="99"')
    assert ends(item) == [(10, 5), (20, 5), (20, 15)]


def test_transforms_add_up() -> None:
    body = '<g transform="translate(5 1)"><g transform="rotate(90)"><path d="M0 0h4v1z"/></g></g>'
    [item] = paths(body)
    # A quarter turn clockwise takes (x, y) to (-y, x).
    assert ends(item) == [(15, 6), (15, 10), (14, 10)]


def test_strokes_scale_with_their_drawing() -> None:
    body = (
        '<g transform="scale(2)"><path d="M1 1h2" fill="none" stroke="red" stroke-width=".5"/></g>'
    )
    [item] = paths(body, 'viewBox="0 0 20 20"')
    assert item.stroke_width == pytest.approx(0.5)
    assert item.fill is None and item.stroke == Colour(0, 1, 1, 0)


@pytest.mark.parametrize(
    ("colour", "inks"),
    [
        ("black", (0, 0, 0, 1)),
        ("#fff", (0, 0, 0, 0)),
        ("#333333", (0, 0, 0, 0.8)),
        ("rgb(255,0,0)", (0, 1, 1, 0)),
        ("rgb(0%, 100%, 0%)", (1, 0, 1, 0)),
        ("HotPink", (0, 150 / 255, 75 / 255, 0)),
        ("#00f", (1, 1, 0, 0)),
        # max is 204: K 0.2; C (204 - 102) / 204, M 0, Y (204 - 51) / 204.
        ("#66cc33", (0.5, 0, 0.75, 0.2)),
    ],
)
def test_colours(colour: str, inks: tuple[float, ...]) -> None:
    [item] = paths(f'<rect width="1" height="1" fill="{colour}"/>')
    fill = item.fill
    assert fill is not None
    assert (fill.cyan, fill.magenta, fill.yellow, fill.black) == pytest.approx(inks)


def test_style_sheets_and_attributes() -> None:
    items = paths(
        "<style>.a{fill:#fff} .b{fill-rule:evenodd}</style>"
        '<rect class="a" width="1" height="1"/><path class="b" d="M0 0h1v1z"/>'
        '<circle r="1" cx="5" cy="5" style="fill:#000;stroke:none;stroke-linecap:round"/>'
        '<rect width="1" height="1" fill="none"/>'
    )
    assert len(items) == 3
    assert items[0].fill == Colour(0, 0, 0, 0)
    assert [item.even_odd for item in items] == [False, True, False]


def test_circles_are_round() -> None:
    [item] = paths('<circle cx="5" cy="5" r="3"/>')
    start, *steps = item.path
    assert isinstance(start, Move)
    at = start.to
    for step in steps:
        if isinstance(step, Curve):
            for t in (0.25, 0.5, 0.75, 1):
                on = _at(step, at, t)
                assert ((on.x - 15) ** 2 + (on.y - 10) ** 2) ** 0.5 == pytest.approx(3, abs=1e-3)
            at = step.to
    assert sum(isinstance(step, Curve) for step in steps) >= 4


def _at(curve: Curve, start: Point, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    points = (start, curve.first, curve.second, curve.to)
    return Point(
        sum(w * p.x for w, p in zip(weights, points, strict=True)),
        sum(w * p.y for w, p in zip(weights, points, strict=True)),
    )


def test_quadratic_curves_pass_through_their_middle() -> None:
    [item] = paths('<path d="M0 0 Q4 8 8 0z"/>')
    curve = item.path[1]
    assert isinstance(curve, Curve)
    # Half way: a quarter of both ends and half of the control point, (4, 4).
    middle = _at(curve, Point(10, 5), 0.5)
    assert (middle.x, middle.y) == pytest.approx((14, 9))


def test_editors_notes_are_passed_over() -> None:
    head = 'viewBox="0 0 10 10" xmlns:i="http://inkscape.org/" i:version="1"'
    body = '<i:view zoom="2"><i:text>x</i:text></i:view><title>Khiên</title>'
    assert len(paths(body + '<rect width="1" height="1" i:x="y"/>', head)) == 1


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<text>113</text>", "<text>"),
        ('<image href="http://example.org/a.png"/>', "<image>"),
        ("<script>alert(1)</script>", "<script>"),
        ('<use href="#a"/>', "<use>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<a href="x"><path d="M0 0h1v1z"/></a>', "<a>"),
        ('<rect width="1" height="1" fill="url(#g)"/>', "url()"),
        ('<rect width="1" height="1" style="fill : url( #g )"/>', "url()"),
        ("<style>@import 'x.css';</style>", "@import"),
        ('<rect width="1" height="1" onload="x()"/>', "onload"),
        ('<rect width="1" height="1" opacity="0.5"/>', "opacity: 0.5"),
        ('<rect width="1" height="1" fill="hotpinkish"/>', "fill: hotpinkish"),
        ('<rect width="1" height="1" fill="#ff000080"/>', "fill: #ff000080"),
        ('<path d="M0 0h1" stroke="red" stroke-linecap="round"/>', "stroke-linecap: round"),
    ],
)
def test_what_no_path_can_show_is_refused(body: str, what: str) -> None:
    assert refusal(svg(body)) == [("svg-unsupported", what)]


@pytest.mark.parametrize(
    "body",
    [
        '<path d="M0 0 L zz"/>',
        '<path d="M0 0 L 1"/>',
        '<path d="L 1 1"/>',
        '<rect width="x" height="1"/>',
        '<g transform="rotate(1"><rect width="1" height="1"/></g>',
        '<polygon points="1 2 3"/>',
        "<rect",
        "</g>",
        "&nbsp;",
    ],
)
def test_faults_are_named_with_their_line(body: str) -> None:
    assert refusal(svg("\n" + body)) == [("svg-unreadable", 2)]


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    assert refusal(bomb.encode() + svg("<title>&b;</title>")) == [
        ("svg-unsupported", "<!DOCTYPE [")
    ]


def test_a_doctype_is_only_a_name() -> None:
    head = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://example.org/no-such.dtd">'
    items, found = read_svg(head.encode() + svg('<rect width="1" height="1"/>'), BOX, "")
    assert len(items) == 1 and found == ()


@pytest.mark.parametrize("body", ["", '<rect width="1" height="1" fill="none"/>', "<g/>"])
def test_nothing_to_see(body: str) -> None:
    assert refusal(svg(body)) == [("svg-empty", None)]


def test_drawings_stay_on_their_page() -> None:
    assert refusal(svg('<rect width="11" height="1"/>')) == [("svg-outside", None)]
    # Half the stroke counts.
    edge = '<rect width="10" height="10" fill="none" stroke="#000" stroke-width="1"/>'
    assert refusal(svg(edge)) == [("svg-outside", None)]


@pytest.mark.parametrize(
    "data",
    [
        svg("<g>" * 200 + "</g>" * 200),
        svg("<g/>" * 200_000),
        svg('<rect width="1" height="1"/>' * 5000),
        svg('<path d="M0 0' + " a1 1 0 0 1 2 2" * 30_000 + '"/>'),
        svg('<path d="M0 0L' + "1" * 400_000 + '!"/>'),
        svg('<rect transform="' + "rotate(1)" * 50_000 + '" width="1" height="1"/>'),
    ],
    ids=["deep", "long", "many", "arcs", "digits", "turns"],
)
def test_hostile_files_cost_little(data: bytes) -> None:
    start = time.process_time()
    items, found = read_svg(data, BOX, "")
    assert time.process_time() - start < 1
    assert items == () and found


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda body: svg(body)))
@settings(max_examples=100)
def test_any_bytes_give_paths_or_reasons(data: bytes) -> None:
    items, found = read_svg(data, BOX, "")
    assert bool(items) != bool(found)


_value = st.text("0123456789.-+eE ,MmLlaAzZcCqQ%()nurotae", max_size=25)


@given(_value, _value, _value)
@settings(max_examples=200)
def test_any_values_give_paths_or_reasons(d: str, transform: str, width: str) -> None:
    body = f'<g transform="{transform}"><path d="M0 0{d}"/><rect width="{width}" height="1"/></g>'
    items, found = read_svg(svg(body), BOX, "")
    assert bool(items) != bool(found)
