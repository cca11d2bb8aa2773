"""The metadata packet of a PDF (XMP, ISO 16684-1): its simple properties, read without trust.

Entities and document types are refused, size and depth are bounded; nothing is ever fetched.
"""

from __future__ import annotations

from dataclasses import field
from xml.parsers import expat

from keychain.values import dataclass

DC = "http://purl.org/dc/elements/1.1/"
PDF = "http://ns.adobe.com/pdf/1.3/"
PDFX = "http://ns.adobe.com/pdfx/1.3/"
PDFXID = "http://www.npes.org/pdfx/ns/id/"
XMP = "http://ns.adobe.com/xap/1.0/"
XMP_MM = "http://ns.adobe.com/xap/1.0/mm/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML_LANG = "http://www.w3.org/XML/1998/namespace lang"

_LARGEST = 1_000_000
_DEEPEST = 40

Properties = dict[tuple[str, str], str]
"""Each property by its name space and name; of alternatives in several languages the default."""


class XmpRefused(ValueError):
    """A packet that is no well-formed XML, is too large or too deep, or declares a DTD."""


def read_xmp(packet: bytes) -> Properties:
    """The properties of a packet. Raises XmpRefused."""
    if len(packet) > _LARGEST:
        raise XmpRefused("too large")
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(packet, True)
    except (expat.ExpatError, ValueError, LookupError) as problem:
        raise XmpRefused(str(problem)) from problem
    return reader.found


def _refuse(*_: object) -> None:
    raise XmpRefused("a document type")


@dataclass(slots=True)
class _Reader:
    """Properties stand directly in an rdf:Description, as elements or as attributes."""

    found: Properties = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _property: str | None = None
    _depth: int = 0
    _text: list[str] = field(default_factory=list)
    _default: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise XmpRefused("too deep")
        described = bool(self._open) and self._open[-1] == f"{_RDF} Description"
        if tag == f"{_RDF} Description" and self._property is None:
            for name, value in attributes.items():
                self._keep(name, value)
        elif described and self._property is None:
            self._property, self._depth = tag, len(self._open)
            self._text = []
        elif self._property is not None:
            self._text = []
            self._default = attributes.get(_XML_LANG) == "x-default"
        self._open.append(tag)

    def text(self, data: str) -> None:
        if self._property is not None:
            self._text.append(data)

    def end(self, tag: str) -> None:
        self._open.pop()
        if self._property is None:
            return
        if len(self._open) == self._depth:
            value = "".join(self._text).strip()
            if value:
                self._keep(self._property, value)
            self._property = None
        elif tag == f"{_RDF} li":
            self._keep(self._property, "".join(self._text), over=self._default)
        self._text = []

    def _keep(self, name: str, value: str, *, over: bool = False) -> None:
        space, _, local = name.rpartition(" ")
        if over:
            self.found[space, local] = value
        else:
            self.found.setdefault((space, local), value)
