"""The shipped layouts on hard names: a good tag, or an error that says what to do.

Distances are measured here from the items with formulas of their own: an ellipse sampled at
3,600 points, rectangles by hand.
"""

from __future__ import annotations

import itertools
import math
import unicodedata

import pytest
from layout_samples import (
    LONG_COMMUNE,
    LONG_NAME,
    LONG_VILLAGE,
    SHIPPED,
    content,
    plain,
    shipped,
    texts,
)

from keychain.geometry import mm_of_pt
from keychain.layout import place_tag
from keychain.layout.placed import PlacedTag, QrItem, TextItem
from keychain.layout.spec import LayoutSpec
from keychain.pdf import FontMeasure
from keychain.tags.content import TagContent

HOLDS = {
    "oval-50x20": 4,
    "fob-54x29": 6,
    "round-40": 4,
    "card-cr80": 6,
    "fob-fold-54x29": 6,
    "label-63x38": 6,
}
"""Numbers that a back holds beside the lead, or a label, as the design has it."""

NO_HOLE = ("label-63x38",)

LEAD_MM = {
    "oval-50x20": 4.18,
    "fob-54x29": 4.6,
    "round-40": 4.2,
    "card-cr80": 8.2,
    "fob-fold-54x29": 4.6,
    "label-63x38": 5.0,
}
"""Height of the lead number's digits on the usual tag, mm, rounded down."""

CASES = {
    "usual": content(),
    "one officer": content(officers=1),
    "two officers": content(officers=2),
    "four officers": content(officers=4),
    "five officers": content(officers=5),
    "long village": content(LONG_VILLAGE),
    "long commune": content(commune=LONG_COMMUNE),
    "long name": content(lead=LONG_NAME),
    "all long": content(LONG_VILLAGE, 3, commune=LONG_COMMUNE, lead=LONG_NAME),
    "duty desk leads": content(dial="duty"),
    "apostrophe": content("Buôn Ea H’Leo", lead="H'Hen Niê"),
    "no short code": content(hotlines=0),
}


def placed(name: str, tag: TagContent) -> tuple[PlacedTag | None, list[str], LayoutSpec]:
    layout = shipped(name)
    result, found = place_tag(tag, layout, FontMeasure())
    return result, [d.code for d in found], layout


def boxes(item: TextItem) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of an item's digits and capitals, mm."""
    height = 0.711 * mm_of_pt(item.size)
    return item.x, item.baseline - height, item.x + item.width, item.baseline


@pytest.mark.parametrize("layout_name", SHIPPED)
@pytest.mark.parametrize("case", CASES)
def test_each_layout_gives_a_good_tag_or_names_the_larger_one(layout_name: str, case: str) -> None:
    tag = CASES[case]
    result, codes, layout = placed(layout_name, tag)
    if len(tag.others) > HOLDS[layout_name]:
        assert result is None
        assert codes == ["too-many-numbers"]
        return
    assert result is not None, codes
    assert set(codes) <= {"qr-module-small"}
    items = [t.text for side in ("front", "back") for t in texts(result, side)]
    for entry in tag.entries:
        assert items.count(entry.phone.printed) == 1, entry
    for part in tag.village.value.split():
        assert part in plain(result, "front")
    assert "12/2026" in plain(result, "front")
    assert any(tag.code in text for text in items)
    lead = next(t for t in texts(result, "front") if t.text == tag.lead.phone.printed)
    assert lead.size == max(t.size for t in texts(result, "front")), "the number comes first"
    assert layout.larger != layout_name


@pytest.mark.parametrize("layout_name", SHIPPED)
@pytest.mark.parametrize("case", CASES)
def test_nothing_comes_near_the_cut_or_the_hole(layout_name: str, case: str) -> None:
    result, _, layout = placed(layout_name, CASES[case])
    if result is None:
        return
    width, height = layout.size.width, layout.size.height
    safe = 2.0 if layout_name.startswith("oval") else 3.0
    for side in ("front", "back"):
        face = result.front if side == "front" else result.back
        assert (face.hole is None) == (layout_name in NO_HOLE)
        for item in texts(result, side):
            left, top, right, bottom = boxes(item)
            corners = [(x, y) for x in (left, right) for y in (top, bottom)]
            for x, y in corners:
                if layout_name.startswith(("oval", "round")):
                    rim = [
                        (
                            width / 2 * (1 + math.cos(k * math.pi / 1800)),
                            height / 2 * (1 + math.sin(k * math.pi / 1800)),
                        )
                        for k in range(3600)
                    ]
                    inside = ((x - width / 2) / (width / 2)) ** 2 + (
                        (y - height / 2) / (height / 2)
                    ) ** 2 < 1
                    assert inside
                    assert min(math.dist((x, y), p) for p in rim) > safe - 0.01, item
                else:
                    assert min(x, y, width - x, height - y) > safe - 0.01, item
            if face.hole is None:
                continue
            nearest = (
                min(max(face.hole.centre.x, left), right),
                min(max(face.hole.centre.y, top), bottom),
            )
            gap = math.dist(nearest, (face.hole.centre.x, face.hole.centre.y))
            assert gap - face.hole.diameter / 2 >= 2.0 - 0.01, item


