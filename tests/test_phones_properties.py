"""What holds for every number, and for every text that is none."""

from __future__ import annotations

import re
import string

from hypothesis import given
from hypothesis import strategies as st

from keychain.contacts.phones import PhoneNumber, read_phone
from keychain.yaml_source.nodes import Text

AREAS = ["0203", "0205", "0238", "0262", "0299"]


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


MOBILES = st.builds(str.__add__, st.sampled_from(["032", "089", "070", "095", "099"]), digits(7))
LANDLINES = st.one_of(
    st.builds(str.__add__, st.sampled_from(AREAS), digits(7)),
    st.builds("{}{}{}".format, st.sampled_from(["024", "028"]), st.sampled_from("2367"), digits(7)),
)
POLICE = st.builds(str.__add__, st.just("069"), digits(7))
GLOBAL = MOBILES | LANDLINES | POLICE
SERVICES = st.builds(str.__add__, st.sampled_from(["1800", "1900"]), digits(4) | digits(6))
NUMBERS = GLOBAL | SERVICES | st.sampled_from(["111", "112", "113", "114", "115", "1022", "1080"])
SEPARATORS = st.text(" .-()\u00a0\u2009–", max_size=2)
CODES = st.sampled_from(["+84", "+84 ", "0084", "84", "(+84) ", "+84 0", "+84 (0)", "84-"])
PROVINCES = st.sampled_from([None, "Tỉnh Lạng Sơn", "Tỉnh Nghệ An", "TP. Hồ Chí Minh", "Gia Lai"])


def read(text: str, province: str | None = None) -> PhoneNumber:
    number, found = read_phone(Text(text), province)
    assert number is not None, (text, found)
    return number


@given(NUMBERS)
def test_a_number_is_itself(number: str) -> None:
    assert read(number).digits == number


@given(NUMBERS)
def test_the_printed_form_is_the_same_number(number: str) -> None:
    printed = read(number).printed
    assert printed.replace(" ", "") == number
    assert read(printed) == read(number)


@given(NUMBERS)
def test_the_dialled_form_is_the_same_number(number: str) -> None:
    dialled = read(number).dialled
    assert re.fullmatch(r"tel:(\+84)?[0-9]+", dialled)
    assert read(dialled.removeprefix("tel:")) == read(number)


@given(LANDLINES, digits(4))
def test_extensions_come_back(number: str, extension: str) -> None:
    whole = read(f"{number} ext {extension}")
    assert (whole.digits, whole.extension) == (number, extension)
    assert read(whole.printed) == whole
    assert read(whole.dialled.removeprefix("tel:")) == whole


@given(NUMBERS, st.data())
def test_separators_change_no_digit(number: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(SEPARATORS, min_size=len(number), max_size=len(number)))
    spaced = "".join(digit + gap for digit, gap in zip(number, gaps, strict=True))
    found = read_phone(Text(spaced), None)[0]
    # One dot before a last 0 or 00 is how a spreadsheet writes an amount: refused, not changed.
    assert found is None or found.digits == number
    if found is None:
        assert re.fullmatch(r"[0-9]+\.0{1,2}", spaced.rstrip())


@given(GLOBAL, CODES)
def test_country_codes_change_no_digit(number: str, code: str) -> None:
    assert read(code + number[1:]).digits == number


@given(st.text(max_size=130), PROVINCES)
def test_any_text_is_read_or_refused(text: str, province: str | None) -> None:
    number, found = read_phone(Text(text), province)
    assert (number is None) == any(each.severity == "error" for each in found)


@given(st.text(string.digits + " .-+()xXeE,/;:_oOl|\nếmáylẻ", max_size=40), PROVINCES)
def test_no_accepted_number_differs_from_what_was_written(text: str, province: str | None) -> None:
    number, found = read_phone(Text(text), province)
    if number is None:
        assert len(found) == 1
        assert found[0].value("written") is not None
        return
    written = re.sub(r"[^0-9]", "", text).removesuffix(number.extension or "")
    bare = re.sub(r"^(00)?84", "", written)
    assert number.digits in {written, bare, f"0{bare}"}


@given(st.text(string.ascii_letters + "đăâêôơư", min_size=1, max_size=8), NUMBERS)
def test_letters_are_never_accepted(word: str, number: str) -> None:
    for text in (f"{word}{number}", f"{number} {word}", f"{number[:2]}{word}{number[2:]}"):
        found = read_phone(Text(text), None)[0]
        # "x", "ext" and "máy lẻ" are no letters in a number where an extension follows.
        assert found is None or (word.lower() in ("x", "ext") and found.extension)


@given(st.text(max_size=60))
def test_any_province_will_do(province: str) -> None:
    assert read("0912 345 678", province).digits == "0912345678"
    read_phone(Text("3812345"), province)
