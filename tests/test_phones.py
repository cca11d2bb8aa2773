"""What is accepted as a number, what is refused and with which code, and what is doubted."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from keychain.contacts.phones import Kind, PhoneNumber, read_phone
from keychain.contacts.phones.provinces import codes_of
from keychain.contacts.phones.tables import provinces_2025, short_numbers
from keychain.diagnostics import Place
from keychain.yaml_source.nodes import Text

LANG_SON = "Tỉnh Lạng Sơn"


def accepted(text: str, province: str | None = LANG_SON) -> PhoneNumber:
    number, found = read_phone(Text(text), province)
    assert not found
    assert number is not None
    return number


def refused(text: str, province: str | None = LANG_SON) -> tuple[str, object]:
    number, found = read_phone(Text(text), province)
    assert number is None
    assert len(found) == 1
    return found[0].code, found[0].value("probably")


@pytest.mark.parametrize(
    "text",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "(0912) 345 678",
        "[0912] 345-678",
        "0912 – 345 – 678",
        "0912\u00a0345\u00a0678",
        "0912\u2009345\u202f678",
        "0912\u3000345\u3000678",
        "０９１２３４５６７８",
        "０９１２－３４５－６７８",
        "＋８４ ９１２ ３４５ ６７８",
        "+84912345678",
        "+84 912 345 678",
        "+84.912.345.678",
        "(+84) 912 345 678",
        "+84 0912 345 678",
        "+84 (0)912 345 678",
        "0084912345678",
        "00 84 912 345 678",
        "0084 0912 345 678",
        "84912345678",
        "84 912 345 678",
        "84 0912345678",
        "\u202a0912345678\u202c",  # as Windows' contacts copy it
        "0912\u200b345\u200b678",
        "0912\t345\t678",
    ],
)
def test_ways_of_writing_one_mobile(text: str) -> None:
    assert accepted(text) == PhoneNumber("0912345678", Kind.MOBILE)


@pytest.mark.parametrize(
    ("text", "digits", "kind", "printed", "dialled"),
    [
        ("0950 000 001", "0950000001", Kind.MOBILE, "0950 000 001", "tel:+84950000001"),
        ("0205 3800 113", "02053800113", Kind.LANDLINE, "0205 3800 113", "tel:+842053800113"),
        ("(+84-24) 3824 1234", "02438241234", Kind.LANDLINE, "024 3824 1234", "tel:+842438241234"),
        ("+84 69 2345 678", "0692345678", Kind.POLICE, "069 2345 678", "tel:+84692345678"),
        ("113", "113", Kind.SHORT, "113", "tel:113"),
        ("1022", "1022", Kind.SHORT, "1022", "tel:1022"),
        ("1800.1091", "18001091", Kind.FREE, "1800 1091", "tel:18001091"),
        ("1800 599 920", "1800599920", Kind.FREE, "1800 599 920", "tel:1800599920"),
        ("+84 1800 1091", "18001091", Kind.FREE, "1800 1091", "tel:18001091"),
        ("1900-6192", "19006192", Kind.PREMIUM, "1900 6192", "tel:19006192"),
        ("1900561234", "1900561234", Kind.PREMIUM, "1900 561 234", "tel:1900561234"),
    ],
)
def test_kinds(text: str, digits: str, kind: Kind, printed: str, dialled: str) -> None:
    number = accepted(text)
    assert (number.digits, number.kind) == (digits, kind)
    assert (number.printed, number.dialled) == (printed, dialled)


@pytest.mark.parametrize(
    "behind",
    [
        " ext 1800",
        " ext. 1800",
        " Ext: 1800",
        " extension 1800",
        "x1800",
        " x 1800",
        ", máy lẻ 1800",
        " máy lẻ: 1800",
        " (máy lẻ 1800)",
        " - Máy lẻ 1800",
        " may le 1800",
        " số máy lẻ 1800",
        "; MÁY LẺ 1800",
        ";ext=1800",
    ],
)
def test_extensions(behind: str) -> None:
    number = accepted(f"(028) 6288 4499{behind}")
    assert number == PhoneNumber("02862884499", Kind.LANDLINE, "1800")
    assert number.printed == "028 6288 4499 ext 1800"
    assert number.dialled == "tel:+842862884499;ext=1800"


@pytest.mark.parametrize(
    ("text", "code", "probably"),
    [
        ("", "phone-not-a-number", None),
        ("-", "phone-not-a-number", None),
        ("+", "phone-not-a-number", None),
        ("chưa có", "phone-not-a-number", None),
        ("gọi 113 hoặc hỏi 12", "phone-not-a-number", None),
        ("1" * 5000, "phone-not-a-number", None),
        ("ĐT: 0912 345 678", "phone-words", "0912 345 678"),
        ("0912 345 678 (anh An)", "phone-words", "0912 345 678"),
        ("tel:+84912345678", "phone-words", "0912 345 678"),
        ("0168 000 1234 Zalo", "phone-words", "0380 001 234"),
        ("O9I2 345 678", "phone-letter-for-digit", "0912 345 678"),
        ("О912345678", "phone-letter-for-digit", "0912 345 678"),  # a Cyrillic О
        ("0912345 67٨", "phone-letter-for-digit", "0912 345 678"),  # an Arabic 8
        ("0912345678 hoặc 0985123456", "phone-two-numbers", ("0912 345 678", "0985 123 456")),
        ("0912345678 ; 0985123456", "phone-two-numbers", ("0912 345 678", "0985 123 456")),
        ("0912345678, 0985123456", "phone-two-numbers", ("0912 345 678", "0985 123 456")),
        ("0912345678\n0985123456", "phone-two-numbers", ("0912 345 678", "0985 123 456")),
        ("0912 345 678 0985 123 456", "phone-two-numbers", ("0912 345 678", "0985 123 456")),
        ("+84912345678 +84985123456", "phone-two-numbers", ("0912 345 678", "0985 123 456")),
        ("09123456780985123456", "phone-two-numbers", ("0912 345 678", "0985 123 456")),
        ("912345678 - 985123456", "phone-two-numbers", ("0912 345 678", "0985 123 456")),
        ("0912345678/79", "phone-two-numbers", ("0912 345 678", "0912 345 679")),
        ("113 - 0205 3800 113", "phone-two-numbers", ("113", "0205 3800 113")),
        ("0912345678 x0985123456", "phone-two-numbers", ("0912 345 678", "0985 123 456")),
        ("0912/345/678", "phone-sign", "0912 345 678"),
        ("0912,345,678", "phone-sign", "0912 345 678"),
        ("'0912345678", "phone-sign", "0912 345 678"),
        ("+0912345678", "phone-sign", "0912 345 678"),
        ("0912\u202e345678", "phone-sign", "0912 345 678"),  # shown in another order than stored
        ("025/3812345", "phone-old-landline", "0205 3812 345"),
        ("0912_345_678", "phone-underscore", "0912 345 678"),
        ("+1 202 555 0123", "phone-foreign", None),
        ("0086 10 1234 5678", "phone-foreign", None),
        ("+84 113", "phone-country-code", "113"),
        ("84 113", "phone-country-code", "113"),
        ("841234567", "phone-lost-zero", "0841 234 567"),
        ("0912 345 678 ext 12", "phone-extension", "0912 345 678"),
        ("113 ext 1", "phone-extension", "113"),
        ("+84 168 123 4567", "phone-old-mobile", "0381 234 567"),
        ("1681234567", "phone-lost-zero", "0381 234 567"),
        ("253812345", "phone-lost-zero", "0205 3812 345"),
        ("912,345,678", "phone-lost-zero", "0912 345 678"),
        ("02401234567", "phone-old-landline", "0204 1234 567"),
        ("9.12E+08", "phone-digits-lost", None),
        ("9,12E+08", "phone-digits-lost", None),
        ("1.13E+05", "phone-digits-lost", None),
        ("9.12345678E+08", "phone-spreadsheet", "0912 345 678"),
        ("912345678.0", "phone-spreadsheet", "0912 345 678"),
        ("84912345678.0", "phone-spreadsheet", "0912 345 678"),
        ("113.0", "phone-spreadsheet", "113"),
        ("091234567.0", "phone-digits-lost", None),
        ("0o345671234", "phone-octal", "0345 671 234"),
        ("0xFF", "phone-notation", None),
        ("1:30", "phone-time", None),
        ("3812345", "phone-no-area-code", "0205 3812 345"),
        # No subscriber's number begins with 0 or 1, so these were never local ones.
        ("1800123", "phone-too-short", None),
        ("113 (24/24)", "phone-too-short", None),
        # An extension behind a # is no second number.
        ("0205 3812 345 #12", "phone-too-long", None),
        ("0912 345 67", "phone-too-short", None),
        ("0205 381 23", "phone-too-short", None),
        ("24 3824 123", "phone-too-short", None),
        ("024 3824 123", "phone-too-short", None),
        ("0212 345 678", "phone-too-short", None),
        ("0912 345 6789", "phone-too-long", None),
        ("0205 3812 3456", "phone-too-long", None),
        ("0" * 40, "phone-too-long", None),
        ("110", "phone-unknown-short", None),
        ("119", "phone-unknown-short", None),
        ("911", "phone-unknown-short", None),
        ("0200 3812 345", "phone-unknown-area", None),
        ("0230", "phone-too-short", None),
        ("0655 671 234", "phone-unknown-prefix", None),
        ("0198 123 4567", "phone-unknown-prefix", None),
    ],
)
def test_refused(text: str, code: str, probably: object) -> None:
    assert refused(text) == (code, probably)


def test_where_the_area_code_is_missing_the_province_says_which() -> None:
    assert refused("3812345", None) == ("phone-too-short", None)
    assert refused("3812345", "Tỉnh Gia Lai") == (
        "phone-no-area-code",
        ("0256 3812 345", "0269 3812 345"),
    )
    # 0o357705223 = 62884499, worked by hand; in the city it may as well be a local number.
    assert refused("62884499") == ("phone-octal", "0357 705 223")
    assert refused("62884499", "TP. Hồ Chí Minh") == (
        "phone-ambiguous",
        ("0357 705 223", "028 6288 4499"),
    )


def test_finding_and_number_stand_where_the_text_does() -> None:
    place = Place("contacts.yaml", 7, 12)
    number, found = read_phone(Text("0912 345 678", place), LANG_SON)
    assert number is not None
    assert number.place == place
    assert not found
    _, found = read_phone(Text("0168 000 1234", place), LANG_SON)
    assert found[0].place == place
    assert found[0].value("written") == "0168 000 1234"
    assert found[0].value("code") == "0168"


@pytest.mark.parametrize(
    "text", ["0950 000 001", "0692324026", "112", "111", "1022", "0525671234", "0555671234",
             "0895671234", "0871234567", "0999999999"]
)  # fmt: skip
def test_real_numbers_that_phonenumbers_doubts_bring_no_warning(text: str) -> None:
    accepted(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0501234567", "050"),
        ("0801234567", "080"),
        ("0205 0812 345", "0205 0"),  # a subscriber begins with 2 to 9
        ("0205 1812 345", "0205 1"),
    ],
)
def test_a_block_that_nobody_knows_is_doubted(text: str, code: str) -> None:
    number, found = read_phone(Text(text), LANG_SON)
    assert number is not None
    assert [(each.code, each.value("code")) for each in found] == [("phone-doubtful", code)]


@pytest.mark.parametrize(
    ("text", "province", "now"),
    [
        ("0383812345", "Tỉnh Nghệ An", "0238 3812 345"),
        ("0383812345", "nghe an", "0238 3812 345"),
        ("0838241234", "Thành phố Hồ Chí Minh", "028 3824 1234"),
        ("0838241234", "TP. Hồ Chí Minh", "028 3824 1234"),
        ("0838241234", "TPHCM", "028 3824 1234"),
        ("0563812345", "Tỉnh Gia Lai", "0256 3812 345"),  # holds Bình Định
        ("0563812345", "Bình Định", "0256 3812 345"),
        ("0773812345", "An Giang", "0297 3812 345"),  # holds Kiên Giang
        ("0553812345", "Quảng Ngãi", "0255 3812 345"),
        ("0363812345", "Hưng Yên", "0227 3812 345"),  # holds Thái Bình
        ("0583812345", "Khánh Hoà", "0258 3812 345"),
        ("0523812345", "Quảng Trị", "0232 3812 345"),  # holds Quảng Bình
    ],
)
def test_a_mobile_that_may_be_an_old_landline_here(text: str, province: str, now: str) -> None:
    number, found = read_phone(Text(text), province)
    assert number is not None
    assert number.kind is Kind.MOBILE
    assert [(each.code, each.value("probably")) for each in found] == [
        ("phone-maybe-old-landline", now)
    ]


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("0383812345", LANG_SON),
        ("0383812345", None),
        ("0383812345", "Tỉnh Không Có"),
        ("0593812345", "Bình Định"),
        ("0813824123", "TP HCM"),  # 028 1382 4123 could be nobody's: no subscriber begins with 1
        ("0912345678", "TP HCM"),
    ],
)
def test_elsewhere_it_is_a_mobile(text: str, province: str | None) -> None:
    accepted(text, province)


def test_34_provinces_hold_the_63_of_before() -> None:
    pairs = provinces_2025()
    assert len({now for now, _ in pairs}) == 34
    assert len({held for _, held in pairs}) == len(pairs) == 63
    assert all(codes_of(held) for _, held in pairs)
    assert {c.province for c in codes_of("TP. Hồ Chí Minh")} == {
        "TP Hồ Chí Minh",
        "Bình Dương",
        "Bà Rịa - Vũng Tàu",
    }
    assert [c.new for c in codes_of("Thành phố Huế")] == ["0234"]
    assert [c.new for c in codes_of("Tỉnh Lạng Sơn")] == ["0205"]
    assert {c.new for c in codes_of("Đăk Lăk")} == {"0262", "0257"}


def test_short_numbers_name_none_that_nobody_answers() -> None:
    assert {"111", "112", "113", "114", "115", "1022"} <= short_numbers()
    assert not {"110", "119", "911", "999"} & short_numbers()


def test_phonenumbers_is_not_loaded_for_known_numbers() -> None:
    program = (
        "import sys; from keychain.contacts.phones import read_phone\n"
        "from keychain.yaml_source.nodes import Text\n"
        "for t in ('0950 000 001', '113', '0205 3800 113', '069 2345 678', 'x', '0168 000 1234'):\n"
        "    read_phone(Text(t), 'Lạng Sơn')\n"
        "print('phonenumbers' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "1x", "1(", "0912345678 ", "113/", "1 ext ", "+84", "x", " ", "0", "9,"]
)
def test_a_hostile_text_costs_little(unit: str) -> None:
    read_phone(Text("1"), LANG_SON)
    for length in (100, 120, 100_000):
        start = time.perf_counter()
        read_phone(Text((unit * length)[:length]), LANG_SON)
        assert time.perf_counter() - start < 0.25
