"""Contacts files by hand: the schema and the program accept and refuse the same."""

from __future__ import annotations

import unicodedata

import pytest
from contacts_samples import GOOD, changed
from schema_samples import CONTACTS, contacts_refused, schema_refuses

LONG = "Ấ" * 100

PAIRS = [
    # what stands in GOOD, what is right too, what is wrong
    ("name: Xã Kiên Mộc", "name: 'Xã Kiên Mộc'", "nam: Xã Kiên Mộc"),
    ("name: Xã Kiên Mộc", "name: 2026", "name: 2026\n  2026: name"),
    ("name: Xã Kiên Mộc", "name: true", "name:"),
    ("name: Xã Kiên Mộc", "name: No.1", "name: ..."),
    ("name: Xã Kiên Mộc", "name: 'Ea H’Leo'", "name: '…—“”'"),
    ("name: Xã Kiên Mộc", f"name: {LONG}", f"name: {LONG}Ấ"),
    ("name: Xã Kiên Mộc", "name: ភូមិ", "name: [ភូមិ]"),
    ("  district: Huyện Đình Lập\n", "", "  district: null\n"),
    ("  district: Huyện Đình Lập\n", "  district: Q. 1\n", "  district: ~\n"),
    ("  province: Tỉnh Lạng Sơn\n", "  province: Huế\n", ""),
    ("  province: Tỉnh Lạng Sơn\n", "  province: Null Island\n", "  province: NULL\n"),
    ("  title: Móc chìa khóa\n", "", "  titel: Móc chìa khóa\n"),
    ("slogan: Toàn dân bảo vệ an ninh", f"slogan: {LONG}{LONG}", f"slogan: {LONG}{LONG}Ấ"),
    ("slogan: Toàn dân bảo vệ an ninh", "slogan: 'yes'", "slogan: {vi: yes}"),
    ("launch: 2026-12-01", "launch: '2026-12-01'", "launch: 1/12/2026"),
    ("launch: 2026-12-01", "launch: 2024-02-29", "launch: 2026-12"),
    ("launch: 2026-12-01", 'launch: " 2026-12-01 "', "launch: 20261201"),
    ("spare: 2,5 %", "spare: 5%", "spare: 5"),
    ("spare: 2,5 %", "spare: 0.25%", "spare: five %"),
    ("spare: 2,5 %", "spare: '100 %'", "spare: -5%"),
    ("dial: duty", "dial: officer", "dial: chief"),
    ("dial: duty", "dial: DUTY", "dial: true"),
    ("dial: duty", "dial: ' Duty '", "dial: [duty]"),
    ("language: vi", "language: en", "language: fr"),
    ("language: vi", "language: VI", "language: v"),
    ("language: vi\n", "language: vi\n", "language: vi\n  colour: red\n"),
    ("phone: 113}", "phone: '113'}", "phone: }"),
    ("phone: 113}", "phone: 114}", "phone: true}"),
    ("phone: 113}", "phone: 1022}", "phone: [113]}"),
    ("label: Công an, phone", "label: 113, phone", "phone"),
    ("duty: true", "duty: yes", "duty: maybe"),
    ("duty: true", "duty: Có", "duty: 1"),
    ("duty: true", "duty: TRUE", "duty: null"),
    ("    rank: Thiếu tá\n", "", "    ranks: Thiếu tá\n"),
    ("role: Trưởng Công an xã", "role: 1", "role: ''"),
    ("    phone: 0950 000 001\n", "    phone: 0950000001\n", ""),
    ("    phone: 0950 000 001\n", "    phone: +84 950 000 001\n", "    phone: {a: 0950 000 001}\n"),
    ("    phone: 0950 000 001\n", "    phone: 0950.000.001\n", "    phone: chưa có\n"),
    ("    phone: 0950 000 001\n", "    phones: [0950 000 001]\n", "    phones: 0950 000 001\n"),
    ("    phone: 0950 000 001\n", "    phones: [0950000001, 113]\n", "    phones: []\n"),
    (
        "    phone: 0950 000 001\n",
        "    phones: ['0950 000 001']\n",
        "    phone: 0950 000 001\n    phones: [0950 000 001]\n",
    ),
    ("    zalo: 0950 000 001\n", "", "    zalo: null\n"),
    ("    zalo: 0950 000 001\n", "    zalo: 0950000001\n", "    zalo: -5\n"),
    ("[0950 000 002, 0345671234]", "[0950 000 002]", "[0950 000 002, null]"),
    ("    kind: thôn\n", "    kind: 7\n", "    kind: []\n"),
    ("households: 52", "households: 0", "households: -1"),
    ("households: 52", "households: 100000", "households: 100001"),
    ("households: 52", "households: '52'", "households: 52 hộ"),
    ("households: 52", "households: 052", "households: 5.5"),
    ("households: 52", "households: ' 7 '", "households: true"),
    ("    officers: [binh]", "    officers: [binh, an]", "    officers: []"),
    ("    officers: [binh]", "    officers: ['binh']", "    officers: binh"),
    ("    officers: [binh]", "    officers: [{officer: binh}]", "    officers: [{role: Trưởng}]"),
    ("    officers: [binh]", "    officers:\n      - an", "    officers:"),
    ("    officers: [binh]", '    officers: ["an"]', "    officers: [an, null]"),
    ("from: 2026-01-01", "from: '2026-01-01'", "from: 01-01-2026"),
    (", until: 2026-11-30", "", ", until: later"),
    ("role: Công an viên,", "", "rolle: Công an viên,"),
    ("  ban-phuc:", "  Bản Phục:", "  ban/phuc:"),
    ("  ban-phuc:", "  '113':", "  .ban-phuc:"),
    ("  ban-phuc:", "  bản-phục-2:", "  ban-phuc.:"),
    ("  ban-phuc:", "  console:", "  con:"),
    ("  ban-phuc:", "  lpt:", "  LPT1.txt:"),
    ("  ban-phuc:", f"  {'b' * 100}:", f"  {'b' * 101}:"),
    ("hotlines:\n", "hotlines:\n", "hotline:\n"),
    ("commune:\n", "commune:\n", "note: draft\ncommune:\n"),
]

