"""The two check digits of a serial number: ISO/IEC 7064, MOD 97-10.

Letters count as in an IBAN (ISO 13616-1): A is 10, Z is 35. The whole, check digits at its end,
leaves 1 when it is divided by 97. As 97 is prime, greater than any difference of two characters,
and neither a factor of 10 - 1 nor of 100 - 1, every single wrong character and every swap of two
neighbours of one kind changes what is left. A letter in a digit's place breaks the form.
"""

from __future__ import annotations

_MODULUS = 97
_DIGITS = {
    letter: str(value) for value, letter in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}


def check_digits(text: str) -> str:
    """The digits that belong behind ``text``, which is of capitals A to Z and digits."""
    return f"{_MODULUS + 1 - int(_as_digits(text) + '00') % _MODULUS:02d}"


def is_checked(text: str) -> bool:
    """Whether ``text``, its check digits at its end, is as it was given."""
    return int(_as_digits(text)) % _MODULUS == 1


def _as_digits(text: str) -> str:
    return "".join([_DIGITS[character] for character in text])
