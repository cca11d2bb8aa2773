"""Bytes into text: one encoding, and no character that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from keychain.diagnostics import Diagnostic, Place, error

NOT_UTF8 = error("not-utf-8", "in another encoding Vietnamese letters are guesswork")
NOT_TEXT = error("not-text", "a workbook or a PDF was given in place of contacts.yaml")
UTF16 = error("utf-16", "Windows' “Unicode” text is UTF-16, which is not read")
CONTROL_CHARACTER = error("control-character", "it cannot be seen and would be printed")
INVISIBLE_CHARACTER = error(
    "invisible-character", "two names that look alike would differ, or letters change places"
)
STACKED_MARKS = error("stacked-marks", "no letter has so many; a hostile text costs time")

MOST_MARKS = 30
"""Combining marks in a row (UAX #15, 13, Stream-Safe Text Format); putting more of them in
order takes time that grows with the square of their number."""

_MOST_FINDINGS = 1000

_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_PROGRAMS = (
    (b"PK\x03\x04", "XLSX, DOCX, ZIP"),
    (b"\xd0\xcf\x11\xe0", "XLS, DOC"),
    (b"%PDF-", "PDF"),
)
_UTF8_MARK = b"\xef\xbb\xbf"

# C0 and C1 but tab and the ends of lines; surrogates and noncharacters, which no text may hold.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
# Unicode's format characters and default ignorables, and its line and paragraph separators.
# Joiners (U+200C, U+200D) stay: Khmer needs them.
_INVISIBLE = (
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSEEN = re.compile(f"[{_CONTROL}{_INVISIBLE}]")
_CONTROLS = re.compile(f"[{_CONTROL}]")
# An escape inside double quotes, its last letter with marks of its own: "\n" and U+0301 is no
# new line but an escape that does not exist, "\ń".
_MARKED_ESCAPE = re.compile(r"\\[0-9A-Za-z]{1,9}[\u0300-\u036f]+")
# Where combining marks may be: not among Latin letters, punctuation or signs.
_MAY_BE_MARKS = re.compile(f"[^\0-\u02ff\u1e00-\u20cf\u2100-\u2bff]{{{MOST_MARKS + 1},}}")


def read_text(data: bytes, file: str) -> tuple[str | None, Diagnostic | None]:
    """The text of UTF-8 bytes, with or without a byte-order mark, its lines ended by ``\\n``.

    None and a finding for another encoding, or for a file that is no text at all.
    """
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            return None, UTF16(Place(file, 1, 1), encoding=name)
    for mark, kind in _PROGRAMS:
        if data.startswith(mark):
            return None, NOT_TEXT(Place(file, 1, 1), kind=kind)
    # Without a mark: ASCII letters in UTF-16 have a zero byte beside each.
    zeros = [byte == 0 for byte in data[:4]]
    if zeros in ([True, False, True, False], [False, True, False, True]):
        return None, UTF16(Place(file, 1, 1), encoding="UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        start = fault.start + (len(_UTF8_MARK) if data.startswith(_UTF8_MARK) else 0)
        before = _unix_lines(data[:start].decode("utf-8-sig"))
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return None, NOT_UTF8(place, byte=f"0x{data[start]:02X}")
    return _unix_lines(text), None


def check_characters(lines: list[str], file: str) -> Iterator[Diagnostic]:
    """A finding for each control or invisible character, up to a thousand."""
    return islice(_check_lines(lines, file), _MOST_FINDINGS)


def _check_lines(lines: list[str], file: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(lines, 1):
        for match in _UNSEEN.finditer(line):
            yield unseen(match[0], Place(file, number, match.start() + 1))
        if (start := _stack(line)) is not None:
            yield STACKED_MARKS(Place(file, number, start + 1), most=MOST_MARKS)


def _stack(text: str) -> int | None:
    """Where more combining marks than are allowed begin, or None."""
    if len(text) <= MOST_MARKS:
        return None
    for match in _MAY_BE_MARKS.finditer(text):
        count = 0
        for index in range(match.start(), match.end()):
            count = count + 1 if unicodedata.combining(text[index]) else 0
            if count > MOST_MARKS:
                return index - MOST_MARKS
    return None


def check_scalar(text: str, place: Place) -> Diagnostic | None:
    """The finding for what an escape inside double quotes has put into a value, or None."""
    if match := _UNSEEN.search(text):
        return unseen(match[0], place)
    return STACKED_MARKS(place, most=MOST_MARKS) if _stack(text) is not None else None


def unseen(character: str, place: Place) -> Diagnostic:
    """The finding for a control or invisible character."""
    rule = CONTROL_CHARACTER if _CONTROLS.match(character) else INVISIBLE_CHARACTER
    return rule(place, character=f"U+{ord(character):04X}")


def without_refused(text: str) -> str:
    """``text`` with a space for each character that is refused, so that columns stay.

    A letter of an escape is composed with its marks: NFD must not read as another escape.
    """
    text = _UNSEEN.sub(" ", text)
    if _stack(text) is not None:
        text = _MAY_BE_MARKS.sub(_without_stacks, text)
    return _MARKED_ESCAPE.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def _without_stacks(match: re.Match[str]) -> str:
    return "".join(" " if unicodedata.combining(c) else c for c in match[0])


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
