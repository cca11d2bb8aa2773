"""gLabels' files: read as they are, and refused where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets_samples import labels_of

from keychain.build.labels import LabelSheets
from keychain.files import read_bytes
from keychain.geometry import Point, Rect, Size
from keychain.layout.label_sheet import LabelSheet
from keychain.layout.label_templates import find_template, read_templates
from keychain.layout.template_sheet import template_sheet

RECT = (
    '<Label-rectangle id="0" width="2in" height="72" round="5">'
    '<Markup-margin size="5"/>%s</Label-rectangle>'
)
LAYOUT = '<Layout nx="2" ny="3" x0="1cm" y0="1pc" dx="60mm" dy="80"/>'


def file(*templates: str, head: str = '<?xml version="1.0"?>') -> bytes:
    return f"{head}<Glabels-templates>{''.join(templates)}</Glabels-templates>".encode()


def template(body: str, **attributes: str) -> str:
    given = {"brand": "Own", "part": "A-1", "size": "A4", **attributes}
    written = " ".join(f'{key}="{value}"' for key, value in given.items())
    return f"<Template {written}>{body}</Template>"


def sheet(data: bytes, name: str = "A-1") -> LabelSheet:
    templates, found = read_templates(data, "own.xml")
    assert not found
    one, found = find_template(name, templates, "own.xml")
    assert one is not None, found
    made, found = template_sheet(one, name)
    assert made is not None, found
    return made


def codes(data: bytes, name: str = "A-1") -> list[str]:
    templates, found = read_templates(data, "own.xml")
    if found:
        return [each.code for each in found]
    one, found = find_template(name, templates, "own.xml")
    made, more = template_sheet(one, name) if one else (None, ())
    assert made is None
    return [each.code for each in (*found, *more)]


def test_every_unit_of_length() -> None:
    made = sheet(file(template(RECT % LAYOUT, _description="Mailing labels")))
    # 2 in = 50.8 mm, 72 pt = 25.4 mm, 5 pt = 1.764 mm, 1 pc = 12 pt = 4.233 mm, 80 pt = 28.222.
    label, grid = made.label, made.grid
    assert label.shape == "rounded"
    assert (label.size.width, label.size.height, label.radius) == pytest.approx(
        (50.8, 25.4, 1.7639), abs=1e-4
    )
    assert (grid.pitch.width, grid.pitch.height) == pytest.approx((60, 28.2222), abs=1e-4)
    assert (grid.offset.x, grid.offset.y) == pytest.approx((10, 4.2333), abs=1e-4)
    assert (made.count, made.paper, made.paper_name) == (6, Size(210, 297), "A4")
    assert made.title.for_language("en") == "Own A-1: Mailing labels"


def test_several_layouts_on_one_sheet() -> None:
    more = '<Layout nx="1" ny="1" x0="100mm" y0="200mm" dx="0" dy="0"/>'
    made = sheet(file(template(RECT % (LAYOUT + more))))
    assert made.count == 7
    last = list(labels_of(made))[-1]
    assert (last.x, last.y) == (100, 200)


@pytest.mark.parametrize(
    ("label", "shape", "size"),
    [
        ('<Label-round radius="20mm" waste="1mm">%s</Label-round>', "circle", (40, 40)),
        ('<Label-ellipse width="4cm" height="2cm">%s</Label-ellipse>', "oval", (40, 20)),
        ('<Label-rectangle width="4cm" height="2cm" round="0">%s</Label-rectangle>',
         "rectangle", (40, 20)),
        ('<Label-cd radius="20mm" hole="5mm">%s</Label-cd>', "path", (40, 40)),
        ('<Label-cd radius="20mm" hole="5mm" width="40mm" height="30mm">%s</Label-cd>',
         "path", (40, 30)),
        ('<Label-path d_units="mm" d="M 0 0 L 40 0 L 40 20 L 0 20 Z">%s</Label-path>',
         "path", (40, 20)),
    ],
)  # fmt: skip
def test_every_kind_of_label(label: str, shape: str, size: tuple[float, float]) -> None:
    layout = '<Layout nx="1" ny="1" x0="10mm" y0="10mm" dx="0" dy="0"/>'
    made = sheet(file(template(label % layout)))
    assert made.label.shape == shape
    assert (made.label.size.width, made.label.size.height) == pytest.approx(size)


def test_a_disc_has_a_hole_that_nothing_may_lie_over() -> None:
    layout = '<Layout nx="1" ny="1" x0="10mm" y0="10mm" dx="0" dy="0"/>'
    disc = f'<Label-cd radius="58.5mm" hole="18mm">{layout}</Label-cd>'
    label = sheet(file(template(disc))).label
    # From the disc's edge at 0 to its hole at 58.5 − 18 = 40.5: in the middle, 20.25 from both.
    assert label.depth(Point(20.25, 58.5)) == pytest.approx(20.25, abs=0.02)
    assert label.depth(Point(58.5, 58.5)) == pytest.approx(-18, abs=0.02)
    assert label.clearance(Rect(2, 48, 60, 20)) < 0


def test_what_is_equivalent_has_the_same_labels() -> None:
    data = file(template(RECT % LAYOUT), '<Template brand="Own" part="B-2" equiv="A-1"/>')
    one, other = sheet(data), sheet(data, "own b-2")
    assert other.grid == one.grid and other.title.for_language("vi") == "Own B-2"
    assert codes(file('<Template brand="Own" part="A-1" equiv="A-1"/>')) == ["template-equivalent"]
    circle = (
        '<Template brand="Own" part="A-1" equiv="C"/>',
        '<Template brand="Own" part="C" equiv="A-1"/>',
    )
    assert codes(file(*circle)) == ["template-equivalent"]


@pytest.mark.parametrize(
    ("size", "mm"),
    [
        # ISO 216 and 217, ANSI/ASME Y14.1
        ("A4", (210, 297)), ("A3", (297, 420)), ("A5", (148, 210)), ("A6", (105, 148)),
        ("B5", (176, 250)), ("SRA3", (320, 450)), ("RA4", (215, 305)), ("A10", (26, 37)),
        ("US-Letter", (215.9, 279.4)), ("US-Legal", (215.9, 355.6)),
    ],
)  # fmt: skip
def test_papers(size: str, mm: tuple[float, float]) -> None:
    layout = '<Layout nx="1" ny="1" x0="1mm" y0="1mm" dx="0" dy="0"/>'
    label = f'<Label-rectangle width="20mm" height="20mm">{layout}</Label-rectangle>'
    made = sheet(file(template(label, size=size)))
    assert (made.paper.width, made.paper.height) == pytest.approx(mm)
    own = sheet(file(template(label, size="Other", width="100mm", height="4in")))
    assert (own.paper.width, own.paper.height) == pytest.approx((100, 101.6))


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<?xml version="1.0" encoding="klingon"?>',
    ],
)
def test_nothing_is_defined_in_a_file(head: str) -> None:
    assert codes(file(template(RECT % LAYOUT), head=head)) == ["template-unreadable"]


def test_a_name_of_a_document_type_is_not_looked_up() -> None:
    head = '<!DOCTYPE Glabels-templates SYSTEM "http://example.org/x.dtd">'
    assert sheet(file(template(RECT % LAYOUT), head=head)).count == 6


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('nx="2"', 'nx="0"', "template-value"),
        ('nx="2"', 'nx="2.5"', "template-value"),
        ('nx="2"', 'nx="9"', "labels-leave-paper"),
        ('dx="60mm"', 'dx="40mm"', "labels-overlap"),
        ('dx="60mm"', 'dx="sixty"', "template-value"),
        ('dx="60mm"', 'dx="9e99"', "template-value"),
        ('dx="60mm"', 'dx="-60mm"', "template-value"),
        ('dx="60mm"', "", "template-value-missing"),
        ('width="2in"', 'width="0"', "template-value"),
        ('size="A4"', 'size="A11"', "template-paper"),
        ("Label-rectangle", "Label-continuous", "template-label"),
        ("Label-rectangle", "Label-triangle", "template-label"),
        (LAYOUT, "", "template-value-missing"),
        ("</Template>", "", "template-unreadable"),
    ],
)
def test_broken_templates(old: str, new: str, code: str) -> None:
    text = file(template(RECT % LAYOUT)).decode()
    assert old in text
    assert code in codes(text.replace(old, new).encode())


def test_a_folder_of_templates(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "own.xml").write_bytes(file(template(RECT % LAYOUT)))
    outside = tmp_path / "far.template"
    outside.write_bytes(file(template(RECT % LAYOUT, part="F")))

    def load(name: str) -> bytes | None:
        path = tmp_path / name
        return path.read_bytes() if path.is_file() else None

    sheets = LabelSheets(tmp_path, load, read_bytes)
    assert sheets.collections() == ("own.xml",)
    for name in ("A-1", "Own A-1", "own.xml:A-1", "own.xml:own a-1"):
        assert sheets.get(name)[0] is not None, name
    far = f"{outside.as_posix()}:F"
    assert sheets.get(far)[0] is None, "a layout may not name a file elsewhere"
    assert sheets.get(far, anywhere=True)[0] is not None
    assert sheets.get(f"{outside.as_posix()}:G", anywhere=True)[0] is None
    assert sheets.get(f"{tmp_path.as_posix()}/none.xml:G", anywhere=True)[0] is None


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_anything_at_all_gives_findings(junk: str | bytes) -> None:
    data = junk if isinstance(junk, bytes) else junk.encode("utf-8", "surrogatepass")
    templates, found = read_templates(data, "own.xml")
    assert templates == () and len(found) <= 1


@given(
    st.sampled_from(["width", "height", "round", "nx", "ny", "x0", "y0", "dx", "dy"]),
    st.text(alphabet="0123456789.-+einmcpt ", max_size=12),
)
def test_any_value_gives_a_sheet_within_its_paper_or_findings(key: str, value: str) -> None:
    text = file(template(RECT % LAYOUT)).decode()
    before = text.index(f'{key}="') + len(key) + 2
    changed = text[:before] + value + text[text.index('"', before) :]
    (one,), _ = read_templates(changed.encode(), "own.xml")
    made, found = template_sheet(one, "A-1")
    assert (made is None) == bool(found)
    if made:
        assert all(Rect(0, 0, 210, 297).grown(1.001).holds(each) for each in labels_of(made))
