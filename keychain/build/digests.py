"""Digests of what a file is made of: values, and the program that makes it."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import sys
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from keychain.diagnostics import Place

LIBRARIES = ("pillow", "qrcode", "reportlab", "shapely")
"""Those whose version shows in the bytes of a PDF."""

_METADATA = ".dist-info"
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
    found = hashlib.sha256(zlib.ZLIB_RUNTIME_VERSION.encode())
    for name in LIBRARIES:
        found.update(f"{name} {installed_version(name)};".encode())
    with as_file(files("keychain")) as folder:
        _take(str(folder), found.update)
    return found.hexdigest()


def installed_version(library: str) -> str:
    """The version of an installed library, as its folder of metadata is called (PEP 427). What
    would read that folder takes longer to load than a village to make, and is asked only where
    there is none."""
    known = _installed().get(library)
    if known is not None:
        return known
    from importlib.metadata import version

    return version(library)


@cache
def _installed() -> dict[str, str]:
    """Versions by library, those that are found first."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder):  # noqa: PTH208  # names alone
                if name.endswith(_METADATA):
                    library, _, version = name.removesuffix(_METADATA).partition("-")
                    found.setdefault(library, version)
    return found


def _take(folder: str, put: Callable[[bytes], None]) -> None:
    """The name, the size and the bytes of each file that is part of the program, in the order of
    names."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.name.endswith(_PART_OF_PROGRAM):
                # Five hundred files at every build: without pathlib, and without a buffer.
                with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123  # see above
                    data = file.read()
                put(f"{entry.name} {len(data)};".encode())
                put(data)
            elif entry.name not in ("__pycache__", "cli") and entry.is_dir():
                _take(entry.path, put)
