"""Every row of the phone tables has the outcome that a person reasoned for it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from keychain.contacts.phones import read_phone
from keychain.diagnostics import Severity
from keychain.yaml_source.nodes import Text

TABLES = Path(__file__).parent / "data" / "phones"

# The blocks given out to operators at the end of 2026, from the operators' own pages.
ALLOCATED = (
    {f"03{n}" for n in range(2, 10)}
    | {"052", "055", "056", "058", "059", "070"}
    | {f"07{n}" for n in range(6, 10)}
    | {f"08{n}" for n in range(1, 10)}
    | {f"09{n}" for n in range(10)}
)


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outcome(text: str, province: str | None = "Tỉnh Lạng Sơn") -> tuple[str, ...]:
    """The printed and dialled forms of an accepted number and its warnings, or the error's code
    and the numbers that it proposes."""
    number, found = read_phone(Text(text), province)
    if number:
        assert all(each.severity is Severity.WARNING for each in found)
        return (number.printed, number.dialled, *(each.code for each in found))
    assert [each.severity for each in found] == [Severity.ERROR]
    probably = found[0].value("probably") or ()
    assert isinstance(probably, str | tuple)
    return (found[0].code, *([probably] if isinstance(probably, str) else probably))


MESSY = {
    "0903.000.439": ("0903 000 439", "tel:+84903000439"),
    "084.300.8484": ("0843 008 484", "tel:+84843008484"),
    "0888.200.247": ("0888 200 247", "tel:+84888200247"),
    "(0296) 3892 113": ("0296 3892 113", "tel:+842963892113"),
    "0204.3855.266": ("0204 3855 266", "tel:+842043855266"),
    "(0291) 3824 Báo cáo qua 113": ("phone-not-a-number",),
    "(028) 6288 4499, máy lẻ 1800": ("028 6288 4499 ext 1800", "tel:+842862884499;ext=1800"),
    "2438256686": ("phone-lost-zero", "024 3825 6686"),
    "0168.000.1234 - 04.38000123": ("phone-two-numbers", "0380 001 234", "024 3800 0123"),
    "0692324026": ("069 2324 026", "tel:+84692324026"),
    "112": ("112", "tel:112"),
    "0985123456 / 0912345678": ("phone-two-numbers", "0985 123 456", "0912 345 678"),
    "0985123456-0912345678": ("phone-two-numbers", "0985 123 456", "0912 345 678"),
    "0912345678 - Zalo": ("phone-words", "0912 345 678"),
    "09l2345678": ("phone-letter-for-digit", "0912 345 678"),
    "O985123456": ("phone-letter-for-digit", "0985 123 456"),
    "912345678": ("phone-lost-zero", "0912 345 678"),
    "60256924": ("phone-octal", "0345 671 234"),
    "332382635": ("phone-ambiguous", "0332 382 635", "0236 3740 653"),
}


def test_messy_cells_are_those_of_the_table() -> None:
    assert [row["cell"] for row in rows("messy_phone_cells.csv")] == list(MESSY)


@pytest.mark.parametrize("row", rows("messy_phone_cells.csv"), ids=lambda row: row["cell"])
def test_messy_cell(row: dict[str, str]) -> None:
    assert outcome(row["cell"]) == MESSY[row["cell"]]
    number, _ = read_phone(Text(row["cell"]), None)
    assert row["contacts_yaml"] == ("accept" if number else "refuse")
    if number:
        digits, _, extension = row["import_meaning"].partition(" ext ")
        assert (number.digits, number.extension or "") == (digits, extension)


YAML = {
    "0345671234": ("0345 671 234", "tel:+84345671234"),
    "0345678912": ("0345 678 912", "tel:+84345678912"),
    "0912345678": ("0912 345 678", "tel:+84912345678"),
    "0985123456": ("0985 123 456", "tel:+84985123456"),
    "0707123456": ("0707 123 456", "tel:+84707123456"),
    "0777123456": ("0777 123 456", "tel:+84777123456"),
    "0765432107": ("0765 432 107", "tel:+84765432107"),
    "0312345670": ("phone-old-landline", "0225 2345 670"),  # 031: Hải Phòng, and no operator's
    "0205381234": ("phone-short-or-old", "0214 5381 234"),  # 0205 and six digits, or 020: Lào Cai
    "02053812345": ("0205 3812 345", "tel:+842053812345"),
    "02053712345": ("0205 3712 345", "tel:+842053712345"),
    "02053712344": ("0205 3712 344", "tel:+842053712344"),
    "0367001234": ("0367 001 234", "tel:+84367001234"),
    "0812345678": ("0812 345 678", "tel:+84812345678"),
    "0700000000": ("0700 000 000", "tel:+84700000000"),
    "01234567": ("phone-too-short",),
    "113": ("113", "tel:113"),
    "114": ("114", "tel:114"),
    "115": ("115", "tel:115"),
    "112": ("112", "tel:112"),
    "18001091": ("1800 1091", "tel:18001091"),
    "1900561234": ("1900 561 234", "tel:1900561234"),
    "+84912345678": ("0912 345 678", "tel:+84912345678"),
    "84912345678": ("0912 345 678", "tel:+84912345678"),
    "0912 345 678": ("0912 345 678", "tel:+84912345678"),
    "0912.345.678": ("0912 345 678", "tel:+84912345678"),
    "0912-345-678": ("0912 345 678", "tel:+84912345678"),
    "0912_345_678": ("phone-underscore", "0912 345 678"),
    "0345_671_234": ("phone-underscore", "0345 671 234"),
    "034 567 1234": ("0345 671 234", "tel:+84345671234"),
    "0912.345": ("phone-too-short",),
    "0345671234.0": ("phone-spreadsheet", "0345 671 234"),
    "0x12": ("phone-notation",),
    "0b101": ("phone-notation",),
    "0o17": ("phone-notation",),
    "12:30:45": ("phone-time",),
    "113:114": ("phone-two-numbers", "113", "114"),
    "091e5": ("phone-digits-lost",),
    "0345e12": ("phone-digits-lost",),
    "1_800_1091": ("phone-underscore", "1800 1091"),
}


def test_yaml_texts_are_those_of_the_table() -> None:
    assert [row["unquoted"] for row in rows("yaml_trap.csv")] == list(YAML)


@pytest.mark.parametrize("text", YAML)
def test_a_text_is_read_as_the_text_that_it_is(text: str) -> None:
    assert outcome(text) == YAML[text]


# What PyYAML would have made of those texts, had it been asked: some pass for other numbers.
@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        ("60256924", ("phone-octal", "0345 671 234")),
        ("119318318", ("phone-octal", "0707 123 456")),
        ("133998382", ("phone-octal", "0777 123 456")),
        ("131478599", ("phone-octal", "0765 432 107")),
        ("64750236", ("phone-octal", "0367 001 234")),
        ("117440512", ("phone-octal", "0700 000 000")),
        ("279942373", ("phone-octal", "0205 3712 345")),
        ("279942372", ("phone-octal", "0205 3712 344")),
        ("345671234", ("phone-ambiguous", "0345 671 234", "024 4650 3102")),
        ("2053812345", ("phone-lost-zero", "0205 3812 345")),
        ("707123456", ("phone-lost-zero", "0707 123 456")),
        ("345671234.0", ("phone-spreadsheet", "0345 671 234")),
        ("45045", ("phone-too-short",)),
        ("9100000.0", ("phone-digits-lost",)),
    ],
)
def test_what_yaml_makes_of_a_number_is_refused(damaged: str, expected: tuple[str, ...]) -> None:
    assert outcome(damaged) == expected


BEHAVIOUR = {
    "985123456": ("phone-lost-zero", "0985 123 456"),
    "0985123456 / 0912345678": ("phone-two-numbers", "0985 123 456", "0912 345 678"),
    "0985l23456": ("phone-letter-for-digit", "0985 123 456"),
    "O985123456": ("phone-letter-for-digit", "0985 123 456"),
    "0985123456 (Zalo)": ("phone-words", "0985 123 456"),
    "01685123456": ("phone-old-mobile", "0385 123 456"),
    "01285123456": ("phone-old-mobile", "0785 123 456"),
    "01235123456": ("phone-old-mobile", "0835 123 456"),
    "01865123456": ("phone-old-mobile", "0565 123 456"),
    "01995123456": ("phone-old-mobile", "0595 123 456"),
    "0253812345": ("phone-old-landline", "0205 3812 345"),
    "025 3812345": ("phone-old-landline", "0205 3812 345"),
    "0438241234": ("phone-old-landline", "024 3824 1234"),
    "0694567": ("phone-too-short",),
    "0345 67123": ("phone-too-short",),
    "034567123": ("phone-too-short",),
    "03456712345": ("phone-too-long",),
    "0315671234": ("phone-old-landline", "0225 5671 234"),
    "0535671234": ("phone-old-landline", "0233 5671 234"),
    "0715671234": ("0715 671 234", "tel:+84715671234", "phone-doubtful"),
    "0985.123.456": ("0985 123 456", "tel:+84985123456"),
    "098 512 3456": ("0985 123 456", "tel:+84985123456"),
    "+84985123456": ("0985 123 456", "tel:+84985123456"),
    "84985123456": ("0985 123 456", "tel:+84985123456"),
    "+84 0985123456": ("0985 123 456", "tel:+84985123456"),
    "0084985123456": ("0985 123 456", "tel:+84985123456"),
    "02053812345": ("0205 3812 345", "tel:+842053812345"),
    "0205 3 812 345": ("0205 3812 345", "tel:+842053812345"),
    "0205.3812345": ("0205 3812 345", "tel:+842053812345"),
    "02438241234": ("024 3824 1234", "tel:+842438241234"),
    "02838241234": ("028 3824 1234", "tel:+842838241234"),
    "0692324026": ("069 2324 026", "tel:+84692324026"),
    "069 2345 678": ("069 2345 678", "tel:+84692345678"),
    "18001091": ("1800 1091", "tel:18001091"),
    "1800 1091": ("1800 1091", "tel:18001091"),
    "18006132": ("1800 6132", "tel:18006132"),
    "19001009": ("1900 1009", "tel:19001009"),
    "19006192": ("1900 6192", "tel:19006192"),
    "1900561234": ("1900 561 234", "tel:1900561234"),
}


@pytest.mark.parametrize("row", rows("phonenumbers_behaviour.csv"), ids=lambda row: row["input"])
def test_phonenumbers_row(row: dict[str, str]) -> None:
    text = row["input"]
    if text in BEHAVIOUR:
        expected: tuple[str, ...] = BEHAVIOUR[text]
    elif len(text) <= 4:
        expected = (text, f"tel:{text}")
    else:  # a mobile in ten digits, of an operator's block
        assert text[:3] in ALLOCATED
        assert len(text) == 10
        expected = (f"{text[:4]} {text[4:7]} {text[7:]}", f"tel:+84{text[1:]}")
    assert outcome(text) == expected


@pytest.mark.parametrize("row", rows("area_codes_2017.csv"), ids=lambda row: row["old_code"])
def test_area_code(row: dict[str, str]) -> None:
    old, text = row["old_dial_example"], row["old_code"]
    subscriber = old.removeprefix(text)
    new = row["new_code"]
    printed = f"{new} {subscriber[:4]} {subscriber[4:]}"
    today = (printed, f"tel:+84{new[1:]}{subscriber}")
    assert outcome(new + subscriber) == today
    mobile = (f"{old[:4]} {old[4:7]} {old[7:]}", f"tel:+84{old[1:]}")
    if text == new:
        assert outcome(old) == today
    elif old[:3] in ALLOCATED and len(old) == 10:
        assert outcome(old, None) == mobile
        assert outcome(old, "Tỉnh Lạng Sơn") == mobile
        warned = (*mobile, "phone-maybe-old-landline")
        assert outcome(old, row["province_pre2025"]) == warned
        _, (warning,) = read_phone(Text(old), row["province_pre2025"])
        assert warning.value("probably") == printed
    else:
        code, *proposed = outcome(old)
        # 0203, 0263, 0273 and 0293 are codes of today, which these would be a digit short of.
        both = text in ("020", "026", "027", "029")
        assert code == ("phone-short-or-old" if both else "phone-old-landline")
        assert proposed == [printed]


@pytest.mark.parametrize("row", rows("mobile_11_to_10_2018.csv"), ids=lambda r: r["old_prefix_4"])
def test_mobile_of_2018(row: dict[str, str]) -> None:
    new = row["example_new"]
    printed = f"{new[:4]} {new[4:7]} {new[7:]}"
    assert outcome(row["example_old"]) == ("phone-old-mobile", printed)
    assert outcome(f"+84 {row['example_old'][1:]}") == ("phone-old-mobile", printed)
    assert outcome(new) == (printed, f"tel:+84{new[1:]}")
