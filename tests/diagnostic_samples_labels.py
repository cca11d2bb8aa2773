"""What triggers each diagnostic of label sheets, folds and drawn shapes on the command line."""

from __future__ import annotations

from diagnostic_samples import Sample, Told
from diagnostic_samples_layouts import BUILD, MARK, OWN, at, changed, read

SHEET = """\
title: Sheet
size: 60mm x 40mm
rows: 2
columns: 3
pitch: 62mm x 42mm
offset: [10mm, 10mm]
"""
OWN_SHEET = "layouts/labels/own.yaml"
XML = "layouts/labels/own.xml"
TEMPLATE = """\
<Glabels-templates>
  <Template brand="Own" part="1" size="A4" description="One">
    <Label-rectangle id="0" width="60mm" height="40mm" round="2mm">
      <Layout nx="3" ny="2" x0="10mm" y0="10mm" dx="62mm" dy="42mm"/>
    </Label-rectangle>
  </Template>
</Glabels-templates>
"""
LABELS = "title: Own\nsheet: {labels: %s}"


def sheet(old: str, new: str, *told: Told) -> Sample:
    """``keychain check`` with one change in a label sheet."""
    assert SHEET.count(old) == 1, old
    return Sample(f"{told[0].code} {new}", told, {OWN_SHEET: SHEET.replace(old, new)})


def template(old: str, new: str, code: str, line: int, column: int, name: str = "1") -> Sample:
    """``keychain labels`` of a gLabels file with one change."""
    assert TEMPLATE.count(old) == 1, old
    told = Told(code, XML, line or None, column or None)
    files = {XML: TEMPLATE.replace(old, new)}
    return Sample(code, (told,), files, ("labels", f"own.xml:{name}"))


def drawn(path: str, code: str, line: int = 2, column: int | None = None, **files: str) -> Sample:
    """``keychain check`` of a layout cut along a path."""
    shape = f'shape: path, path: "{path}"'
    given = {f"layouts/{name}.svg": text for name, text in files.items()}
    text = changed("shape: rectangle", shape)
    return Sample(f"{code} {path}", (at(code, line, column),), {OWN: text, **given})


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40">%s</svg>'
RECT = '<path d="M0 0H60V40H0Z"/>'

SAMPLES = (
    sheet("offset: [10mm, 10mm]", "offset: [40mm, 10mm]", Told("labels-leave-paper", OWN_SHEET, 1)),
    sheet("pitch: 62mm", "pitch: 52mm", Told("labels-overlap", OWN_SHEET, 1)),
    sheet("rows: 2", "rows: 0", Told("layout-number", OWN_SHEET, 3, 7)),
    sheet("rows: 2", "rwos: 2", Told("unknown-key", OWN_SHEET, 3, 1)),
    read("title: Own", LABELS % "nowhere", at("labels-missing", 2, 17)),
    read(
        "title: Own",
        "title: Own\nsheet: {labels: own, paper: A3}",
        at("layout-labels-beside", 2, 29),
    ),
    read("title: Own", "title: Own\nsheet: {fold: lft}", at("unknown-value", 2, 15)),
    Sample(
        "a tag that is larger than its label",
        (at("tag-larger-than-label", 2, 17),),
        {
            OWN: changed("title: Own", LABELS % "own"),
            OWN_SHEET: SHEET.replace("60mm x 40mm", "59mm x 40mm"),
        },
    ),
    Sample(
        "a fold on a round edge",
        (at("layout-fold-curved", 2, 15),),
        {
            OWN: changed("title: Own", "title: Own\nsheet: {fold: left}").replace(
                "shape: rectangle", "shape: oval"
            )
        },
    ),
    Sample(
        "the back of a label",
        (at("layout-without-back", 1),),
        {OWN: changed("title: Own", "title: Own").partition("back:")[0] + MARK},
        (*BUILD, "--faces", "back"),
    ),
    drawn("M 0 0 H 60 V 40 H 0", "layout-path-open", 2, 26),
    drawn("M 0 0 H 60 L 0 40 H 60 Z", "layout-path-crosses", 2, 26),
    drawn("M 0 0 H 60 V 30 H 0 Z M 0 35 H 60 V 40 H 0 Z", "layout-path-pieces", 2, 26),
    drawn("M 0 0 H 60 V 45 H 0 Z", "layout-path-proportions", 2),
    drawn("M 0 0 H 60 V 40 X 0 Z", "layout-path-unreadable", 2, 26),
    drawn("none.svg", "layout-path-missing", 2, 26),
    drawn("two.svg", "layout-path-several", 2, 26, two=SVG % (RECT + RECT)),
    read("shape: rectangle", 'shape: oval, path: "M 0 0 H 1 V 1 Z"', at("layout-path-unused", 2)),
    template("  </Template>", "  </Templat>", "template-unreadable", 6, 5),
    template(
        "<Glabels-templates>\n",
        "<Glabels-templates>\n<!--" + "x" * 4_200_000 + "-->\n",
        "template-too-large",
        0,
        0,
    ),
    template(
        "<Glabels-templates>\n",
        '<!DOCTYPE a [<!ENTITY b "c">]>\n<Glabels-templates>\n',
        "template-unreadable",
        1,
        0,
    ),
    template('brand="Own"', 'brand="Own"', "template-part-missing", 0, 0, "2"),
    template('dx="62mm"', 'dx="62ell"', "template-value", 4, 7),
    template('width="60mm" ', "", "template-value-missing", 3, 5),
    template('size="A4"', 'size="A44"', "template-paper", 2, 3),
    template(
        "Label-rectangle>", "Label-rectangle><Label-round radius='1cm'/>", "template-label", 3, 5
    ),
    template('part="1"', 'part="1" equiv="9"', "template-equivalent", 2, 3),
)