ONLY_THE_PROGRAM = [
    # What one place says of another.
    ("    officers: [binh]", "    officers: [bin]", "unknown-officer"),
    ("    officers: [binh]", "    officers: [binh, binh]", "officer-twice"),
    ("until: 2026-11-30", "until: 2025-11-30", "until-before-from"),
    ("duty: true", "duty: false", "no-duty-hotline"),
    ("  ban-hang:", "  BAN-PHUC:", "id-clash"),
    # What is no number of Viet Nam, or an old one.
    ("phone: 113}", "phone: 117}", "phone-unknown-short"),
    ("    zalo: 0950 000 001", "    zalo: 0168 000 0001", "phone-old-mobile"),
    ("    zalo: 0950 000 001", "    zalo: 0950 000 00", "phone-too-short"),
    ("    zalo: 0950 000 001", "    zalo: 0950 000 001 (vợ)", "phone-words"),
    # The calendar, and bounds of what is written with a unit or in quotes.
    ("launch: 2026-12-01", "launch: 2026-02-30", "no-such-date"),
    ("spare: 2,5 %", "spare: 101%", "spare-out-of-range"),
    ("households: 52", "households: '100001'", "households-too-many"),
    # How a number is written: an editor sees fifty-two.
    ("households: 52", "households: 52.0", "households-not-whole"),
    ("households: 52", "households: 0x34", "households-not-whole"),
    # Letters that no name of a file may have, and bytes that are more than characters.
    ("  ban-phuc:", "  'ban\u00a0phuc':", "id-character"),
    ("  ban-phuc:", f"  {'ấ' * 50}:", "id-too-long"),
]

ONLY_THE_SCHEMA = [
    # The program puts letters together before it counts them, and counts one space for several.
    unicodedata.normalize("NFD", changed("name: Xã Kiên Mộc", f"name: {LONG}")),
    changed("name: Xã Kiên Mộc", f"name: 'Xã {' ' * 100}Kiên Mộc'"),
    # and for "có" it takes both forms of the letter.
    changed("duty: true", unicodedata.normalize("NFD", "duty: có")),
]


def test_the_sample_is_right() -> None:
    assert contacts_refused(GOOD) == []
    assert schema_refuses(CONTACTS, GOOD) == []
    assert 2 * len(PAIRS) > 60


@pytest.mark.parametrize(("old", "good", "bad"), PAIRS)
def test_program_and_schema_agree(old: str, good: str, bad: str) -> None:
    assert contacts_refused(changed(old, good)) == []
    assert schema_refuses(CONTACTS, changed(old, good)) == []
    assert contacts_refused(changed(old, bad)) != []
    assert schema_refuses(CONTACTS, changed(old, bad)) != []


@pytest.mark.parametrize(("old", "new", "code"), ONLY_THE_PROGRAM)
def test_what_a_schema_cannot_know(old: str, new: str, code: str) -> None:
    assert code in contacts_refused(changed(old, new))
    assert schema_refuses(CONTACTS, changed(old, new)) == []


@pytest.mark.parametrize("text", ONLY_THE_SCHEMA)
def test_where_an_editor_is_stricter(text: str) -> None:
    assert contacts_refused(text) == []
    assert schema_refuses(CONTACTS, text) != []
