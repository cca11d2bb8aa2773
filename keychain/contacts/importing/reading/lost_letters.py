"""Letters that were lost for good when a list was saved: ``Nguy?n V?n An``.

Excel's "CSV (Comma delimited)" writes the code page of Windows. On a Windows that is set to English
it has no Vietnamese letters, and each becomes a question mark, without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from keychain.diagnostics import error

LIST_LETTERS_LOST = error("list-letters-lost", "nobody can tell which letter a ? was")

_LOST = re.compile(r"[^\W\d_]\?+[^\W\d_]")
_REPLACED = "\ufffd"


def find_lost_letters(texts: Iterable[str]) -> str | None:
    """The first text that has lost letters, or None.

    A question mark within a word is one, if there are two of them; addresses of pages have them
    rightly. A replacement character (U+FFFD) never stands for anything else.
    """
    first: str | None = None
    for text in texts:
        if _REPLACED in text:
            return text
        if "?" in text and "://" not in text and (found := _LOST.findall(text)):
            if first is not None or len(found) > 1:
                return first or text
            first = text
    return None
