"""Serial numbers: check digits, how they are read, and which place of which sheet has which."""

from __future__ import annotations

import string
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keychain.contacts import read_contacts
from keychain.contacts.model import Commune, Contacts
from keychain.contacts.roster import choose
from keychain.diagnostics import Diagnostic
from keychain.sheets.order import number_sheets, order_sheets, share_sheets
from keychain.tags.check_digits import check_digits, is_checked
from keychain.tags.job import Job, JobVillage, read_job
from keychain.tags.serial import Serial, Series, initials, read_serial, series_prefix
from keychain.yaml_source.nodes import Text

ALPHABET = string.digits + string.ascii_uppercase
serials = st.builds(
    lambda prefix, village, number: Series(f"{prefix}-{village:02d}", 1).serial(number),
    st.text(string.ascii_uppercase, min_size=1, max_size=4),
    st.integers(1, 999),
    st.integers(1, 999_999),
)


def iso_7064(text: str) -> str:
    """MOD 97-10 as ISO/IEC 7064 has it, digit by digit, letters as ISO 13616-1 has them."""
    rest = 0
    for character in text:
        for digit in str(int(character, 36)):
            rest = (rest + int(digit)) * 10 % 97
    return f"{(98 - rest * 10 % 97) % 97:02d}"


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("794", "44"),  # the example of ISO/IEC 7064, MOD 97-10
        ("WEST12345698765432GB", "82"),  # GB82 WEST 1234 5698 7654 32, the usual IBAN
        ("539007547034BE", "68"),  # BE68 5390 0754 7034
    ],
)
def test_check_digits_of_the_standards_examples(text: str, digits: str) -> None:
    assert check_digits(text) == digits
    assert is_checked(text + digits)


@given(st.text(ALPHABET, min_size=1, max_size=20))
def test_check_digits_are_those_of_the_standards_own_procedure(text: str) -> None:
    assert int(check_digits(text)) % 97 == int(iso_7064(text)) % 97
    assert is_checked(text + check_digits(text))


@given(serials, st.data())
def test_every_single_wrong_character_is_found(serial: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([n for n, c in enumerate(serial) if c != "-"]))
    other = data.draw(st.sampled_from([c for c in ALPHABET if c != serial[at]]))
    wrong = read_serial(serial[:at] + other + serial[at + 1 :])
    assert wrong is None or not wrong.checked


@given(serials, st.data())
def test_every_swap_of_neighbours_is_found(serial: str, data: st.DataObject) -> None:
    """Hyphens count for nothing: what stands on both sides of one are neighbours."""
    there = [n for n, c in enumerate(serial) if c != "-"]
    pairs = [(a, b) for a, b in pairwise(there) if serial[a] != serial[b]]
    a, b = data.draw(st.sampled_from(pairs))
    letters = list(serial)
    letters[a], letters[b] = letters[b], letters[a]
    wrong = read_serial("".join(letters))
    assert wrong is None or not wrong.checked


@given(serials, st.sampled_from(["-", " ", "–", " - "]), st.booleans())
def test_a_serial_is_read_as_people_type_it(serial: str, between: str, small: bool) -> None:
    typed = serial.replace("-", between)
    read = read_serial(typed.lower() if small else typed)
    assert read is not None and read.checked and read.text == serial


def test_a_serial_in_one_piece_and_what_is_none() -> None:
    assert Series("KM-03", 1).serial(127) == "KM-03-0127-75"
    assert read_serial("km03012775") == Serial("KM-03", 127, True)
    assert read_serial("KM-03-0127-57") == Serial("KM-03", 127, False)
    for text in ("", "ban-phuc", "KM-03", "KM-03-0127", "KM-3-0127-75", "KM-03-00127-75", "113"):
        assert read_serial(text) is None


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Xã Kiên Mộc", "KM"),
        ("Phường Văn Miếu - Quốc Tử Giám", "VMQT"),
        ("Xã Đình Lập", "DL"),
        ("Xã Ea H’Leo", "EH"),
        ("Phường 12", "P"),
        ("Đặc khu Phú Quý", "PQ"),
    ],
)
def test_the_commune_in_letters(name: str, letters: str) -> None:
    assert initials(name) == letters
    commune = Commune(Text(name, None), Text("Tỉnh Lạng Sơn", None))
    assert series_prefix(commune, "07") == f"{letters}-07"


def read(*villages: str, serial: str = "yes") -> tuple[Contacts, tuple[Diagnostic, ...]]:
    text = (
        "commune: {name: Xã Kiên Mộc, province: Tỉnh Lạng Sơn}\n"
        f"campaign: {{serial: {serial}}}\n"
        "hotlines: [{label: Công an, phone: 113}]\n"
        "officers: {an: {name: Hoàng Văn An, phone: 0950 000 001}}\nvillages:\n"
    )
    for number, more in enumerate(villages):
        named = f"name: {'Bản' if number % 2 else 'Khe'} {'ABCDEFG'[number]}"
        text += f"  v{number}: {{{named}, households: 5, officers: [an]{more}}}\n"
    contacts, found = read_contacts(text.encode(), "c.yaml")
    assert contacts is not None
    return contacts, found


