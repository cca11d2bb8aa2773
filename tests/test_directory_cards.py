"""vCards of the directory: lines by hand, and read back by vobject."""

from __future__ import annotations

import re
from typing import Any

import directory_books
import pytest
import vobject
from directory_books import book_of, books, two_communes
from hypothesis import given, settings
from vobject.base import ContentLine

from keychain.contacts.phones import Kind, PhoneNumber
from keychain.directory.cards import Version, write_cards
from keychain.directory.model import DirectoryBook

VERSIONS: tuple[Version, ...] = ("3.0", "4.0")

AN = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//keychain//directory//VI
UID:urn:uuid:42
FN:Thiếu tá Hoàng Văn An
N:Hoàng;An;Văn;Thiếu tá;
ORG:Công an xã Kiên Mộc
TITLE:Trưởng Công an xã
ROLE:Trưởng Công an xã
TEL;TYPE=CELL;TYPE=WORK;TYPE=VOICE;TYPE=PREF:+84950000001
TEL;TYPE=WORK;TYPE=VOICE;X-EXT=12:+842053800001
CATEGORIES:Xã Kiên Mộc,Bản Hang,Thôn Bản Phục
NOTE:Phụ trách: Bản Hang\\, Thôn Bản Phục\\nSố máy lẻ của 0205 3800 001: 12\
\\nTheo danh bạ Công an xã Kiên Mộc\\, Huyện Đình Lập\\, Tỉnh Lạng Sơn\\, tính đến ngày 01/12/2026.
X-KEYCHAIN-OFFICER:an;Trưởng Công an xã
X-KEYCHAIN-POST:ban-hang;Bản Hang;;1;Trưởng Công an xã;;
X-KEYCHAIN-POST:ban-phuc;Bản Phục;thôn;2;Trưởng Công an xã;;
X-KEYCHAIN-COMMUNE:Xã Kiên Mộc;Huyện Đình Lập;Tỉnh Lạng Sơn
X-KEYCHAIN-DAY:2026-12-01
REV:2026-12-01T00:00:00Z
END:VCARD
"""
DESK = """\
BEGIN:VCARD
VERSION:4.0
PRODID:-//keychain//directory//VI
KIND:org
UID:urn:uuid:42
FN:Trực ban Công an xã Kiên Mộc
N:;Trực ban Công an xã Kiên Mộc;;;
ORG:Công an xã Kiên Mộc
TEL;VALUE=uri;TYPE="work,voice":tel:+842053800113
CATEGORIES:Xã Kiên Mộc
NOTE:Số trực ban\\, dùng chung cho mọi thôn\
\\nTheo danh bạ Công an xã Kiên Mộc\\, Huyện Đình Lập\\, Tỉnh Lạng Sơn\\, tính đến ngày 01/12/2026.
X-KEYCHAIN-HOTLINE:Trực ban Công an xã;duty;2
X-KEYCHAIN-COMMUNE:Xã Kiên Mộc;Huyện Đình Lập;Tỉnh Lạng Sơn
X-KEYCHAIN-DAY:2026-12-01
REV:20261201T000000Z
END:VCARD
"""


def unfolded(data: bytes) -> str:
    """RFC 6350, 3.2: a line break with one space or tab after it is none. Lines end in CRLF."""
    return re.sub("\r\n[ \t]", "", data.decode("utf-8"))


def cards(book: DirectoryBook, version: Version = "3.0") -> list[str]:
    text = unfolded(write_cards(book, version)).replace("\r\n", "\n")
    found = re.findall(r"BEGIN:VCARD\n.*?END:VCARD\n", text, re.DOTALL)
    assert "".join(found) == text
    return [re.sub(r"urn:uuid:[0-9a-f-]{36}", "urn:uuid:42", card) for card in found]


def lines(card: str, name: str) -> list[str]:
    return [line for line in card.splitlines() if re.match(rf"{name}[;:]", line)]


def values(card: Any, name: str) -> list[str]:
    return [str(line.value) for line in card.contents.get(name, ())]


def test_an_officers_card_as_telephones_have_always_taken_it() -> None:
    assert cards(book_of())[2] == AN


def test_the_duty_desks_card_in_the_newer_form() -> None:
    assert cards(book_of(), "4.0")[1] == DESK


def test_numbers_of_the_newer_form_are_uris() -> None:
    assert lines(cards(book_of(), "4.0")[2], "TEL") == [
        'TEL;VALUE=uri;TYPE="cell,work,voice";PREF=1:tel:+84950000001',
        'TEL;VALUE=uri;TYPE="work,voice":tel:+842053800001;ext=12',
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_hotlines_come_first_then_officers_by_given_name(version: Version) -> None:
    names = [lines(card, "FN")[0] for card in cards(book_of(), version)]
    assert names == [
        "FN:Công an",
        "FN:Trực ban Công an xã Kiên Mộc",
        "FN:Thiếu tá Hoàng Văn An",
        "FN:Nông Thị Bình",
    ]


def test_what_is_unlike_in_one_village_stands_in_the_note() -> None:
    binh = cards(book_of())[3]
    assert lines(binh, "TITLE") == ["TITLE:Công an viên"]
    assert lines(binh, "N") == ["N:Nông;Bình;Thị;;"]
    serves = "Bản Hang\\, Thôn Bản Phục (Tổ trưởng\\, đến hết ngày 30/06/2027)"
    assert lines(binh, "NOTE")[0].startswith(f"NOTE:Phụ trách: {serves}\\n")
    assert lines(binh, "X-KEYCHAIN-POST") == [
        "X-KEYCHAIN-POST:ban-hang;Bản Hang;;2;Công an viên;;",
        "X-KEYCHAIN-POST:ban-phuc;Bản Phục;thôn;1;Tổ trưởng;2026-01-01;2027-06-30",
    ]


def test_who_has_left_is_on_no_card() -> None:
    data = write_cards(book_of(), "3.0").decode()
    assert "Cũ" not in data and "950000099" not in data


def test_without_personal_numbers_who_has_none_has_no_card() -> None:
    made = cards(book_of(only_duty=True))
    assert [lines(card, "FN")[0] for card in made][2:] == ["FN:Thiếu tá Hoàng Văn An"]
    assert lines(made[2], "TEL") == ["TEL;TYPE=WORK;TYPE=VOICE;X-EXT=12:+842053800001"]
    assert "+8495" not in write_cards(book_of(only_duty=True), "3.0").decode()


def test_113_is_one_card_however_many_communes_have_it() -> None:
    made = cards(two_communes())
    names = [lines(card, "FN")[0] for card in made]
    assert names.count("FN:Công an") == 1
    assert names.count("FN:Trực ban Công an xã Kiên Mộc") == 2
    ids = re.findall(r"urn:uuid:\S+", write_cards(two_communes(), "3.0").decode())
    assert len(set(ids)) == len(ids) == 7


@pytest.mark.parametrize(
    ("label", "called"),
    [
        ("Trực ban Công an xã", "Trực ban Công an xã Kiên Mộc"),
        ("Trạm y tế", "Trạm y tế – Xã Kiên Mộc"),
        ("Công an Kiên Mộc", "Công an Kiên Mộc"),
    ],
)
def test_a_hotline_is_told_apart_from_other_communes(label: str, called: str) -> None:
    text = directory_books.CONTACTS.replace("Trực ban Công an xã", label)
    assert lines(cards(book_of(text))[1], "FN") == [f"FN:{called}"]


def test_an_id_stays_when_what_is_said_changes() -> None:
    later = directory_books.CONTACTS.replace("0950 000 001", "0950 000 011")
    later = later.replace("Thiếu tá", "Trung tá").replace("0205 3800 113", "0205 3800 114")
    ids = [
        re.findall(r"urn:uuid:\S+", write_cards(book_of(text), version).decode())
        for text in (directory_books.CONTACTS, later)
        for version in VERSIONS
    ]
    assert ids[0] == ids[1] == ids[2] == ids[3]


@pytest.mark.parametrize("version", VERSIONS)
def test_lines_are_as_the_standard_has_them(version: Version) -> None:
    """RFC 6350, 3.2: CRLF, no more than 75 octets; RFC 2426, 2.6 the same. No byte order mark, no
    blank line, and no character parted: each physical line is UTF-8 by itself."""
    data = write_cards(two_communes(), version)
    assert data.startswith(b"BEGIN:VCARD\r\nVERSION:")
    assert data.endswith(b"END:VCARD\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    physical = data.split(b"\r\n")[:-1]
    assert all(0 < len(line) <= 75 for line in physical)
    assert any(line.startswith(b" ") for line in physical)
    for line in physical:
        line.decode("utf-8")


def international(number: PhoneNumber) -> str:
    """By hand: +84 for the zero; what is reached inside Viet Nam alone stands bare."""
    if number.kind in (Kind.SHORT, Kind.FREE):
        return number.digits
    assert number.digits[0] == "0"
    return "+84" + number.digits[1:]


@settings(max_examples=60)
@given(books())
@pytest.mark.parametrize("version", VERSIONS)
def test_names_and_numbers_come_back_from_cards(version: Version, book: DirectoryBook) -> None:
    commune = book.communes[0]
    read = [*vobject.readComponents(write_cards(book, version).decode())]
    officers = read[1:]
    assert len(officers) == len(commune.officers)
    told = [(commune.hotlines[0].number,), *(each.numbers for each in commune.officers)]
    for card, numbers in zip(read, told, strict=True):
        tels = [line for line in card.getChildren() if isinstance(line, ContentLine)]
        tels = [line for line in tels if line.name == "TEL"]
        if version == "4.0":
            found = [str(tel.value) for tel in tels]
            tails = [f";ext={each.extension}" if each.extension else "" for each in numbers]
            assert found == [
                f"tel:{international(each)}{tail}"
                for each, tail in zip(numbers, tails, strict=True)
            ]
        else:
            assert [str(tel.value) for tel in tels] == [*map(international, numbers)]
            found = [tel.params.get("X-EXT", [""])[0] for tel in tels]
            assert found == [each.extension or "" for each in numbers]
    for card, officer in zip(officers, commune.officers, strict=True):
        rank = f"{officer.rank} " if officer.rank else ""
        assert values(card, "fn") == [rank + officer.name]
        assert card.n.value.prefix == (officer.rank or "")
        parts = (card.n.value.family, card.n.value.additional, card.n.value.given)
        assert " ".join(filter(None, parts)) == officer.name
    if version == "3.0":
        for card in read:
            card.validate()


def test_the_same_book_gives_the_same_bytes() -> None:
    assert write_cards(book_of(), "3.0") == write_cards(book_of(), "3.0")
