"""The lines of a vCard: names, parameters, values escaped, folded.

RFC 2426 (3.0) and RFC 6350 (4.0) have these in common with iCalendar (RFC 5545), so icalendar
writes them: it folds at 75 octets without parting a character, and escapes what has to be.
"""

from __future__ import annotations

from collections.abc import Iterable

from icalendar.parser import Contentline
from icalendar.prop import vText


def text(value: str) -> str:
    """A value of free text: backslash, comma, semicolon and line break escaped (RFC 6350, 3.4)."""
    return vText(value).to_ical().decode()


def components(*values: str | None) -> str:
    """A structured value: its components parted by semicolons (RFC 6350, 3.3 and 6.2.2)."""
    return ";".join(text(value or "") for value in values)


def listed(values: Iterable[str]) -> str:
    """A list of texts, parted by commas (RFC 6350, 6.7.1)."""
    return ",".join(map(text, values))


def write_lines(lines: Iterable[tuple[str, str]]) -> bytes:
    """Lines of a property with its parameters, and a value that is escaped already.

    UTF-8, no byte order mark, CRLF after each, no line longer than 75 octets (RFC 2426, 2.6;
    RFC 6350, 3.2), no blank line, which some telephones take for the end.
    """
    return b"".join(_fold(f"{head}:{value}") + b"\r\n" for head, value in lines)


def _fold(line: str) -> bytes:
    # icalendar types its components, not the lines that they are made of.
    folded: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return folded
