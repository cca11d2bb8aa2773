"""What triggers each diagnostic of layouts and sheets on the command line."""

from __future__ import annotations

from diagnostic_samples import Sample, Told
from test_layout_reading import GOOD

OWN = "layouts/own.yaml"
LOGO = "layouts/logo.svg"
PRESS = "layouts/presses/own.yaml"
MARK = '      mark: {text: "{mark.month} {mark.code}", style: words}\n'
LEAD = 'lead: {text: "{lead.phone}", style: number}'
BUILD = ("build", "--layout", "own", "--no-verify", "--copies", "1", "ban-phuc")


def read(old: str, new: str, *told: Told, **files: str) -> Sample:
    """``keychain check`` with one change in the layout."""
    return Sample(new.strip(), told, {OWN: changed(old, new), **beside(files)})


def placed(old: str, new: str, *told: Told, exit: int = 3) -> Sample:
    """``keychain build`` of one village with one change in the layout, which shows the mark."""
    return Sample(new.strip(), told, {OWN: changed(old, new) + MARK}, BUILD, exit)


def changed(old: str, new: str) -> str:
    """The good layout with one change."""
    assert GOOD.count(old) >= 1, old
    return GOOD.replace(old, new, 1)


def beside(files: dict[str, str]) -> dict[str, str]:
    """Other layouts by their names, and a drawing by the name ``logo``."""
    return {LOGO if name == "logo" else f"layouts/{name}.yaml": t for name, t in files.items()}


def at(code: str, line: int, column: int | None = None, file: str = OWN) -> Told:
    """A finding in a layout file."""
    return Told(code, file, line, column)


