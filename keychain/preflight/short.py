"""A book without the sheets that differ from another in numbers only.

A village's sheets are the same page, printed thirty times under thirty numbers. Whatever is right
in one of them is right in its twins (``reading/twins.py``), where the same is expected of both and
of what is printed behind them, and where each of a twin's tags has the serial number that it is to
have: these are read of all sheets (``checks/twin_serials.py``).

Checks read the short book first. It is a way to say "nothing is wrong" and no more: where anything
is found in it, or there is none, the whole book is read, so that no finding, no page and no count
depends on it.
"""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pikepdf

from keychain.preflight.checks.serials import Cell, tag_serials
from keychain.preflight.checks.twin_serials import twins_are_right
from keychain.preflight.expected import Expected, ExpectedCell, ExpectedPage
from keychain.preflight.reading.faults import FAULTS
from keychain.preflight.reading.fonts import Fonts
from keychain.preflight.reading.twins import find_twins
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Short:
    """A file that is open, and what of it is read in place of all: the pages at ``indexes``, of
    which ``expected`` tells what they must hold, as ``whole`` does of all. ``proven`` are the
    contents of the others, plain streams, by object and generation number; ``fonts`` are those that
    were read. ``serials`` are the serial numbers that cells of these pages are to
    show, ``all_serials`` those of the whole book."""

    pdf: pikepdf.Pdf
    indexes: tuple[int, ...]
    expected: Expected
    whole: Expected
    proven: frozenset[tuple[int, int]]
    fonts: Fonts
    serials: Mapping[Cell, str]
    all_serials: Mapping[Cell, str]


@dataclass(slots=True)
class _Last(threading.local):
    """The file that was asked for last: several checks ask for the same one after another."""

    data: bytes | None = None
    expected: Expected | None = None
    short: Short | None = None


_last = _Last()


def right(data: bytes, expected: Expected, check: Callable[[Short], bool]) -> bool:
    """Whether ``check`` calls the short book right; False where there is none, or something in it
    cannot be read."""
    try:
        with warnings.catch_warnings(action="error", category=UserWarning):
            short = _shortened(data, expected)
            return short is not None and check(short)
    except FAULTS:
        return False


def _shortened(data: bytes, expected: Expected) -> Short | None:
    if _last.data is data and _last.expected is expected:
        return _last.short
    _last.data, _last.expected, _last.short = data, expected, None
    pdf = pikepdf.open(io.BytesIO(data), attempt_recovery=False)
    if not pdf.is_encrypted and len(pdf.pages) == len(expected.pages):
        fonts = Fonts()
        twins = find_twins(pdf, fonts)
        looks = _looks(twins.first, expected.pages)
        serials = tag_serials(expected)
        if twins_are_right(twins, _standing(looks), expected, serials):
            kept = _kept(looks, expected.pages)
            own = {
                (place, cell): serials[index, cell]
                for place, index in enumerate(kept)
                for cell in range(len(expected.pages[index].cells))
                if (index, cell) in serials
            }
            short = _of(expected, kept)
            _last.short = Short(pdf, kept, short, expected, twins.streams, fonts, own, serials)
    return _last.short


def _standing(looks: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """For each page the first one that looks like it, which is one of those that are kept."""
    first: dict[tuple[int, int], int] = {}
    return tuple(first.setdefault(look, index) for index, look in enumerate(looks))


def _kept(looks: Sequence[tuple[int, int]], pages: tuple[ExpectedPage, ...]) -> tuple[int, ...]:
    """The pages of each different sheet, the first that there is of it."""
    known: set[object] = set()
    kept: set[int] = set()
    for index, page in enumerate(pages):
        behind = None if page.partner is None else looks[page.partner]
        sheet = looks[index], behind
        if sheet not in known:
            known.add(sheet)
            kept.add(index)
    waiting = list(kept)
    while waiting:
        partner = pages[waiting.pop()].partner
        if partner is not None and partner not in kept:
            kept.add(partner)
            waiting.append(partner)
    return tuple(sorted(kept))


def _looks(first: tuple[int, ...], pages: tuple[ExpectedPage, ...]) -> list[tuple[int, int]]:
    """For each page which twin it is, and a number that tells what is expected of it, its partner
    aside, from what is expected of other twins."""
    known: dict[object, list[tuple[ExpectedCell, ...]]] = {}
    looks = []
    for twin, page in zip(first, pages, strict=True):
        alike = known.setdefault((twin, page.side, page.paper, page.correction), [])
        if page.cells not in alike:
            alike.append(page.cells)
        looks.append((twin, alike.index(page.cells)))
    return looks


def _of(expected: Expected, kept: tuple[int, ...]) -> Expected:
    """What is expected of the pages that are kept alone."""
    places = {index: place for place, index in enumerate(kept)}
    pages = [expected.pages[index] for index in kept]
    return replace(
        expected,
        pages=tuple(
            page if page.partner is None else replace(page, partner=places[page.partner])
            for page in pages
        ),
    )
