"""What fitting keeps, from one state to the next and from one tag to the next, changes nothing."""

from __future__ import annotations

import gc
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout_samples import (
    HERE,
    LONG_COMMUNE,
    LONG_NAME,
    LONG_VILLAGE,
    SHIPPED,
    content,
    from_text,
    phone,
    shipped,
)

from keychain.geometry import Rect
from keychain.layout import place_tag
from keychain.layout.explain import explain_tag
from keychain.layout.fitting import known as knowledge
from keychain.layout.fitting.clearance import Zones
from keychain.layout.fitting.face import Attempt, attempt_face
from keychain.layout.fitting.fitted import fit_tag
from keychain.layout.fitting.known import known_face
from keychain.layout.fitting.ladder import concessions
from keychain.layout.fitting.live import Live
from keychain.layout.fitting.state import Give
from keychain.layout.measure import Measure, Remembered
from keychain.layout.placed import Font, Side, TextItem
from keychain.layout.spec import LayoutSpec
from keychain.layout.templates import LABEL_FIELDS, TAG_FIELDS, entry_values, tag_values
from keychain.pdf import FontMeasure
from keychain.tags.content import Entry, TagContent
from keychain.yaml_source.nodes import Text

MEASURE = FontMeasure()
VILLAGES = [
    content(),
    content(village="Bản Khác"),
    content(officers=1),
    content(officers=2, hotlines=1),
    content(village=LONG_VILLAGE, lead=LONG_NAME),
    content(commune=LONG_COMMUNE, lead="Hà Vũ", rank=None),
    content(officers=5, dial="duty"),
    content(hotlines=0, officers=2),
    replace(content(), others=content().others[::-1]),
    replace(content(), serial="KM-03-0127-58"),
    replace(content(), language="en"),
]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_tag_is_the_same_whoever_was_laid_out_before(name: str) -> None:
    layout, measure = shipped(name), Remembered(MEASURE)
    again = [place_tag(each, layout, measure) for each in (*VILLAGES, *reversed(VILLAGES))]
    for each, made in zip((*VILLAGES, *reversed(VILLAGES)), again, strict=True):
        knowledge._known.cache_clear()
        assert place_tag(each, layout, MEASURE) == made


def test_a_back_that_says_the_same_is_fitted_once() -> None:
    layout = shipped("card-cr80")
    one, two, other = (
        place_tag(each, layout, MEASURE)[0]
        for each in (content(), content(village="Bản Khác"), content(officers=2))
    )
    assert one is not None and two is not None and other is not None
    assert one.back.items == two.back.items != other.back.items
    assert len(known_face(layout, "back").fitted) == 2
    for number in range(knowledge.MOST_KEPT + 5):
        place_tag(content(village=f"Bản {number}"), layout, MEASURE)
    assert len(known_face(layout, "front").fitted) == knowledge.MOST_KEPT


class Narrow(FontMeasure):
    """Measures of other fonts."""

    def width(self, text: str, font: Font) -> float:
        return 0.9 * super().width(text, font)


def test_a_face_is_kept_for_whoever_measured_it() -> None:
    layout, other = shipped("card-cr80"), Narrow()
    first, narrow = (place_tag(content(), layout, each)[0] for each in (MEASURE, other))
    assert first is not None and narrow is not None
    assert first.front.items != narrow.front.items
    assert first == place_tag(content(), layout, Remembered(MEASURE))[0]
    assert len(known_face(layout, "front").fitted) == 2


def test_why_boxes_gave_way_is_told_of_a_tag_that_was_made_before() -> None:
    layout, told = shipped("oval-50x20"), content(village=LONG_VILLAGE, lead=LONG_NAME)
    place_tag(told, layout, MEASURE)
    explained = explain_tag(told, layout, MEASURE)
    assert any(box.gave for box in explained[0].boxes)
    knowledge._known.cache_clear()
    assert explained == explain_tag(told, layout, MEASURE)


def test_a_face_that_is_kept_holds_no_other_tag() -> None:
    layout = shipped("card-cr80")
    for told in (content(), content(village="Bản Khác")):
        front, back = fit_tag(told, layout, MEASURE)
        assert front.live.content is back.live.content is told
    kept = known_face(layout, "back").fitted
    assert len(kept) == 1
    for each in kept.values():
        held, waiting = set[int](), [each]
        while waiting:
            one = waiting.pop()
            assert not isinstance(one, Live | TagContent)
            if id(one) not in held and not isinstance(one, type):
                held.add(id(one))
                waiting += gc.get_referents(one)


