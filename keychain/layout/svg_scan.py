"""What an SVG file holds, looked at before anything is built from it.

svgelements is lenient: it leaves out what it does not know and ends a path where its data are
wrong, and it follows whatever it is given for as long as that takes. So the file is bounded and
held to what paths can show first.
"""

from __future__ import annotations

import re
from xml.parsers import expat

import svgelements

from keychain.diagnostics import Diagnostic, error

UNREADABLE = error("svg-unreadable", "a drawing with a fault would print in part")
UNSUPPORTED = error("svg-unsupported", "what cannot be printed as paths would be left out")
TOO_LARGE = error("svg-too-large", "a drawing on a tag of 5 cm needs no more; bombs do")

MAX_KILOBYTES = 512
MAX_ELEMENTS = 1_000
MAX_DEPTH = 50
MAX_NUMBERS = 20_000

SVG = "http://www.w3.org/2000/svg"
SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
SILENT = frozenset(("svg", "g", "defs", "title", "desc", "metadata", "style"))

PLAIN: dict[str, tuple[str, ...]] = {
    "opacity": ("1", "1.0", "100%"),
    "fill-opacity": ("1", "1.0", "100%"),
    "stroke-opacity": ("1", "1.0", "100%"),
    "stroke-linecap": ("butt",),
    "stroke-linejoin": ("miter",),
    "stroke-miterlimit": ("4", "4.0"),
    "stroke-dasharray": ("none",),
    "clip-path": ("none",),
    "mask": ("none",),
    "filter": ("none",),
    "mix-blend-mode": ("normal",),
    "fill-rule": ("nonzero", "evenodd"),
    "visibility": ("visible",),
}
"""Properties, and those of their values that a plain path can show."""

COLOURS = frozenset(("fill", "stroke", "color"))
LENGTHS = frozenset(
    "x y width height rx ry cx cy r x1 y1 x2 y2 stroke-width".split()  # noqa: SIM905 a table
)

# Atomic, so that a run of digits is one number and nothing is tried twice.
_NUMBER = r"(?>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
_NUMBERS = re.compile(_NUMBER)
_LENGTH = re.compile(rf"{_NUMBER}\s*(?:px|pt|pc|mm|cm|in|%)?")
_LIST = re.compile(rf"\s*(?:{_NUMBER}[\s,]*)*")
_FUNCTION = r"(?:matrix|translate|scale|rotate|skewX|skewY)\s*\(\s*(?:{}[\s,]*)+\)"
_TRANSFORM = re.compile(rf"\s*(?:{_FUNCTION.format(_NUMBER)}[\s,]*)*")
_PATH = re.compile(rf"\s*(?:[Mm](?:[\s,]*(?:[A-Za-z]|{_NUMBER}))*[\s,]*)?")
_COMMAND = re.compile(r"([A-Za-z])([^A-DF-Za-df-z]*)")
_ARGUMENTS = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "Z": 0}
"""Numbers a path command takes (SVG 1.1, 8.3); arcs, whose flags may stand unspaced, apart."""

_PART = r"\s*\d{1,3}(?:\.\d+)?%?\s*"
_RGB = re.compile(rf"#[0-9a-f]{{3}}|#[0-9a-f]{{6}}|rgb\({_PART},{_PART},{_PART}\)")
_REFERENCE = re.compile(r"url\s*\(", re.IGNORECASE)
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;{}]+)")


def scan_svg(data: bytes) -> tuple[Diagnostic, ...]:
    """What stands against printing the file; ``line`` counts in it."""
    kilobytes = len(data) // 1024
    if kilobytes > MAX_KILOBYTES:
        return (TOO_LARGE(size=kilobytes, most=MAX_KILOBYTES, unit="kB"),)
    return tuple(_Scan().read(data))


class _Enough(Exception):
    """Ends the scan: the rest of the file will not be looked at."""


