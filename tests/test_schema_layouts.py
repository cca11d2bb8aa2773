"""Layouts by hand: the schema and the program accept and refuse the same."""

from __future__ import annotations

import pytest
from layout_samples import LAYOUTS
from schema_samples import EVERY_KEY, LAYOUT, layout_refused, schema_refuses

BASE = (LAYOUTS / "base.yaml").read_text(encoding="utf-8")
CHILD = EVERY_KEY.replace("title: Every key", "extends: parent\ntitle: Child")

PAIRS = [
    # what stands in EVERY_KEY, what is right too, what is wrong
    ("title: Every key", "title: 54", "title:"),
    ("title: Every key", "title: true", "name: Every key"),
    ("title: Every key", "title: {vi: Đủ mục, en: Every key}", "title: {vi: Đủ mục, fr: Tout}"),
    ("title: Every key", "title: {en: 54}", "title: {}"),
    ("title: Every key", "title: {vi: true}", "title: [Đủ mục, Every key]"),
    ("title: Every key\n", "title: a\nabstract: no\n", "title: a\nabstract: maybe\n"),
    ("larger: card-cr80\n", "", "larger: [card-cr80]\n"),
    ("  shape: rounded\n", "", "  shape: hexagon\n"),
    ("shape: rounded", "shape: Rectangle", "shape: [rounded]"),
    ("size: 60mm x 40mm", "size: 60 mm × 113.4pt", "size: 60 x 40mm"),
    ("size: 60mm x 40mm", "size: +60mm x 40mm", "size: 60mm"),
    ("  size: 60mm x 40mm\n", "  size: 85.6mm x 53.98mm\n", ""),
    ("  radius: 3mm\n", "  radius: 8.5pt\n", "  radius: 3\n"),
    ("  bleed: 3mm\n", "  bleed: 0mm\n", "  bleed: -3mm\n"),
    ("  bleed: 3mm\n", "", "  bleed: 3cm\n"),
    ("  safe: 3mm\n", "", "  safe: 3%\n"),
    ("  safe-lines: 2mm\n", "  safe-lines: 2.5mm\n", "  safe-line: 2mm\n"),
    ("{at: [7.5mm, 20mm], diameter: 5mm, clear: 2mm}", "{at: [21pt, 20mm], diameter: 5mm}", "5mm"),
    ("at: [7.5mm, 20mm], ", "at: ['8mm', 20mm], ", ""),
    ("[7.5mm, 20mm]", "[7.5mm, 19mm]", "[7.5mm]"),
    ("[7.5mm, 20mm]", "[ 7mm , 20mm ]", "7.5mm, 20mm"),
    ("diameter: 5mm, ", "diameter: 4mm, ", ""),
    ("paper: A4", "paper: letter", "paper: A6"),
    ("  duplex: long-edge\n", "  duplex: long-edge\n  fold: left\n", "  fold: middle\n"),
    ("paper: A4", "paper: 210mm x 297mm", "paper: 4"),
    ("  duplex: long-edge\n", "  duplex: short-edge\n", "  duplex: short\n"),
    ("  marks: yes\n", "  marks: false\n", "  marks: 1\n"),
    ("  marks: yes\n", "  marks: Không\n", "  marks: {}\n"),
    ("rows: 5", "rows: '5'", "rows: 0"),
    ("rows: 5", "rows: 100", "rows: 101"),
    (", offset: [5mm, 8mm]", ", offset: [-1mm, 8mm]", ""),
    ("columns: 3, ", "columns: 03, ", ""),
    ("red: [0, 100, 90, 10]", "red: [0.5, 100, '90', 0]", "red: [0, 100, 90]"),
    ("red: [0, 100, 90, 10]", "red: [0, 0, 0, 100]", "red: [0, 101, 90, 10]"),
    ("red: [0, 100, 90, 10]", "red: [0, 0, 0, 0]", "red: black"),
    ("red: [0, 100, 90, 10]", "red: [1.125, 0, 0, 0]", "red: '#ff0000'"),
    ("weight: 600", "weight: '700'", "weight: 650"),
    ("weight: 600", "weight: 800", "weight: bold"),
    ("font: Roboto Condensed", "font: roboto condensed", "font: Arial"),
    ("font: Roboto Condensed, weight: 600", "font: Noto Sans, weight: 700", "font: Noto Sans, weight: 600"),
    ("size: 16pt - 8pt", "size: 8 – 16pt", "size: 16mm - 8mm"),
    ("size: 16pt - 8pt", "size: 16pt to 8", "size: 16 - 8"),
    ("size: 16pt - 8pt", "size: 16pt", "size: 16"),
    ("colour: red}", "colour: white}", "colour: }"),
    ("colour: red}", "colour: [0, 0, 0, 60]}", "colour: [red]}"),
    ("colour: red}", "colour: red}", "color: red}"),
    ("digits: true", "digits: có", "digits: digits"),
    ("shape: disc", "shape: oval", "shape: star"),
    ("shape: disc, ", "shape: disc, grow: 1, ", ""),
    ("fill: red}", "fill: red, leaves: 3}", "fill: red, style: words}"),
    ("fill: red}", "fill: [0, 0, 0, 5]}", "fill: {c: 0}}"),
    ("width: 80%", "width: 36mm", "width: 36"),
    ("x: 15mm", "x: -1mm", "x: fifteen"),
    ("    gap: 1mm\n    column", "    gap: 0mm\n    column", "    gap: 10%\n    column"),
    ("    gap: 1mm\n    column", "    column", "    module: 0.5mm\n    column"),
    ('"{village.name}"', '"Bản {village.name}!"', '"{village.nam}"'),
    ('"{village.name}"', "113", '"{village.name"'),
    ('"{village.name}"', '"{mark}{lead.called}"', '""'),
    ('"{village.name}"', "{vi: Thôn}", "{}"),
    ('"{village.name}"', "{en: Village, vi: Thôn}", "{fr: Village}"),
    ('"{village.name}"', "yes", "[a, b]"),
    ("        style: words\n        shorter:", "        style: number\n        shorter:", "        shorter:"),
    ('shorter: ["{village.kind}", {vi: a, en: b}]', "shorter: Thôn", "shorter: '{name}'"),
    ('shorter: ["{village.kind}", {vi: a, en: b}]', "shorter: []", "shorter: [[a]]"),
    ("shortens: 3", "shortens: 1000", "shortens: 1001"),
    ("shrinks: 5", "shrinks: '5'", "shrinks: soon"),
    ("leaves: 9", "leaves: 0", "leaves: -1"),
    ("        lines: 2\n", "        lines: 3\n", "        lines: 4\n"),
    ("grow: 1, ", "grow: 100, ", "grow: much, "),
    ("valign: middle", "valign: Bottom", "valign: center"),
    ("align: right", "align: centre", "align: rigth"),
    ("longer: {size: 7pt, lines: 2}", "longer: {}", "longer: {size: 7}"),
    ("longer: {size: 7pt, lines: 2}", "longer: {lines: 3}", "longer: 7pt"),
    ("has: campaign.slogan, ", "has: lead.rank, ", "has: campaign.slogans, "),
    ("rest: 1-4", "rest: 3", "rest: few"),
    ("rest: 1-4", "rest: '2 – 4'", "rest: 100"),
    ("rest: 1-4", "others: 2+", "numbers: 2"),
    ("when: campaign.title", "when: {}", "when: campaign"),
    ("when: campaign.title", "when: {has: campaign.title}", "when: [campaign.title]"),
    ("qr: dial", "qr: DIAL", "qr: vcard"),
    ("module: 0.508mm - 0.424mm", "module: 0.5mm", "module: 0.5pt"),
    ("phones: others", "phones: hotlines", "phones: all"),
    ("phones: others\n", "phones: rest\n", "phones: rest\n        row: {}\n"),
    ("number: {style: number, size: 10pt}", "number: {style: number, weight: 400}", "number: {size: 10pt}"),
    ("        short: {style: number}\n", "", "        short: number\n"),
    ("side: left", "side: below", "side: above"),
    ("            hotline-lines: 1\n", "            hotline-lines: '2'\n", "            hotline-lines: 4\n"),
    ('{text: "{name}", style: words}', "{text: Gọi, style: words}", '{text: "{lead.name}", style: words}'),
    ('{text: "{name}", style: words}', '{style: words, text: "{rank} {given}"}', '{text: "{name}"}'),
    ("        row: {}\n", "        row: {a: {column: {}}}\n", "        row: {a: {}}\n"),
    ("        row: {}\n", "        layers: {a: {row: {b: {row: {}}}}}\n", "        row: {a: {row: {b: {}}}}\n"),
]  # fmt: skip

