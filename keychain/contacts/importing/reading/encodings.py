"""Bytes of a text file as text: Unicode in its forms, Windows-1258, and the old fonts' bytes."""

from __future__ import annotations

import codecs

from keychain.contacts.importing.reading.old_fonts import CONVERSIONS, CP1252
from keychain.contacts.importing.reading.syllables import likeness
from keychain.diagnostics import error
from keychain.text import nfc

LIST_ENCODING = error("list-encoding", "guessing at letters would change people's names")

_LEAST = 0.7
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BYTES_JUDGED = 256 * 1024


def decode(data: bytes) -> str | None:
    """The text of ``data``, or None where no encoding makes Vietnamese of it.

    Text for old fonts comes back as it stands; :mod:`.recovery` converts it cell by cell.
    """
    for mark, name in _UTF16:
        if data.startswith(mark) and not data.startswith(codecs.BOM_UTF32_LE):
            return _strict(data[len(mark) :], name)
    if data.startswith(codecs.BOM_UTF8):
        return _strict(data[len(codecs.BOM_UTF8) :], "utf-8")
    sample = data[:4096]
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = sample[start::2]
        if len(half) > 8 and half.count(0) > 0.3 * len(half) > sample[1 - start :: 2].count(0):
            return _strict(data, name)
    text = _strict(data, "utf-8")
    return text if text is not None else _of_one_byte(data)


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _of_one_byte(data: bytes) -> str | None:
    """Text of one byte a character, told by which table makes Vietnamese syllables of it."""
    latin = data.decode("latin-1").translate(dict(enumerate(CP1252)))
    sample = latin[:_BYTES_JUDGED]
    scores = [_share(convert(sample)) for font, convert in CONVERSIONS.items() if font != "UTF-8"]
    best = max(scores)
    text = _strict(data, "cp1258")
    if text is not None:
        text = nfc(text)
        share = _share(text[:_BYTES_JUDGED])
        if share >= max(_LEAST, best):
            return text
    return latin if best >= _LEAST else None


def _share(text: str) -> float:
    right, words = likeness((text,))
    return right / words if words else 1.0
