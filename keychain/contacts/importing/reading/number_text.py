"""A spreadsheet's number as text: the digits that the clerk sees, its zeros too.

Excel keeps 0912345678 as 912345678 and shows the zero by the cell's number format, if it shows
it. Only formats that add something to the digits are followed; commas that part thousands, percent
and the like would put signs into a telephone number that nobody dials.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_TOKEN = re.compile(
    r"""(?P<skip>\[(?:\$-[^\]]*|[A-Za-z]+[0-9]*)\]|_.|\*.)   # language, colour, widths
    |   \[\$(?P<sign>[^\]-]*)[^\]]*\]                        # a currency's sign
    |   "(?P<quoted>[^"]*)"|\\(?P<escaped>.)
    |   (?P<digit>[0#?])
    |   (?P<plain>[-+()\ /:'.,])
    """,
    re.VERBOSE | re.DOTALL,
)
_MOST_DIGITS = 30


def number_text(value: int | float, number_format: str) -> str:
    """``value`` in exact decimal digits, as ``number_format`` (ECMA-376 Part 1, 18.8.31) shows it
    where that adds a zero or a country's code in front.

    A float has the 15 significant digits that Excel keeps, without exponent. Infinity and what is
    no number give an empty text.
    """
    digits = _digits(value)
    if not digits.isdigit():
        return digits
    pattern = _pattern(number_format)
    return digits if pattern is None else _filled(pattern, digits)


def _digits(value: int | float) -> str:
    if isinstance(value, int):
        return str(value)
    decimal = Decimal(f"{value:.15g}")
    if not decimal.is_finite():
        return ""
    text = f"{decimal:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=256)
def _pattern(number_format: str) -> tuple[str, ...] | None:
    """A format's parts: ``0`` and ``#`` for digits, a literal behind ``=``; None where plain
    digits are right."""
    section = _first_section(number_format)
    parts: list[str] = []
    at = 0
    while at < len(section):
        match = _TOKEN.match(section, at)
        if match is None:
            return None
        at = match.end()
        if match["digit"]:
            parts.append("0" if match["digit"] == "0" else "#")
        elif match["skip"] is None:
            literal = next(
                text
                for text in (match["sign"], match["quoted"], match["escaped"], match["plain"])
                if text is not None
            )
            if match["plain"] == ".":
                return None
            if match["plain"] != ",":
                parts.append("=" + literal)
    places = [part for part in parts if not part.startswith("=")]
    adds = any(c.isdigit() or c == "+" for part in parts if part[0] == "=" for c in part)
    if not places or len(places) > _MOST_DIGITS or not (adds or places.count("0") > 1):
        return None
    return tuple(parts)


def _first_section(number_format: str) -> str:
    """What stands before the first ``;`` that is no literal: the format of positive numbers."""
    match = re.match(r'(?:"[^"]*"|\\.|[^;"\\])*', number_format, re.DOTALL)
    return match[0] if match else ""


def _filled(pattern: tuple[str, ...], digits: str) -> str:
    """Digits go into their places from the right; those left over stand before the first."""
    left = list(digits)
    shown: list[str] = []
    first = next(index for index, part in enumerate(pattern) if part[0] != "=")
    for index in range(len(pattern) - 1, -1, -1):
        part = pattern[index]
        if part[0] == "=":
            shown.append(part[1:])
            continue
        if left:
            shown.append(left.pop())
        elif part == "0":
            shown.append("0")
        if index == first:
            shown.append("".join(left))
            left = []
    return "".join(reversed(shown)).strip()
