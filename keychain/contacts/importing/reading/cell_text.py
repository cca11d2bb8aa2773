"""What a cell shows, as one normal form of text."""

from __future__ import annotations

import re

from keychain.text import nfc

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

# Numbers copied from a telephone's contacts come wrapped in marks of direction; the soft hyphen
# shows only where a line breaks.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def clean(text: str) -> str:
    """``text`` in NFC, each line trimmed, its line breaks ``\\n``, without what cannot be seen."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _UNSEEN.sub("", _SPACES.sub(" ", _BREAKS.sub("\n", text)))
    return nfc("\n".join(line.strip() for line in text.split("\n")).strip("\n"))
