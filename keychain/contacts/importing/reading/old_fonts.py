"""Text that was typed for the fonts of before Unicode, which show Latin letters as Vietnamese.

``.VnTime`` and its kin follow TCVN3 (TCVN 5712:1993, VN3), ``VNI-Times`` and its kin VNI. Without
the font the text reads ``NguyÔn V¨n An`` or ``Nguyeãn Vaên An``. A third damage looks alike and is
undone in the same way: UTF-8 that a program took for Windows-1252, ``Nguyá»…n VÄƒn An``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from keychain.text import nfc

OldFont = Literal["TCVN3", "VNI", "UTF-8"]

# VN3 puts each lower-case letter and the seven marked capitals on one byte; the other capitals
# are the same bytes in a font of capitals (.VnTimeH).
_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)

# VNI writes a vowel and then its marks; i, y with a dot below and the horned letters have signs
# of their own.
_VNI_MARKS = dict(
    zip(
        "ùøûõïâáàåãäêéèúüë",
        (
            *("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"),
            *("\u0302" + tone for tone in ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")),
            *("\u0306" + tone for tone in ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")),
        ),
        strict=True,
    )
)
_VNI_SIGNS = dict(zip("ôöíìæóòîñ", "ơưíìỉĩịỵđ", strict=True))
_VNI_VOWELS = "aeouyôö"
_VNI_LETTER = re.compile(
    f"([{_VNI_VOWELS}])([{''.join(_VNI_MARKS)}])|[{''.join(_VNI_SIGNS)}]", re.IGNORECASE
)

CP1252 = bytes(range(256)).decode("cp1252", "replace")
"""The characters of Windows-1252, byte by byte; the five bytes without one are themselves."""
CP1252 = "".join(chr(n) if c == "\ufffd" else c for n, c in enumerate(CP1252))
_BYTE_OF = {character: byte for byte, character in enumerate(CP1252)}
_LATIN = frozenset(CP1252)


_LETTERS = frozenset(c for c in CP1252[0xA0:] if c.isalpha())
_FOREIGN: dict[OldFont, frozenset[str]] = {
    "TCVN3": _LETTERS - {chr(code) for code in _TCVN3},
    "VNI": _LETTERS - {form for c in (*_VNI_MARKS, *_VNI_SIGNS) for form in (c, c.upper())},
    "UTF-8": frozenset(),
}


def may_be_for(font: OldFont, text: str) -> bool:
    """Whether ``text`` has only characters that text for ``font`` has: those of Windows-1252,
    without the letters that the table leaves out, such as à of TCVN3."""
    return _LATIN.issuperset(text) and _FOREIGN[font].isdisjoint(text)


def only_latin(text: str) -> bool:
    """Whether ``text`` has nothing but Windows-1252, as text for old fonts does."""
    return _LATIN.issuperset(text)


def from_tcvn3(text: str) -> str:
    """``text`` typed for a TCVN3 font, in Unicode."""
    return _capitals(text.translate(_TCVN3))


def from_vni(text: str) -> str:
    """``text`` typed for a VNI font, in Unicode."""

    def letter(match: re.Match[str]) -> str:
        if match[1] is None:
            sign = _VNI_SIGNS[match[0].lower()]
            return sign.upper() if match[0].isupper() else sign
        vowel = _VNI_SIGNS.get(match[1].lower(), match[1].lower())
        if vowel not in "aeo" and _VNI_MARKS[match[2].lower()][0] in "\u0302\u0306":
            return match[0]
        whole = nfc(vowel + _VNI_MARKS[match[2].lower()])
        return whole.upper() if match[1].isupper() else whole

    return _VNI_LETTER.sub(letter, text)


def from_cp1252(text: str) -> str:
    """``text`` that was UTF-8 taken for Windows-1252; as it is where it was not."""
    try:
        return nfc(bytes(_BYTE_OF[character] for character in text).decode("utf-8"))
    except (KeyError, UnicodeDecodeError):
        return text


CONVERSIONS: dict[OldFont, Callable[[str], str]] = {
    "TCVN3": from_tcvn3,
    "VNI": from_vni,
    "UTF-8": from_cp1252,
}

_WORD = re.compile(r"[^\W\d_]+")


def _capitals(text: str) -> str:
    """TCVN3 has no marked capitals: ``NGUYễN`` was meant as ``NGUYỄN``."""

    def word(match: re.Match[str]) -> str:
        plain = [letter for letter in match[0] if letter.isascii()]
        shouted = len(plain) > 1 and all(letter.isupper() for letter in plain)
        return match[0].upper() if shouted else match[0]

    return _WORD.sub(word, text)


def font_of(name: str) -> OldFont | None:
    """Which table the font called ``name`` follows, or None for a font of Unicode."""
    name = name.strip().lower()
    if name.startswith(".vn"):
        return "TCVN3"
    return "VNI" if name.startswith("vni") else None


def is_capitals_font(name: str) -> bool:
    """Whether the font shows every letter as a capital: ``.VnTimeH``."""
    name = name.strip().lower()
    return name.startswith(".vn") and name.endswith("h")
