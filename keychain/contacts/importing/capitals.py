"""Names in capitals given back as people write them, and what stays in capitals.

Title case breaks on roman numerals (Khu II), abbreviations (TDP) and the names of the highlands
(H'Hen Niê, Cư M'gar); so each word is looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from keychain.contacts.find import KINDS
from keychain.text import nfc

_VOWELS = frozenset("aeiouy")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3}")
_SYLLABLES_TOO = frozenset({"VI", "XI"})
_COUNTED = ("khu", "khu phố", "khối", "khối phố", "tổ", "tổ dân phố", "thôn", "xóm", "ấp", "đội")
_ABBREVIATIONS = frozenset(
    ("CA", "CAX", "CAP", "CAV", "CAH", "CAT", "UBND", "ANTT", "ANCS", "TTATXH", "BVANTT", "TP")
)
_AS_WRITTEN = {"m'gar": "M'gar", "hleo": "Hleo"}
_SYLLABLE = re.compile(r"[bcdđghklmnpqrstvxfjwz]{0,3}[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?")


def is_capitals(text: str) -> bool:
    """Whether every letter is a capital, and there are at least two."""
    cased = [c for c in text if c.isalpha() and c.upper() != c.lower()]
    return len(cased) > 1 and all(c == c.upper() for c in cased)


def person_case(name: str) -> str:
    """A person's name with a capital at each word: NGUYỄN VĂN AN, nguyễn văn an → Nguyễn Văn An.

    A word that is neither in capitals nor in small letters stays as it is.
    """
    return " ".join(map(_person_word, name.split()))


def place_case(name: str) -> str:
    """A village's name: THÔN BẢN PHỤC → Thôn Bản Phục, KHU II, TDP SỐ 3 → TDP số 3."""
    words = name.split()
    whole = is_capitals(name) or name == name.lower()
    kind = _kind_words(words) if whole else 0
    told: list[str] = []
    for at, word in enumerate(words):
        before = " ".join(words[:at]).casefold()
        after = words[at + 1] if at + 1 < len(words) else ""
        if _stays(word, before, last=not after) or not (whole or is_capitals(word)):
            told.append(word)
        elif 0 < at < kind:
            told.append(word.lower())
        elif whole and at and word.casefold() == "số" and after[:1].isdigit():
            told.append("số")
        else:
            told.append(_capitalized(word))
    return " ".join(told)


def phrase_case(text: str, known: Collection[str] = ()) -> str:
    """A role in capitals: TRƯỞNG CÔNG AN XÃ → Trưởng Công an xã; ``known`` names keep theirs."""
    if not is_capitals(text) or len(text.split()) < 2:
        return text
    words = [word if _is_abbreviation(word) else word.lower() for word in text.split()]
    line = " ".join(words)
    for name in known:
        line = re.sub(rf"\b{re.escape(name.lower())}\b", name.replace("\\", r"\\"), line)
    line = line.replace("công an", "Công an")
    line = re.sub(r"\bphó trưởng Công an", "Phó Trưởng Công an", line)
    return line[:1].upper() + line[1:]


def rank_case(text: str) -> str:
    """A rank in capitals: THIẾU TÁ → Thiếu tá."""
    line = " ".join(text.split())
    return line[:1].upper() + line[1:].lower()


def _stays(word: str, before: str, *, last: bool) -> bool:
    """Whether a word of a village's name is a number, a roman numeral or an abbreviation."""
    if any(map(str.isdigit, word)):
        return True
    if not is_capitals(word):
        return last and before in _COUNTED and bool(_ROMAN.fullmatch(word))
    if _ROMAN.fullmatch(word):
        # VI and XI are syllables too: Khu VI, but Bản Vi.
        return word not in _SYLLABLES_TOO or (last and before in _COUNTED)
    return word in _ABBREVIATIONS or not _has_vowel(word)


def _person_word(word: str) -> str:
    parts = re.split(r"(-)", word)
    return "".join(_capitalized(p) if is_capitals(p) or p == p.lower() else p for p in parts)


def _capitalized(word: str) -> str:
    low = word.lower()
    if low.replace("’", "'") in _AS_WRITTEN:
        known = _AS_WRITTEN[low.replace("’", "'")]
        return known.replace("'", "’") if "’" in word else known
    # H'HEN and R’LẤP: a letter, an apostrophe, and a name behind it.
    return re.sub(r"^([^\W\d_]\W?['’ʼ])?(\w)", lambda m: nfc(m[0].upper()), low)


def _has_vowel(word: str) -> bool:
    return any(c in _VOWELS for c in unicodedata.normalize("NFD", word.lower()))


def _is_abbreviation(word: str) -> bool:
    """Whether a word in capitals can be no syllable of Vietnamese, or is a known abbreviation."""
    bare = word.strip("()[].,;:/-")
    if bare in _ABBREVIATIONS or not _has_vowel(bare):
        return True
    return bare.isascii() and not _SYLLABLE.fullmatch(bare.lower())


def _kind_words(words: list[str]) -> int:
    """How many words at the beginning are a kind of village, where those are several."""
    line = " ".join(words).casefold()
    kind = next((each for each in KINDS if line == each or line.startswith(f"{each} ")), "")
    return len(kind.split())
