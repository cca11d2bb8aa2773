"""Which name a number stands with, worked out by hand on lists of numbers and labels."""

from __future__ import annotations

from keychain.geometry import Rect
from keychain.preflight.checks.names import ShownName, ShownNumber, check_names
from keychain.preflight.phrases import Found


def number(printed: str, x: float, y: float, width: float) -> ShownNumber:
    return ShownNumber(printed, Found(Rect(x, y, width, 2.6), 0, ()))


def name(text: str, owner: str, x: float, y: float, width: float) -> ShownName:
    return ShownName(text, frozenset({owner}), Found(Rect(x, y, width, 2.4), 0, ()), short=False)


def test_a_short_number_far_from_its_label_takes_no_other_row_its_name() -> None:
    """Labels in one column: 113 is 17 mm from "Công an", nearer to which, in the third row, is
    the number of "Thiếu tá An", of whom only "An", farther right, is looked for."""
    numbers = [number("113", 14, 14.8, 4.9), number("0950 000 001", 14, 23.3, 18.7)]
    names = [name("Công an", "113", 36.3, 15.2, 7.9), name("An", "0950 000 001", 44.9, 23.8, 2.5)]
    assert list(check_names(numbers, names)) == []


def test_labels_that_have_changed_places_are_found() -> None:
    numbers = [number("113", 14, 14.8, 4.9), number("0950 000 001", 14, 23.3, 18.7)]
    names = [name("An", "0950 000 001", 36.3, 15.2, 2.5), name("Công an", "113", 36.3, 23.8, 7.9)]
    found = [dict(finding.values) for finding in check_names(numbers, names)]
    assert found == [
        {"number": "0950 000 001", "name": "Công an"},
        {"number": "113", "name": "An"},
    ]


def test_labels_under_their_numbers() -> None:
    numbers = [number("0950 000 001", 14, 10, 18.7), number("0950 000 002", 14, 20, 18.7)]
    names = [name("An", "0950 000 001", 14, 13.5, 2.5), name("Bình", "0950 000 002", 14, 23.5, 4)]
    assert list(check_names(numbers, names)) == []
