"""Pages that differ in nothing but digits of their own text, and the modules of their own codes:
the number of their sheet, and the serial numbers of its tags.

Two pages are twins where their dictionaries are the same to the byte but for the reference to
their content, and their contents are the same to the byte but for digits in shown strings and for
the modules of codes. A string stands for digits by the font that it is shown in: its codes there
draw something, are equally wide, and mean 0 to 9. So twins have the same boxes, resources and
annotations, draw the same forms in the same places, and their own text takes the same room in the
same colour and size; where one shows a digit, the other shows one, and neither shows more of them
in a row. What codes say, and that their paths are codes at all, is for others to tell.

That holds because of how a content stream is read (ISO 32000-1, 7.2 and 7.3.4.2). Up to the first
byte that differs a reader has met the same in both. What stands between strings and paths is
operators, numbers and names alone, so that neither begins within a comment, an inline image or
another string. A string has parentheses that are balanced in themselves, and no line's end in it;
a path is whole lines of re: whatever the reader meets them with, it comes out of them in
the same state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

import pikepdf

from keychain.preflight.reading.fonts import FontFacts, Fonts
from keychain.preflight.reading.instructions import unpacked
from keychain.preflight.reading.values import entries, entry, identity, inherited
from keychain.values import dataclass

_VARIES = re.compile(
    rb"\(((?:[^\\()\r\n]|\\[\\()])*)\)|(?<=\n)((?:(?:\d{1,3} ){4}re\n){12,})(?=f\n)"
)
"""A string, or a path in whole modules that is filled."""

_TOKEN = re.compile(rb"[^\0\t\n\f\r ]+")
_KNOWN = re.compile(
    rb"[\[\]]|/[A-Za-z0-9+._-]+|[+-]?(?:\d+(?:\.\d*)?|\.\d+)|(?!(?:BI|ID|EI|BX|EX)$)[A-Za-z'*]{1,3}[01]?"
)
_ESCAPED = re.compile(rb"\\(.)")
_CONTENTS = re.compile(rb"/Contents \d+ \d+ R ")
_PLAIN = re.compile(rb"<< (/Filter /FlateDecode )?/Length \d+ >>")
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Own:
    """What a page's own strings say, as far as their fonts tell, and the paths of its own codes,
    both in the order of the content."""

    texts: tuple[str, ...] = ()
    paths: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Twins:
    """The pages of a file: for each the index of the first page that it is a twin of, which may be
    itself, and what is its own. ``streams`` are the contents of those that are not the first, plain
    streams that were unpacked here, by object and generation number."""

    first: tuple[int, ...]
    own: tuple[Own, ...]
    streams: frozenset[tuple[int, int]]


def find_twins(pdf: pikepdf.Pdf, fonts: Fonts) -> Twins:
    """Which pages of an open file are twins. Raises one of FAULTS."""
    reader = _Reader(fonts)
    known: dict[object, int] = {}
    first: list[int] = []
    own: list[Own] = []
    streams: set[tuple[int, int]] = set()
    read: set[tuple[int, int]] = set()
    for index, page in enumerate(pdf.pages):
        found = reader.read(page.obj)
        if found is None:
            first.append(index)
            own.append(Own())
            continue
        first.append(known.setdefault(found.key, index))
        own.append(found.own)
        (read if first[-1] == index else streams).add(found.stream)
    return Twins(tuple(first), tuple(own), frozenset(streams - read))


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that may have twins. ``key`` is all that they share."""

    stream: tuple[int, int]
    key: object
    own: Own


@dataclass(frozen=True, slots=True)
class _Font:
    """How a font's strings are read: ``alike`` has one code for all digits of a width, ``letters``
    what codes mean; both for fonts of one byte a code alone."""

    alike: bytes
    letters: dict[int, str]


_NO_FONT = _Font(bytes(range(256)), dict.fromkeys(range(256), _UNKNOWN))


@dataclass(slots=True)
class _Reader:
    fonts: Fonts
    _named: dict[tuple[bytes, ...], tuple[str, ...] | None] = field(default_factory=dict)
    _fonts: dict[tuple[str, str], _Font] = field(default_factory=dict)

    def read(self, page: pikepdf.Object) -> _Page | None:
        """A page, None where it cannot be told whether there is another like it."""
        contents = entry(page, "/Contents")
        if not isinstance(contents, pikepdf.Stream):
            return None
        plain = _PLAIN.fullmatch(contents.stream_dict.unparse())
        if plain is None:
            return None
        head = page.unparse(resolved=True)
        # As a page's own entry, and not in some dictionary within it.
        if head.count(b"/Contents") != 1 or not _CONTENTS.search(head):
            return None
        raw = contents.read_raw_bytes()
        data = unpacked(raw) if plain[1] else raw
        if data is None:
            return None
        # Between, string or nothing, path or nothing, between …
        parts = _VARIES.split(data)
        between = tuple(parts[::3])
        if between not in self._named:
            self._named[between] = _font_names(between)
        names = self._named[between]
        if names is None:
            return None
        listed = inherited(page, "/Resources")
        where = identity(listed)
        alike: list[bytes | None] = []
        texts: list[str] = []
        for name, string in zip(names, parts[1::3], strict=False):  # one more stands between
            if string is None:
                alike.append(None)
                continue
            codes = _ESCAPED.sub(rb"\1", string) if b"\\" in string else string
            font = self._fonts.get((name, where)) or self._read_font(name, where, listed)
            alike.append(codes.translate(font.alike))
            texts.append(codes.decode("latin-1").translate(font.letters))
        own = Own(tuple(texts), tuple(path for path in parts[2::3] if path is not None))
        key = _CONTENTS.sub(b"", head), between, tuple(alike)
        return _Page(contents.objgen, key, own)

    def _read_font(self, name: str, where: str, resources: object) -> _Font:
        found = entry(entry(resources, "/Font"), name) if name else None
        states = [state for _, state in entries(entry(resources, "/ExtGState"))]
        font = _NO_FONT
        if found is not None and all(entry(state, "/Font") is None for state in states):
            facts = self.fonts.of(found)
            if facts.code_bytes == 1:
                font = _Font(_alike(facts), {**_NO_FONT.letters, **facts.letters})
        self._fonts[name, where] = font
        return font


def _font_names(between: tuple[bytes, ...]) -> tuple[str, ...] | None:
    """The font that is set after each part of a content, empty for none; None where something
    stands there that twins may not have."""
    font, kept, found = "", list[str](), list[str]()
    for part in between:
        tokens = _TOKEN.findall(part)
        for at, token in enumerate(tokens):
            if not _KNOWN.fullmatch(token):
                return None
            if token == b"q":
                kept.append(font)
            elif token == b"Q":
                if not kept:
                    return None
                font = kept.pop()
            elif token == b"Tf":
                font = tokens[at - 2].decode("ascii") if at >= 2 else ""
        found.append(font)
    return tuple(found)


def _alike(facts: FontFacts) -> bytes:
    """For each code the first that is a digit of the same width, itself where it is none."""
    first: dict[float, int] = {}
    table = bytearray(range(256))
    for code in _digits(facts):
        table[code] = first.setdefault(facts.widths.of(code), code)
    return bytes(table)


def _digits(facts: FontFacts) -> Iterator[int]:
    if facts.outlines is not None:
        for code, letter in sorted(facts.letters.items()):
            if letter in _DIGITS and code < 256 and facts.ink(code) is not None:
                yield code


_DIGITS = frozenset("0123456789")