CHILD_PAIRS = [
    # A layout that extends another may lack any key, and take one away with null.
    ("title: Child\n", "", "titel: Child\n"),
    ("  size: 60mm x 40mm\n", "", "  size: 60mm\n"),
    ("  size: 60mm x 40mm\n", "  size: 50mm x 40mm\n", "  sise: 60mm x 40mm\n"),
    ("        style: words\n        shorter:", "        shorter:", "        style: []\n        shorter:"),
    ("  marks: yes\n", "  marks: null\n", "  marks: []\n"),
    ("shape: rounded", "shape: ~", "shape: []"),
    ("red: [0, 100, 90, 10]", "blue: [100, 0, 0, 0]", "red: [null, 100, 90, 10]"),
    ("      code: {qr: dial, module: 0.508mm - 0.424mm, when: campaign.title}\n",
     "      code: {when: null}\n", "      code: 5\n"),
    ("        number: {style: number, size: 10pt}\n", "        number: {size: 9pt}\n", "        number: 9pt\n"),
    ('{text: "{name}", style: words}', '{text: "{role}", style: words}', "{style: words}"),
    ('{text: "{name}", style: words}', '{text: x, style: words}', "{text: null, style: words}"),
    ("          - lines:", "          - lines:", "          - null\n          - lines:"),
    ("phones: others\n", "phones: rest\n", "phones: rest\n        text: Gọi\n"),
    ('"{village.name}"', "{en: Village}", "{de: Dorf}"),
    ("extends: parent", "extends: 'parent'", "extends:"),
    ("extends: parent", "extends: parent\nabstract: có", "extends: parent\nabstract: null"),
]  # fmt: skip

