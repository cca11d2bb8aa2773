"""Links of a directory that dial, and whether what it says is to be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Rect
from keychain.preflight.directory.pages import Line, Link, ReadPage
from keychain.preflight.directory.sections import Placed

LINK_WRONG = error("directory-link", "whoever touches a number calls it, and no other")
TEXT_HIDDEN = error(
    "directory-hidden", "a number that is in the file but not to be seen is not there"
)

_LEAST_SIZE = 6.0
"""pt"""
_NONE = "–"


def check_links(
    pages: Sequence[ReadPage], numbers: Sequence[Placed], dialled: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """One link on each of the ``numbers``, which dials it, and none elsewhere."""
    left = {page.index: list(page.links) for page in pages}
    for placed in numbers:
        line, page = placed.line, placed.page
        links = left[page.index]
        over = [link for link in links if _stands_on(link, line)]
        uris = [link.uri for link in over]
        if uris != [dialled.get(line.text.strip(), _NONE)]:
            found = ", ".join(uris) or _NONE
            yield LINK_WRONG(number=line.text.strip(), found=found).about(page=page.index + 1)
        left[page.index] = [link for link in links if link not in over]
    for index, links in left.items():
        for link in links:
            yield LINK_WRONG(number=_NONE, found=link.uri).about(page=index + 1)


def _stands_on(link: Link, line: Line) -> bool:
    x = (line.left + line.right) / 2
    y = line.baseline - line.size * 0.35 * 25.4 / 72
    return link.box.x <= x <= link.box.right and link.box.y <= y <= link.box.bottom


def check_hidden(numbers: Sequence[Placed]) -> Iterator[Diagnostic]:
    """Numbers that are not black, too small, beyond the page, or under something."""
    for placed in numbers:
        line, page = placed.line, placed.page
        box = Rect(line.left, line.top, line.right - line.left, line.baseline - line.top)
        covered = any(s.place > line.place and _meet(s.box, box) for s in page.shapes)
        inside = box.x >= 0 and box.right <= page.width and box.bottom <= page.height
        if line.ink != "black" or line.size < _LEAST_SIZE or covered or not inside:
            yield TEXT_HIDDEN(text=line.text.strip()).about(page=page.index + 1)


def _meet(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )
