"""Vietnamese text: one normal form, and how words are compared when somebody searches."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

# Đ has no decomposition; Ð (U+00D0) is its Icelandic double, which Vietnamese keyboards of the
# 1990s left in many lists; ƀ is Jrai and Ê Đê.
_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ƀ": "b", "’": "'", "‘": "'", "ʼ": "'"})

DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
"""Names that Windows keeps for devices, whatever the extension ("Naming Files, Paths, and
Namespaces", Microsoft)."""

SLUG_LENGTH = 60
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Huyền, sắc, ngã, hỏi, nặng: what may stand on one vowel or its neighbour."""

_EXCERPT_LENGTH = 60
_MOST_CANDIDATES = 1000
_LONGEST_COMPARED = 100


def nfc(text: str) -> str:
    """``text`` in Unicode's composed form, the only one that is kept and printed."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """``text`` for searching: no case, no diacritics, Đ as d, one space between words.

    Hòa and Hoà, and NFC and NFD, fold alike.
    """
    bare = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(bare).casefold().translate(_LETTERS).split())


def spelling(text: str) -> str:
    """``text`` for telling whether two spellings are one name: no case, one space between words.

    Hòa and Hoà, úy and uý are one; Cò and Có are two.
    """
    return " ".join(map(_word_with_tone_last, fold_case(text).split()))


def _word_with_tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in letters if c in _TONES)
    return nfc("".join(c for c in letters if c not in _TONES)) + tones


def fold_case(text: str) -> str:
    """``text`` in NFC without regard to case: the same for names that are one file on Windows
    or macOS."""
    return nfc(nfc(text).upper().casefold())


def one_line(text: str) -> str:
    """``text`` in NFC, trimmed, with each run of white space made one space."""
    return " ".join(nfc(text).split())


def excerpt(text: str) -> str:
    """The head of ``text``, short enough to stand inside a message."""
    line = one_line(text[: 4 * _EXCERPT_LENGTH])
    return line if len(line) <= _EXCERPT_LENGTH else line[: _EXCERPT_LENGTH - 1] + "…"


def nearest(word: str, candidates: Iterable[str], *, least: float = 0.5) -> str | None:
    """The candidate most like ``word``, the first of equals, or None if none is like it.

    ``least`` is the likeness asked for, from 0 (any candidate will do) to 1 (the same when
    folded). Only the first thousand candidates and the first hundred characters count, so that
    a suggestion costs little whatever the file holds.
    """
    from difflib import SequenceMatcher  # loaded only where a word is wrong

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(fold(word[:_LONGEST_COMPARED]))
    best: str | None = None
    score = least
    for candidate in islice(candidates, _MOST_CANDIDATES):
        matcher.set_seq1(fold(candidate[:_LONGEST_COMPARED]))
        if matcher.real_quick_ratio() < score or matcher.quick_ratio() < score:
            continue
        ratio = matcher.ratio()
        if ratio > score or (best is None and ratio >= score):
            best, score = candidate, ratio
    return best


def slug(text: str) -> str:
    """``text`` as a part of a file name: ASCII letters, digits and hyphens, never empty.

    Two texts may give one slug. A text with no Latin letter or digit gives a short fingerprint;
    a name that Windows keeps for itself (Còn) ends in an underscore.
    """
    name = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:SLUG_LENGTH].rstrip("-")
    if not name:
        return "u" + hashlib.sha256(nfc(text).encode()).hexdigest()[:8]
    return f"{name}_" if name in DEVICE_NAMES else name
