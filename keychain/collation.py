"""The order of Vietnamese words, as ICU has it for the locale ``vi``, and of people's names.

Words compare by their letters first, then by their tones, then by case (UTS #10; tailored by
CLDR's ``vi``: ă and â after a, đ after d, ê after e, ô and ơ after o, ư after u; tones in the order
ngang, huyền, hỏi, ngã, sắc, nặng). Keys are tuples, for ``sorted(…, key=collation_key)``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from keychain.text import spelling

Key = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[int, ...]]
"""Letters, tones, case: the three levels of a comparison."""

_SPACES_AND_SIGNS = " _-–—,;:!?.…·'\"«»()[]{}§@*/\\&#%†‡•`´^¨°+±÷×<=>|~¤$£¥₫€"
"""Everything before the digits, in CLDR's root order; each counts, as ICU has it unless told
otherwise."""

_LETTERS = "aăâbƀcdđeêfghijklmnoôơpqrstuưvwxyz"
_HORN = "\u031b"
_QUALITIES = {
    "a": {"\u0306": "ă", "\u0302": "â"},
    "e": {"\u0302": "ê"},
    "o": {"\u0302": "ô", _HORN: "ơ"},
    "u": {_HORN: "ư"},
}
"""Breve, circumflex and horn make another letter of these; on others they are marks."""

_MARKS = "\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030c\u030a\u0308\u030b\u0307"
"""Huyền, hỏi, ngã, sắc, nặng, and then the marks of other languages."""

_SAME = {"‘": ("'", 1), "’": ("'", 2), "“": ('"', 1), "”": ('"', 2), "ð": ("d", 1)}
"""What differs from another sign or letter as if by a mark, and by how heavy a one."""

_SIGN, _DIGIT, _LETTER, _OTHER = range(4)
_PLACES = {sign: (_SIGN, place) for place, sign in enumerate(_SPACES_AND_SIGNS)} | {
    letter: (_LETTER, place) for place, letter in enumerate(_LETTERS)
}
_PLAIN_MARK = 1
_UNKNOWN = 2 + len(_MARKS)
_PART = re.compile(r"[0-9]+|.", re.DOTALL)


@lru_cache(maxsize=65536)
def collation_key(text: str) -> Key:
    """The place of ``text`` among others. A run of digits counts as the number that it is, so
    that Khu 2 comes before Khu 10 (CLDR's ``kn``)."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    cases: list[int] = []
    for base, marks in _clusters(text):
        letter, marks = _letter(base.lower(), marks)
        letter, unlike = _SAME.get(letter, (letter, 0))
        letters.append(_place(letter))
        tones += (_PLAIN_MARK, *[_UNKNOWN + unlike] * bool(unlike), *map(_weight, marks))
        cases += (int(base != base.lower()), *[0] * (bool(unlike) + len(marks)))
    return tuple(letters), tuple(tones), tuple(cases)


def name_key(name: str) -> tuple[Key, Key]:
    """The place of a person among others: by given name, the last word, then by the rest.

    Hòa and Hoà are one given name here, so that who comes next does not depend on a spelling.
    """
    words = name.split() or [""]
    return collation_key(spelling(words[-1])), collation_key(" ".join(words))


def initial(text: str) -> str:
    """The letter under which ``text`` stands in an index, ``Đ`` for Đạt and ``A`` for Ánh."""
    for base, marks in _clusters(text):
        if base.isalpha():
            return _letter(base.lower(), marks)[0].upper()
    return "#"


def _clusters(text: str) -> list[tuple[str, str]]:
    """Letters, and runs of digits, each with the combining marks that follow it."""
    found: list[tuple[str, str]] = []
    for part in _PART.findall(unicodedata.normalize("NFD", text).replace("\u00a0", " ")):
        if unicodedata.combining(part[0]) and found:
            found[-1] = found[-1][0], found[-1][1] + part
        else:
            found.append((part, ""))
    return found


def _letter(base: str, marks: str) -> tuple[str, str]:
    """The Vietnamese letter that ``base`` with ``marks`` is, and the marks that are left.

    A mark of the same combining class before it parts breve or circumflex from the base (UTS #10,
    S2.1.1): it is then a mark like any other.
    """
    before = 0
    for at, mark in enumerate(marks):
        own = unicodedata.combining(mark)
        if own != before and mark in _QUALITIES.get(base, ()):
            return _QUALITIES[base][mark], marks[:at] + marks[at + 1 :]
        before = own
    return base, marks


def _place(lower: str) -> tuple[int, int]:
    if lower.isascii() and lower.isdigit():
        return _DIGIT, int(lower[:300])
    return _PLACES.get(lower) or (_OTHER, ord(lower[0]))


def _weight(mark: str) -> int:
    place = _MARKS.find(mark)
    return 2 + place if place >= 0 else _UNKNOWN + ord(mark)
