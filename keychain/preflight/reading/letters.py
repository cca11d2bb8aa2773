"""What the codes of a font stand for, by its map to Unicode."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import pikepdf

from keychain.preflight.reading.bounded import read_bounded

_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = rb"<([0-9A-Fa-f]{1,64})>"
_PAIR = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\]]*)\])")
_ONE = re.compile(_HEX)
_MOST = 70_000
_LARGEST = 30_000_000
_KEPT = 20_000
"""Bytes of a map that is remembered: several checks read the fonts of one file."""


def read_letters(to_unicode: object) -> Mapping[int, str]:
    """The letters of each code (ISO 32000-1, 9.10.3), none where there is no map."""
    if not isinstance(to_unicode, pikepdf.Stream):
        return {}
    data = read_bounded(to_unicode, _LARGEST) or b""
    return MappingProxyType(_remembered(data) if len(data) <= _KEPT else _letters(data))


def _letters(data: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind, section in _SECTION.findall(data):
        if kind == b"char":
            for code, letters in _PAIR.findall(section):
                found[int(code, 16)] = _utf16(letters)
            continue
        for first, last, letters, listed in _RANGE.findall(section):
            low = int(first, 16)
            codes = range(low, min(int(last, 16), low + 0xFFFF) + 1)
            if listed:
                found.update(zip(codes, map(_utf16, _ONE.findall(listed)), strict=False))
            elif start := _utf16(letters):
                last_letter = ord(start[-1])
                for code in codes[: 0x110000 - last_letter]:
                    found[code] = start[:-1] + chr(last_letter + code - low)
            if len(found) > _MOST:
                return found
    return found


_remembered = lru_cache(maxsize=16)(_letters)


def _utf16(digits: bytes) -> str:
    if len(digits) == 4 and digits[:1] not in b"dD":  # one unit that is no half of a pair
        return chr(int(digits, 16))
    return bytes.fromhex((digits + b"0" * (-len(digits) % 4)).decode()).decode(
        "utf-16-be", "replace"
    )
