"""The slug: what each sheet says of itself in its border, and a ruler of 100 mm.

It never costs a tag: it stands along the top or bottom edge where there is room, else at a side;
then its type shrinks to no less than 5 pt, the crop marks shorten to no less than 2 mm, and its
lines stand between the marks. What has no place even so is left out and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from keychain.contacts.model import Language
from keychain.geometry import Point, Rect, Turn
from keychain.layout.measure import Measure, source_of
from keychain.layout.placed import Font, Side, TextItem
from keychain.layout.typesetting import set_line
from keychain.sheets.marks import HAIRLINE, LONGEST_MARK, SHORTEST_MARK, Border
from keychain.sheets.model import Stroke
from keychain.sheets.slug_block import (
    Block,
    Piece,
    line_breaks,
    piece,
    row_block,
    ruler_block,
    text_block,
    widest_piece,
)
from keychain.sheets.strips import Stand, Strip, bays_around, stand, strips_around
from keychain.sheets.words import sheet_words
from keychain.values import dataclass

BOX = "slug"
"""The box that slug texts belong to."""

_SIZES = (7.0, 6.5, 6.0, 5.5, 5.0)
_MARKS = (LONGEST_MARK, 4.0, 3.0, SHORTEST_MARK)


@dataclass(frozen=True, slots=True)
class SlugFacts:
    """What sheets say of themselves; ``sheets`` is how many there are.

    ``shorter`` say the same as ``village`` in fewer words, the longest first. ``folded``: front
    and back are on one side.
    """

    commune: str
    village: str
    layout: str
    mark: str
    sheets: int
    language: Language
    shorter: tuple[str, ...] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """Where a page sets the number of its sheet: left end of the baseline, mm, and size, pt."""

    start: Point
    turn: Turn
    font: Font
    size: float


@dataclass(frozen=True, slots=True)
class Slug:
    """A placed slug. ``number`` is None where its text is left out; ``longest`` the mm that crop
    marks may have; ``ruler`` whether the ruler has a place."""

    texts: tuple[TextItem, ...]
    strokes: tuple[Stroke, ...]
    number: NumberPlace | None
    longest: float
    ruler: bool


def place_slug(
    facts: SlugFacts,
    side: Side,
    trims: Sequence[Rect],
    around: Border,
    measure: Measure,
    *,
    marks: bool,
) -> Slug:
    """The slug of one side of sheets, with the longest crop marks that it allows.

    It says the shorter only where that makes room for text and ruler, or at least for text.
    """
    tried: list[Slug] = []
    for village in (facts.village, *facts.shorter):
        lines = line_breaks(_pieces(facts, village, side, measure))
        tried.append(_slug(next(_ways(lines, trims, around, measure, marks=marks)), measure))
        if tried[-1].number is not None and tried[-1].ruler:
            break
    return max(tried, key=lambda slug: (slug.number is not None, slug.ruler))


def _slug(chosen: _Way, measure: Measure) -> Slug:
    texts: list[TextItem] = []
    strokes: list[Stroke] = []
    number: NumberPlace | None = None
    for placed in chosen.stands:
        size = placed.block.size
        for at, one in placed.block.pieces:
            start = placed.at(at)
            if one.own:
                number = NumberPlace(start, placed.turn, one.font, size)
            else:
                texts += set_line(
                    one.text,
                    one.font,
                    size,
                    start.x,
                    start.y,
                    measure,
                    box=BOX,
                    turn=placed.turn,
                )
        for begin, end in placed.block.lines:
            strokes.append(Stroke(placed.at(begin), placed.at(end), HAIRLINE))
    return Slug(tuple(texts), tuple(strokes), number, chosen.longest, bool(strokes))


def set_number(
    place: NumberPlace, sheet: int, sheets: int, language: Language, measure: Measure
) -> tuple[TextItem, ...]:
    """The number of one sheet of ``sheets``, counted from 1, at its place."""
    text = sheet_words(language).numbered(sheet, sheets)
    x, y = place.start.x, place.start.y
    return set_line(text, place.font, place.size, x, y, measure, box=BOX, turn=place.turn)


def _pieces(facts: SlugFacts, village: str, side: Side, measure: Measure) -> tuple[Piece, ...]:
    words = sheet_words(facts.language)
    digits = len(str(facts.sheets))
    numbers = [words.numbered(digit * digits, facts.sheets) for digit in "0123456789"]
    return (
        piece(facts.commune, measure),
        piece(village, measure, bold=True),
        widest_piece(numbers, measure),
        piece(words.folded if facts.folded else words.side(side), measure),
        piece(facts.layout, measure),
        piece(facts.mark, measure),
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """Where the blocks stand, and how long marks may then be."""

    stands: tuple[Stand, ...]
    longest: float


_Lines = Sequence[Sequence[Sequence[Piece]]]


def _ways(
    lines: _Lines, trims: Sequence[Rect], around: Border, measure: Measure, *, marks: bool
) -> Iterator[_Way]:
    """Every way to place text and ruler, the best first; the last is to place neither."""
    source = source_of(measure)
    rulers = {size: ruler_block(size, source) for size in _SIZES}
    free = _free(around, marks=marks)
    for longest, size, strips in free:
        for stands in _together(lines, rulers[size], strips):
            yield _Way(stands, longest)
    bays = bays_around(around, trims) if marks else ()
    for longest, size, strips in free:
        for text in _in_bays(lines, bays, size):
            for stands in _with_ruler(text, rulers[size], strips):
                yield _Way(stands, longest)
    for longest, size, strips in free:
        for block in (text_block(way, size) for way in lines):
            yield from (_Way((stand(block, s),), longest) for s in strips if s.fits(block))
    for size in _SIZES:
        yield from (_Way(text, LONGEST_MARK) for text in _in_bays(lines, bays, size))
    for longest, size, strips in free:
        yield from (_Way(stands, longest) for stands in _with_ruler((), rulers[size], strips))
    yield _Way((), LONGEST_MARK)


@lru_cache(maxsize=8)
def _free(around: Border, *, marks: bool) -> tuple[tuple[float, float, tuple[Strip, ...]], ...]:
    """What is free beside marks of each length, for each size of type."""
    beside = (
        {longest: strips_around(around, longest) for longest in _MARKS}
        if marks
        else {LONGEST_MARK: strips_around(around, None)}
    )
    return tuple((longest, size, strips) for size in _SIZES for longest, strips in beside.items())


def _together(lines: _Lines, ruler: Block, strips: Sequence[Strip]) -> Iterator[tuple[Stand, ...]]:
    """Text and ruler in one strip, then in two."""
    # Blocks are set when they are tried: mostly the first one fits.
    count = len(lines)

    @cache
    def text(number: int) -> Block:
        return text_block(lines[number], ruler.size)

    @cache
    def joined(number: int) -> Block:
        if number < count:
            return ruler.beside(text(number))
        return text(number - count).over(ruler)

    for strip in strips:
        for block in map(joined, range(2 * count)):
            if strip.fits(block):
                yield (stand(block, strip),)
    for strip in strips:
        for block in map(text, range(count)):
            if strip.fits(block):
                yield from _with_ruler((stand(block, strip),), ruler, strips)


def _with_ruler(
    text: tuple[Stand, ...], ruler: Block, strips: Sequence[Strip]
) -> Iterator[tuple[Stand, ...]]:
    """``text`` as it stands and the ruler in some strip where it does not meet it."""
    for strip in strips:
        if strip.fits(ruler):
            placed = stand(ruler, strip)
            if not any(placed.rect.meets(one.rect.grown(1)) for one in text):
                yield (*text, placed)


def _in_bays(
    lines: _Lines, bays: Sequence[Sequence[Strip]], size: float
) -> Iterator[tuple[Stand, ...]]:
    """The lines of the text between the crop marks of one edge, each in a bay of its own."""
    for edge in bays:
        for way in lines:
            stands: list[Stand] = []
            left = iter(edge)
            for block in (row_block(line, size) for line in way):
                bay = next((b for b in left if b.fits(block)), None)
                if bay is not None:
                    stands.append(stand(block, bay))
            if len(stands) == len(way):
                yield tuple(stands)
