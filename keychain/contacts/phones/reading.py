"""Reads one telephone number, or says what is wrong with it and what it probably is now.

Nothing is corrected: a text either is a number, whose digits are those that were written, or it
is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from keychain.contacts.phones.damage import find_damage, find_lost_digits
from keychain.contacts.phones.doubts import find_doubts
from keychain.contacts.phones.number import Kind, PhoneNumber
from keychain.contacts.phones.plan import Moved, kind_of, moved, shown
from keychain.contacts.phones.shapes import find_shape
from keychain.contacts.phones.tables import areas_today
from keychain.contacts.phones.writing import (
    is_number,
    meant,
    national,
    numbers_in,
    only_digits,
    pieces,
    plain,
    split_extension,
    with_digits_for_letters,
)
from keychain.diagnostics import Diagnostic, Place, Rule, error
from keychain.text import excerpt
from keychain.yaml_source.nodes import Text

PHONE_NOT_A_NUMBER = error("phone-not-a-number", "A text that no number can be made out in.")
PHONE_WORDS = error(
    "phone-words", "Words beside a number belong in a label; diallers read letters as digits."
)
PHONE_LETTER_FOR_DIGIT = error(
    "phone-letter-for-digit", "The letters O and l look like 0 and 1, and are not dialled as them."
)
PHONE_TWO_NUMBERS = error(
    "phone-two-numbers", "Two numbers in one place would be dialled as one that does not exist."
)
PHONE_SIGN = error(
    "phone-sign", "Signs other than spaces, dots, hyphens and brackets often part two numbers."
)
PHONE_UNDERSCORE = error(
    "phone-underscore", "Programs write 0912_345_678 for an integer, and drop its first zero."
)
PHONE_FOREIGN = error("phone-foreign", "The officers of a commune have numbers of Viet Nam.")
PHONE_COUNTRY_CODE = error(
    "phone-country-code", "Short numbers are dialled as they are; +84113 does not reach 113."
)
PHONE_EXTENSION = error(
    "phone-extension", "Mobiles and short numbers have no extension: the digits are another's."
)
PHONE_OLD_MOBILE = error(
    "phone-old-mobile", "Mobiles of eleven digits ended in 2018; the old number is dead."
)
PHONE_OLD_LANDLINE = error(
    "phone-old-landline", "Area codes changed in 2017; the old number is dead."
)
PHONE_SHORT_OR_OLD = error(
    "phone-short-or-old", "0203 812 345 has a digit too few, or was 020 3812 345 until 2017."
)

_LONGEST = 120
"""Characters; a text longer than that is not looked into."""


def read_phone(
    text: Text, province: str | None
) -> tuple[PhoneNumber | None, tuple[Diagnostic, ...]]:
    """The number that ``text`` is, with the doubts about it, or None with the error.

    ``province`` is the commune's, as its file names it. The finding stands at the text's place;
    its value ``written`` is the text, and ``probably`` (one or more numbers as printed) what it
    probably is now, wherever that can be known.
    """
    written = excerpt(text.value)
    read = _read(plain(text.value), province) if len(text.value) <= _LONGEST else None
    if isinstance(read, PhoneNumber):
        number = PhoneNumber(read.digits, read.kind, read.extension, text.place)
        doubts = find_doubts(number, province)
        return number, tuple(_placed(each, text.place, written) for each in doubts)
    return None, (_placed(read or PHONE_NOT_A_NUMBER(), text.place, written),)


def _placed(found: Diagnostic, place: Place | None, written: str) -> Diagnostic:
    return Diagnostic(found.rule, (("written", written), *found.values), place)


def _proposed(rule: Rule, *numbers: str) -> Diagnostic:
    """A finding of ``rule`` that names ``numbers``, given as digits, in their printed form."""
    printed = tuple(map(shown, numbers))
    return rule(probably=printed[0] if len(printed) == 1 else printed)


def _with_numbers(found: tuple[Diagnostic, tuple[str, ...]]) -> Diagnostic:
    finding, numbers = found
    return _proposed(finding.rule, *numbers) if numbers else finding


def _read(text: str, province: str | None) -> PhoneNumber | Diagnostic:
    damage = find_damage(text)
    if damage:
        return _with_numbers(damage)
    if is_number(text):
        return _read_digits(text, province)
    base, extension = split_extension(text)
    read = _read_marks(base, province) if not is_number(base) else _read_digits(base, province)
    if isinstance(read, Diagnostic) or extension is None:
        return read
    if read.kind in (Kind.MOBILE, Kind.SHORT):
        return _proposed(PHONE_EXTENSION, read.digits)
    return PhoneNumber(read.digits, read.kind, extension)


def _read_digits(text: str, province: str | None) -> PhoneNumber | Diagnostic:
    """A plain text of digits, separators and perhaps a plus sign."""
    digits = national(text)
    if not only_digits(text):
        return PHONE_NOT_A_NUMBER()
    if digits is None:
        return _read_foreign(text)
    kind = kind_of(digits)
    if kind:
        abroad = kind is Kind.SHORT and digits != only_digits(text)
        return _proposed(PHONE_COUNTRY_CODE, digits) if abroad else PhoneNumber(digits, kind)
    became = moved(digits)
    if became:
        return _renumbered(digits, became)
    lost = find_lost_digits(digits, province)
    if lost:
        return _with_numbers(lost)
    several = numbers_in(text)
    if len(several) > 1:
        return _proposed(PHONE_TWO_NUMBERS, *several)
    return find_shape(digits)


def _renumbered(digits: str, became: Moved) -> Diagnostic:
    if became.kind is Kind.MOBILE:
        return PHONE_OLD_MOBILE(probably=shown(became.digits), code=became.was)
    if len(digits) == 10 and digits[:4] in areas_today():
        return PHONE_SHORT_OR_OLD(probably=shown(became.digits), code=became.was, today=digits[:4])
    return PHONE_OLD_LANDLINE(probably=shown(became.digits), code=became.was)


def _read_foreign(text: str) -> Diagnostic:
    """A plus sign or two zeros with another country's code behind them, or with none."""
    digits = only_digits(text)
    if "+" in text and kind_of(digits):
        return _proposed(PHONE_SIGN, digits)
    return find_shape(digits) if digits.startswith("000") else PHONE_FOREIGN()


