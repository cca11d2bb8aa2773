"""Printing conditions: the bundled one, and what an ICC profile must be to stand for another.

Header and table of tags: ICC.1:2010, 7.2 and 7.3. That the profile is an output profile for the
inks of the file: ISO 15930-7, 6.2.2, and ISO 15930-4, 6.2.2.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from importlib.resources import files

from keychain.layout.sheet_spec import OutputCondition, Standard
from keychain.values import dataclass

FOGRA39 = "fogra39"
"""What presses call the profile that comes with the program."""

LARGEST_PROFILE = 8_000_000
"""Bytes; the largest that print shops hand out have 3 million."""

NEEDED_TABLES = ("A2B0", "B2A0")
"""From inks to colours and back, in the intent that every profile of this class has."""

NEWEST: dict[Standard, int] = {"plain": 4, "x-4": 4, "x-1a": 2}
"""The latest version of ICC profiles that a standard's version of PDF knows: PDF 1.4 is older than
version 4, and version 5 belongs to no PDF 1.x."""

_HEAD = struct.Struct(">I4xB3x4s4s4s12x4s88xI")
"""Size, version, class, colour space, connection space, signature, number of tags."""

_TAG = struct.Struct(">4sII")
_MOST_TAGS = 200


@dataclass(frozen=True, slots=True)
class IccProfile:
    """A profile's own account: its version, class, colour space and tables."""

    version: int
    kind: str
    space: str
    tables: frozenset[str]


@lru_cache
def fogra39() -> OutputCondition:
    """Sheet-fed offset on coated paper, whose profile ships with the program."""
    data = files("keychain").joinpath("data", "icc", "fogra39-m.icc").read_bytes()
    info = "Offset on coated paper, ISO 12647-2:2004/Amd 1:2007 (FOGRA39)"
    return OutputCondition("FOGRA39", "http://www.color.org", info, data)


def read_icc(data: bytes) -> IccProfile | None:
    """What the profile says of itself; None where it is not whole, or no profile at all."""
    if not _HEAD.size <= len(data) <= LARGEST_PROFILE:
        return None
    size, version, kind, space, connection, signature, count = _HEAD.unpack_from(data)
    if signature != b"acsp" or not 0 <= len(data) - size < 4 or count > _MOST_TAGS:
        return None
    tables: set[str] = set()
    for index in range(count):
        at = _HEAD.size + index * _TAG.size
        if at + _TAG.size > size:
            return None
        name, offset, length = _TAG.unpack_from(data, at)
        if offset + length > size:
            return None
        tables.add(name.decode("latin-1"))
    if connection not in (b"Lab ", b"XYZ "):
        return None
    return IccProfile(version, _word(kind), _word(space), frozenset(tables))


def converts(data: bytes) -> bool:
    """Whether LittleCMS can take colours through a profile for inks, there and back."""
    from io import BytesIO

    from PIL import ImageCms

    screen = ImageCms.createProfile("sRGB")
    try:
        press = ImageCms.ImageCmsProfile(BytesIO(data))
        ImageCms.buildTransform(screen, press, "RGB", "CMYK")
        ImageCms.buildTransform(press, screen, "CMYK", "RGB")
    except (ImageCms.PyCMSError, OSError):
        return False
    return True


def _word(signature: bytes) -> str:
    return "".join(c for c in signature.decode("latin-1") if " " < c <= "~") or "?"
