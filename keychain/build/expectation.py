"""What the PDF of a book of sheets must hold, from the book and from what its tags say."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from keychain.layout.placed import Item, PlacedFace, PlacedTag, QrItem, Says, Side, TextItem
from keychain.layout.spec import LayoutSpec
from keychain.preflight.expected import (
    ARM,
    HAND,
    Expected,
    ExpectedCell,
    ExpectedLine,
    ExpectedNumber,
    ExpectedPage,
    ExpectedSerial,
    ExpectedSerialCode,
    ExpectedSeries,
    ExpectedShape,
    ExpectedTag,
)
from keychain.sheets.model import SheetBook, SheetFace
from keychain.tags.content import Entry, TagContent
from keychain.tags.job import Faces, JobVillage

SIDES: dict[Faces, tuple[Side, ...]] = {
    "both": ("front", "back"),
    "front": ("front",),
    "back": ("back",),
}


def expect(
    book: SheetBook,
    contents: Sequence[TagContent],
    faces: Faces,
    layout: LayoutSpec | None = None,
    villages: Sequence[JobVillage] = (),
) -> Expected:
    """What preflight is to find in the PDF of ``book``.

    Texts and numbers come from ``contents``, in the order of the book's tags; from the book only
    where each face and its lines stand, and whether the layout found room for a code on it. How
    tags are cut, and what must stay clear of the cut, is the ``layout``'s word, and which serial
    numbers a village has, the job's, of which these are the ``villages``.
    """
    by_village = {content.village_id: content for content in contents}
    numbered = {village.id: village for village in villages if village.series}
    return Expected(
        title=book.title,
        language=book.language,
        tags=tuple(
            _tag(by_village[tag.village_id], tag, layout, numbered.get(tag.village_id))
            for tag in book.tags
        ),
        pages=_pages(book),
        sides=SIDES[faces if layout is None else layout.faces(faces)],
        bleed=book.bleed,
        duplex=book.duplex,
        standard=book.production.standard,
        die_line=book.production.die_line,
        one_sided=layout is not None and layout.one_sided,
        stack=book.production.stack,
    )


def _shape(layout: LayoutSpec) -> ExpectedShape:
    hole = layout.hole
    return ExpectedShape(
        cut=layout.outline.path(),
        size=layout.size,
        safe=layout.safe,
        safe_lines=layout.safe_lines,
        hole=hole.centre if hole else None,
        diameter=hole.diameter if hole else 0.0,
        clear=hole.clear if hole else 0.0,
    )


def _tag(
    content: TagContent,
    placed: PlacedTag,
    layout: LayoutSpec | None,
    numbered: JobVillage | None,
) -> ExpectedTag:
    return ExpectedTag(
        village_id=content.village_id,
        village=content.village.value,
        numbers=tuple(_number(entry) for entry in content.entries),
        dials=content.lead.phone.dialled,
        code=content.code,
        words=_words(content),
        front=_lines(placed.front),
        back=_lines(placed.back),
        shape=None if layout is None else _shape(layout),
        read_from=ARM if layout is None else layout.read_from,
        scan_from=HAND if layout is None else layout.scan_from,
        series=None if numbered is None else _series(content, placed, numbered),
        card=content.card,
    )


def _series(content: TagContent, placed: PlacedTag, village: JobVillage) -> ExpectedSeries:
    front, back = placed.front.numbered, placed.back.numbered
    return ExpectedSeries(
        village.series,
        village.first,
        tuple(_serials(front, content.serial)),
        tuple(_serials(back, content.serial)),
        tuple(_serial_codes(front, content)),
        tuple(_serial_codes(back, content)),
    )


def _serials(items: Iterable[Item], serial: str) -> Iterator[ExpectedSerial]:
    for item in items:
        if isinstance(item, TextItem):
            before, after = item.text.split(serial, 1)
            at = (item.x, item.baseline, item.width)
            yield ExpectedSerial(before, after, *at, len(item.text))


def _serial_codes(items: Iterable[Item], content: TagContent) -> Iterator[ExpectedSerialCode]:
    for item in items:
        if isinstance(item, QrItem):
            said = content.card if item.says == "card" else content.serial
            yield ExpectedSerialCode(item.modules, *said.split(content.serial, 1))


def _lines(face: PlacedFace) -> tuple[ExpectedLine, ...]:
    return tuple(
        ExpectedLine(item.text, item.x, item.baseline, item.width)
        for item in (*face.background, *face.items)
        if isinstance(item, TextItem) and item.turn == 0
    )


def _words(content: TagContent) -> tuple[str, ...]:
    """What a tag may say beside numbers and names; a role may hold a hotline's label."""
    said = [content.commune, content.province, content.district, content.title, content.slogan]
    said += [text for entry in content.entries for text in (entry.rank, entry.role)]
    own = (text.value for text in said if text)
    return tuple(dict.fromkeys((*own, content.issuer, content.date_of_issue)))


def _number(entry: Entry) -> ExpectedNumber:
    names = (entry.name.value,) if entry.given is None else (entry.name.value, entry.given)
    return ExpectedNumber(entry.phone.printed, names)


def _pages(book: SheetBook) -> tuple[ExpectedPage, ...]:
    sides = [None if page.face is None else book.faces[page.face].side for page in book.pages]
    partners: dict[int, int] = {}
    for index, pair in enumerate(pairwise(sides)):
        if pair == ("front", "back"):
            partners[index], partners[index + 1] = index + 1, index
    coded = {
        (index, side, says)
        for index, tag in enumerate(book.tags)
        for side in SIDES["both"]
        for says in _codes(tag, side)
    }
    cells = tuple(_cells(face, coded) for face in book.faces)
    return tuple(
        ExpectedPage(
            sides[index],
            page.paper,
            () if page.face is None else cells[page.face],
            partners.get(index),
            book.correction(page),
        )
        for index, page in enumerate(book.pages)
    )


def _cells(face: SheetFace, coded: Container[tuple[int, Side, Says]]) -> tuple[ExpectedCell, ...]:
    """The cells of a face; ``coded`` are the tags and their sides that bear a code that is the same
    on all copies, and what that says."""
    return tuple(
        ExpectedCell(
            c.row,
            c.column,
            c.trim,
            c.turn,
            c.tag,
            (c.tag, c.face or face.side, "dial") in coded,
            c.face,
            c.place,
            (c.tag, c.face or face.side, "card") in coded,
        )
        for c in face.cells
    )


def _codes(tag: PlacedTag, side: Side) -> Iterator[Says]:
    face = tag.front if side == "front" else tag.back
    return (i.says for i in (*face.background, *face.items) if isinstance(i, QrItem))
