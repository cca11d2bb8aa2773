"""The order of the work on pages: each look of a page once, then each tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from typing import NamedTuple

from PIL import Image

from keychain.diagnostics import Diagnostic
from keychain.geometry import Correction, Rect
from keychain.preflight.alike import Few
from keychain.preflight.checks.codes import check_cell, check_codes, codes_within
from keychain.preflight.checks.colour import check_colours
from keychain.preflight.checks.duplex import (
    find_back,
    find_folded,
    find_front,
)
from keychain.preflight.checks.fonts import (
    GLYPH_MISSING,
    check_extraction,
    check_glyphs,
)
from keychain.preflight.checks.numbers import (
    TEXT_HIDDEN,
    ReadFace,
    check_beside,
    check_tag,
    read_face,
)
from keychain.preflight.checks.positions import check_lines, check_positions
from keychain.preflight.checks.serials import hidden_serials, serial_lines, with_serials
from keychain.preflight.checks.structure import fits
from keychain.preflight.distinct import looks
from keychain.preflight.expected import Expected, ExpectedCell, ExpectedPage
from keychain.preflight.faces import Face
from keychain.preflight.page_looks import Look, Looks
from keychain.preflight.pixels import DPI, Sheet, is_seen, surroundings
from keychain.preflight.reading.codes import decode_codes
from keychain.preflight.reading.objects import PdfObjects
from keychain.preflight.reading.pages import PdfPages
from keychain.preflight.serials import (
    NO_SERIALS,
    Serials,
    ShownSerial,
    bears_code,
    codes,
)
from keychain.values import dataclass


class Numbers(NamedTuple):
    """The serial numbers that cells show, and those that they are to show."""

    shown: Serials
    wanted: Mapping[tuple[int, int], str]


NO_NUMBERS = Numbers(NO_SERIALS, {})


@dataclass(slots=True)
class Sheets:
    """The pages of one file, each look read once. ``expected`` is ``whole``, or with ``few`` what
    is left of it: only these cells are read, and pictures made of no more than them."""

    pdf: PdfObjects
    whole: Expected
    expected: Expected
    pages: PdfPages
    few: Few | None = None
    numbers: Numbers = NO_NUMBERS
    _looks: Looks = field(init=False)
    _fit: tuple[bool, ...] = field(init=False)

    def __post_init__(self) -> None:
        first = looks(self.pdf, self.whole, self.numbers.shown)
        self._looks = Looks(self.whole, self.expected, self.pages, self.few, first)
        self._fit = tuple(map(fits, self.pdf.pages, self.whole.pages))

    def check(self) -> Iterator[Diagnostic]:
        """All findings. Raises PageUnreadable, and with ``few`` Unlike."""
        coloured: set[tuple[int, str]] = set()
        told_pages: set[object] = set()
        told_looks: set[object] = set()
        told_tags: set[object] = set()
        for index, page in enumerate(self.expected.pages):
            if not self._fit[index]:
                continue
            yield from check_colours(self.pdf, index, page, coloured)
            whole = self._looks.whole_key(index)
            if self.few is not None and not page.cells and whole in told_pages:
                continue
            told_pages.add(whole)
            if page.side == "front" or page.partner is None:
                key = self._pair_key(index, page)
                if key not in told_tags:
                    told_tags.add(key)
                    yield from self._check_tags(index, page)
            key = self._looks.key(index)
            if key not in told_looks:
                told_looks.add(key)
                yield from self._check_page(index, page)

    def _pair_key(self, index: int, page: ExpectedPage) -> object:
        partner = None if page.partner is None else self._looks.key(page.partner)
        return (self._looks.key(index), partner)

    def _check_page(self, index: int, page: ExpectedPage) -> Iterator[Diagnostic]:
        look = self._looks.read(index)
        boxes = list(check_glyphs(self.pdf, index, page))
        yield from boxes
        missing = {finding.position for finding in boxes if finding.rule is GLYPH_MISSING}
        for face, finding in (*check_positions(look.faces), *check_extraction(look.faces)):
            position = f"{face.cell.row}:{face.cell.column}"
            if finding.code != "text-unreadable" or position not in missing:
                yield self._about(finding, index, face.cell)
        for finding in check_beside(look.beside):
            yield finding.about(page=index + 1)
        for cell, finding in self._check_codes(index, page, look):
            yield self._about(finding, index, cell)

    def _check_codes(
        self, index: int, page: ExpectedPage, look: Look
    ) -> Iterator[tuple[ExpectedCell | None, Diagnostic]]:
        picture = partial(self._part, self._looks.first[index], page.correction)
        for cell, sheet in look.parts.items():
            near = self._codes_of(index, page, cell, sheet)
            tag = self.expected.tags[cell.tag]
            own = self._coded(index).get(self.whole.pages[index].cells.index(cell), ())
            yield from ((cell, found) for found in check_cell(cell, tag, near, picture, own))
        if self.few is None or index not in self.few.bare:
            page = self.whole.pages[index]
            sheet = look.sheet or Sheet(
                self.pages.picture(self._looks.first[index], DPI, correction=page.correction)
            )
            coded = self._coded(index)
            yield from check_codes(page, self.whole, sheet.picture.copy(), picture, coded)

    def _codes_of(
        self, index: int, page: ExpectedPage, cell: ExpectedCell, sheet: Sheet
    ) -> Sequence[str]:
        """What codes a cell shows, of which there is a picture with its surroundings."""
        part = sheet.pixels(cell.trim)
        tag = self.expected.tags[cell.tag]
        # Other checks ask for the codes of the whole picture as well.
        if bears_code(cell, page, tag):
            around = surroundings(cell.trim, self.expected.bleed)[0]
            found = self.pages.symbols(self._looks.first[index], DPI, around, page.correction)
            within = codes_within(found, part)
            if within is not None:
                return within
        return decode_codes(sheet.picture.crop(part))

    def _coded(self, index: int) -> dict[int, tuple[str, ...]]:
        """What codes of a page's cells may say of their serial numbers."""
        page, read, wanted = self.whole.pages[index], self._looks.first[index], self.numbers.wanted
        return {
            at: tuple(
                f"{code.before}{wanted[read, at]}{code.after}"
                for code in codes(cell, page, self.whole.tags[cell.tag])
            )
            for at, cell in enumerate(page.cells)
            if (read, at) in wanted
        }

    def _part(self, look: int, correction: Correction, dpi: int, part: Rect) -> Image.Image:
        return self.pages.picture(look, dpi, part, correction)

    def _check_tags(self, index: int, page: ExpectedPage) -> Iterator[Diagnostic]:
        look = self._looks.read(index)
        for face in look.faces:
            folded = find_folded(face.cell, page) if face.cell.face else None
            if face.cell.face == "back" and find_front(face.cell, page) is not None:
                continue  # told with its front
            tag = self.expected.tags[face.cell.tag]
            sides = [self._read_face(face, index)]
            sheets = [look.of(face.cell)]
            back = self._back_of(face.cell, page)
            if folded is not None:
                sides.append(self._read_face(_of(look.faces, folded), index))
                sheets.append(look.of(folded))
            elif back is not None and page.partner is not None:
                behind = self._looks.read(page.partner)
                sides.append(self._read_face(_of(behind.faces, back), page.partner))
                sheets.append(behind.of(back))
            found = check_tag(
                sides,
                tag,
                self.expected.tags,
                [partial(is_seen, sheet) for sheet in sheets],
                whole=len(sides) == 2 or self.expected.one_sided,
            )
            for side, sheet in zip(sides, sheets, strict=True):
                own = self._serials_of(side.page, side.face.cell)
                for text in hidden_serials(side.face, own, partial(is_seen, sheet)):
                    yield self._about(TEXT_HIDDEN(text=text), side.page, side.face.cell)
            faulty: set[tuple[int, ExpectedCell]] = set()
            for side, finding in found:
                faulty.add((side.page, side.face.cell))
                yield self._about(finding, side.page, side.face.cell)
            for side in sides:
                if (side.page, side.face.cell) not in faulty:
                    shown = side.face.cell.face or self.expected.pages[side.page].side
                    lines = tag.back if shown == "back" else tag.front
                    numbers = serial_lines(self._serials_of(side.page, side.face.cell))
                    for finding in check_lines(side.face, (*lines, *numbers)):
                        yield self._about(finding, side.page, side.face.cell)

    def _read_face(self, face: Face, index: int) -> ReadFace:
        tag = self.expected.tags[face.cell.tag]
        return read_face(face, index, with_serials(tag, self._serials_of(index, face.cell)))

    def _serials_of(self, index: int, cell: ExpectedCell) -> tuple[ShownSerial, ...]:
        """What a cell shows in the places of serial numbers, on the page that was read."""
        if self.expected.tags[cell.tag].series is None:
            return ()
        read = self._looks.first[index]
        return self.numbers.shown.of(read, self.whole.pages[read].cells.index(cell))

    def _back_of(self, cell: ExpectedCell, page: ExpectedPage) -> ExpectedCell | None:
        duplex = self.expected.duplex
        if page.partner is None or duplex is None or not self._fit[page.partner]:
            return None
        back = find_back(cell, page, self.expected.pages[page.partner], duplex)
        return back if back is not None and back.tag == cell.tag else None

    def _about(self, finding: Diagnostic, index: int, cell: ExpectedCell | None) -> Diagnostic:
        if cell is None:
            return finding.about(page=index + 1)
        return finding.about(
            village=self.expected.tags[cell.tag].village_id,
            page=index + 1,
            position=f"{cell.row}:{cell.column}",
        )


def _of(faces: tuple[Face, ...], cell: ExpectedCell) -> Face:
    return next(face for face in faces if face.cell == cell)
