"""The serial numbers of sheets that are not read, since they differ from another in these alone.

Of the sheet that is read in their place it is known that each cell shows its own number where it is
to. So what says that number there is what is to say a twin's own in the same place of the twin. All
of these are read: texts through the map to Unicode of their font, codes from their modules, since
the path of each is a drawing of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from keychain.preflight.checks.serials import Cell
from keychain.preflight.expected import Expected
from keychain.preflight.reading.codes import decode_modules
from keychain.preflight.reading.modules import read_modules
from keychain.preflight.reading.twins import Own, Twins
from keychain.preflight.serials import codes, slots
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class _Told:
    """A text of a page that is read, or a code, which says the serial number of some of its cells,
    mostly one, with words ``before`` and ``after`` it."""

    cells: tuple[int, ...]
    before: str
    after: str

    def said(self, page: int, wanted: Mapping[Cell, str]) -> str | None:
        """What a twin of the page is to say in its place; None where its cells' numbers differ."""
        first, *others = (wanted.get((page, cell)) for cell in self.cells)
        if first is None or any(other != first for other in others):
            return None
        return f"{self.before}{first}{self.after}"


@dataclass(frozen=True, slots=True)
class _Sample:
    """What the texts and codes of a page that is read say; None for those that say no number.
    ``sides`` are how many modules each code has to a side."""

    texts: tuple[_Told | None, ...]
    codes: tuple[_Told | None, ...]
    sides: tuple[int, ...]


def twins_are_right(
    twins: Twins, standing: Sequence[int], expected: Expected, wanted: Mapping[Cell, str]
) -> bool:
    """Whether all pages say the serial numbers that they are to say, as long as those do that are
    read in their place: ``standing`` has the index of that page for each, its own where there is
    none. ``wanted`` are the numbers of the whole book."""
    samples: dict[int, _Sample | None] = {}
    for page, other in enumerate(standing):
        if page == other:
            continue
        if other not in samples:
            samples[other] = _sample(twins.own[other], other, expected, wanted)
        sample = samples[other]
        if sample is None or not _is_right(twins.own[page], twins.own[other], sample, page, wanted):
            return False
    return True


def _is_right(own: Own, other: Own, sample: _Sample, page: int, wanted: Mapping[Cell, str]) -> bool:
    for text, told in zip(own.texts, sample.texts, strict=True):
        if told is not None and text != told.said(page, wanted):
            return False
    for path, known, told, side in zip(
        own.paths, other.paths, sample.codes, sample.sides, strict=True
    ):
        if told is None:
            if path != known:
                return False
            continue
        modules, number = read_modules(path), told.said(page, wanted)
        if modules is None or len(modules) != side:
            return False
        if number is None or decode_modules(modules) != number:
            return False
    return True


def _sample(own: Own, page: int, expected: Expected, wanted: Mapping[Cell, str]) -> _Sample | None:
    """What a page that is read says of its cells' numbers; None where it does not say each of them
    by itself, in as many texts and codes as there are to be."""
    numbers: dict[str, list[int]] = {}
    for cell in range(len(expected.pages[page].cells)):
        if (page, cell) in wanted:
            numbers.setdefault(wanted[page, cell], []).append(cell)
    modules = tuple(map(read_modules, own.paths))
    said = tuple("" if rows is None else decode_modules(rows) or "" for rows in modules)
    if any(sum(number in text for number in numbers) > 1 for text in (*own.texts, *said)):
        return None
    sample = _Sample(
        tuple(_told(text, numbers) for text in own.texts),
        tuple(_told(text, numbers) for text in said),
        tuple(0 if rows is None else len(rows) for rows in modules),
    )
    return sample if _says_all(sample, page, expected, numbers) else None


def _told(text: str, numbers: Mapping[str, Sequence[int]]) -> _Told | None:
    for number, cells in numbers.items():
        if number in text:
            before, after = text.split(number, 1)
            return _Told(tuple(cells), before, after)
    return None


def _says_all(
    sample: _Sample, page: int, expected: Expected, numbers: Mapping[str, Sequence[int]]
) -> bool:
    """Whether there are as many texts and codes as the cells' faces are to have."""
    wanted: Counter[_Told] = Counter()
    coded: Counter[_Told] = Counter()
    shown = expected.pages[page]
    for cells in numbers.values():
        for cell in (shown.cells[index] for index in cells):
            tag = expected.tags[cell.tag]
            for slot in slots(cell, shown, tag):
                wanted[_Told(tuple(cells), slot.before, slot.after)] += 1
            for code in codes(cell, shown, tag):
                coded[_Told(tuple(cells), code.before, code.after)] += 1
    return wanted <= Counter(filter(None, sample.texts)) and coded <= Counter(
        filter(None, sample.codes)
    )
