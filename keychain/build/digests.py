"""Digests of what a file is made of: values, and the program that makes it."""

from __future__ import annotations

import dataclasses
import hashlib
import sys
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from keychain.diagnostics import Place

LIBRARIES = ("pillow", "qrcode", "reportlab", "shapely")
"""Those whose version shows in the bytes of a PDF."""

_PART_OF_PROGRAM = (".py", ".toml", ".csv", ".ttf", ".icc", ".css")


def digest_of(*values: object, places: bool = False) -> str:
    """The SHA-256 of ``values``, in hex: the same for equal values, whatever process asks.

    Where a text stood in its file, and under which name, is part of it only with ``places``.
    Raises TypeError for a value of which nobody knows whether it is always written the same.
    """
    parts: list[str] = []
    for value in values:
        _feed(value, parts.append, places)
    return hashlib.sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _feed(value: Any, put: Callable[[str], None], places: bool) -> None:
    # Every part says its kind and length, so that no two values are written alike.
    if isinstance(value, Enum):
        put(f"e{value.name};")
    elif isinstance(value, str):
        put(f"s{len(value)}:{value}")
    elif value is None or isinstance(value, bool | int | float | Decimal | date):
        put(f"{type(value).__name__}{value!r};")
    elif isinstance(value, bytes):
        put(f"b{hashlib.sha256(value).hexdigest()}")
    elif isinstance(value, tuple | list):
        put(f"({len(value)}:")
        for each in value:
            _feed(each, put, places)
    elif isinstance(value, frozenset | set):
        _feed(sorted(value), put, places)
    elif isinstance(value, Mapping):
        _feed(sorted(value.items()), put, places)
    elif isinstance(value, Place) and not places:
        put("p;")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        put(f"d{type(value).__name__}:")
        for name in _names(type(value)):
            _feed(getattr(value, name), put, places)
    else:
        raise TypeError(f"no digest of {type(value).__name__}")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def program_digest() -> str:
    """The digest of this program: its code and fonts, and the libraries that it writes with. What
    it says on the command line is not in the PDFs.

    Its version alone would not do: whoever changes a line, or a font, gets other files.
    """
    parts: list[object] = [zlib.ZLIB_RUNTIME_VERSION]
    parts += (f"{name} {installed_version(name)}" for name in LIBRARIES)
    parts += _contents(files("keychain"))
    return digest_of(*parts)


def installed_version(library: str) -> str:
    """The version of an installed library, as its folder of metadata is called (PEP 427). What
    would read that folder takes longer to load than a village to make, and is asked only where
    there is none."""
    for folder in sys.path:
        for found in Path(folder).glob(f"{library}-*.dist-info"):
            return found.name.removesuffix(".dist-info").removeprefix(f"{library}-")
    from importlib.metadata import version

    return version(library)


def _contents(folder: Traversable) -> list[object]:
    found: list[object] = []
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.endswith(_PART_OF_PROGRAM):
            found += (entry.name, entry.read_bytes())
        elif entry.is_dir() and entry.name not in ("__pycache__", "cli"):
            found += _contents(entry)
    return found
