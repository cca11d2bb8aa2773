"""How people write a number: separators, country codes, extensions, several in one cell."""

from __future__ import annotations

import re
import unicodedata

from keychain.contacts.phones.plan import kind_of, moved
from keychain.contacts.phones.tables import short_numbers

_SEPARATORS = r" .()\[\]\-"
# Copied from a telephone's contacts or from Zalo, numbers bring marks that nobody sees. Those
# that would show the digits in another order than the stored one (U+202B, U+202E) are not here.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u202a\u202c\u202d\u2060\u2066\u2069\ufeff"
_PLAIN: dict[int, str] = {
    **dict.fromkeys(map(ord, _UNSEEN), ""),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-"),
    **dict.fromkeys(map(ord, "·•․‧∙⋅。"), "."),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width forms
    ord("\t"): " ",
}

_EXTENSION = re.compile(
    r"^(?P<base>.*[0-9].*?)"
    r"[ ,;(\[\-.]*(?:extension|ext|x|(?:s[ốo] +)?m[áa]y +l[ẻe])[ .:=]*"
    r"(?P<digits>[0-9]{1,6})[ )\]]*$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(rf"[ (\[]*\+?[0-9{_SEPARATORS}]*")
_BETWEEN = re.compile(rf"[^0-9+{_SEPARATORS}]+|(?=\+)")
_MOST_GROUPS = 16
"""Groups of digits in a cell that are looked into: three numbers of up to five groups."""
_LONGEST = 15
"""Digits of a number with its country code: 0084 and eleven."""
_LIKE_DIGITS = {**dict.fromkeys("OoОоΟο", "0"), **dict.fromkeys("IilLıІ|", "1")}


def plain(text: str) -> str:
    """``text`` with one kind of space, hyphen, dot and digit, and without unseen marks."""
    if text.isascii():
        return text.replace("\t", " ").strip()
    told = text.translate(_PLAIN)
    return "".join(" " if unicodedata.category(c) == "Zs" else c for c in told).strip()


def split_extension(text: str) -> tuple[str, str | None]:
    """A plain text and the extension behind it: ``ext 1800``, ``máy lẻ 1800``, ``x1800``."""
    found = _EXTENSION.match(text)
    return (found["base"], found["digits"]) if found else (text, None)


def is_number(text: str) -> bool:
    """Whether a plain text holds nothing but one number's digits, separators and plus sign."""
    return _NUMBER.fullmatch(text) is not None


def only_digits(text: str) -> str:
    """The digits of a plain text, 0 to 9."""
    return re.sub(r"[^0-9]", "", text)


def national(text: str) -> str | None:
    """The digits of a plain text with the country code, ``+84``, ``0084`` or ``84``, replaced by
    the leading zero; None for a number of another country.

    ``84`` alone is a country code only where a number of Viet Nam comes out.
    """
    digits = only_digits(text)
    if digits.startswith("00"):
        digits = digits[2:]
    elif "+" not in text:
        if digits.startswith("84"):
            inside = _with_zero(digits[2:])
            return inside if kind_of(inside) or moved(inside) else digits
        return digits
    return _with_zero(digits[2:]) if digits.startswith("84") else None


def _with_zero(digits: str) -> str:
    bare = digits.startswith(("0", "1800", "1900")) or digits in short_numbers()
    return digits if bare else f"0{digits}"


def pieces(text: str) -> list[str]:
    """The parts of a plain text that hold digits, with what cannot stand in a number between."""
    return [part for part in _BETWEEN.split(text) if only_digits(part)]


def with_digits_for_letters(text: str) -> str:
    """A plain text with letters that look like digits (O, l), or are digits of another script,
    read as digits, in words that hold a digit."""

    def read(letter: str) -> str:
        digit = unicodedata.digit(letter, None)
        return _LIKE_DIGITS.get(letter, letter) if digit is None else str(digit)

    words = re.split(rf"([{_SEPARATORS}]+)", text)
    return "".join(
        "".join(map(read, word)) if any(c.isdigit() for c in word) else word for word in words
    )


def meant(text: str) -> str | None:
    """Today's digits of a plain text that holds one number: as it is, as it became in 2017 or
    2018, or with its lost zero; None where that gives no number."""
    digits = national(text)
    if digits is None:
        return None
    for each in (digits, f"0{digits}"):
        if kind_of(each):
            return each
        became = moved(each)
        if became:
            return became.digits
    return None


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers, today's digits, that a plain text of digits and separators holds one after
    the other; empty where anything is left over."""
    groups = re.findall(r"[0-9]+", text)
    if not 1 <= len(groups) <= _MOST_GROUPS:
        return ()
    found: list[tuple[str, ...] | None] = [()] + [None] * len(groups)
    for end in range(1, len(groups) + 1):
        for start in range(end):
            before, digits = found[start], "".join(groups[start:end])
            if before is None or len(digits) > _LONGEST:
                continue
            one = meant(digits)
            if one is not None:
                found[end] = (*before, one)
                break
    return found[-1] or _joined("".join(groups))


def _joined(digits: str) -> tuple[str, ...]:
    """Two whole numbers written with nothing between them, where only one cut gives both."""
    if not 20 <= len(digits) <= 22:
        return ()
    halves = [(digits[:at], digits[at:]) for at in (10, 11)]
    whole = [pair for pair in halves if all(map(kind_of, pair))]
    return whole[0] if len(whole) == 1 else ()