def drawing(body: str, code: str) -> Sample:
    """A drawing in the layout's box ``lead``, line 16."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">\n{body}</svg>'
    return read(LEAD, "lead: {image: logo.svg}", at(code, 16, 21), logo=svg)


def press(text: str, *told: Told) -> Sample:
    """``keychain check`` on a press profile with ``text``."""
    return Sample(text, told, {PRESS: text})


READ = (
    read("title: Own", "titel: Own", at("unknown-key", 1, 1)),
    read("title: Own", "# none", at("missing-key", 2, 1)),
    read("bleed: 3mm", "bleed: 3cm", at("layout-length", 2, 51)),
    read("bleed: 3mm", "bleed: 30mm", at("layout-number", 2, 51)),
    read("shape: rectangle", "shape: circle", at("layout-circle", 2)),
    read("shape: rectangle", "shape: ovl", at("unknown-value", 2, 14)),
    read("shape: rectangle", "shape: [ovl]", at("not-a-value", 2, 14)),
    read(
        "safe: 3mm}",
        "safe: 3mm, hole: {at: [1mm, 1mm], diameter: 5mm}}",
        at("layout-hole-outside", 2),
    ),
    read("[0, 100, 90, 10]", "[0, 100, 90]", at("layout-colour", 4, 8)),
    read("colours:\n  red: [0, 100, 90, 10]", "colours: {red: rot}", at("layout-colour", 3, 16)),
    read("colours:\n  red: [0, 100, 90, 10]", "colours: {red: {a: b}}", at("layout-colour", 3, 16)),
    read("16pt - 8pt", "16 - 8", at("layout-size-range", 6, 69)),
    read("weight: 600", "weight: 650", at("layout-unknown-font", 6)),
    read("{village.name}", "{village.nam}", at("layout-unknown-field", 15)),
    read("{village.name}", "{village.name", at("layout-unknown-field", 15)),
    read("{village.name}", "{}", at("layout-unknown-field", 15)),
    read("style: words}\n      lead", "style: word}\n      lead", at("layout-unknown-style", 15)),
    read(
        "style: words}\n      lead",
        "style: words, when: {others: lots}}\n      lead",
        at("layout-when-count", 15),
    ),
    read(
        "style: words}\n      lead",
        "style: words, when: lead.nam}\n      lead",
        at("layout-unknown-field", 15),
    ),
    read(
        "style: words}\n      lead",
        "style: words, on: leed}\n      lead",
        at("layout-unknown-box", 15),
    ),
    read(LEAD, "lead: {style: number}", at("layout-box-kind", 16)),
    read('text: "{lead.phone}"', "text: {lead.phone}", at("layout-text-unquoted", 16, 20)),
    read(LEAD, "lead: {qr: dial, text: x, style: number}", at("layout-box-kind", 16)),
    read('text: "{lead.phone}"', 'text: ""', at("layout-text-empty", 16)),
    read(LEAD, "lead: {image: none.png}", at("layout-image-missing", 16, 21)),
    read(LEAD, "lead: {image: ''}", at("empty-value", 16, 21)),
    read(LEAD, "lead: {image: own.yaml}", at("layout-image-unreadable", 16, 21)),
    read(LEAD, 'body: {text: "x", style: number}', at("layout-box-name-twice", 16, 7)),
    read("title: Own", "title: Own\nextends: nobody", at("layout-parent-missing", 2, 10)),
    read("title: Own", "title: Own\nextends: ''", at("empty-value", 2, 10)),
    read("title: Own", "title: Own\nextends: [a]", at("not-a-value", 2, 10)),
    read("title: Own", "title: Own\nextends: own", at("layout-parent-circular", 2, 10)),
    read(
        "title: Own",
        "title: Own\nextends: more",
        at("layout-parent-circular", 1, 10, "layouts/more.yaml"),
        more="extends: own\ntitle: More\n",
    ),
    read("title: Own", "title: Own\nsheet: {paper: A44}", at("unknown-value", 2, 16)),
    press("title: P\nextends: nobody\n", at("press-parent-missing", 2, 10, PRESS)),
    press("title: P\nextends: own\n", at("press-parent-circular", 2, 10, PRESS)),
    drawing("", "svg-empty"),
    drawing('<rect width="11" height="1"/>', "svg-outside"),
    drawing("<text>113</text>", "svg-unsupported"),
    drawing('<path d="M0 0 L zz"/>', "svg-unreadable"),
    drawing("<rect", "svg-unreadable"),
    drawing("<!--" + "x" * 2_000_000 + "-->", "svg-too-large"),
    drawing("<g>" * 20_000 + "</g>" * 20_000, "svg-too-large"),
    Sample("no layouts", (Told("no-layouts", "none"),), command=("check", "--layouts", "none")),
)


def box(code: str, box: str | None) -> Told:
    """A finding about a village's tag; its name stands in line 27 of the contacts."""
    return Told(code, "contacts.yaml", 27, 11, "ban-phuc", box)


GROUND = changed("front:", "front:\n  background: {shape: rectangle}")
OVER = changed("title: Own", "title: Own\nsheet: {duplex: short-edge}")
QR = "lead: {qr: dial, width: 40mm, height: 20mm, module: %s}"
SHEET = "title: Own\nsheet: {%s}"
GRID = SHEET % "grid: {rows: %s, columns: 2, pitch: %s, offset: [%s, 20mm]}, bleed: 0mm"


def sheet(code: str, old_or_new: str, exit: int = 3) -> Sample:
    """A sheet that does not do, told of the layout."""
    return placed("title: Own", old_or_new, Told(code, OWN), exit=exit)


