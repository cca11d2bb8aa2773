"""The figures for type, lines, ink, pictures and codes that a PDF must keep to be printed well.

Every distinct stream is walked once. What can be told from what is painted is told from that;
the rendering of a page, or of each face of a tag once, is looked at for codes and for bleed, and
plates only where there may be too much ink, or other inks in a code.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pikepdf
from PIL import Image

from keychain.diagnostics import Diagnostic
from keychain.geometry import Rect
from keychain.preflight.checks.quality.bleed import check_bleed
from keychain.preflight.checks.quality.heights import check_heights
from keychain.preflight.checks.quality.images import check_images
from keychain.preflight.checks.quality.ink import check_ink
from keychain.preflight.checks.quality.lines import check_lines
from keychain.preflight.checks.quality.margins import check_margins, check_trim
from keychain.preflight.checks.quality.symbols import DPI, Painted, check_symbols
from keychain.preflight.checks.quality.type import check_type, check_white
from keychain.preflight.expected import Expected
from keychain.preflight.finished import FinishedFace, read_finished
from keychain.preflight.pixels import surroundings
from keychain.preflight.plates import page_plates
from keychain.preflight.reading import painted as reading
from keychain.preflight.reading.faults import FAULTS
from keychain.preflight.reading.pages import PageUnreadable, PdfPages, open_pages
from keychain.preflight.reading.symbols import find_symbols
from keychain.preflight.scene import Seen, groups, read_scene, told
from keychain.preflight.serials import bears_code
from keychain.preflight.short import Short, right


def check_quality(data: bytes, expected: Expected | None) -> tuple[Diagnostic, ...]:
    """Every figure that the file does not keep; without ``expected``, those that need none.

    What is alike in one stream is told of the first, with how many there are. Raises nothing,
    whatever the bytes; what cannot be read at all is other checks' to tell.
    """
    if expected is not None and right(data, expected, partial(_short_is_right, data)):
        return ()
    try:
        with (
            warnings.catch_warnings(action="error", category=UserWarning),
            pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf,
        ):
            painted = reading.read_painted(pdf)
    except FAULTS:
        return ()
    return tuple(dict.fromkeys(_findings(data, painted, expected)))


def _short_is_right(data: bytes, short: Short) -> bool:
    """Whether everything is as it should be in the short book."""
    painted = reading.read_painted(short.pdf, short.indexes, short.fonts)
    return not any(_findings(data, painted, short.expected, pairs=True))


def _findings(
    data: bytes, painted: reading.Painted, expected: Expected | None, *, pairs: bool = False
) -> Iterator[Diagnostic]:
    scene = read_scene(painted)
    die_line = None if expected is None else expected.die_line
    by_mark = [
        *check_type(scene),
        *check_white(scene),
        *check_lines(scene, die_line),
        *check_images(scene),
    ]
    if expected is None:
        by_mark += check_trim(scene)
    yield from _grouped(by_mark, expected)
    if not painted.can_be_rendered:
        return
    for page, area, finding in check_ink(data, painted):
        yield told(finding, page.number, area, expected)
    try:
        if expected is None:
            yield from _check_pages(data, scene)
        else:
            yield from _check_faces(data, painted, expected, pairs=pairs)
    except PageUnreadable:
        pass  # told by the check of the file's structure


def _grouped(
    found: list[tuple[Seen, Diagnostic]], expected: Expected | None
) -> Iterator[Diagnostic]:
    """One finding for each rule and stream: the first, with how many others there are."""
    first: dict[tuple[str, str], tuple[Seen, Diagnostic]] = {}
    counts: dict[tuple[str, str], int] = {}
    for seen, finding in found:
        key = seen.stream, finding.code
        first.setdefault(key, (seen, finding))
        counts[key] = counts.get(key, 0) + 1
    for key, (seen, finding) in first.items():
        counted = ((name, counts[key] if name == "count" else v) for name, v in finding.values)
        one = replace(finding, values=tuple(counted))
        yield told(one, seen.page.number, seen.area, expected)


def _check_pages(data: bytes, scene: tuple[Seen, ...]) -> Iterator[Diagnostic]:
    """The codes of a PDF of which nothing else is known, page by page."""
    with open_pages(data) as pages:
        for page, found in groups(scene):
            try:
                picture = pages.picture(page.number - 1, DPI)
            except PageUnreadable:
                continue  # damaged, which is told elsewhere, or larger than any sheet of tags
            marks = [
                Painted(s.area, s.mark.colour, s.mark.pieces)
                for s in found
                if s.mark.kind != "text"
            ]
            symbols = find_symbols(picture)
            plates = partial(_plates, data, page.number - 1)
            for area, finding in check_symbols(picture, symbols, (0.0, 0.0), marks, plates):
                yield told(finding, page.number, area, None)


def _check_faces(
    data: bytes, painted: reading.Painted, expected: Expected, *, pairs: bool
) -> Iterator[Diagnostic]:
    with open_pages(data) as pages:
        for face in read_finished(painted, expected, pairs=pairs):
            findings = [*check_margins(face), *check_heights(face)]
            findings += _check_picture(face, expected, pages, data)
            for area, finding in findings:
                yield told(finding, face.page.number, face.on_page(area), expected)


def _check_picture(
    face: FinishedFace, expected: Expected, pages: PdfPages, data: bytes
) -> Iterator[tuple[Rect, Diagnostic]]:
    """What is seen of a face in its picture, which is made only where something is to be seen."""
    bled = expected.bleed > 0 and face.tag.shape is not None
    coded = bears_code(face.cell, face.wanted, face.tag)
    if not bled and not coded:
        return
    part, left, top = surroundings(face.cell.trim, expected.bleed)
    index, correction = face.page.number - 1, face.wanted.correction
    picture = pages.picture(index, DPI, part, correction)
    scale = DPI / 25.4
    if coded:
        marks = [
            Painted(face.ink(seen, seen.mark.box), seen.mark.colour, seen.mark.pieces)
            for seen in face.marks
            if seen.mark.kind != "text"
        ]

        def plates(area: Rect) -> dict[str, Image.Image]:
            return _plates(data, index, face.on_page(area))

        symbols = pages.symbols(index, DPI, part, correction)
        yield from check_symbols(picture, symbols, (left / scale, top / scale), marks, plates)
    if bled:
        pixels, (wide, high) = picture.load(), picture.size

        def tone(x: float, y: float) -> int | None:
            column, row = int(x * scale - left), int(y * scale - top)
            if pixels is None or not (0 <= column < wide and 0 <= row < high):
                return None
            found = pixels[column, row]
            return int(found) if isinstance(found, (int, float)) else None

        yield from check_bleed(face, expected.bleed, tone)


def _plates(data: bytes, index: int, area: Rect) -> dict[str, Image.Image]:
    return page_plates(data, index, DPI, area)
