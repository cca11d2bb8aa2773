"""Pages that differ in nothing but digits of their own text: the number of their sheet.

Two pages are twins where their dictionaries are the same to the byte but for the reference to
their content, and their contents are the same to the byte but for digits in shown strings. A
string stands for digits by the font that it is shown in: its codes there draw something, are
equally wide, and mean 0 to 9. So twins have the same boxes, resources and annotations, draw the
same forms in the same places, and their own text takes the same room in the same colour and size;
where one shows a digit, the other shows one, and neither shows more of them in a row.

That holds because of how a content stream is read (ISO 32000-1, 7.2 and 7.3.4.2). Up to the first
byte that differs a reader has met the same in both. What differs is between parentheses that are
balanced in themselves, without a line's end in them, and not after a backslash: whatever the reader
is in, be it a comment or an outer string, it comes out of them in the same state. Inline images,
in which the bytes ``EI`` would end that state, dictionaries and hex strings are excluded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field

import pikepdf

from keychain.preflight.reading.glyphs import GlyphFacts
from keychain.preflight.reading.instructions import unpacked
from keychain.preflight.reading.values import entries, entry, identity, inherited
from keychain.values import dataclass

_STRING = re.compile(rb"\(((?:[^\\()\r\n]|\\[\\()])*)\)")
_FONT = re.compile(rb"(/\S+)\s+\S+\s+Tf\b")
_ODD = re.compile(rb"[<>%\\]|\b(?:BI|ID|EI|BX|EX)\b")
_ESCAPED = re.compile(rb"\\(.)")
_CONTENTS = re.compile(rb"/Contents \d+ \d+ R ")
_PLAIN = re.compile(rb"<< /Filter /FlateDecode /Length \d+ >>")


@dataclass(frozen=True, slots=True)
class Twins:
    """The pages of a file: for each the index of the first page that it is a twin of, which may be
    itself. ``streams`` are the contents of those that are not the first, plain streams that were
    unpacked here, by object and generation number."""

    first: tuple[int, ...]
    streams: frozenset[tuple[int, int]]


def find_twins(pdf: pikepdf.Pdf, read_font: Callable[[object], GlyphFacts]) -> Twins:
    """Which pages of an open file are twins. Raises one of FAULTS."""
    known: dict[object, list[tuple[int, tuple[bytes, ...]]]] = {}
    digits = _Digits(read_font)
    fonts: dict[tuple[bytes, ...], str | None] = {}
    first: list[int] = []
    streams: set[tuple[int, int]] = set()
    read: set[tuple[int, int]] = set()
    for index, page in enumerate(pdf.pages):
        first.append(index)
        own = _read_own(page.obj, fonts)
        if own is None:
            continue
        alike = known.setdefault(own.key, [])
        for other, strings in alike:
            if digits.alone_differ(own, strings, page.obj):
                first[-1] = other
                streams.add(own.stream)
                break
        else:
            alike.append((index, own.strings))
            read.add(own.stream)
    return Twins(tuple(first), frozenset(streams - read))


@dataclass(frozen=True, slots=True)
class _Own:
    """What is a page's own. ``key`` is all of it but what its strings hold; ``font`` is the one
    that all of them are shown in, empty where there are several."""

    stream: tuple[int, int]
    key: object
    strings: tuple[bytes, ...]
    font: str


def _read_own(page: pikepdf.Object, fonts: dict[tuple[bytes, ...], str | None]) -> _Own | None:
    """A page's own, None where it cannot be told whether there is another like it. ``fonts`` are
    those that are known by what stands between strings: the one, nothing for several, None where
    something stands there that twins may not have."""
    contents = entry(page, "/Contents")
    if not isinstance(contents, pikepdf.Stream):
        return None
    if not _PLAIN.fullmatch(contents.stream_dict.unparse()):
        return None
    head = page.unparse(resolved=True)
    # As a page's own entry, and not in some dictionary within it.
    if head.count(b"/Contents") != 1 or not _CONTENTS.search(head):
        return None
    data = unpacked(contents.read_raw_bytes())
    if data is None:
        return None
    parts = _STRING.split(data)
    rest = tuple(parts[::2])
    strings = tuple(_ESCAPED.sub(rb"\1", part) if b"\\" in part else part for part in parts[1::2])
    if rest not in fonts:
        fonts[rest] = _only_font(rest)
    font = fonts[rest]
    if font is None:
        return None
    key = _CONTENTS.sub(b"", head), rest, tuple(map(len, strings))
    return _Own(contents.objgen, key, strings, font)


def _only_font(rest: tuple[bytes, ...]) -> str | None:
    if any(map(_ODD.search, rest)):
        return None
    found = {font for part in rest for font in _FONT.findall(part)}
    return found.pop().decode("latin-1") if len(found) == 1 and _FONT.search(rest[0]) else ""


@dataclass(slots=True)
class _Digits:
    """The digits of fonts: how far each advances, by its code."""

    read_font: Callable[[object], GlyphFacts]
    _known: dict[tuple[str, str], tuple[int, dict[int, float]]] = field(default_factory=dict)

    def alone_differ(self, own: _Own, strings: tuple[bytes, ...], page: pikepdf.Object) -> bool:
        """Whether the strings of two pages of one key differ in digits alone."""
        if own.strings == strings:
            return True
        if not own.font:
            return False
        step, advances = self._of(own.font, inherited(page, "/Resources"))
        for mine, other in zip(own.strings, strings, strict=True):
            if mine == other:
                continue
            for at in range(0, len(mine), step):
                here, there = mine[at : at + step], other[at : at + step]
                if here != there:
                    wide = advances.get(int.from_bytes(here))
                    if wide is None or wide != advances.get(int.from_bytes(there)):
                        return False
        return True

    def _of(self, font: str, resources: object) -> tuple[int, dict[int, float]]:
        """How many bytes a code of a font has, and the advances of its digits."""
        key = font, identity(resources)
        if key not in self._known:
            self._known[key] = 1, {}
            found = entry(entry(resources, "/Font"), font)
            states = [state for _, state in entries(entry(resources, "/ExtGState"))]
            if found is not None and all(entry(state, "/Font") is None for state in states):
                facts = self.read_font(found)
                self._known[key] = facts.code_bytes, dict(_advances(facts))
        return self._known[key]


def _advances(facts: GlyphFacts) -> Iterator[tuple[int, float]]:
    if facts.outlines is not None:
        for code, letter in facts.letters.items():
            if letter in _DIGITS and facts.ink(code) is not None:
                yield code, facts.advance(code)


_DIGITS = frozenset("0123456789")
