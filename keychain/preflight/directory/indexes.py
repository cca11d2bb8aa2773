"""An index of a directory: its names in order, each with its numbers and the pages it sends to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.directory.expected import ExpectedEntry
from keychain.preflight.directory.numbers import compare_numbers
from keychain.preflight.directory.pages import bare
from keychain.preflight.directory.sections import Placed, Section, in_columns

INDEX_WRONG = error("directory-index", "an index that sends elsewhere is worse than none")

Village = tuple[int, int]


def check_index(
    section: Section,
    title: str,
    entries: Sequence[ExpectedEntry],
    page: str,
    names: Mapping[Village, str],
    begins: Mapping[Village, int],
) -> Iterator[Diagnostic]:
    """Every entry in its place, its name directly before its numbers, and after them the pages
    where its villages begin. ``page`` is the pattern of a page's number."""
    lines = in_columns(section.lines)
    numbers = [placed for placed in lines if placed.line.is_number]
    wanted = [number.printed for entry in entries for number in entry.numbers]
    wrong = list(compare_numbers(numbers, wanted, title))
    yield from wrong
    if wrong:
        return
    texts = _between(lines)
    at, waiting = 0, list[str]()
    for entry in entries:
        waiting.append(bare(entry.name))
        if entry.numbers:
            if not _holds(texts[at], waiting, ends=True):
                yield INDEX_WRONG(where=title, name=entry.name)
                return
            # Texts between the numbers of one person are that person's own.
            own = "".join(texts[at + 1 : at + len(entry.numbers)])
            at += len(entry.numbers)
            texts[at] = own + texts[at]
            waiting = []
        waiting += _sent(entry, page, names, begins)
    if not _holds(texts[at], waiting, ends=False):
        yield INDEX_WRONG(where=title, name=entries[-1].name if entries else title)


def check_contents(
    section: Section, title: str, places: Sequence[tuple[str, int | None]]
) -> Iterator[Diagnostic]:
    """Every commune in its place, with the page where it begins."""
    text = "".join(placed.line.bare for placed in in_columns(section.lines))
    found = 0
    for name, index in places:
        wanted = bare(f"{name}{'' if index is None else index + 1}")
        place = text.find(wanted, found)
        if place < 0:
            yield INDEX_WRONG(where=title, name=name)
            return
        found = place + len(wanted)


def _between(lines: Sequence[Placed]) -> list[str]:
    """The texts before, between and after the numbers, without spaces; the letters that head an
    index's parts are no part of them."""
    texts = [""]
    for placed in lines:
        if placed.line.is_number:
            texts.append("")
        elif placed.line.ink != "red":
            texts[-1] += placed.line.bare
    return texts


def _sent(
    entry: ExpectedEntry,
    page: str,
    names: Mapping[Village, str],
    begins: Mapping[Village, int],
) -> Iterator[str]:
    """The pages that an entry must send to, with the names of villages where it tells them."""
    told = [(begins[key], key) for key in entry.villages if key in begins]
    for index, group in groupby(told, key=lambda each: each[0]):
        listed = ",".join(names[key] for _, key in group) if entry.named else ""
        yield bare(page.format(n=index + 1) + listed)


def _holds(text: str, wanted: Sequence[str], *, ends: bool) -> bool:
    """Whether all that is wanted stands in ``text`` in this order, the last at its end."""
    found = 0
    for at, part in enumerate(wanted):
        last = ends and at == len(wanted) - 1
        place = text.rfind(part, found) if last else text.find(part, found)
        if place < 0 or (last and place + len(part) != len(text)):
            return False
        found = place + len(part)
    return True
