"""A PDF's objects, kept and numbered by reportlab, which also embeds the fonts.

Bodies are made here as bytes: reportlab's canvas would name Helvetica in every stream and set grey
and RGB. Times, identifiers and names come from what is drawn and never from the clock.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from uuid import NAMESPACE_OID, uuid5

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

from keychain.pdf.fonts import LoadedFont, begin_subset, embed_fonts

VERSION = (1, 6)

DOCUMENT_ID = "uuid:00000000-0000-0000-0000-000000000000"
"""Stands in metadata until the rest of the file is known."""

COMPRESSION = 6
"""zlib's 9 takes four times as long for a file 5 % smaller."""

SHORTEST_COMPRESSED = 120
"""Bytes; below this the Filter entry outweighs what is saved."""

NO_ID = b"[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]"
"""Stands for the file's identifier until the rest of the file is known."""


class _Body(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An indirect object whose bytes are ready, or will be before the file is finished."""

    __RefOnly__ = 1

    def __init__(self, body: bytes = b"") -> None:
        self.body = body

    def format(self, _document: object) -> bytes:
        return self.body


class Document:
    """Objects go in, references such as ``7 0 R`` come out, and a finished file at the end."""

    def __init__(self, version: tuple[int, int] = VERSION) -> None:
        # What somebody's own reportlab settings say must not show in the file.
        rl_config.pdfComments = 0
        rl_config.pdfMultiLine = 0
        self._pdf = pdfdoc.PDFDocument(compression=1, invariant=1, pdfVersion=version)
        self._pdf._ID = NO_ID
        self._fonts: dict[str, LoadedFont] = {}
        self.fonts = self._reference(pdfdoc.PDFObjectReference(pdfdoc.BasicFonts))
        """The dictionary of all fonts that are drawn with."""

    def _reference(self, found: pdfdoc.PDFObjectReference) -> str:
        text: bytes = found.format(self._pdf)
        return text.decode("ascii")

    def add(self, body: str) -> str:
        """Keep an object and refer to it."""
        return self._reference(self._pdf.Reference(_Body(body.encode("ascii"))))

    def add_later(self) -> tuple[str, _Body]:
        """Refer to an object whose body is set later."""
        body = _Body()
        return self._reference(self._pdf.Reference(body)), body

    def add_stream(self, entries: str, data: bytes) -> str:
        """Keep a stream with these dictionary entries, compressed where that pays."""
        if len(data) >= SHORTEST_COMPRESSED:
            data = zlib.compress(data, COMPRESSION)
            entries += "/Filter/FlateDecode"
        return self.add_plain_stream(entries, data)

    def add_plain_stream(self, entries: str, data: bytes) -> str:
        """Keep a stream whose bytes stand in the file as they are."""
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii")
        return self._reference(self._pdf.Reference(_Body(head + data + b"\nendstream")))

    def show(self, text: str, font: LoadedFont) -> list[tuple[str, bytes]]:
        """``text`` as runs: the name of the font's subset, and the codes in it."""
        drawing = font.reportlab
        if drawing.fontName not in self._fonts:
            self._fonts[drawing.fontName] = font
            begin_subset(self._pdf, font)
        return [
            (drawing.getSubsetInternalName(subset, self._pdf), codes)
            for subset, codes in drawing.splitString(font.as_drawn(text), self._pdf)
        ]

    def finished(self, catalog: str, info: str) -> bytes:
        """The file; its identifier is the digest of everything else in it."""
        embed_fonts(self._pdf, self._fonts.values())
        self._pdf.Catalog = _Body(catalog.encode("ascii"))
        self._pdf.info = _Body(info.encode("ascii"))
        data: bytes = self._pdf.format()
        digest = digest_of(data)
        # Strings have no line break and streams are compressed: this can stand in metadata only.
        element = "\n   <xmpMM:DocumentID>"
        named = f"{element}uuid:{uuid5(NAMESPACE_OID, digest.decode())}".encode("ascii")
        data = data.replace(f"{element}{DOCUMENT_ID}".encode("ascii"), named)
        return identified(data, digest)


def digest_of(data: bytes) -> bytes:
    """What a file's identifier is made of: the digest of the file with ``NO_ID`` in it."""
    return hashlib.sha256(data).hexdigest()[:32].encode("ascii")


def identified(data: bytes, digest: bytes) -> bytes:
    """The file with its identifier in the place of ``NO_ID``."""
    before, after = data.rsplit(NO_ID, 1)
    return b"".join((before, b"[<", digest, b"><", digest, b">]", after))


def text_string(text: str) -> str:
    """A text string object (ISO 32000-1, 7.9.2.2): plain where ASCII will do, else UTF-16."""
    if all(" " <= letter <= "~" for letter in text):
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def pdf_name(text: str) -> str:
    """A name object (ISO 32000-1, 7.3.5): UTF-8, all but letters and digits as numbers."""
    return "/" + re.sub(
        rb"[^A-Za-z0-9]", lambda found: b"#%02X" % found[0][0], text.encode("utf-8")
    ).decode("ascii")


def byte_string(codes: bytes) -> str:
    """A string object of any bytes, readable where they are."""
    if all(0x20 <= code <= 0x7E for code in codes):
        text = codes.decode("ascii")
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return "<" + codes.hex().upper() + ">"