PLACED = (
    Sample(
        "a press that wants more bleed",
        (at("press-bleed-short", 1),),
        {OWN: GROUND, PRESS: "title: P\nbleed: 4mm\n"},
        (*BUILD, "--press", "own"),
        0,
    ),
    Sample(
        "a press and a layout",
        (at("press-over-layout", 2, 17),),
        {OWN: OVER, PRESS: "title: P\nduplex: long-edge\n"},
        (*BUILD, "--press", "own"),
        0,
    ),
    placed(LEAD, f"{LEAD[:-1]}, size: 90pt}}", box("box-does-not-fit", "lead")),
    placed("    column:\n      village", "    layers:\n      village", box("boxes-touch", "lead")),
    placed("x: 5mm\n    y: 5mm", "x: 0.5mm\n    y: 5mm", box("outside-safe-zone", "village")),
    placed(
        "safe: 3mm}",
        "safe: 3mm, hole: {at: [8mm, 8mm], diameter: 5mm}}",
        box("near-hole", "village"),
    ),
    placed(
        "phones: others",
        "phones: hotlines",
        Told("number-not-shown", "contacts.yaml", 20, 12, "ban-phuc"),
    ),
    placed("height: 32mm", "height: 3mm", box("too-many-numbers-for-largest", "list")),
    Sample(
        "a larger one",
        (box("too-many-numbers", "list"),),
        {
            OWN: changed("height: 32mm", "height: 3mm").replace(
                "title: Own", "title: Own\nlarger: big"
            )
            + MARK
        },
        BUILD,
    ),
    placed(LEAD, QR % "0.42mm", Told("qr-module-small", None, village="ban-phuc", box="lead")),
    placed(LEAD, QR % "0.3mm", Told("qr-module-too-small", None, village="ban-phuc", box="lead")),
    placed(
        "    column:\n      village",
        "    row:\n      qr: {qr: dial, module: 0.5mm}\n      village",
        box("quiet-zone", None),
    ),
    sheet("grid-in-margin", GRID % ("2", "61mm x 41mm", "2mm"), 0),
    sheet("grid-leaves-paper", GRID % ("9", "61mm x 41mm", "20mm")),
    sheet("grid-overlaps", GRID % ("2", "50mm x 41mm", "20mm")),
    sheet("tag-larger-than-sheet", SHEET % "paper: 60mm x 40mm"),
    placed(
        "title: Own",
        SHEET % "grid: {rows: 1, columns: 1, pitch: 60mm x 40mm, offset: [2mm, 2mm]},"
        " bleed: 0mm, paper: 64mm x 44mm, marks: true",
        *(
            Told(code, None, village="ban-phuc")
            for code in ("crop-marks-left-out", "ruler-left-out", "slug-left-out")
        ),
        exit=0,
    ),
)

CHILDREN = (
    Sample(
        "null for a box that is not there",
        (at("layout-nothing-to-take", 2, 25, "layouts/child.yaml"),),
        {
            OWN: GOOD,
            "layouts/child.yaml": "extends: own\nfront: {body: {column: {vilage: null}}}\n",
        },
        exit=0,
    ),
)

CLOSE = changed("title: Own", "title: Own\nsheet: {paper: 64mm x 44mm}") + MARK
"""The tag of 60 × 40 mm with 2 mm around it."""


def calibrated(margin: str, correction: str, code: str, exit: int) -> Sample:
    """A build with a press that corrects one side by 3 mm."""
    press = f"title: P\nmargin: {margin}\nbleed: 0mm\nmarks: no\n{correction}\n"
    told = (Told(code, PRESS),)
    return Sample(code, told, {OWN: CLOSE, PRESS: press}, (*BUILD, "--press", "own"), exit)


CALIBRATED = (
    calibrated("0mm", "front: {shift: [3mm, 0mm]}", "front-off-sheet", 3),
    calibrated("0mm", "back: {shift: [0mm, -3mm]}", "back-off-sheet", 3),
    calibrated("1mm", "front: {shift: [-1.5mm, 0mm]}", "front-into-margin", 0),
    calibrated("1mm", "back: {shift: [0mm, 1.5mm]}", "back-into-margin", 0),
    Sample(
        "a profile that is there",
        (Told("press-there", PRESS),),
        {PRESS: "title: P\n"},
        (
            *("calibrate", "own", "--left=20", "--top=20", "--width=170", "--height=250"),
            *("--back-right=0", "--back-down=0"),
        ),
        exit=5,
    ),
)

SAMPLES = (*READ, *PLACED, *CHILDREN, *CALIBRATED)