def _read_marks(text: str, province: str | None) -> Diagnostic:
    """A plain text that holds what cannot stand in a number: it is refused; the question is what
    it was meant to be."""
    if any(c.isalpha() or (c.isdigit() and not c.isascii()) or c == "|" for c in text):
        guess = with_digits_for_letters(text)
        digits = meant(guess) if is_number(guess) else None
        if digits:
            return _proposed(PHONE_LETTER_FOR_DIGIT, digits)
    parts = pieces(text)
    letters = any(c.isalpha() for c in text)
    joined = national("".join(parts)) if parts and not letters else None
    if joined and kind_of(joined):
        return _proposed(PHONE_UNDERSCORE if "_" in text else PHONE_SIGN, joined)
    # In "02053812345 #12" the end is an extension, and belongs to no second number.
    several = tuple(_several(parts, shortened=not letters and "#" not in text))
    if len(several) > 1:
        return _proposed(PHONE_TWO_NUMBERS, *several)
    if not parts or letters:
        one = meant(parts[0]) if len(parts) == 1 else None
        return _proposed(PHONE_WORDS, one) if one else PHONE_NOT_A_NUMBER()
    read = _read_digits("".join(parts), province)
    return _proposed(PHONE_SIGN, read.digits) if isinstance(read, PhoneNumber) else read


def _several(parts: list[str], *, shortened: bool) -> Iterator[str]:
    """The numbers that ``parts`` hold, in order; nothing where a part is left over.

    With ``shortened``, a second part of one to three digits is the end of a number like the
    first: ``0912 345 678/79``.
    """
    found: list[str] = []
    for part in parts:
        numbers = numbers_in(part)
        tail = only_digits(part)
        if not numbers and shortened and len(found) == len(parts) - 1 == 1 and len(tail) <= 3:
            numbers = (found[0][: -len(tail)] + tail,)
        if not numbers:
            return
        found.extend(numbers)
    yield from found