ONLY_THE_PROGRAM = [
    # Which names there are.
    ("colour: red}", "colour: green}", "layout-colour"),
    ("style: words\n        shorter", "style: word\n        shorter", "layout-unknown-style"),
    ("with: village", "with: hamlet", "layout-unknown-box"),
    ("        row: {}\n", "        row: {list: {row: {}}}\n", "layout-box-name-twice"),
    ("        row: {}\n", "        image: logo.png\n", "layout-image-missing"),
    ("title: Every key", "title: Every key\nextends: nobody", "layout-parent-missing"),
    # Bounds of what is written with a unit or in quotes, and what two lengths are together.
    ("  bleed: 3mm\n", "  bleed: 21mm\n", "layout-number"),
    ("size: 60mm x 40mm", "size: 60mm x 4mm", "layout-number"),
    ("size: 16pt - 8pt", "size: 16pt - 3pt", "layout-number"),
    ("lines: 2\n        align", "lines: '4'\n        align", "layout-number"),
    ("shape: rounded", "shape: circle", "layout-circle"),
    ("at: [7.5mm, 20mm]", "at: [1mm, 20mm]", "layout-hole-outside"),
    # How a number is written: an editor sees two.
    ("lines: 2\n        align", "lines: 2.0\n        align", "layout-number"),
    ("red: [0, 100, 90, 10]", "red: [0, 1e2, 90, 10]", "layout-colour"),
]  # fmt: skip

ONLY_THE_SCHEMA = [("  bleed: 3mm\n", "  bleed: -0mm\n")]


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def test_the_samples_are_right() -> None:
    assert layout_refused(EVERY_KEY) == []
    assert schema_refuses(LAYOUT, EVERY_KEY) == []
    assert layout_refused(CHILD, parent=EVERY_KEY) == []
    assert schema_refuses(LAYOUT, CHILD) == []
    assert 2 * len(PAIRS) > 60


@pytest.mark.parametrize(("old", "good", "bad"), PAIRS)
def test_program_and_schema_agree(old: str, good: str, bad: str) -> None:
    assert layout_refused(changed(EVERY_KEY, old, good)) == []
    assert schema_refuses(LAYOUT, changed(EVERY_KEY, old, good)) == []
    assert layout_refused(changed(EVERY_KEY, old, bad)) != []
    assert schema_refuses(LAYOUT, changed(EVERY_KEY, old, bad)) != []


@pytest.mark.parametrize(("old", "good", "bad"), CHILD_PAIRS)
def test_program_and_schema_agree_on_children(old: str, good: str, bad: str) -> None:
    assert layout_refused(changed(CHILD, old, good), parent=EVERY_KEY) == []
    assert schema_refuses(LAYOUT, changed(CHILD, old, good)) == []
    assert layout_refused(changed(CHILD, old, bad), parent=EVERY_KEY) != []
    assert schema_refuses(LAYOUT, changed(CHILD, old, bad)) != []


@pytest.mark.parametrize(("old", "new", "code"), ONLY_THE_PROGRAM)
def test_what_a_schema_cannot_know(old: str, new: str, code: str) -> None:
    assert code in layout_refused(changed(EVERY_KEY, old, new))
    assert schema_refuses(LAYOUT, changed(EVERY_KEY, old, new)) == []


def test_what_a_parent_holds_only_the_program_knows() -> None:
    lacking = "extends: base\ntitle: Nothing else\n"
    assert "missing-key" in layout_refused(lacking, base=BASE)
    assert schema_refuses(LAYOUT, lacking) == []
    # To an editor nothing and null are one.
    empty = changed(CHILD, "  marks: yes\n", "  marks:\n")
    assert "empty-value" in layout_refused(empty, parent=EVERY_KEY)
    assert schema_refuses(LAYOUT, empty) == []


@pytest.mark.parametrize(("old", "new"), ONLY_THE_SCHEMA)
def test_where_an_editor_is_stricter(old: str, new: str) -> None:
    assert layout_refused(changed(EVERY_KEY, old, new)) == []
    assert schema_refuses(LAYOUT, changed(EVERY_KEY, old, new)) != []
