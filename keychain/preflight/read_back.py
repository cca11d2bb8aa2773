"""What each village's tags say, read from the bytes of a finished PDF, to be shown to people.

Of ``Expected`` only the places of tags are used, and which words to look for. A number that is not
in the bytes is not in the answer, and a number that is there is, whosever it may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Literal

from PIL import Image

from keychain.geometry import Correction
from keychain.preflight.checks.codes import FINE_DPI
from keychain.preflight.checks.names import beside
from keychain.preflight.checks.numbers import read_face
from keychain.preflight.checks.serials import with_serials
from keychain.preflight.distinct import looks
from keychain.preflight.expected import (
    Expected,
    ExpectedCell,
    ExpectedPage,
    ExpectedSerialCode,
    ExpectedTag,
)
from keychain.preflight.faces import Face, read_faces
from keychain.preflight.pixels import DPI, pixels
from keychain.preflight.reading.codes import decode_codes
from keychain.preflight.reading.objects import PdfObjects, read_objects
from keychain.preflight.reading.pages import PageUnreadable, PdfPages, open_pages
from keychain.preflight.serials import Serials, bears_code, codes, read_serials
from keychain.tags.serial import read_serial
from keychain.values import dataclass

Side = Literal["front", "back"]


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number as it stands on a face, and the name that it stands with, None where there is
    none."""

    text: str
    name: str | None


@dataclass(frozen=True, slots=True)
class ReadSide:
    """What one face says: numbers from the top down, what its codes hold, and the village's name
    and the issue's four characters, None where they are not on it."""

    side: Side
    numbers: tuple[ReadNumber, ...]
    payloads: tuple[str, ...]
    village: str | None
    mark: str | None


@dataclass(frozen=True, slots=True)
class ReadVillage:
    """A village's faces, front first. Each was read at all its ``places``; where those are not
    ``alike``, a face is told for each way that it was read in."""

    village_id: str
    sides: tuple[ReadSide, ...]
    places: int
    alike: bool


@dataclass(slots=True)
class _Reading:
    """What was read of a village so far, each way of a face once, and at how many places."""

    sides: dict[ReadSide, int] = field(default_factory=dict)


def read_back(data: bytes, expected: Expected) -> tuple[ReadVillage, ...]:
    """Every village's tags as the PDF ``data`` has them, in the order of the expected tags.

    Each look of a page is read once and counts for all its pages. Empty where the file cannot be
    read or has other pages than were expected. Raises nothing, whatever the bytes.
    """
    pdf = read_objects(data, len(expected.pages))
    if not isinstance(pdf, PdfObjects) or pdf.count != len(expected.pages):
        return ()
    readings = [_Reading() for _ in expected.tags]
    try:
        with open_pages(data) as pages:
            _read_pages(pdf, pages, expected, readings)
    except PageUnreadable:
        return ()
    return tuple(
        _village(tag, reading) for tag, reading in zip(expected.tags, readings, strict=True)
    )


def _read_pages(
    pdf: PdfObjects, pages: PdfPages, expected: Expected, readings: list[_Reading]
) -> None:
    known: dict[tuple[int, tuple[ExpectedCell, ...], Correction], list[tuple[int, ReadSide]]] = {}
    serials = read_serials(pdf, expected)
    for look, page in zip(looks(pdf, expected, serials), expected.pages, strict=True):
        key = (look, page.cells, page.correction)
        if page.side is not None and key not in known:
            known[key] = _read_page(pages, look, page, expected, serials)
        for tag, side in known.get(key, ()):
            sides = readings[tag].sides
            sides[side] = sides.get(side, 0) + 1


def _read_page(
    pages: PdfPages, index: int, page: ExpectedPage, expected: Expected, serials: Serials
) -> list[tuple[int, ReadSide]]:
    """Each cell's face with the index of its tag, without the serial numbers, which differ."""
    glyphs = pages.glyphs(index, page.correction)
    faces, _ = read_faces(glyphs, page.cells, expected.bleed)
    picture = pages.picture(index, DPI, correction=page.correction)
    read = []
    for face in faces:
        cell, tag = face.cell, expected.tags[face.cell.tag]
        payloads = decode_codes(picture.crop(pixels(cell.trim, DPI)))
        if bears_code(cell, page, tag) and not payloads:
            fine: Image.Image = pages.picture(index, FINE_DPI, cell.trim, page.correction)
            payloads = decode_codes(fine)
        side = cell.face or page.side or "front"
        own = serials.of(index, page.cells.index(cell))
        tag, numbered = with_serials(tag, own), codes(cell, page, tag)
        said = (_without_serial(payload, numbered) for payload in payloads)
        read.append((cell.tag, _side(face, side, tag, tuple(filter(None, said)))))
    return read


def _without_serial(payload: str, numbered: Sequence[ExpectedSerialCode]) -> str:
    """What a code says beside its tag's serial number, where it is one of those that say it."""
    for code in numbered:
        serial = payload.removeprefix(code.before).removesuffix(code.after)
        if payload == f"{code.before}{serial}{code.after}" and read_serial(serial):
            return code.before + code.after
    return payload


def _side(face: Face, side: Side, tag: ExpectedTag, payloads: tuple[str, ...]) -> ReadSide:
    found = read_face(face, 0, tag)
    names: dict[int, str] = {
        id(number): name.name for number, name in beside(found.numbers, found.names)
    }
    ordered = sorted(found.numbers, key=lambda n: (n.found.ink.y, n.found.ink.x))
    numbers = [ReadNumber(number.printed, names.get(id(number))) for number in ordered]
    numbers += [ReadNumber(run, None) for run in found.foreign]
    return ReadSide(
        side,
        tuple(numbers),
        payloads,
        tag.village if found.village else None,
        tag.code if found.marks else None,
    )


def _village(tag: ExpectedTag, reading: _Reading) -> ReadVillage:
    sides = sorted(reading.sides, key=lambda side: side.side != "front")
    kinds = [side.side for side in sides]
    places = dict.fromkeys(kinds, 0)
    for side, count in reading.sides.items():
        places[side.side] += count
    return ReadVillage(
        tag.village_id,
        tuple(sides),
        max(places.values(), default=0),
        len(set(kinds)) == len(kinds) and len(set(places.values())) <= 1,
    )
