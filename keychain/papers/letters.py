"""The letters that papers of one kind have in their fonts, whatever names are on them."""

from __future__ import annotations

import unicodedata

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VIETNAMESE = "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES
)
_SMALL = "".join(dict.fromkeys("bcdđfghjklmnpqrstvwxz" + _VIETNAMESE))

LETTERS = "0123456789" + _SMALL + _SMALL.upper() + "(),-./:;!?'\"%&+–·…×“”’"
"""What Vietnamese and English are written with: 218 signs, which is less than a simple font holds,
and costs a file 10 kB a font. A name with another letter is drawn all the same."""
