"""What a PDF must hold, and what each PDF is to be made of, from hand-made values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from keychain.build.claims import check_owner
from keychain.build.expectation import expect
from keychain.build.identity import commune_folder
from keychain.build.lots import Lot, plan_commune
from keychain.build.options import Options
from keychain.build.output import earlier_files, pdf_name
from keychain.contacts import read_contacts
from keychain.contacts.model import Commune, Contacts
from keychain.geometry import Rect, Size
from keychain.layout.placed import PlacedFace, PlacedTag, QrItem
from keychain.sheets.model import Cell, Page, SheetBook, SheetFace
from keychain.tags import compose_tag
from keychain.tags.content import TagContent
from keychain.yaml_source.nodes import Text

SAMPLE = """\
commune: {name: Xã Kiên Mộc, province: Tỉnh Lạng Sơn}
campaign: {spare: 5%}
hotlines:
  - {label: Trực ban, phone: 0205 3800 113, duty: true}
officers:
  an: {name: Hoàng Văn An, phone: 0950 000 001}
villages:
  a: {name: Bản Phục, households: 60, officers: [an]}
  b: {name: Bản Hang, households: 0, officers: [an]}
  c: {name: Bản Pìa, officers: [{officer: an, until: 2026-11-30}]}
"""

DAY = date(2026, 11, 23)
A4 = Size(210, 297)


def contacts() -> Contacts:
    read, findings = read_contacts(SAMPLE.encode(), "contacts.yaml")
    assert read is not None, findings
    return read


def content() -> TagContent:
    return compose_tag(plan_commune(contacts(), DAY, Options()).lots[0].orders[0].roster)


def placed(village: str, symbol: QrItem | None) -> PlacedTag:
    front = PlacedFace((), (symbol,) if symbol else (), None)
    return PlacedTag(village, Size(54, 29), (), 3, (), front, PlacedFace((), (), None))


def test_cells_sides_partners_and_codes() -> None:
    said = content()
    symbol = QrItem(said.symbol, 30, 10, 0.508)
    front = SheetFace("front", A4, (Cell(1, 1, Rect(20, 20, 54, 29), 0, 0),), (), ())
    back = SheetFace("back", A4, (Cell(1, 1, Rect(136, 20, 54, 29), 0, 0),), (), ())
    pages = [Page(face, (), A4) for face in (None, None, 0, 1, 0, 1)]
    book = SheetBook(
        "title", "vi", "{}", (placed("a", symbol),), (front, back), tuple(pages), 1.5, "long-edge"
    )
    expected = expect(book, [said], "both")
    assert [page.side for page in expected.pages] == [None, None, "front", "back", "front", "back"]
    assert [page.partner for page in expected.pages] == [None, None, 3, 2, 5, 4]
    assert [[cell.qr for cell in page.cells] for page in expected.pages] == [
        [],
        [],
        [True],
        [False],
        [True],
        [False],
    ]
    assert expected.pages[3].cells[0].trim == Rect(136, 20, 54, 29)
    (tag,) = expected.tags
    assert (tag.village, tag.dials) == ("Bản Phục", "tel:+84950000001")
    assert [(n.printed, n.names) for n in tag.numbers] == [
        ("0950 000 001", ("Hoàng Văn An", "An")),
        ("0205 3800 113", ("Trực ban",)),
    ]
    assert expected.sides == ("front", "back") and expected.duplex == "long-edge"


def test_a_tag_without_room_for_a_code_is_expected_to_bear_none() -> None:
    front = SheetFace("front", A4, (Cell(1, 1, Rect(20, 20, 54, 29), 0, 0),), (), ())
    book = SheetBook(
        "title", "vi", "{}", (placed("a", None),), (front,), (Page(0, (), A4),), 1.5, None
    )
    expected = expect(book, [content()], "front")
    assert not expected.pages[0].cells[0].qr
    assert expected.pages[0].partner is None and expected.sides == ("front",)


def test_lots_and_refusals() -> None:
    plan = plan_commune(contacts(), DAY, Options())
    assert [[(o.roster.village.id, o.needed) for o in lot.orders] for lot in plan.lots] == [
        [("a", 63)]
    ]
    assert plan.refused == ("b", "c")
    unknown = [d for d in plan.diagnostics if d.code == "quantity-unknown"]
    assert [d.village for d in unknown] == ["b", "c"]
    plan = plan_commune(contacts(), DAY, Options(copies=7, sheets="one"))
    (lot,) = plan.lots
    assert [order.needed for order in lot.orders] == [7, 7, 7]
    plan = plan_commune(contacts(), date(2026, 12, 1), Options(copies=7))
    assert plan.refused == ("c",)
    plan = plan_commune(contacts(), DAY, Options(spare=Decimal(0)), asked=["a"])
    assert plan.lots[0].orders[0].needed == 60
    assert plan.refused == () and plan.diagnostics == ()


@pytest.mark.parametrize(
    ("name", "district", "province", "folder"),
    [
        ("Xã Kiên Mộc", None, "Tỉnh Lạng Sơn", "xa-kien-moc-lang-son"),
        ("Xã Kiên Mộc", "Huyện Đình Lập", "Lạng Sơn", "xa-kien-moc-huyen-dinh-lap-lang-son"),
        ("Phường Hòa Bình", None, "Thành phố Huế", "phuong-hoa-binh-hue"),
        ("Xã Tân Tiến", None, "TP. Hồ Chí Minh", "xa-tan-tien-ho-chi-minh"),
        ("Xã Tân Tiến", None, "Tỉnh", "xa-tan-tien-tinh"),
    ],
)
def test_folders(name: str, district: str | None, province: str, folder: str) -> None:
    commune = Commune(Text(name), Text(province), Text(district) if district else None)
    assert commune_folder(Path("output"), commune) == Path("output", folder)


def test_the_file_of_all_villages_is_no_village_s() -> None:
    lot = Lot(())
    options = Options(sheets="one")
    assert pdf_name(lot, options, ["a"]) == "_all.pdf"
    assert pdf_name(lot, options, ["_ALL", "__all"]) == "___all.pdf"


@pytest.mark.parametrize(
    "job", ["", "[]", "{}", '{"files": 3}', '{"files": [{}]}', '{"files": []}']
)
def test_a_folder_whose_job_tells_nothing_is_free(job: str) -> None:
    commune = contacts().commune
    assert check_owner(Path("x"), commune, lambda _: job.encode()) == ()


def test_a_folder_of_another_commune_is_not() -> None:
    commune = contacts().commune
    job = '{"files": [{"commune": "Xã Kiến Mộc"}]}'.encode()
    (finding,) = check_owner(Path("x"), commune, lambda _: job)
    assert finding.code == "commune-clash" and finding.value("other") == "Xã Kiến Mộc"
    same = replace(commune, name=Text("Xã Kiến Mộc"))
    assert check_owner(Path("x"), same, lambda _: job) == ()


def test_earlier_files(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf", "gone.pdf", "note.txt"):
        (tmp_path / name).touch()
    written = {tmp_path / "a.pdf"}

    def named(only: list[str] | None) -> list[tuple[str, str | None]]:
        found = earlier_files(tmp_path, written, ["a", "b"], only)
        return [(Path(d.place.file).name, d.village) for d in found if d.place]

    assert named(None) == [("b.pdf", "b"), ("gone.pdf", None)]
    assert named(["b"]) == [("b.pdf", "b")]
    assert named([]) == []
    assert earlier_files(tmp_path / "none", written, [], None) == ()
