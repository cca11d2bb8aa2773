"""Label sheets in gLabels' own files: XML of ``Template`` elements, read as they are.

The form is gLabels' documentation of product templates, versions 3 and 4. The parser knows no
entities but XML's own five: a document type that could define others is refused, and nothing
outside the file is ever read.
"""

from __future__ import annotations

import re
from dataclasses import field
from xml.parsers import expat

from keychain.diagnostics import Diagnostic, Place, error
from keychain.text import nearest
from keychain.values import dataclass

XML_UNREADABLE = error("template-unreadable", "labels in a damaged file may be measured wrongly")
TEMPLATES_TOO_LARGE = error(
    "template-too-large", "the largest collections of label sheets are smaller"
)
NO_PART = error("template-part-missing", "a file of templates holds many sheets")
BAD_ATTRIBUTE = error("template-value", "a length that cannot be read leaves labels in no place")
NO_LENGTH = error("template-value-missing", "without it nobody knows where the labels are")
UNKNOWN_PAPER = error("template-paper", "labels are measured from the edges of their paper")
NO_LABEL = error("template-label", "a sheet has one shape of label")
NO_EQUIVALENT = error("template-equivalent", "a sheet that is like no other has no figures")

MAX_KILOBYTES = 4096
MAX_ELEMENTS = 100_000
MAX_EQUIVALENTS = 10

LABEL_SHAPES = ("rectangle", "round", "ellipse", "cd", "path", "continuous")
_SHAPE = re.compile(rf"Label-({'|'.join(LABEL_SHAPES)})")


@dataclass(slots=True)
class Element:
    """One element with its attributes, and its place in the file."""

    name: str
    attributes: dict[str, str]
    place: Place


@dataclass(slots=True)
class Template:
    """One product: its own attributes, its label, and its layouts, as they are written."""

    element: Element
    labels: list[Element] = field(default_factory=list)
    layouts: list[Element] = field(default_factory=list)

    @property
    def brand(self) -> str:
        """Who sells it."""
        return self.element.attributes.get("brand", "").strip()

    @property
    def part(self) -> str:
        """What it is called."""
        return self.element.attributes.get("part", "").strip()

    @property
    def name(self) -> str:
        """Brand and part; older files have one name for both."""
        own = self.element.attributes.get("name", "").strip()
        return f"{self.brand} {self.part}".strip() or own

    @property
    def names(self) -> frozenset[str]:
        """What it may be asked for as, in small letters."""
        return frozenset(each.casefold() for each in (self.name, self.part) if each)


def read_templates(data: bytes, file: str) -> tuple[tuple[Template, ...], tuple[Diagnostic, ...]]:
    """Every template of a file; none where the file is no well-formed XML, with the place of what
    is wrong. ``file`` is what places call it."""
    kilobytes = len(data) // 1024
    if kilobytes > MAX_KILOBYTES:
        return (), (TEMPLATES_TOO_LARGE(Place(file, 0, 0), size=kilobytes, most=MAX_KILOBYTES),)
    reader = _Reader(file)
    fault = reader.read(data)
    return ((), (fault,)) if fault else (tuple(reader.templates), ())


def find_template(
    name: str, templates: tuple[Template, ...], file: str
) -> tuple[Template | None, tuple[Diagnostic, ...]]:
    """The template that is asked for by its part, or by its brand and part, what it is
    equivalent to put in; the first of several."""
    asked = " ".join(name.split()).casefold()
    found = next((each for each in templates if asked in each.names), None)
    if found is None:
        names = [n for each in templates for n in (each.part, each.name)]
        near = nearest(name, names, least=0) or "—"
        known = tuple(each.name for each in templates if each.name)[:12]
        place = Place(file, 0, 0)
        return None, (NO_PART(place, name=name[:60], nearest=near, known=known or ("—",)),)
    return _filled(found, templates)


def _filled(
    template: Template, templates: tuple[Template, ...]
) -> tuple[Template | None, tuple[Diagnostic, ...]]:
    """The template with what it takes over from the one that it names as its equivalent."""
    chain = [template]
    while (equivalent := chain[-1].element.attributes.get("equiv")) is not None:
        brand, part = chain[-1].brand, " ".join(equivalent.split())
        like = next((e for e in templates if (e.brand, e.part) == (brand, part)), None)
        if like is None or like in chain or len(chain) > MAX_EQUIVALENTS:
            return None, (NO_EQUIVALENT(template.element.place, name=f"{brand} {part}"[:60]),)
        chain.append(like)
    last, own = chain[-1], template.element
    merged = Element(own.name, {**last.element.attributes, **own.attributes}, own.place)
    return Template(merged, last.labels, last.layouts), ()


class _Enough(Exception):
    """Ends the reading: the rest of the file will not be looked at."""


class _Reader:
    def __init__(self, file: str) -> None:
        self.templates: list[Template] = []
        self._file = file
        self._elements = 0
        self._open: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self, data: bytes) -> Diagnostic | None:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as fault:
            return XML_UNREADABLE(self._place(), why=expat.ErrorString(fault.code) or "")
        except (LookupError, ValueError) as fault:
            # An encoding that Python does not know, or one of several bytes a character.
            return XML_UNREADABLE(self._place(), why=str(fault)[:60])
        except _Enough:
            return XML_UNREADABLE(self._place(), why="<!DOCTYPE [")
        return None

    def _place(self) -> Place:
        return Place(
            self._file, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        )

    def _doctype(self, _name: str, _system: object, _public: object, subset: bool) -> None:
        if subset:
            raise _Enough

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise _Enough
        element = Element(name, attributes, self._place())
        # Version 2 calls a template a sheet.
        if name in ("Template", "Sheet"):
            self.templates.append(Template(element))
        elif self.templates and {"Template", "Sheet"} & set(self._open):
            if _SHAPE.fullmatch(name):
                self.templates[-1].labels.append(element)
            elif name == "Layout":
                self.templates[-1].layouts.append(element)
        self._open.append(name)

    def _end(self, _name: str) -> None:
        self._open.pop()
