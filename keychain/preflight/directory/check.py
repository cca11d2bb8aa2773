"""Whether a finished directory shows each name with its own numbers, and nobody else's.

Read are the bytes, with PDFium for text and links and zxing-cpp for codes; compared is what the
contacts say. That each number's link dials it, and each code, is proved as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pypdfium2

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.directory.blocks import check_hotlines, check_village
from keychain.preflight.directory.codes import check_codes
from keychain.preflight.directory.expected import (
    ExpectedDirectory,
)
from keychain.preflight.directory.indexes import check_contents, check_index
from keychain.preflight.directory.links import check_hidden, check_links
from keychain.preflight.directory.numbers import (
    number_lines,
    number_test,
    stray_numbers,
)
from keychain.preflight.directory.pages import ReadPage, bare, read_page
from keychain.preflight.directory.sections import Section, read_sections

DIRECTORY_UNREADABLE = error(
    "directory-unreadable", "a file that cannot be read back cannot be trusted"
)
DIRECTORY_NOTICE = error(
    "directory-notice", "whoever holds a page must see whose numbers these are, and of which day"
)
DIRECTORY_PART = error(
    "directory-part", "what is left out or stands in the wrong place is not found"
)

Tell = Callable[[], None]
_MOST_FINDINGS = 50
"""Where everything is wrong, one line for each of thousands of numbers helps nobody."""


def check_directory(
    data: bytes, expected: ExpectedDirectory, tell: Tell = lambda: None
) -> tuple[Diagnostic, ...]:
    """Everything in which the PDF ``data`` is not what was ``expected``; raises nothing.

    ``tell`` is called for each page that was read.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return (DIRECTORY_UNREADABLE(),)
    try:
        pages = []
        is_number = number_test(expected)
        for index in range(len(document)):
            pages.append(read_page(document, index, is_number))
            tell()
        found: list[Diagnostic] = []
        for finding in _check(document, pages, expected):
            found.append(finding)
            if len(found) == _MOST_FINDINGS:
                break
        return tuple(found)
    except pypdfium2.PdfiumError:
        return (DIRECTORY_UNREADABLE(),)
    finally:
        document.close()


def _check(
    document: pypdfium2.PdfDocument, pages: Sequence[ReadPage], expected: ExpectedDirectory
) -> Iterator[Diagnostic]:
    dialled = {number.printed: number.dialled for number in expected.numbers()}
    sections, untold = read_sections(pages, expected)
    for index in untold:
        yield DIRECTORY_NOTICE(notice=expected.notice).about(page=index + 1)
    numbers = [
        placed
        for section in sections
        if section.heading != bare(expected.contents)
        for placed in number_lines(section.lines)
    ]
    yield from check_links(pages, numbers, dialled)
    yield from check_hidden(numbers)
    yield from stray_numbers(pages, expected)
    reader = _Reader(sections)
    yield from _check_cover(reader, expected)
    contents = None
    if expected.several:
        contents = reader.take(_headed(expected.contents))
        if contents is None:
            yield DIRECTORY_PART(name=expected.contents)
    begins: dict[int, int] = {}
    blocks: dict[tuple[int, int], Section] = {}
    for at, part in enumerate(expected.parts):
        if expected.several:
            opening = reader.take(_opens(part.name, *part.opening))
            if opening is None:
                yield DIRECTORY_PART(name=part.name)
                continue
            begins[at] = opening.page
            yield from check_hotlines(opening.lines, part.hotlines, part.name)
        for number, village in enumerate(part.villages):
            section = reader.take(_headed(village.name))
            if section is None:
                yield DIRECTORY_PART(name=village.name).about(village=village.id)
                continue
            blocks[at, number] = section
            lines = [*section.lines]
            again = bare(expected.continued.format(name=village.name))
            while reader.next_heading() == again:
                lines += reader.step().lines
            for finding in check_village(lines, section, village):
                yield finding.about(village=village.id, page=section.page + 1)
    if contents is not None:
        places = [(part.label, begins.get(at)) for at, part in enumerate(expected.parts)]
        yield from check_contents(contents, expected.contents, places)
    yield from check_codes(document, expected, blocks)
    yield from _check_indexes(reader, expected, blocks)
    if expected.back:
        back = reader.take(lambda s: bool(s.white))
        if back is None:
            yield DIRECTORY_PART(name=expected.day)
        else:
            yield from _check_day(reader, expected)
    for section in reader.rest():
        if any(placed.line.is_number for placed in section.lines):
            yield DIRECTORY_PART(name=section.heading or "?").about(page=section.page + 1)


class _Reader:
    """Sections, read one after another."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._at = 0

    def take(self, wanted: Callable[[Section], bool]) -> Section | None:
        """The next section if it is the one that is wanted; those without numbers are passed
        over on the way. None, and no step, where it is another."""
        for at in range(self._at, len(self._sections)):
            section = self._sections[at]
            if wanted(section):
                self._at = at + 1
                return section
            if section.heading or any(placed.line.is_number for placed in section.lines):
                return None
        return None

    def next_heading(self) -> str:
        """The heading of the next section."""
        return self._sections[self._at].heading if self._at < len(self._sections) else ""

    def step(self) -> Section:
        """The next section."""
        self._at += 1
        return self._sections[self._at - 1]

    def rest(self) -> Sequence[Section]:
        """Everything that was not taken."""
        return self._sections[self._at :]


def _headed(name: str) -> Callable[[Section], bool]:
    return lambda section: section.heading == bare(name)


def _opens(*texts: str) -> Callable[[Section], bool]:
    return lambda section: all(bare(text) in "".join(section.white) for text in texts)


def _check_cover(reader: _Reader, expected: ExpectedDirectory) -> Iterator[Diagnostic]:
    first = reader.take(lambda s: bool(s.white))
    if first is None:
        yield DIRECTORY_PART(name=expected.day)
        return
    yield from _check_day(reader, expected)


def _check_day(reader: _Reader, expected: ExpectedDirectory) -> Iterator[Diagnostic]:
    """The day, and under it the hotlines where there is one commune."""
    day = reader.take(_headed(expected.day))
    if day is None:
        yield DIRECTORY_PART(name=expected.day)
    elif not expected.several:
        part = expected.parts[0]
        yield from check_hotlines(day.lines, part.hotlines, part.name)


def _check_indexes(
    reader: _Reader,
    expected: ExpectedDirectory,
    blocks: dict[tuple[int, int], Section],
) -> Iterator[Diagnostic]:
    begins = {key: section.page for key, section in blocks.items()}
    names = {
        (at, number): village.name
        for at, part in enumerate(expected.parts)
        for number, village in enumerate(part.villages)
    }
    for title, entries in zip(expected.titles, (expected.officers, expected.villages), strict=True):
        section = reader.take(_headed(title))
        if section is None:
            yield DIRECTORY_PART(name=title)
            continue
        yield from check_index(section, title, entries, expected.page, names, begins)
