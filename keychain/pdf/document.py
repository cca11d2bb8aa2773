"""A PDF's objects, numbered as they come, and its fonts.

Bodies are made here as bytes: reportlab's canvas would name Helvetica in every stream and set grey
and RGB. Times, identifiers and names come from what is drawn and never from the clock.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable

from keychain.pdf.fonts import LoadedFont
from keychain.pdf.subsets import COMPRESSION, Subsets

VERSION = (1, 6)

DOCUMENT_ID = "uuid:00000000-0000-0000-0000-000000000000"
"""Stands in metadata until the rest of the file is known."""

SHORTEST_COMPRESSED = 200
"""Bytes; below this the Filter entry outweighs what is saved, or nearly so."""

NO_ID = b"[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]"
"""Stands for the file's identifier until the rest of the file is known."""


class _Body:
    """An indirect object's bytes, ready now or before the file is finished."""

    __slots__ = ("body",)

    def __init__(self, body: bytes = b"") -> None:
        self.body = body


class Document:
    """Objects go in, references such as ``7 0 R`` come out, and a finished file at the end. Each
    font holds ``letters`` from the start (``subsets.Subsets``)."""

    def __init__(self, version: tuple[int, int] = VERSION, letters: str = "") -> None:
        self._version = version
        self._objects: list[_Body] = []
        self._subsets: dict[LoadedFont, Subsets] = {}
        self.letters = letters
        self.fonts, self._fonts = self.add_later()
        """The dictionary of all fonts that are drawn with."""

    def add(self, body: str) -> str:
        """Keep an object and refer to it."""
        return self._keep(_Body(body.encode("latin-1")))

    def add_later(self) -> tuple[str, _Body]:
        """Refer to an object whose body is set later."""
        body = _Body()
        return self._keep(body), body

    def add_stream(self, entries: str, data: bytes) -> str:
        """Keep a stream with these dictionary entries, compressed where that pays."""
        if len(data) < SHORTEST_COMPRESSED:
            return self.add_plain_stream(entries, data)
        return self.add_compressed(entries, zlib.compress(data, COMPRESSION))

    def add_compressed(self, entries: str, data: bytes) -> str:
        """Keep a stream that zlib has compressed already."""
        return self.add_plain_stream(f"{entries}/Filter/FlateDecode", data)

    def add_plain_stream(self, entries: str, data: bytes) -> str:
        """Keep a stream whose bytes stand in the file as they are."""
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii")
        return self._keep(_Body(head + data + b"\nendstream"))

    def _keep(self, body: _Body) -> str:
        self._objects.append(body)
        return f"{len(self._objects)} 0 R"

    def use(self, fonts: Iterable[LoadedFont]) -> None:
        """Have these fonts, whose ``letters`` somebody else has drawn."""
        for font in fonts:
            if font not in self._subsets:
                self._subsets[font] = Subsets(font, self.letters)

    def show(self, text: str, font: LoadedFont) -> list[tuple[str, bytes]]:
        """``text`` as runs: the name of the font's subset, and the codes in it."""
        if font not in self._subsets:
            self.use((font,))
        return self._subsets[font].runs(text)

    @property
    def used(self) -> tuple[LoadedFont, ...]:
        """The fonts that are drawn with, in the order of their first use."""
        return tuple(self._subsets)

    @property
    def only_letters(self) -> bool:
        """Whether nothing was drawn but the letters that each font has from the start."""
        return not any(each.extended for each in self._subsets.values())

    def finished(self, catalog: str, info: str) -> bytes:
        """The file; its identifier is the digest of everything else in it."""
        self._embed()
        root, about = self.add(catalog), self.add(info)
        data = self._written(f"/Root {root}/Info {about}")
        digest = digest_of(data)
        # Strings have no line break and streams are compressed: this can stand in metadata only.
        element = "\n   <xmpMM:DocumentID>"
        unnamed = f"{element}{DOCUMENT_ID}".encode("ascii")
        if unnamed in data:
            from uuid import NAMESPACE_OID, uuid5  # which plain files need not load

            named = f"{element}uuid:{uuid5(NAMESPACE_OID, digest.decode())}".encode("ascii")
            data = data.replace(unnamed, named)
        return identified(data, digest)

    def _embed(self) -> None:
        named = []
        for subsets in self._subsets.values():
            for name, cut in subsets.cut():
                program = self.add_compressed(f"/Length1 {cut.size}", cut.program)
                text = self.add_compressed("", cut.to_unicode)
                descriptor = self.add(f"<<{cut.descriptor}/FontFile2 {program}>>")
                font = f"<<{cut.font}/FontDescriptor {descriptor}/ToUnicode {text}>>"
                named.append(f"{name} {self.add(font)}")
        self._fonts.body = f"<<{' '.join(named)}>>".encode("ascii")

    def _written(self, trailer: str) -> bytes:
        """Header, body, cross-reference table and trailer (ISO 32000-1, 7.5)."""
        major, minor = self._version
        # Four bytes above 127 tell programs that move files that this one is no text.
        parts = [f"%PDF-{major}.{minor}\n%".encode("ascii") + b"\xe2\xe3\xcf\xd3\n"]
        lines = ["0000000000 65535 f \n"]
        size = len(parts[0])
        for number, each in enumerate(self._objects, 1):
            lines.append(f"{size:010} 00000 n \n")
            whole = b"%d 0 obj\n%b\nendobj\n" % (number, each.body)
            parts.append(whole)
            size += len(whole)
        count = len(lines)
        end = f"xref\n0 {count}\n{''.join(lines)}trailer\n<</Size {count}{trailer}\n/ID "
        parts += [end.encode("ascii"), NO_ID, f">>\nstartxref\n{size}\n%%EOF\n".encode("ascii")]
        return b"".join(parts)


def digest_of(data: bytes) -> bytes:
    """What a file's identifier is made of: the digest of the file with ``NO_ID`` in it."""
    return hashlib.sha256(data).hexdigest()[:32].encode("ascii")


def identified(data: bytes, digest: bytes) -> bytes:
    """The file with its identifier in the place of ``NO_ID``."""
    before, after = data.rsplit(NO_ID, 1)
    return b"".join((before, b"[<", digest, b"><", digest, b">]", after))


def text_string(text: str) -> str:
    """A text string object (ISO 32000-1, 7.9.2.2), a character a byte: plain where ASCII will do,
    else UTF-16, which as digits would be twice as long."""
    if not (text.isascii() and text.isprintable()):
        text = "\xfe\xff" + text.encode("utf-16-be").decode("latin-1")
    # 7.3.4.2: what ends a string, and what would be read as another end of line.
    for character, escaped in (("\\", r"\\"), ("(", r"\("), (")", r"\)"), ("\r", r"\r")):
        text = text.replace(character, escaped)
    return f"({text})"


def pdf_name(text: str) -> str:
    """A name object (ISO 32000-1, 7.3.5): UTF-8, all but letters and digits as numbers."""
    return "/" + re.sub(
        rb"[^A-Za-z0-9]", lambda found: b"#%02X" % found[0][0], text.encode("utf-8")
    ).decode("ascii")


def byte_string(codes: bytes) -> str:
    """A string object of any bytes, readable where they are."""
    text = codes.decode("latin-1")
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return "<" + codes.hex().upper() + ">"