def attempt(
    live: Live, layout: LayoutSpec, side: Side, state: dict[str, Give], *, whole: bool = True
) -> Attempt:
    spec = layout.front if side == "front" else layout.back
    zones = Zones(layout.outline, layout.safe, layout.safe_lines, None, 0.0)
    trim = Rect(0, 0, layout.size.width, layout.size.height)
    return attempt_face(spec, trim, live, state, zones, (), {}, whole=whole)


def living(told: TagContent, layout: LayoutSpec, side: Side, measure: Measure) -> Live:
    known = known_face(layout, side)
    return Live(told, measure, set(), known.dependents, known.in_height)


@given(st.data())
def test_states_in_any_order_give_the_same_faces(data: st.DataObject) -> None:
    sides: tuple[Side, Side] = ("front", "back")
    name, side = data.draw(st.sampled_from(list(product(SHIPPED, sides))))
    layout, told = shipped(name), data.draw(st.sampled_from(VILLAGES))
    kept = living(told, layout, side, MEASURE)
    spec = layout.front if side == "front" else layout.back
    ladder = concessions(spec.body, kept, {})
    if not ladder:
        return
    steps = st.dictionaries(st.sampled_from(ladder).map(lambda step: step.box), st.integers(0, 9))
    for chosen in data.draw(st.lists(steps, min_size=2, max_size=5)):
        state = {}
        for box, most in chosen.items():
            own = [step.after for step in ladder if step.box == box]
            state[box] = own[min(most, len(own) - 1)]
        fresh = living(told, layout, side, MEASURE)
        made = attempt(kept, layout, side, state)
        assert made == attempt(fresh, layout, side, state)
        hasty = attempt(kept, layout, side, state, whole=False)
        assert bool(hasty.problems) == bool(made.problems)
        assert hasty.problems or hasty.items == made.items


OWN = """\
title: Own
tag: {{shape: rectangle, size: 85mm x 54mm, safe: 3mm, safe-lines: 1mm}}
styles:
  words: {{font: Roboto Condensed, size: 8pt - 4pt}}
front:
  body: {{x: 5mm, y: 4mm, width: 75mm, height: 46mm, layers: {{{shown}}}}}
back:
  body:
    x: 5mm
    y: 4mm
    width: 75mm
    height: 46mm
    layers:
      all: {{phones: others, number: {{style: words}}, labels: [{{lines: [{{text: "{{called}}", style: words}}]}}]}}
      lead: {{text: "{{lead.phone}}", style: words, x: 50mm, y: 30mm}}
      number: {{text: "{{serial}}", style: words, x: 50mm, y: 40mm}}
"""
"""A front that shows one thing, beside a back that has all numbers."""


def entry(name: str, number: str, rank: str, role: str) -> Entry:
    told = (Text(rank, HERE), Text(role, HERE), name.split()[-1])
    return Entry(phone(number), Text(name, HERE), *told)


ONE = replace(
    content(lead="Lý Văn Châu"),
    kind=Text("thôn", HERE),
    district=Text("Huyện Đình Lập", HERE),
    serial="KM-03-0001-01",
)
OTHER = replace(
    content(village="Khe Bủng", commune="Xã Bính Xá"),
    province=Text("Tỉnh Cao Bằng", HERE),
    kind=Text("tổ", HERE),
    district=Text("Huyện Lộc Bình", HERE),
    title=Text("Số cần gọi", HERE),
    slogan=Text("Gọi ngay", HERE),
    lead=entry("Vi Thị Hoa", "0950 000 777", "Trung tá", "Trưởng Công an"),
    others=(
        Entry(phone("114"), Text("Chữa cháy", HERE), hotline=True),
        Entry(phone("0205 3800 114"), Text("Trực ban", HERE), hotline=True),
        entry("Hà Văn Vũ", "0950 000 778", "Đại tá", "Phó Công an"),
        entry("Đỗ Thị Xuân", "0950 000 779", "Thiếu úy", "Công an viên"),
    ),
    day=ONE.day.replace(year=2027, month=2),
    symbol=content(dial="duty").symbol,
    fingerprint="0123" * 16,
    serial="BX-14-0002-02",
    card="BEGIN:VCARD",
)
RENAMED = replace(
    ONE, others=tuple(map(lambda one, two: replace(two, phone=one.phone), ONE.others, OTHER.others))
)
ALONE = replace(ONE, others=(), serial="")
DESK = replace(ONE, others=(Entry(phone("0950 000 555"), Text("Trực", HERE), hotline=True),))
MAN = replace(DESK, others=(replace(DESK.others[0], hotline=False),))
"""Who have all in common but what they are."""