@pytest.mark.parametrize("layout_name", SHIPPED)
def test_the_usual_tag_is_as_designed(layout_name: str) -> None:
    result, codes, _ = placed(layout_name, CASES["usual"])
    assert result is not None
    assert codes == []
    lead = max(texts(result, "front"), key=lambda t: t.size)
    assert lead.text == "0950 000 003"
    assert 0.711 * mm_of_pt(lead.size) >= LEAD_MM[layout_name]
    for item in texts(result, "front" if layout_name in NO_HOLE else "back"):
        if item.text[0].isdigit() and len(item.text) > 6:
            least = 2.0 if layout_name.startswith("oval") else 2.3
            assert 0.711 * mm_of_pt(item.size) >= least
    for item in (*texts(result, "front"), *texts(result, "back")):
        assert item.size >= 6
    if layout_name.startswith(("fob", "card")):
        assert plain(result, "front").endswith("phụ trách thôn") or "Từ" in plain(result, "front")
        assert "Gọi hoặc quét mã:" in plain(result, "front")


@pytest.mark.parametrize("layout_name", SHIPPED)
def test_codes_only_where_they_scan_and_never_crowded(layout_name: str) -> None:
    for case, tag in CASES.items():
        result, _, _ = placed(layout_name, tag)
        if result is None:
            continue
        codes = [i for f in (result.front, result.back) for i in f.items if isinstance(i, QrItem)]
        if layout_name.startswith(("oval", "round")):
            assert codes == []
            continue
        assert len(codes) <= 1
        for code in codes:
            assert code.module >= 0.40
            quiet = 4 * code.module
            side = 25 * code.module  # tel:+84 and nine digits is version 2 at level Q: 25 modules
            for item in texts(result, "front"):
                left, top, right, bottom = boxes(item)
                assert (
                    right <= code.x - quiet + 0.03
                    or left >= code.x + side + quiet - 0.03
                    or bottom <= code.y - quiet + 0.03
                    or top >= code.y + side + quiet - 0.03
                ), (case, item)


def test_the_mark_is_whole_over_both_faces() -> None:
    for layout_name in SHIPPED:
        for tag in CASES.values():
            result, _, _ = placed(layout_name, tag)
            if result is None:
                continue
            front, back = plain(result, "front"), plain(result, "back")
            assert (tag.code in front) != (tag.code in back), "once, on one face or the other"


def test_text_comes_out_in_nfc_whatever_went_in() -> None:
    spread = unicodedata.normalize("NFC", "Bản Phục")
    for layout_name in SHIPPED:
        result, _, _ = placed(layout_name, content(spread))
        assert result is not None
        for item in texts(result, "front"):
            assert item.text == unicodedata.normalize("NFC", item.text)


def test_a_word_with_highland_letters_is_set_in_the_fallback_font() -> None:
    result, codes, _ = placed("fob-54x29", content("Buôn ƀar Niê"))
    assert result is not None, codes
    words = {t.text.strip(): t.font.family for t in texts(result, "front")}
    assert words["ƀar"] == "Noto Sans"
    assert words["Buôn"] == "Roboto Condensed"


def test_a_letter_that_no_font_has_is_an_error_with_its_place() -> None:
    layout = shipped("fob-54x29")
    result, found = place_tag(content("Bản 中"), layout, FontMeasure())
    assert result is None
    letter = next(d for d in found if d.code == "letter-not-in-fonts")
    assert letter.place is not None
    assert "U+4E2D" in str(letter.value("letters"))
    assert letter.village == "ban-phuc"


@pytest.mark.parametrize("layout_name", ["fob-54x29", "round-40", "card-cr80"])
@pytest.mark.parametrize("case", ["usual", "four officers", "five officers", "two officers"])
def test_the_numbers_of_a_list_stand_at_one_pitch(layout_name: str, case: str) -> None:
    result, _, _ = placed(layout_name, CASES[case])
    if result is None:
        return
    listed = [t.baseline for t in texts(result, "back") if t.text.startswith("0")]
    steps = [b - a for a, b in itertools.pairwise(listed)]
    assert max(steps) - min(steps) < 0.001
    assert min(steps) > 3.4
