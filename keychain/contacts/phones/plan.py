"""The numbering plan: what a string of digits is today, and what an old one became.

Digits are the national form: with the leading zero, without a country code.
"""

from __future__ import annotations

import re

from keychain.contacts.phones.number import Kind, PhoneNumber
from keychain.contacts.phones.tables import (
    areas_changed,
    areas_today,
    mobile_prefixes,
    mobiles_2018,
    short_numbers,
)
from keychain.values import dataclass

_SERVICE = re.compile(r"1[89]00(?:[0-9]{4}|[0-9]{6})")
_POLICE = re.compile(r"069[0-9]{7}")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
# No subscriber of the two cities begins with 0 or 1: 0240, 0241, 0280 and 0281 were the codes of
# Bắc Giang, Bắc Ninh, Thái Nguyên and Bắc Kạn until 2017.
_CITY = re.compile(r"02[48][2-9][0-9]{7}")
_PROVINCE = re.compile(r"02[0-9]{9}")


@dataclass(frozen=True, slots=True)
class Moved:
    """What an old number became. ``was`` are the first digits that changed."""

    digits: str
    kind: Kind
    was: str


def kind_of(digits: str) -> Kind | None:
    """What ``digits`` are in today's plan, or None where nobody can have that number.

    A mobile whose block is not given out is a mobile all the same, unless its first three digits
    were an area code until 2017: then it can only be an old landline.
    """
    if digits in short_numbers():
        return Kind.SHORT
    if _SERVICE.fullmatch(digits):
        return Kind.FREE if digits.startswith("1800") else Kind.PREMIUM
    if _POLICE.fullmatch(digits):
        return Kind.POLICE
    if _MOBILE.fullmatch(digits):
        old = not is_allocated(digits) and _old_landline(digits) is not None
        return None if old else Kind.MOBILE
    return Kind.LANDLINE if _is_landline(digits) else None


def is_allocated(digits: str) -> bool:
    """Whether a mobile's first three digits are given out to an operator."""
    return digits[:3] in mobile_prefixes()


def _is_landline(digits: str) -> bool:
    if _CITY.fullmatch(digits):
        return True
    return _PROVINCE.fullmatch(digits) is not None and digits[:4] in areas_today()


def _old_landline(digits: str) -> Moved | None:
    """The landline that ``digits`` were before 2017: the longest old code whose new form is
    whole."""
    for length in (4, 3, 2):
        was = digits[:length]
        new = areas_changed().get(was, "") + digits[length:]
        if was in areas_changed() and _is_landline(new):
            return Moved(new, Kind.LANDLINE, was)
    return None


def moved(digits: str) -> Moved | None:
    """What a number from before 2017 (landlines) or 2018 (mobiles) became, or None.

    Asks nothing about today: 0383812345 is a mobile, and was a landline of Nghệ An.
    """
    prefix = mobiles_2018().get(digits[:4])
    if prefix is not None and len(digits) == 11 and digits.isdecimal():
        return Moved(prefix + digits[4:], Kind.MOBILE, digits[:4])
    return _old_landline(digits)


def shown(digits: str) -> str:
    """``digits`` as they would be printed, or as they are where they are no number."""
    kind = kind_of(digits)
    return PhoneNumber(digits, kind).printed if kind else digits
