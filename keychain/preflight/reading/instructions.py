"""The instructions of a content stream, read once however many checks go through them.

Plain streams, of numbers, names, strings and operators, are taken apart here: a code's modules
are hundreds of short lines, and pikepdf makes objects of each. Whatever is not plain is pikepdf's
to read, so that it is understood, or refused, as ever.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import pikepdf

from keychain.preflight.reading.faults import parse_content
from keychain.preflight.reading.values import entry, name, number

Instruction = tuple[str, tuple[object, ...], tuple[float, ...]]
"""An operator, its operands, numbers as float and all else as pikepdf has it, and the numbers among
them."""

Path = tuple[str, tuple[float, ...], tuple[float, ...]]

INLINE_IMAGE = "BI"
"""Stands for a whole inline image; its one operand is the image as a stream."""

PATH = "m l h"
"""Stands for a run of straight lines and rectangles: its operands are the operators as one text,
and the numbers of m and l, those across and those up, as two tuples; re is what it is short for
(ISO 32000-1, 8.5.2.1)."""

_LARGEST = 200_000
"""Bytes of a stream that is taken apart here; no sheet or face comes near."""

_LONGEST = 80
"""Bytes of a line that is remembered."""

_STRAIGHT = {"m": 2, "l": 2, "h": 0, "re": 4}
"""How many numbers the operators of straight lines and rectangles take."""

_SPACE = rb"\0\t\n\f\r "
_END = rb"(?=[\0\t\n\f\r \[\]()<>/]|$)"
_NUMBER = rb"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})"
_TOKEN = re.compile(
    # An operator with the numbers before it, and numbers before something else.
    rb"((?:" + _NUMBER + rb" +)*+)([A-Za-z'\"*]{1,3}[01]?)" + _END + rb"|"
    rb"((?:" + _NUMBER + rb" +)*" + _NUMBER + rb")" + _END
    # Names without escapes, strings with none but of what would end them, and hex strings.
    + rb"|(/[A-Za-z0-9+._-]+)" + _END + rb"|\(((?:[^\\()\r\n]|\\[\\()])*)\)"
    rb"|<((?:[0-9A-Fa-f]{2})*)>|([^" + _SPACE + rb"])"
)  # fmt: skip  # a line for each thing that is found
_ESCAPED = re.compile(rb"\\(.)")
_NOT_PLAIN = frozenset({b"BI", b"ID", b"EI", b"BX", b"EX"})


def read_instructions(stream: pikepdf.Object) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The operators of a content stream or of a page, one by one, and their operands. Raises one of
    FAULTS."""
    for operator, operands, _ in read_drawing(stream):
        if operator != PATH:
            yield operator, operands
            continue
        kinds, xs, ys = as_path(operands)
        points = zip(xs, ys, strict=True)
        for kind in kinds:
            yield kind, () if kind == "h" else next(points)


def as_path(operands: tuple[object, ...]) -> Path:
    """The operands of PATH."""
    kinds, xs, ys = operands
    assert isinstance(kinds, str)
    assert isinstance(xs, tuple)
    assert isinstance(ys, tuple)
    return kinds, xs, ys


def read_drawing(stream: pikepdf.Object) -> tuple[Instruction, ...]:
    """The same, with PATH in place of many straight lines. Raises one of FAULTS."""
    contents = entry(stream, "/Contents") if name(entry(stream, "/Type")) == "Page" else stream
    plain = _plain(contents) if isinstance(contents, pikepdf.Stream) else None
    return _by_pikepdf(stream) if plain is None else plain


def _plain(stream: pikepdf.Stream) -> tuple[Instruction, ...] | None:
    """The instructions of a plain stream, None where it is not one."""
    if entry(stream, "/DecodeParms") is not None or entry(stream, "/F") is not None:
        return None
    packed = entry(stream, "/Filter")
    if packed is not None and name(packed) != "FlateDecode":
        return None
    return _taken_apart(stream.read_raw_bytes(), packed is not None)


@lru_cache(maxsize=400)  # the faces of thirty villages, which three checks go through
def _taken_apart(raw: bytes, packed: bool) -> tuple[Instruction, ...] | None:
    data = unpacked(raw) if packed else raw
    if data is None or len(data) > _LARGEST:
        return None
    found: list[Instruction] = []
    for line in data.split(b"\n"):
        own = _line(line) if len(line) <= _LONGEST else _understood(line)
        if own is None:  # its instructions may go on in the next one
            whole = _understood(data)
            return None if whole is None else _with_paths(whole)
        found += own
    return _with_paths(found)


def _with_paths(instructions: Iterable[Instruction]) -> tuple[Instruction, ...]:
    """The same with PATH in place of straight lines that follow each other."""
    found: list[Instruction] = []
    straight: list[Instruction] = []
    for instruction in instructions:
        operator, operands, figures = instruction
        if len(operands) == len(figures) == _STRAIGHT.get(operator):
            straight.append(instruction)
            continue
        if straight:
            found.append(_path(straight))
            straight = []
        found.append(instruction)
    if straight:
        found.append(_path(straight))
    return tuple(found)


def _path(straight: Sequence[Instruction]) -> Instruction:
    if len(straight) == 1:
        return straight[0]
    kinds = "".join(["mlllh" if operator == "re" else operator for operator, _, _ in straight])
    xs: list[float] = []
    ys: list[float] = []
    for _, _, figures in straight:
        if len(figures) == 4:
            x, y, wide, high = figures
            xs += (x, x + wide, x + wide, x)
            ys += (y, y, y + high, y + high)
        elif figures:
            xs.append(figures[0])
            ys.append(figures[1])
    return PATH, (kinds, tuple(xs), tuple(ys)), ()


def _understood(data: bytes) -> tuple[Instruction, ...] | None:
    """The instructions that plain data holds, None where it is not plain, or ends within one."""
    found: list[Instruction] = []
    waiting: list[object] = []
    for figured, operator, numbers, named, text, coded, other in _TOKEN.findall(data):
        if operator:
            if operator in _NOT_PLAIN:
                return None
            figures = tuple(map(float, figured.split()))
            operands: tuple[object, ...] = figures
            if waiting:
                operands = (*waiting, *figures)
                figures = _figures(operands)
                waiting = []
            # Operators are looked up in sets by all who read them.
            found.append((sys.intern(operator.decode("ascii")), operands, figures))
        elif numbers:
            waiting += map(float, numbers.split())
        elif named:
            waiting.append(pikepdf.Name(named.decode("ascii")))
        elif other:
            return None
        else:
            code = bytes.fromhex(coded.decode("ascii")) if coded else _ESCAPED.sub(rb"\1", text)
            waiting.append(pikepdf.String(code))
    return None if waiting else tuple(found)


_line = lru_cache(maxsize=10_000)(_understood)
"""Of a single line: sheets and codes of all villages are made of the same few."""


def unpacked(raw: bytes) -> bytes | None:
    """What a whole and sound deflate stream holds, None where it is not, or too large."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(raw, _LARGEST + 1)
    except zlib.error:
        return None
    return data if unpacker.eof and not unpacker.unused_data else None


def _by_pikepdf(stream: pikepdf.Object) -> tuple[Instruction, ...]:
    found: list[Instruction] = []
    for instruction in parse_content(stream):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            found.append((INLINE_IMAGE, (instruction.iimage.obj,), ()))
        else:
            operands = tuple(instruction.operands)
            operator = instruction.operator.unparse().decode("latin-1")
            found.append((operator, operands, _figures(operands)))
    return tuple(found)


def _figures(operands: Iterable[object]) -> tuple[float, ...]:
    return tuple(n for n in map(number, operands) if n is not None)
