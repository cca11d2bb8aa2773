"""The instructions of a content stream, read once however many checks go through them.

Plain streams, of numbers, names, strings and operators, are taken apart here: a code's modules
are hundreds of short lines, and pikepdf makes objects of each. Whatever is not plain is pikepdf's
to read, so that it is understood, or refused, as ever.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache

import pikepdf

from keychain.preflight.reading.faults import parse_content
from keychain.preflight.reading.values import entry, name

Instruction = tuple[str, tuple[object, ...]]
"""An operator and its operands: numbers as float, all else as pikepdf has it."""

Path = tuple[str, tuple[float, ...], tuple[float, ...]]

INLINE_IMAGE = "BI"
"""Stands for a whole inline image; its one operand is the image as a stream."""

PATH = "m l h"
"""Stands for a run of straight lines: its operands are the operators as one text, and the numbers
of m and l, those across and those up, as two tuples."""

_LARGEST = 200_000
"""Bytes of a stream that is taken apart here; no sheet or face comes near."""

_SPACE = rb"\0\t\n\f\r "
_END = rb"(?=[\0\t\n\f\r \[\]()<>/]|$)"
_NUMBER = rb"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})"
_TOKEN = re.compile(
    rb"((?:(?:" + _NUMBER + rb"[\n ]+" + _NUMBER + rb"[\n ]+[ml]|h)[\n ]+){2,})"
    rb"|("
    + _NUMBER
    + rb")"
    + _END
    + rb"|([A-Za-z'\"*]{1,3}[01]?)"
    + _END
    # Names without escapes, strings with none but of what would end them, and hex strings.
    + rb"|(/[A-Za-z0-9+._-]+)"
    + _END
    + rb"|\(((?:[^\\()\r\n]|\\[\\()])*)\)"
    rb"|<((?:[0-9A-Fa-f]{2})*)>|([^" + _SPACE + rb"])"
)
_ESCAPED = re.compile(rb"\\(.)")
_NOT_PLAIN = frozenset({b"BI", b"ID", b"EI", b"BX", b"EX"})


def read_instructions(stream: pikepdf.Object) -> Iterator[Instruction]:
    """The instructions of a content stream or of a page, one by one. Raises one of FAULTS."""
    for operator, operands in read_drawing(stream):
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
    operands: list[object] = []
    for path, number, operator, named, text, coded, other in _TOKEN.findall(data):
        if path:
            if operands:
                return None
            figures = tuple(map(float, path.translate(None, b"mlh").split()))
            kinds = path.translate(None, b"+-.0123456789 \n").decode("ascii")
            found.append((PATH, (kinds, figures[::2], figures[1::2])))
        elif number:
            operands.append(float(number))
        elif operator:
            if operator in _NOT_PLAIN:
                return None
            found.append((operator.decode("ascii"), tuple(operands)))
            operands = []
        elif named:
            operands.append(pikepdf.Name(named.decode("ascii")))
        elif other:
            return None
        else:
            code = bytes.fromhex(coded.decode("ascii")) if coded else _ESCAPED.sub(rb"\1", text)
            operands.append(pikepdf.String(code))
    return None if operands else tuple(found)


def unpacked(raw: bytes) -> bytes | None:
    """What a whole and sound deflate stream holds, None where it is not, or too large."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(raw, _LARGEST + 1)
    except zlib.error:
        return None
    return data if unpacker.eof and not unpacker.unused_data else None


def _by_pikepdf(stream: pikepdf.Object) -> tuple[Instruction, ...]:
    return tuple(
        (INLINE_IMAGE, (instruction.iimage.obj,))
        if isinstance(instruction, pikepdf.ContentStreamInlineImage)
        else (instruction.operator.unparse().decode("latin-1"), tuple(instruction.operands))
        for instruction in parse_content(stream)
    )
