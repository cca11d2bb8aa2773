"""Contact cards in codes: what a telephone keeps of them, read by others, and none but the right
one passes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
import vobject
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from serial_books import Numbered, numbered

from keychain.build.lots import plan_commune
from keychain.build.options import Options
from keychain.contacts import read_contacts
from keychain.layout.placed import PlacedTag, QrItem
from keychain.pdf import write_pdf
from keychain.preflight import check_pdf
from keychain.preflight.read_back import read_back
from keychain.preflight.scanning import check_scans, scan_codes
from keychain.tags.card import contact_card
from keychain.tags.compose import compose_tag
from keychain.tags.content import Entry
from keychain.tags.qr import make_symbol

CONTACTS = """\
commune: {name: Xã Kiên Mộc, province: Tỉnh Lạng Sơn}
hotlines:
  - {label: "Trực ban; ngày, đêm", phone: 0205 3800 113 ext 12, duty: true}
officers:
  an: {name: Hoàng Văn An, rank: Thiếu tá, phones: [0950 000 001, 0950 000 009]}
villages:
  phuc: {name: Bản Phục, households: 5, officers: [an]}
"""
OF_AN = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Hoàng Văn An\r\nN:Hoàng;An;Văn;;\r\n"
    "ORG:Công an xã Kiên Mộc\r\nTEL:+84950000001\r\n{note}END:VCARD\r\n"
)


def entries() -> tuple[Entry, ...]:
    contacts, found = read_contacts(CONTACTS.encode(), "contacts.yaml")
    assert contacts is not None, found
    (lot,) = plan_commune(contacts, date(2026, 12, 1), Options()).lots
    return compose_tag(lot.orders[0].roster).entries


def test_an_officer_s_card() -> None:
    assert contact_card(entries()[0], "Công an xã Kiên Mộc", "KM-03-0127-75") == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Thiếu tá Hoàng Văn An\r\nN:Hoàng;An;Văn;Thiếu tá;\r\n"
        "ORG:Công an xã Kiên Mộc\r\nTEL:+84950000001\r\nNOTE:KM-03-0127-75\r\nEND:VCARD\r\n"
    )


def test_a_desk_s_card_as_another_program_reads_it() -> None:
    card = vobject.readOne(contact_card(entries()[1], "Công an xã A, B; C\\D"))
    assert card.fn.value == "Trực ban; ngày, đêm"
    assert (card.n.value.family, card.n.value.given) == ("", "Trực ban; ngày, đêm")
    assert card.org.value == ["Công an xã A, B; C\\D"]
    assert card.tel.value == "+842053800113"
    assert card.note.value == "0205 3800 113 ext 12"


@given(
    st.text("aĂ,;\\: ", min_size=1, max_size=12).filter(lambda name: name == name.strip() != ""),
    st.text("x,;\\", min_size=1),
)
def test_names_come_back_whatever_signs_are_in_them(name: str, office: str) -> None:
    one = entries()[0]
    told = replace(one, rank=None, name=replace(one.name, value=name))
    card = vobject.readOne(contact_card(told, office))
    assert card.fn.value == name
    assert card.org.value == [office]


def codes_of(data: bytes) -> Iterator[list[str]]:
    """What the codes of each page say, read from its picture by another reader."""
    document = PdfDocument(data)
    for page in document:
        picture = page.render(scale=300 / 72, grayscale=True).to_pil()
        yield [code.text for code in zxingcpp.read_barcodes(picture)]


def test_every_numbered_tag_s_card_notes_its_number() -> None:
    made = numbered("carded")
    said = [text for page in codes_of(made.pdf()) for text in page if not text.startswith("tel:")]
    wanted = [OF_AN.format(note=f"NOTE:{serial}\r\n") for serial in made.numbers]
    assert sorted(said) == sorted(wanted)
    assert len(wanted) > 30


def test_without_numbers_one_card_stands_on_all_tags() -> None:
    made = numbered("carded", serial=False)
    data = made.pdf()
    front, back, *_ = codes_of(data)
    assert set(front) == {"tel:+84950000001"}
    assert set(back) == {OF_AN.format(note="")} and len(back) == 9
    assert not check_pdf(data, made.expected)
    scans = scan_codes(data, made.expected)
    assert {scan.code.payload for scan in scans} == {front[0], back[0]}
    assert not [each for each in check_scans(scans) if each.severity == "error"]


def with_backs(made: Numbered, says: str | None, least: int = 1) -> bytes:
    """The PDF with another code in the card's place, or none."""
    tags: list[PlacedTag] = []
    for tag in made.made.book.tags:
        items = [
            replace(item, symbol=make_symbol(says, least)) if isinstance(item, QrItem) else item
            for item in tag.back.items
            if says is not None or not isinstance(item, QrItem)
        ]
        tags.append(replace(tag, back=replace(tag.back, items=tuple(items))))
    return write_pdf(replace(made.made.book, tags=tuple(tags)), made.made.day)


@pytest.mark.parametrize(
    ("says", "code"),
    [
        (OF_AN.format(note="").replace("0001", "0002"), "code-payload"),
        ("tel:+84950000001", "code-payload"),
        (None, "code-missing"),
    ],
)
def test_another_card_or_none_is_found(says: str | None, code: str) -> None:
    made = numbered("carded", serial=False)
    found = check_pdf(with_backs(made, says), made.expected)
    assert {each.code for each in found if each.code.startswith("code-")} == {code}
    assert {each.page for each in found if each.code == code} <= {2, 4, 6, 8}


def test_a_code_beside_the_card_is_foreign() -> None:
    made = numbered("carded", serial=False)
    tags = made.made.book.tags
    more = QrItem(make_symbol("tel:113"), 5, 30, 0.5)
    backs = [replace(tag, back=replace(tag.back, items=(*tag.back.items, more))) for tag in tags]
    data = write_pdf(replace(made.made.book, tags=tuple(backs)), made.made.day)
    assert "code-foreign" in {each.code for each in check_pdf(data, made.expected)}


@pytest.mark.parametrize("serial", [True, False])
def test_what_is_read_back_of_a_card_leaves_numbers_out(serial: bool) -> None:
    made = numbered("carded", serial=serial)
    (village,) = read_back(made.pdf(), made.expected)
    assert village.alike
    (_, back) = village.sides
    assert back.payloads == (OF_AN.format(note="NOTE:\r\n" if serial else ""),)


def test_a_card_that_another_reader_cannot_read_is_told() -> None:
    made = numbered("carded", serial=False)
    with pikepdf.open(io.BytesIO(made.pdf())) as pdf:
        page = pdf.pages[1].obj
        drawn = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(drawn + b"q 1 g 0 0 600 900 re f Q\n")
        out = io.BytesIO()
        pdf.save(out)
    codes = {each.code for each in check_pdf(out.getvalue(), made.expected)}
    assert "code-missing" in codes
