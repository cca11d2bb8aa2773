"""Text in columns of a terminal, where letters are none, one or two cells wide."""

from __future__ import annotations

import re
import unicodedata

_TAB = 4
_BREAK = re.compile(r"(?<!\d) | (?!\d)")


def cells(text: str) -> int:
    """How many terminal cells ``text`` fills (UAX #11; marks stand over the letter before)."""
    return sum(_cell(c) for c in text)


def _cell(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def visible(text: str) -> str:
    """``text`` safe to show: tabs as spaces, control characters as U+FFFD."""
    shown = text.replace("\t", " " * _TAB)
    return "".join("\N{REPLACEMENT CHARACTER}" if _hidden(c) else c for c in shown)


def _hidden(letter: str) -> bool:
    # Cf turns the direction of writing, or hides what follows: a terminal must not obey it.
    return unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp")


def pad(text: str, width: int, *, right: bool = False) -> str:
    """``text`` filled with spaces to ``width`` cells; flush right where asked."""
    space = " " * max(0, width - cells(text))
    return space + text if right else text + space


def shorten(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, its end replaced by an ellipsis if need be."""
    if cells(text) <= width:
        return text
    kept = ""
    for letter in text:
        if cells(kept + letter) > width - 1:
            break
        kept += letter
    return kept + "…"


def window(line: str, at: int, width: int) -> tuple[str, int]:
    """The part of ``line`` around character ``at`` in ``width`` cells, and the cell of ``at``.

    Cut ends are marked by an ellipsis; ``at`` may be the position after the last letter.
    """
    at = min(at, len(line))
    start = 0
    while cells(line[start:at]) > width * 2 // 3:
        start += 1
    end = len(line)
    room = width - (start > 0)
    if cells(line[start:]) > room:
        end = start
        while cells(line[start : end + 1]) < room:
            end += 1
    head = "…" if start else ""
    tail = "…" if end < len(line) else ""
    return head + line[start:end] + tail, cells(head + line[start:at])


def wrap(text: str, width: int) -> list[str]:
    """``text`` broken between words into lines of at most ``width`` cells; a long word stays, and
    so do the groups of a number."""
    lines: list[str] = []
    for word in _BREAK.split(text):
        if lines and cells(lines[-1]) + 1 + cells(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines
