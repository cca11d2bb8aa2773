"""The book: quantities, order of pages, what sheets share, separators, bookmarks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets_samples import LONG_COMMUNE, LONG_VILLAGE, imposed, run, text_rect

from keychain.geometry import Rect
from keychain.layout.sheet_spec import PAPERS, SheetSpec
from keychain.sheets import plan_sheets, sheets_needed, tags_needed

SHOP = SheetSpec(bleed=3.0)


@pytest.mark.parametrize(
    ("households", "copies", "spare", "needed"),
    [
        (60, None, "5", 63),
        (100, None, "10", 110),  # in binary 100 · 1.1 is 110.00000000000001
        (52, None, "5", 55),  # 54.6
        (52, None, "0", 52),
        (40, None, "7.5", 43),
        (41, None, "7.5", 45),  # 44.075
        (0, None, "5", 0),
        (52, 10, "5", 10),
        (None, 10, "5", 10),
    ],
)
def test_tags_needed(households: int | None, copies: int | None, spare: str, needed: int) -> None:
    assert tags_needed(households, copies, Decimal(spare)) == needed


def test_a_quantity_must_come_from_somewhere() -> None:
    with pytest.raises(ValueError):
        tags_needed(None, None, Decimal(0))


@given(st.integers(1, 2000))
def test_the_last_sheet_is_filled(needed: int) -> None:
    plan, _ = plan_sheets([run(54, 29, needed)], SHOP, faces="both", arrangement="village")
    assert plan is not None
    (made,), (batch,) = plan.tags, plan.batches
    # 24 on a sheet.
    assert needed <= made < needed + 24
    assert made == sheets_needed(needed, 24) * 24 == len(batch.sheets) * 24


def test_front_and_back_take_turns_and_share_their_faces() -> None:
    book, found = imposed(SHOP, run(54, 29, 52))
    assert book is not None
    assert found == ()
    # 52 tags at 24 a sheet.
    assert [page.face for page in book.pages] == [0, 1, 0, 1, 0, 1]
    assert [face.side for face in book.faces] == ["front", "back"]
    assert [[t.text for t in page.texts] for page in book.pages] == [
        [f"Tờ {n}/3"] for n in (1, 1, 2, 2, 3, 3)
    ]
    assert [page.bookmark for page in book.pages] == ["Bản Phục", None, None, None, None, None]
    assert all(len(face.cells) == 24 for face in book.faces)
    assert (book.duplex, book.bleed, book.title, book.job) == (
        "long-edge",
        3.0,
        "Bản Phục",
        "{}",
    )


def test_one_side_alone() -> None:
    both, _ = imposed(SHOP, run(85.6, 53.98))
    fronts, _ = imposed(SHOP, run(85.6, 53.98), faces="front")
    backs, _ = imposed(SHOP, run(85.6, 53.98), faces="back")
    assert both is not None
    assert fronts is not None
    assert backs is not None
    assert fronts.duplex is backs.duplex is None
    assert [page.face for page in backs.pages] == [0, 0, 0, 0]
    # Backs alone are for the other side of fronts that are printed already.
    assert fronts.faces == (both.faces[0],)
    assert backs.faces == (both.faces[1],)
    assert {cell.turn for cell in backs.faces[0].cells} == {270}


def test_villages_in_one_book() -> None:
    book, _ = imposed(SHOP, run(54, 29, 52), run(54, 29, 24, village="Bản Hang"))
    assert book is not None
    assert [page.face for page in book.pages] == [0, 1, 0, 1, 0, 1, 2, 3]
    assert [p.bookmark for p in book.pages if p.bookmark] == ["Bản Phục", "Bản Hang"]
    assert book.pages[6].bookmark == "Bản Hang"
    assert [{c.tag for c in face.cells} for face in book.faces] == [{0}, {0}, {1}, {1}]
    assert [t.text for t in book.pages[7].texts] == ["Tờ 1/1"]


def test_separators_keep_fronts_on_odd_pages() -> None:
    runs = (run(54, 29, 52), run(54, 29, 24, village="Bản Hang"))
    book, _ = imposed(SHOP, *runs, arrangement="one")
    assert book is not None
    assert [p.face for p in book.pages] == [None, None, 0, 1, 0, 1, 0, 1, None, None, 2, 3]
    assert [p.bookmark for p in book.pages if p.bookmark] == ["Bản Phục", "Bản Hang"]
    assert book.pages[8].bookmark == "Bản Hang"
    assert [t.text for t in book.pages[0].texts] == ["Xã Kiên Mộc", "Bản Phục", "3 tờ · 72 thẻ"]
    assert book.pages[1].texts == ()
    one_sided, _ = imposed(SHOP, *runs, arrangement="one", faces="front")
    assert one_sided is not None
    assert [p.face for p in one_sided.pages] == [None, 0, 0, 0, None, 1]


@pytest.mark.parametrize("paper", ["A5", "A4", "SRA3"])
@pytest.mark.parametrize(
    "village", ["Bản Có", LONG_VILLAGE, "Xóm " + "dài " * 60, "W" * 200, "Ấ" * 60]
)
def test_a_separator_holds_any_name_whole(paper: str, village: str) -> None:
    spec = SheetSpec(paper=PAPERS[paper], bleed=3.0)
    book, _ = imposed(spec, run(54, 29, 24, LONG_COMMUNE, village), arrangement="one")
    assert book is not None
    texts = book.pages[0].texts
    inside = Rect(0, 0, spec.paper.width, spec.paper.height).grown(-spec.margin)
    rects = [text_rect(t) for t in texts]
    assert all(inside.holds(r) for r in rects)
    assert not any(a.meets(b) for n, a in enumerate(rects) for b in rects[:n])
    shown = "".join(t.text for t in texts).replace(" ", "")
    assert village.replace(" ", "") in shown
    assert not any(t.text.startswith("- ") for t in texts)


def test_villages_that_need_nothing_and_tags_that_do_not_fit() -> None:
    book, found = imposed(SHOP, run(54, 29, 0), run(54, 29, 5, village="Bản Hang"))
    assert book is not None
    assert len(book.pages) == 2
    assert [(d.code, d.village) for d in found] == [("no-tags-needed", "ban-phuc")]
    nothing, found = imposed(SHOP, run(54, 29, 0))
    assert nothing is None
    nothing, found = imposed(SHOP, run(210, 297), run(210, 297))
    assert nothing is None
    assert [d.code for d in found] == ["tag-larger-than-sheet"]


@pytest.mark.parametrize("needed", [1, 24 * 9 + 1, 24 * 99 + 1, 15_000])
def test_numbers_of_any_width_have_room(needed: int) -> None:
    book, _ = imposed(SHOP, run(54, 29, needed), faces="front")
    assert book is not None
    fixed = [text_rect(t) for t in book.faces[0].texts]
    for page in book.pages:
        (number,) = page.texts
        assert not any(text_rect(number).meets(rect) for rect in fixed)
