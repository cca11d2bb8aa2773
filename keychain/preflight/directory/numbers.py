"""Numbers on the pages of a directory: which lines are numbers, and whether they are the right
ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.directory.expected import ExpectedDirectory
from keychain.preflight.directory.pages import ReadPage, bare
from keychain.preflight.directory.sections import Placed

NUMBER_WRONG = error(
    "directory-number", "a wrong number calls a stranger, and a missing one calls nobody"
)
NAME_WRONG = error("directory-name", "a number beside another name calls the wrong person")
NUMBER_STRAY = error("directory-number-stray", "a number that nobody put there is a wrong one")

_NUMBER = re.compile(r"\d[\d .]*\d(?: ext \d+)?")
_DATE = re.compile(r"\d\d/\d\d/\d{4}")
_RUN = re.compile(r"\+?\d(?:[ .\-–]?\d){2,}")
_NONE = "–"


def number_test(expected: ExpectedDirectory) -> Callable[[str], bool]:
    """Whether the text of a line is a telephone number and nothing else: one of the directory's,
    or another that no name, role or label explains, such as one that ends in "Khu 10 0"."""
    numbers = {number.printed for number in expected.numbers()}
    words = [bare(word) for word in expected.words]

    def is_one(text: str) -> bool:
        if text in numbers:
            return True
        if not _NUMBER.fullmatch(text) or sum(c.isdigit() for c in text) < 3:
            return False
        return not any(bare(text) in word for word in words)

    return is_one


def number_lines(lines: Sequence[Placed]) -> list[Placed]:
    """The numbers among the lines, from the top down."""
    found = [placed for placed in lines if placed.line.is_number]
    return sorted(found, key=lambda p: (p.page.index, p.line.baseline, p.line.left))


def compare_numbers(
    found: Sequence[Placed], wanted: Sequence[str], where: str
) -> Iterator[Diagnostic]:
    """One finding for the first place in which numbers are not those that are wanted."""
    shown = [placed.line.text.strip() for placed in found]
    if shown == list(wanted):
        return
    for at in range(max(len(shown), len(wanted))):
        here = shown[at] if at < len(shown) else _NONE
        right = wanted[at] if at < len(wanted) else _NONE
        if here != right:
            finding = NUMBER_WRONG(where=where, wanted=right, found=here)
            yield finding.about(page=found[at].page.index + 1) if at < len(found) else finding
            return


def stray_numbers(pages: Sequence[ReadPage], expected: ExpectedDirectory) -> Iterator[Diagnostic]:
    """Numbers within other lines: none but what names, roles and dates hold."""
    page_mark = re.compile(re.escape(expected.page).replace(r"\{n\}", r"\d+"))
    known = [run for word in expected.words for run in _RUN.findall(word)]
    numbers = {number.printed for number in expected.numbers()}
    for page in pages:
        for line in page.lines:
            text = line.text.strip()
            if text in numbers or text == str(page.index + 1) or not _RUN.search(text):
                continue
            if expected.several and _is_page(text, pages):
                continue
            for run in _RUN.findall(page_mark.sub(" ", _DATE.sub(" ", text))):
                # A name may be broken within its number.
                if not any(run in each for each in known):
                    yield NUMBER_STRAY(found=run).about(page=page.index + 1)


def _is_page(text: str, pages: Sequence[ReadPage]) -> bool:
    """Whether it is one of the pages that the contents send to."""
    return text.isdigit() and len(text) <= 4 and 0 < int(text) <= len(pages)
