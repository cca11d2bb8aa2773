"""Press profiles by hand: the schema and the program accept and refuse the same."""

from __future__ import annotations

import pytest
from schema_samples import EVERY_PRESS_KEY, PRESS, press_refused, schema_refuses

CHILD = EVERY_PRESS_KEY.replace("title: Every key", "extends: parent\ntitle: Child")

PAIRS = [
    # what stands in EVERY_PRESS_KEY, what is right too, what is wrong
    ("title: Every key\n", "title: 7\n", ""),
    ("title: Every key", "title: {vi: Máy in, en: Printer}", "title: {de: Drucker}"),
    ("title: Every key", "title: {en: Printer}", "title: {}"),
    ("title: Every key", "title: '  Ours '", "title: ''"),
    ("title: Every key", "title: true", "title: [a]"),
    ("title: Every key\n", "title: a\n", "title: a\nabstract: yes\n"),
    ("margin: 5mm", "margin: 0mm", "margin: 5"),
    ("margin: 5mm", "margin: 14.17pt", "margin: -1mm"),
    ("margin: 5mm", "margin: 4 mm", "margin: 5%"),
    ("margin: 5mm\n", "", "margin:\n"),
    ("bleed: 1.5mm", "bleed: +3mm", "bleed: 1,5mm"),
    ("bleed: 1.5mm", "bleed: '3mm'", "bleed: [3mm]"),
    ("bleed: 1.5mm\n", "", "bleeds: 1.5mm\n"),
    ("bleed: 1.5mm\n", "", "bleed: 3mm\npaper: SRA3\n"),
    ("bleed: 1.5mm\n", "", "bleed: 3mm\ngutter: 0mm\n"),
    ("bleed: 1.5mm\n", "", "bleed: 3mm\npdfx: X-4\n"),
    ("duplex: long-edge", "duplex: short-edge", "duplex: long edge"),
    ("duplex: long-edge", "duplex: Short-Edge", "duplex: none"),
    ("duplex: long-edge\n", "", "duplex: yes\n"),
    ("marks: yes", "marks: false", "marks: 0"),
    ("marks: yes", "marks: Không", "marks: cut"),
    ("marks: yes\n", "", "marks: {}\n"),
    ("standard: x-4", "standard: X-1A", "standard: x4"),
    ("standard: x-4\n", "standard: ' x-4 '\n", "standard: X-4:2010\n"),
    ("profile: coated.icc", "profile: ' coated.icc '", "profile: [coated.icc]"),
    ("info: Coated paper", "info: 39", "info: [a]"),
    ("condition: {identifier: FOGRA39,", "condition: {identifier: 39,", "condition: {name: F39,"),
    ("registry: http://www.color.org, info: Coated paper", "", "info: ''"),
    ("die-line: CutContour", "die-line: yes", "die-line: [CutContour]"),
    ("die-line: CutContour", "die-line: Đường bế", "die-line:"),
    ("die-line: CutContour", "die-line: off 1", "die-line: {name: a}"),
    ("pages: tags", "pages: Sheets", "pages: one"),
    ("stack: no", "stack: Có", "stack: maybe"),
    ("printer: Hall", "printer: 3", "printer: {}"),
    ("tray: Tray 2", "tray: 2", "tray: []"),
    ("shift: [0.3mm, -0.2mm]", "shift: [-10mm, +1pt]", "shift: [0.3, -0.2]"),
    ("shift: [0.3mm, -0.2mm]", "shift: ['0mm', -0mm]", "shift: [0.3mm]"),
    ("shift: [0.3mm, -0.2mm], ", "", "shift: 0.3mm, "),
    ("scale: [99.8%, 100.1%]", "scale: [97%, 103 %]", "scale: [0.998, 1.001]"),
    ("scale: [99.8%, 100.1%]", "scale: ['100%', +100%]", "scale: 99%"),
    ("front: {shift", "front: {shift", "front: {move: [0mm, 0mm], shift"),
    ("back: {shift: [-0.5mm, 0mm], scale: [100%, 100%]}", "back: {}", "back: [0mm, 0mm]"),
]

CHILD_PAIRS = [
    # A press that extends another may lack any key, and take one away with null.
    ("title: Child\n", "", "titel: Child\n"),
    ("extends: parent", "extends: 'parent'", "extends:"),
    ("extends: parent", "extends: parent # ours", "extends: [parent]"),
    ("margin: 5mm", "margin: null", "margin: []"),
    ("margin: 5mm\nbleed: 1.5mm\nduplex: long-edge\nmarks: yes\n", "", "grid: {}\n"),
    ("identifier: FOGRA39, ", "", "name: FOGRA39, "),
    ("die-line: CutContour", "die-line: null", "die-line: ''"),
    ("stack: no", "stack: null", "stacks: no"),
    ("front: {shift: [0.3mm, -0.2mm]", "front: {shift: null", "front: {shift: [null, 0mm]"),
    ("duplex: long-edge", "duplex: ~", "duplex: edge"),
]

ONLY_THE_PROGRAM = [
    ("margin: 5mm", "margin: 101mm", "layout-number"),
    ("bleed: 1.5mm", "bleed: 20.1mm", "layout-number"),
    ("title: Every key", "title: a\nextends: nobody", "press-parent-missing"),
    ("standard: x-4", "standard: plain", "press-die-line"),
    ("profile: coated.icc", "profile: fogra39", "press-condition-own"),
    ("profile: coated.icc", "profile: cotaed.icc", "press-profile-missing"),
    ("profile: coated.icc", "profile: ../presses/coated.icc", "press-profile-missing"),
    ("profile: coated.icc", "profile: own.yaml", "press-profile-broken"),
    ("die-line: CutContour", "die-line: Cyan", "press-die-line-name"),
    ("die-line: CutContour", "die-line: all", "press-die-line-name"),
    ("shift: [0.3mm, -0.2mm]", "shift: [10.1mm, 0mm]", "layout-number"),
    ("shift: [0.3mm, -0.2mm]", "shift: [0mm, -10.1mm]", "layout-number"),
    ("scale: [99.8%, 100.1%]", "scale: [96.9%, 100%]", "press-scale"),
    ("scale: [99.8%, 100.1%]", "scale: [100%, 103.1%]", "press-scale"),
    ("title: Every key", "title: a\nextends: own", "press-parent-circular"),
]


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def test_the_samples_are_right() -> None:
    for text in (EVERY_PRESS_KEY, CHILD):
        assert press_refused(text, parent=EVERY_PRESS_KEY) == []
        assert schema_refuses(PRESS, text) == []


@pytest.mark.parametrize(
    ("text", "old", "right", "wrong"),
    [*((EVERY_PRESS_KEY, *pair) for pair in PAIRS), *((CHILD, *pair) for pair in CHILD_PAIRS)],
)
def test_both_accept_and_both_refuse(text: str, old: str, right: str, wrong: str) -> None:
    good, bad = changed(text, old, right), changed(text, old, wrong)
    assert press_refused(good, parent=EVERY_PRESS_KEY) == []
    assert schema_refuses(PRESS, good) == []
    assert press_refused(bad, parent=EVERY_PRESS_KEY) != []
    assert schema_refuses(PRESS, bad) != []


@pytest.mark.parametrize(("old", "new", "code"), ONLY_THE_PROGRAM)
def test_what_only_the_program_can_know(old: str, new: str, code: str) -> None:
    text = changed(EVERY_PRESS_KEY, old, new)
    assert press_refused(text) == [code]
    assert schema_refuses(PRESS, text) == []
