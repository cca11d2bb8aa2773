"""Which language to speak to the person at the keyboard."""

from __future__ import annotations

import sys
from collections.abc import Mapping

_VIETNAMESE_LANGID = 0x2A
"""Primary language identifier of Vietnamese ([MS-LCID], 2.2)."""


def language_of(environ: Mapping[str, str]) -> str:
    """``vi`` or ``en``, as the locale variables say; on Windows, without them, as Windows is set.

    The first variable that is set decides, in the order of POSIX (XBD 8.2).
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "vi" if environ[name].lower().startswith("vi") else "en"
    return _windows_language()


def _windows_language() -> str:
    """The language of Windows' own menus; English on any other system."""
    if sys.platform != "win32":
        return "en"
    import ctypes

    langid: int = ctypes.windll.kernel32.GetUserDefaultUILanguage()
    return "vi" if langid & 0x3FF == _VIETNAMESE_LANGID else "en"