def codes(contacts: Contacts) -> dict[str, str]:
    rosters, _ = choose(contacts, date(2026, 12, 1))
    return {roster.village.id: roster.code for roster in rosters}


def test_a_villages_code_is_stated_or_its_place_in_the_file() -> None:
    contacts, found = read("", ", code: 17", "")
    assert codes(contacts) == {"v0": "01", "v1": "17", "v2": "03"}
    (told,) = (each for each in found if each.code == "village-codes-unstated")
    assert dict(told.values)["codes"] == ("Khe A 01", "Khe C 03")


def test_stated_codes_stay_where_they_are_when_villages_move() -> None:
    one, found = read(", code: 2", ", code: 007")
    other, _ = read(", code: 007", ", code: 02")
    assert codes(one) == {"v0": "02", "v1": "07"} and codes(other) == {"v0": "07", "v1": "02"}
    assert not [each for each in found if each.code.startswith("village-code")]


def test_without_numbers_nobody_asks_for_codes() -> None:
    contacts, found = read("", "", serial="no")
    assert codes(contacts) == {"v0": "", "v1": ""}
    assert not [each for each in found if each.code.startswith("village-code")]


@pytest.mark.parametrize(
    ("villages", "line"), [((", code: 3", ", code: 03"), 6), ((", code: 2", ""), 7)]
)
def test_one_code_for_two_villages_stops_both(villages: tuple[str, str], line: int) -> None:
    contacts, found = read(*villages)
    (twice,) = (each for each in found if each.code == "village-code-twice")
    assert dict(twice.values)["first"] == line
    assert contacts.refused == {"v0", "v1"}


@pytest.mark.parametrize("code", ["0", "000", "1234", "A1", "1-2"])
def test_a_code_is_one_to_three_digits(code: str) -> None:
    _, found = read(f", code: {code}")
    assert "village-code-form" in {each.code for each in found}


quantities = st.lists(st.integers(1, 30), min_size=1, max_size=4)


@given(quantities, st.integers(1, 9), st.integers(0, 8), st.booleans())
def test_numbers_run_on_without_a_gap(
    tags: list[int], per_sheet: int, used: int, stack: bool
) -> None:
    used = min(used, per_sheet - 1)
    if stack:
        sheets = order_sheets(tags, per_sheet, used=used, stack=True)
    else:
        sheets = share_sheets(tags, per_sheet, used)
    series = {village: Series(f"KM-{village + 1:02d}", 5) for village in range(len(tags))}
    numbered = number_sheets(sheets, series, stack=stack)
    piles = range(per_sheet)
    # As they lie once they are cut: sheet by sheet, or one small pile after another.
    ways = (
        [(s, p) for p in piles for s in range(len(sheets))]
        if stack
        else [(s, p) for s in range(len(sheets)) for p in piles]
    )
    for village, count in enumerate(tags):
        own = [numbered[s][p] for s, p in ways if sheets[s][p] == village]
        assert own == [series[village].serial(n) for n in range(5, 5 + count)]
    empty = [numbered[s][p] for s, p in ways if sheets[s][p] is None]
    assert not any(empty)


def test_without_series_nothing_is_numbered() -> None:
    assert number_sheets(((0, 0), (0, None)), {}, stack=False) == ((), ())


def job(**more: object) -> str:
    village = JobVillage("a", "A", "ab" * 32, 10, 12, "", "KM-03", 5)
    text = Job("1", "X", "Y", date(2026, 12, 1), "l", "p", "both", "village", (village,)).to_json()
    for key, value in more.items():
        old = '"KM-03"' if key == "series" else '"first": 5'
        new = f'"{value}"' if key == "series" else f'"first": {value}'
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_job_tells_its_numbers_and_is_read_again() -> None:
    read = read_job(job())
    assert read is not None
    (village,) = read.villages
    assert village.numbers == (village.serials[0], village.serials[-1])
    assert village.serials[0][:10] == "KM-03-0005" and village.serials[-1][:10] == "KM-03-0016"
    assert read.to_json() == job()


@pytest.mark.parametrize(
    "more",
    [{"series": "km-03"}, {"series": ""}, {"first": 0}, {"first": 999_999}, {"first": "true"}],
)
def test_a_job_of_impossible_numbers_is_none(more: dict[str, object]) -> None:
    assert read_job(job(**more)) is None


def test_a_job_without_numbers_says_nothing_of_them() -> None:
    village = JobVillage("a", "A", "ab" * 32, 10, 12)
    plain = Job("1", "X", "Y", date(2026, 12, 1), "l", "p", "both", "village", (village,))
    assert "series" not in plain.to_json() and "first" not in plain.to_json()
    assert read_job(plain.to_json()) == plain and village.numbers is None
