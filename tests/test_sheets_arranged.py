"""Any tag on any sheet, however arranged: inside, apart, backs on their fronts, none missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st
from sheets_samples import MEASURE, on_page, run, specs

from keychain.geometry import Point, Rect, Size
from keychain.layout.sheet_spec import Delivery, FixedGrid, Fold, Production, SheetSpec
from keychain.sheets import TagRun, impose, plan_sheets
from keychain.sheets.model import Cell, SheetBook, SheetFace
from keychain.sheets.plan import SheetPlan
from keychain.tags.job import Arrangement, Faces

VILLAGES = ("Bản Phục", "Bản Hang", "Khe Bủng", "Tổ dân phố số 12", "Hin Đăm")
TRIMS = st.builds(
    lambda w, h: Size(w / 100, h / 100), st.integers(2000, 13000), st.integers(2000, 13000)
)


@dataclass(frozen=True)
class Asked:
    """What a build is asked for."""

    trim: Size
    spec: SheetSpec
    runs: tuple[TagRun, ...]
    faces: Faces
    arrangement: Arrangement
    start: str


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    """Tags, sheets, labels and arrangements of every kind."""
    trim, spec = draw(TRIMS), draw(specs())
    folds: list[Fold | None] = [None, None, "left", "right", "top", "bottom"]
    fold = draw(st.sampled_from(folds))
    if draw(st.integers(0, 3)) == 0:
        gap = st.integers(0, 800)
        pitch = Size(trim.width + draw(gap) / 100, trim.height + draw(gap) / 100)
        grid = FixedGrid(draw(st.integers(1, 5)), draw(st.integers(1, 4)), pitch, Point(2, 3))
        spec, fold = replace(spec, grid=grid), None
    deliveries: list[Delivery] = ["sheets", "sheets", "sheets", "tags"]
    pages = draw(st.sampled_from(deliveries))
    stack = draw(st.booleans())
    place = st.builds("{}:{}".format, st.integers(1, 4), st.integers(1, 3))
    start = draw(st.one_of(st.just(""), st.integers(1, 20).map(str), place))
    needs = draw(st.lists(st.integers(0, 60), min_size=1, max_size=len(VILLAGES)))
    return Asked(
        trim,
        replace(spec, fold=fold, production=Production(pages=pages, stack=stack)),
        tuple(
            replace(run(trim.width, trim.height, needed, village=name), month="12/2026")
            for needed, name in zip(needs, VILLAGES, strict=False)
        ),
        "both" if fold else draw(st.sampled_from(["both", "both", "front", "back"])),
        draw(st.sampled_from(["village", "one", "gang"])),
        "" if pages == "tags" else start,
    )


def made(wish: Asked) -> tuple[SheetPlan, SheetBook] | None:
    plan, _ = plan_sheets(
        wish.runs, wish.spec, faces=wish.faces, arrangement=wish.arrangement, start=wish.start
    )
    if plan is None:
        return None
    book, _ = impose(plan, title="", language="vi", job="{}", measure=MEASURE)
    return plan, book


@settings(max_examples=250)
@given(asked(), st.floats(0, 1), st.floats(0, 1))
def test_whatever_is_asked_for(wish: Asked, across: float, down: float) -> None:
    answer = made(wish)
    if answer is None:
        return
    plan, book = answer
    for face in book.faces:
        check_apart(face, book.bleed)
    point = Point(across * wish.trim.width, down * wish.trim.height)
    for front, back in sheets(book):
        if wish.spec.fold:
            check_folded(front, point, wish.trim, wish.spec.fold)
        elif back is not None:
            check_behind(front, back, book, point, wish.trim)
    check_numbers(wish, plan, book)


def check_apart(face: SheetFace, bleed: float) -> None:
    """Cells and what is printed around them lie on the paper, and no two meet."""
    paper = Rect(0, 0, face.paper.width, face.paper.height)
    assert all(paper.holds(cell.trim, 1e-5) for cell in face.cells)
    printed = sorted((c.clip or c.trim.grown(bleed) for c in face.cells), key=lambda r: r.y)
    for number, one in enumerate(printed):
        for other in printed[number + 1 :]:
            if other.y >= one.bottom:
                break
            assert not one.meets(other, 1e-5)


def sheets(book: SheetBook) -> Iterator[tuple[SheetFace, SheetFace | None]]:
    """Both sides of each different sheet."""
    faces = [page.face for page in book.pages if page.face is not None]
    step = 2 if book.duplex else 1
    for sheet in dict.fromkeys(tuple(faces[n : n + step]) for n in range(0, len(faces), step)):
        yield book.faces[sheet[0]], book.faces[sheet[1]] if len(sheet) == 2 else None


def check_behind(
    front: SheetFace, back: SheetFace, book: SheetBook, point: Point, tag: Size
) -> None:
    """Turn the sheet over: each point of a tag is the same point of the same tag behind."""
    paper = front.paper
    beside = (book.duplex == "long-edge") == (paper.width <= paper.height)
    behind = {}
    for cell in back.cells:
        at = on_page(cell.trim, cell.turn, Point(tag.width - point.x, point.y))
        seen = Point(paper.width - at.x, at.y) if beside else Point(at.x, paper.height - at.y)
        behind[round(seen.x, 3), round(seen.y, 3)] = cell.tag
    assert len(behind) == len(front.cells)
    for cell in front.cells:
        at = on_page(cell.trim, cell.turn, point)
        assert tag_at(behind, at) == cell.tag


def tag_at(places: dict[tuple[float, float], int], at: Point) -> int:
    (found,) = [
        tag for (x, y), tag in places.items() if abs(x - at.x) < 0.01 and abs(y - at.y) < 0.01
    ]
    return found


def check_folded(face: SheetFace, point: Point, tag: Size, edge: str) -> None:
    """Fold the paper between the two faces of each tag: each point meets its own behind."""
    w, h = tag.width, tag.height
    middles = {"left": (0, h / 2), "right": (w, h / 2), "top": (w / 2, 0), "bottom": (w / 2, h)}
    by_place: dict[tuple[int, int], list[Cell]] = {}
    for cell in face.cells:
        by_place.setdefault((cell.row, cell.column), []).append(cell)
    for pair in by_place.values():
        (front,) = [cell for cell in pair if cell.face == "front"]
        (back,) = [cell for cell in pair if cell.face == "back"]
        assert front.tag == back.tag
        at = on_page(front.trim, front.turn, point)
        behind = on_page(back.trim, back.turn, Point(tag.width - point.x, point.y))
        middle = on_page(front.trim, front.turn, Point(*middles[edge]))
        a, b = front.trim.centre, back.trim.centre
        if abs(a.x - b.x) > 1:
            fold = (a.x + b.x) / 2
            through = Point(2 * fold - behind.x, behind.y)
            assert abs(fold - middle.x) < 1e-6
        else:
            fold = (a.y + b.y) / 2
            through = Point(behind.x, 2 * fold - behind.y)
            assert abs(fold - middle.y) < 1e-6
        assert abs(through.x - at.x) < 0.01 and abs(through.y - at.y) < 0.01
        check_fold_is_the_edge(front, back)


def check_fold_is_the_edge(front: Cell, back: Cell) -> None:
    """Neither face runs over the fold, where the other's begins."""
    assert front.clip is not None and back.clip is not None
    assert not front.clip.meets(back.trim, 1e-6) and not back.clip.meets(front.trim, 1e-6)


