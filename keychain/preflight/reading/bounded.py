"""Reading streams whose size nobody vouches for: a few kilobytes may unpack to gigabytes."""

from __future__ import annotations

import zlib

import pikepdf

from keychain.preflight.reading.values import entry, name

_LONGEST_CHAIN = 20
_UNPROVEN = 4_000_000
"""How many packed bytes are unpacked where the filter tells nothing of the size beforehand."""


def filters(value: object, key: str = "/Filter") -> tuple[str, ...]:
    """The names of a stream's filters, in their order; ``key`` is ``/F`` in an inline image."""
    found = entry(value, key)
    listed = [found]
    if isinstance(found, pikepdf.Array):
        listed = [found[i] for i in range(min(len(found), _LONGEST_CHAIN))]
    return tuple(plain for each in listed if (plain := name(each)) is not None)


def read_bounded(stream: pikepdf.Stream, most: int) -> bytes | None:
    """A stream's data; None where it is, or may well be, longer than ``most`` bytes."""
    chain = filters(stream)
    packed = stream.read_raw_bytes()
    if not chain:
        return packed if len(packed) <= most else None
    if chain[0] == "FlateDecode":
        try:
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(packed, most + 1)
        except zlib.error:
            return stream.read_bytes()  # qpdf may make something of it, or says what is wrong
        if len(data) > most:
            return None
        if len(chain) == 1 and entry(stream, "/DecodeParms") is None and unpacker.eof:
            return data
    elif len(packed) > _UNPROVEN:
        return None
    data = stream.read_bytes()
    return data if len(data) <= most else None
