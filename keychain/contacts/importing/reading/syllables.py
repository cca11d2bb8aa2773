"""Whether words can be Vietnamese: how a wrong encoding is told from a right one.

A Vietnamese syllable has few beginnings, few endings and one tone at most, so that the same bytes
in the wrong table hardly ever give one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_TONES = dict.fromkeys((0x300, 0x301, 0x303, 0x309, 0x323))
_STOPPED = frozenset("\u0301\u0323")

# Beginnings: f, j, w and z are of the alphabets of Tày, Nùng and Mông. Ð is the Icelandic double.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdđðfghjklmnpqrstvwxz])?"
    r"[ou]?(?:iê|yê|ia|ya|uô|ua|ươ|ưa|oo|ôô|[aăâeêioôơuưy])"
    r"(?P<end>ch|nh|ng|[cmnptiyou])?"
)
_STOPS = frozenset(("c", "ch", "p", "t"))

_LETTER = re.compile(r"[^\W\d_]")
_BETWEEN = re.compile("[\\s\\x00-\\x2f0-9:-@\\[-`{-\\x7f“”„‘’‚–—…•\u00a0\u200b]+")


def is_syllable(word: str) -> bool:
    """Whether ``word`` can be a syllable of Vietnamese, in whatever case."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if ord(letter) in _TONES]
    if len(tones) > 1:
        return False
    match = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", letters.translate(_TONES)))
    if match is None:
        return False
    return match["end"] not in _STOPS or not tones or tones[0] in _STOPPED


def doubtful_words(text: str) -> list[str]:
    """The words of ``text`` that an encoding decides upon: those that are not ASCII alone."""
    if text.isascii():
        return []
    words = _BETWEEN.split(text)
    return [word for word in words if not word.isascii() and _LETTER.search(word)]


def likeness(texts: Iterable[str]) -> tuple[int, int]:
    """How many of the doubtful words of ``texts`` can be Vietnamese, and of how many."""
    words = [word for text in texts for word in doubtful_words(text)]
    return sum(map(is_syllable, words)), len(words)
