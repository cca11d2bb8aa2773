"""What programs make of a number that they take for an integer, a time or a measurement."""

from __future__ import annotations

import re

from keychain.contacts.phones.plan import kind_of, moved
from keychain.contacts.phones.provinces import codes_of
from keychain.contacts.phones.writing import national
from keychain.diagnostics import Diagnostic, error

PHONE_SPREADSHEET = error(
    "phone-spreadsheet", "A spreadsheet stored the number as an amount: 912345678.0, 9.1E+08."
)
PHONE_DIGITS_LOST = error(
    "phone-digits-lost", "A spreadsheet rounded the number: 9.12E+08 has three digits left."
)
PHONE_NOTATION = error(
    "phone-notation", "0x12, 0b101 and 0o17 are how programs write integers, not numbers to dial."
)
PHONE_TIME = error("phone-time", "12:30:45 is a time of day, which YAML 1.1 counts in sixties.")
PHONE_LOST_ZERO = error(
    "phone-lost-zero", "Spreadsheets and YAML 1.2 drop the zero that a number begins with."
)
PHONE_OCTAL = error(
    "phone-octal", "YAML 1.1 reads 0345671234 as an octal integer and gives 60256924."
)
PHONE_AMBIGUOUS = error(
    "phone-ambiguous", "A damaged number may be one of several, and only its owner knows which."
)
PHONE_NO_AREA_CODE = error(
    "phone-no-area-code", "A tag is dialled from mobiles, which need a landline's area code."
)

_SCIENTIFIC = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<rest>[0-9]+))?e(?P<power>[+-]?[0-9]{1,3})")
_DECIMAL = re.compile(r"(?P<whole>\+?[0-9]{3,})[.,]0{1,2}")
_OCTAL_TEXT = re.compile(r"0o(?P<digits>[0-7]+)")
_NOTATION = re.compile(r"0x[0-9a-f]+|0b[01]+|0o[0-7]+")
# The last part is under sixty, as in YAML 1.1: 113:114 is no time.
_TIME = re.compile(r"[0-9]+(?::[0-5]?[0-9])+")


def octal(digits: str) -> str | None:
    """The digits that a YAML 1.1 reader turned into the integer ``digits``, or None."""
    if not digits or digits.startswith("0") or len(digits) > 11:
        return None
    return f"0{int(digits):o}"


def _today(candidates: list[str | None]) -> tuple[str, ...]:
    """Which candidates are numbers today; where none is, what those of old became."""
    real = [each for each in candidates if each is not None]
    now = [each for each in real if kind_of(each)]
    if not now:
        now = [became.digits for became in map(moved, real) if became]
    return tuple(dict.fromkeys(now))


def find_damage(text: str) -> tuple[Diagnostic, tuple[str, ...]] | None:
    """What a program has left of a number, in a plain text, and the numbers, today's digits,
    that it may have been."""
    low = text.lower()
    if _TIME.fullmatch(low):
        return PHONE_TIME(), ()
    if _NOTATION.fullmatch(low):
        octal_text = _OCTAL_TEXT.fullmatch(low)
        found = _today([f"0{octal_text['digits']}"]) if octal_text else ()
        return (PHONE_OCTAL() if found else PHONE_NOTATION()), found
    scientific = _SCIENTIFIC.fullmatch(low)
    decimal = _DECIMAL.fullmatch(low)
    if scientific:
        rest = scientific["rest"] or ""
        kept = len(rest) == int(scientific["power"])
        whole = scientific["whole"] + rest if kept else ""
    elif decimal:
        whole = decimal["whole"]
    else:
        return None
    digits = national(whole) or ""
    found = _today([digits, f"0{digits}"]) or _today([octal(digits)])
    return (PHONE_SPREADSHEET() if found else PHONE_DIGITS_LOST()), found


def find_lost_digits(
    digits: str, province: str | None
) -> tuple[Diagnostic, tuple[str, ...]] | None:
    """How ``digits``, national and no number of today, may have come about from a number that
    is one, and the numbers, today's digits, that it may have been."""
    if digits.startswith("0"):
        return None
    zero = _today([f"0{digits}"])
    eight = octal(digits)
    base = (eight,) if eight is not None and kind_of(eight) else ()
    area = _with_area_code(digits, province)
    # An old number without its zero is less likely than a number of today.
    if base and zero and not kind_of(f"0{digits}"):
        zero = ()
    found = tuple(dict.fromkeys((*zero, *base, *area)))
    if not found:
        return None
    if len(found) > 1 and not (area and not zero and not base):
        return PHONE_AMBIGUOUS(), found
    if zero:
        return PHONE_LOST_ZERO(), found
    return (PHONE_OCTAL() if base else PHONE_NO_AREA_CODE()), found


def _with_area_code(digits: str, province: str | None) -> tuple[str, ...]:
    """The landlines that ``digits`` are in the commune's own province: subscriber numbers have
    seven digits, eight in Hà Nội and Hồ Chí Minh, and do not begin with 0 or 1."""
    if province is None or len(digits) not in (7, 8) or digits.startswith(("0", "1")):
        return ()
    whole = [code.new + digits for code in codes_of(province)]
    return tuple(each for each in whole if kind_of(each))