def check_numbers(wish: Asked, plan: SheetPlan, book: SheetBook) -> None:
    """As many tags as the plan says, none too few, and no place empty that is not used up."""
    side = "back" if wish.faces == "back" else "front"
    shown: Counter[int] = Counter()
    pages = [book.faces[p.face] for p in book.pages if p.face is not None]
    for face in pages:
        if face.side == side:
            shown.update(cell.tag for cell in face.cells if cell.face != "back")
    needed = [r.needed for r in wish.runs if r.needed]
    if plan.bare:
        assert list(plan.tags) == needed and set(shown.values()) == {1}
        return
    assert [shown[index] for index in range(len(needed))] == list(plan.tags)
    assert all(there >= wanted for there, wanted in zip(plan.tags, needed, strict=True))
    count, used = plan.grid.count, used_of(wish.start, plan)
    own = [face for face in pages if face.side == side]
    places = [sum(cell.face != "back" for cell in face.cells) for face in own]
    assert places == [count - used] + [count] * (len(own) - 1)
    if wish.arrangement == "gang":
        # Not one sheet more than the tags take.
        assert len(own) == -(-(used + sum(needed)) // count)


def used_of(start: str, plan: SheetPlan) -> int:
    """How many places stand before the one that ``start`` names, read on a sheet in rows."""
    if ":" not in start:
        return int(start or 0)
    row, column = map(int, start.split(":"))
    return (row - 1) * plan.grid.columns + column - 1
