"""Lengths as people type what they have measured."""

from __future__ import annotations

import re

from keychain.cli.arguments import UsageError

_PART = r"[0-9]{1,4}(?:[.,][0-9]{1,3})?"
_READING = re.compile(rf"[+-]? ?{_PART}(?: ?[+-] ?{_PART})?(?: ?mm)?")
_TERM = re.compile(rf"([+-]?) ?({_PART})")

NEGATIVE = re.compile(rf"^-{_PART}(?:[+-]{_PART})?$")
"""A value of the command line that is no option although it begins with a hyphen."""


def read_reading(text: str) -> float:
    """A length in mm, with a point or a comma, or the sum that a vernier gives: ``1 - 0,3``.

    Raises UsageError.
    """
    plain = text.strip().replace("−", "-").replace("–", "-")
    if not _READING.fullmatch(plain):
        raise UsageError("wrong-length", given=text)
    terms = _TERM.findall(plain)
    return round(sum(float(sign + part.replace(",", ".")) for sign, part in terms), 3)
