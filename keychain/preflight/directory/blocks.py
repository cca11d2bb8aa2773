"""A village's block, and the hotlines: each number beside the name that the contacts give it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keychain.diagnostics import Diagnostic
from keychain.preflight.directory.expected import ExpectedRow, ExpectedVillage
from keychain.preflight.directory.numbers import NAME_WRONG, compare_numbers, number_lines
from keychain.preflight.directory.pages import bare
from keychain.preflight.directory.sections import Placed, Section


def check_hotlines(
    lines: Sequence[Placed], rows: Sequence[ExpectedRow], name: str
) -> Iterator[Diagnostic]:
    numbers = number_lines(lines)
    wanted = [number.printed for row in rows for number in row.numbers]
    yield from compare_numbers(numbers, wanted, name)
    text = "".join(placed.line.bare for placed in lines if not placed.line.is_number)
    for row in rows:
        if bare(row.who) not in text:
            yield NAME_WRONG(where=name, number=row.numbers[0].printed, name=row.who)


def check_village(
    lines: Sequence[Placed], section: Section, village: ExpectedVillage
) -> Iterator[Diagnostic]:
    """Its numbers in their order, and beside the first of each person that person's name."""
    numbers = number_lines(lines)
    wanted = [number.printed for row in village.rows for number in row.numbers]
    wrong = list(compare_numbers(numbers, wanted, village.name))
    yield from wrong
    if wrong:
        return
    labels = _beside_code(lines, section)
    label = "".join(placed.line.bare for placed in labels)
    if not label.endswith(bare(village.answers)):
        yield NAME_WRONG(where=village.name, number=village.dialled.printed, name=village.answers)
    left = min(placed.line.left for placed in numbers)
    texts = [p for p in lines if p not in numbers and p not in labels and p.line.left > left + 5]
    texts.sort(key=_order)
    at = 0
    for row in village.rows:
        if row.numbers:
            first = numbers[at]
            at += len(row.numbers)
            text = _text(texts, first, numbers[at] if at < len(numbers) else None)
            if not text.startswith(bare(row.who)):
                yield NAME_WRONG(where=village.name, number=row.numbers[0].printed, name=row.who)
    told = "".join(placed.line.bare for placed in texts)
    found = 0
    for row in village.rows:
        place = told.find(bare(row.who), found)
        if place < 0:
            yield NAME_WRONG(where=village.name, number="–", name=row.who)
            return
        found = place + len(bare(row.who))


def _order(placed: Placed) -> tuple[int, float, float]:
    return placed.page.index, placed.line.baseline, placed.line.left


def _text(texts: Sequence[Placed], first: Placed, following: Placed | None) -> str:
    """What stands beside a number and under that, up to the next number."""
    begin, end = _order(first)[:2], _order(following)[:2] if following else (10**9, 0.0)
    begin = (begin[0], begin[1] - 0.2)
    end = (end[0], end[1] - 0.2)
    return "".join(p.line.bare for p in texts if begin <= _order(p)[:2] < end)


def _beside_code(lines: Sequence[Placed], section: Section) -> list[Placed]:
    """The lines under the code, flush with its right side."""
    if not section.codes:
        return []
    page, code = section.codes[0]
    return sorted(
        (
            placed
            for placed in lines
            if placed.page is page
            and abs(placed.line.right - code.box.right) < 1.0
            and placed.line.baseline > code.box.bottom
            and not placed.line.is_number
        ),
        key=_order,
    )
