"""Label sheets by hand: the schema and the program accept and refuse the same."""

from __future__ import annotations

import pytest
from schema_samples import EVERY_LABELS_KEY, LABELS, labels_refused, schema_refuses

PAIRS = [
    # what stands in EVERY_LABELS_KEY, what is right too, what is wrong
    ("title: Every key", "title: {vi: Tem, en: Labels}", "title: {}"),
    ("title: Every key\n", "title: 7\n", ""),
    ("sold-as: [Own A-1]\n", "", "sold-as: Own A-1\n"),
    ("sold-as: [Own A-1]\n", "sold-as: []\n", "sold-as: [[a]]\n"),
    ("paper: A4", "paper: 210mm x 297mm", "paper: A44"),
    ("shape: rounded", "shape: Rectangle", "shape: path"),
    ("size: 60mm x 40mm", "size: 170pt × 110pt", "size: 60 x 40"),
    ("size: 60mm x 40mm\n", "size: 6mm x 6mm\n", ""),
    ("radius: 2mm\n", "", "radius: 5%\n"),
    ("rows: 2", "rows: '2'", "rows: two"),
    ("columns: 3", "columns: 1", "columns: 101"),
    ("pitch: 62mm x 42mm\noffset", "pitch: 61mm x 41mm\noffset", "pitch: 62mm\noffset"),
    ("offset: [10mm, 10mm]\n", "offset: [0mm, 0mm]\n", "offset: 10mm\n"),
    ("more: [", "more: [", "more: [{rows: 1}, "),
    ("title: Every key\n", "title: a\n", "title: a\nextends: office\n"),
]

ONLY_THE_PROGRAM = [
    ("columns: 3", "columns: 4", "labels-leave-paper"),
    ("pitch: 62mm x 42mm\noffset", "pitch: 62mm x 32mm\noffset", "labels-overlap"),
    ("shape: rounded", "shape: circle", "layout-circle"),
    ("radius: 2mm", "radius: 101mm", "layout-number"),
]


def changed(old: str, new: str) -> str:
    assert EVERY_LABELS_KEY.count(old) == 1, old
    return EVERY_LABELS_KEY.replace(old, new)


@pytest.mark.parametrize(("old", "right", "wrong"), PAIRS)
def test_both_accept_and_both_refuse(old: str, right: str, wrong: str) -> None:
    good, bad = changed(old, right), changed(old, wrong)
    assert labels_refused(good) == [] == schema_refuses(LABELS, good)
    assert labels_refused(bad) != [] != schema_refuses(LABELS, bad)


@pytest.mark.parametrize(("old", "new", "code"), ONLY_THE_PROGRAM)
def test_what_only_the_program_can_know(old: str, new: str, code: str) -> None:
    text = changed(old, new)
    assert labels_refused(text) == [code]
    assert schema_refuses(LABELS, text) == []