SHOWN = [
    *(f'only: {{text: "{{{field}}}", style: words}}' for field in TAG_FIELDS),
    'only: {text: "one", style: words, when: {has: serial}}',
    'only: {text: "one", style: words, when: {lacks: serial}}',
    'only: {text: "one", style: words, when: {officers: 1}}',
    *(
        f'only: {{text: "one", style: words, when: {{{counted}: 0}}}}'
        for counted in ("hotlines", "others", "rest")
    ),
    f'only: {{text: "{"x" * 200}", shorter: "{{village.name}}", style: words}}',
    "only: {qr: dial, module: 0.5mm}",
    "only: {qr: serial, module: 0.5mm}",
    "only: {qr: card, module: 0.5mm}",
    *(
        f"only: {{phones: {kind}, number: {{style: words}},"
        ' labels: [{lines: [{text: "one", style: words}]}]}'
        for kind in ("rest", "hotlines", "officers")
    ),
    *(
        "only: {phones: others, number: {style: words}, labels: [{lines:"
        f' [{{text: "{{{field}}}", style: words}}]}}]}}'
        for field in LABEL_FIELDS
    ),
]


def test_the_two_have_nothing_in_common() -> None:
    one, other = tag_values(ONE), tag_values(OTHER)
    assert set(one) == set(other) == set(TAG_FIELDS)
    assert not set(one.items()) & set(other.items())
    first, second = (entry_values(told.others[-1]) for told in (ONE, OTHER))
    assert set(first) == set(second) == set(LABEL_FIELDS)
    assert not set(first.items()) & set(second.items())
    assert ONE.symbol != OTHER.symbol
    assert ONE.card != OTHER.card


@pytest.mark.parametrize("shown", SHOWN)
def test_whatever_a_face_shows_is_asked_of_each_tag(shown: str) -> None:
    """A face that is kept is another village's: what it shows must be what it was kept for."""
    layout, found = from_text(OWN.format(shown=shown))
    assert layout is not None, found
    for told in (ONE, RENAMED, OTHER, ALONE, DESK, MAN):
        kept = place_tag(told, layout, MEASURE)[0]
        knowledge._known.cache_clear()
        made = place_tag(told, layout, MEASURE)[0]
        assert kept is not None
        assert kept == made


def test_a_back_is_kept_for_what_has_left_the_front() -> None:
    front = (
        'only: {gap: 3mm, row: {name: {text: "{village.name}", style: words},'
        f' more: {{text: "{"x" * 40}", style: words, leaves: 1}}}}}}'
    )
    gone = 'gone: {{text: "gone", style: words, x: 50mm, y: 20mm, when: {{left-out: more}}}}'
    layout, found = from_text(OWN.replace("all:", f"{gone}\n      all:").format(shown=front))
    assert layout is not None, found
    for village, left in (("Bản", False), (LONG_VILLAGE, True), ("Bản", False)):
        tag, _ = place_tag(replace(ONE, village=Text(village, HERE)), layout, MEASURE)
        assert tag is not None
        assert any(item.box == "gone" for item in tag.back.items) == left


EM = 8 * 25.4 / 72
LINE = 1.25 * EM


@pytest.mark.parametrize(
    ("half", "share", "own"),
    [
        ('{text: "b", style: words, height: 50%}', 0.5, 0.0),
        ('{layers: {low: {text: "b", style: words, y: 25%}}}', 0.25, LINE),
    ],
)
def test_what_is_a_share_of_the_height_grows_with_it(half: str, share: float, own: float) -> None:
    """The last of three texts in 46 mm, where the first one stays and where it has left."""
    top = '{text: "a", style: words, leaves: 1}'
    rest = f'{{grow: 1, column: {{half: {half}, tail: {{text: "c", style: words}}}}}}'
    layout, found = from_text(OWN.format(shown=f"only: {{column: {{top: {top}, rest: {rest}}}}}"))
    assert layout is not None, found
    kept = living(ONE, layout, "front", MEASURE)
    for state, taken in (({}, LINE), ({"top": Give(out=True)}, 0.0), ({}, LINE)):
        tail = attempt(kept, layout, "front", state).items[-1]
        assert isinstance(tail, TextItem) and tail.text == "c"
        above = taken + share * (46 - taken) + own
        assert tail.baseline == pytest.approx(4 + above + EM)


def test_what_stands_behind_a_face_is_asked_of_each_tag() -> None:
    behind = '{{layers: {{behind: {{text: "{{village.name}}", style: words, y: 20mm}}}}}}'
    text = OWN.replace("front:\n", f"front:\n  background: {behind}\n")
    layout, found = from_text(text.format(shown='only: {text: "one", style: words}'))
    assert layout is not None, found
    for told in (ONE, OTHER):
        tag, _ = place_tag(told, layout, MEASURE)
        assert tag is not None
        (item,) = tag.front.background
        assert isinstance(item, TextItem)
        assert item.text.replace("\N{NO-BREAK SPACE}", " ") == told.village.value