class _Scan:
    def __init__(self) -> None:
        self._found: list[Diagnostic] = []
        self._stroke_faults: list[Diagnostic] = []
        self._strokes = False
        self._seen: set[str] = set()
        self._depth = self._elements = self._numbers = 0
        self._style = False
        self._foreign = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self, data: bytes) -> list[Diagnostic]:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as fault:
            self._unreadable(expat.ErrorString(fault.code) or "")
        except (LookupError, ValueError) as fault:
            # An encoding that Python does not know, or one of several bytes a character.
            self._unreadable(str(fault))
        except _Enough:
            pass
        return self._found + (self._stroke_faults if self._strokes else [])

    def _unreadable(self, why: str) -> None:
        self._found.append(UNREADABLE(line=self._parser.CurrentLineNumber, why=why[:60]))

    def _refuse(self, what: str) -> None:
        if what not in self._seen:
            self._seen.add(what)
            found = self._stroke_faults if what.startswith("stroke-") else self._found
            found.append(UNSUPPORTED(line=self._parser.CurrentLineNumber, what=what[:60]))

    def _bound(self, size: int, most: int, unit: str) -> None:
        if size > most:
            self._found.append(TOO_LARGE(size=size, most=most, unit=unit))
            raise _Enough

    def _doctype(self, _name: str, _system: object, _public: object, subset: bool) -> None:
        # Without a subset of its own a document type is only a name, and is not looked up.
        if subset:
            self._refuse("<!DOCTYPE [")
            raise _Enough

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        self._bound(self._depth, MAX_DEPTH, "levels")
        self._bound(self._elements, MAX_ELEMENTS, "elements")
        space, _, tag = name.rpartition(" ")
        if self._foreign or space not in ("", SVG):
            # Editors' own notes and licence data.
            self._foreign += 1
            return
        if (tag not in SHAPES and tag not in SILENT) or (tag == "svg") != (self._depth == 1):
            self._refuse(f"<{tag}>")
        self._style = tag == "style"
        properties = dict(_DECLARATION.findall(attributes.get("style", "")))
        for key, value in attributes.items():
            if key.startswith("on"):
                self._refuse(key)
            elif " " not in key and key != "style":
                properties.setdefault(key, value)
        self._properties(properties)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        self._foreign = max(0, self._foreign - 1)
        self._style = False

    def _text(self, text: str) -> None:
        if self._style and not self._foreign:
            if "@import" in text:
                self._refuse("@import")
            for block in text.split("}"):
                self._properties(dict(_DECLARATION.findall(block)))

    def _properties(self, properties: dict[str, str]) -> None:
        """Those of one element, or of one rule of a style sheet."""
        stroke = properties.get("stroke", "").strip()
        self._strokes |= stroke not in ("", "none")
        for key, value in properties.items():
            # How a line that is not drawn would end does not matter.
            if not (stroke == "none" and key.startswith("stroke-")):
                self._property(key, value.strip())

    def _property(self, key: str, value: str) -> None:
        if _REFERENCE.search(value):
            self._refuse("url()")
        elif (key in PLAIN and value.lower() not in PLAIN[key]) or (
            key in COLOURS and not _is_colour(value)
        ):
            self._refuse(f"{key}: {value}")
        elif key in ("d", "points", "transform", "viewBox"):
            self._numbers += len(_NUMBERS.findall(value))
            self._bound(self._numbers, MAX_NUMBERS, "numbers")
            if not well_formed(key, value):
                self._unreadable(f"{key}={value}")
        elif key in LENGTHS and _LENGTH.fullmatch(value) is None:
            self._unreadable(f"{key}={value}")


def well_formed(key: str, value: str) -> bool:
    if key == "transform":
        return _TRANSFORM.fullmatch(value) is not None
    if key != "d":
        count = len(_NUMBERS.findall(value))
        return _LIST.fullmatch(value) is not None and (
            count == 4 if key == "viewBox" else count % 2 == 0
        )
    return _PATH.fullmatch(value) is not None and all(
        _has_its_numbers(command.upper(), len(_NUMBERS.findall(numbers)))
        for command, numbers in _COMMAND.findall(value)
    )


def _has_its_numbers(command: str, count: int) -> bool:
    if command == "A":
        return count >= 5
    each = _ARGUMENTS.get(command)
    if each is None:
        return False
    return count == 0 if each == 0 else count > 0 and count % each == 0


def _is_colour(value: str) -> bool:
    """Whether ``value`` is a solid colour: svgelements takes what it does not know for black."""
    value = value.lower()
    if value in ("none", "transparent", "currentcolor", "black") or _RGB.fullmatch(value):
        return True
    return value.isalpha() and int(svgelements.Color(value)) != int(svgelements.Color("black"))
