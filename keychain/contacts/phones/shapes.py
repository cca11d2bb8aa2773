"""Digits that are no number of Viet Nam, today's or yesterday's: what is wrong with them."""

from __future__ import annotations

from keychain.diagnostics import Diagnostic, error

PHONE_TOO_SHORT = error("phone-too-short", "A digit is missing, and nobody can guess which.")
PHONE_TOO_LONG = error("phone-too-long", "A digit is too many, and nobody can guess which.")
PHONE_UNKNOWN_SHORT = error(
    "phone-unknown-short", "A short number that is not in the national plan reaches nobody."
)
PHONE_UNKNOWN_AREA = error(
    "phone-unknown-area", "A landline's area code that no province has reaches nobody."
)
PHONE_UNKNOWN_PREFIX = error(
    "phone-unknown-prefix", "No number of this length begins like that, today or before 2017."
)

_WHOLE = 10
"""Digits of a mobile; a landline has one more."""


def find_shape(digits: str) -> Diagnostic:
    """Why ``digits``, national and no number, are none: their length or how they begin."""
    count = len(digits)
    landline = digits.startswith("02")
    if count in (3, 4) and not digits.startswith("0"):
        return PHONE_UNKNOWN_SHORT()
    if landline and count == _WHOLE + 1:
        city = digits.startswith(("024", "028"))
        return PHONE_UNKNOWN_AREA(code=digits[:3] if city else digits[:4])
    if count < _WHOLE or (landline and count == _WHOLE):
        return PHONE_TOO_SHORT(count=count)
    if count == _WHOLE or (count == _WHOLE + 1 and digits.startswith("01")):
        return PHONE_UNKNOWN_PREFIX(code=digits[:4] if count > _WHOLE else digits[:3])
    return PHONE_TOO_LONG(count=count)
