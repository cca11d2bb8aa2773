"""The lines of input files, to show with a finding."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from keychain.files import read_bytes

_BREAK = re.compile("\r\n|[\r\n]")


@cache
def source_lines(name: str) -> tuple[str, ...] | None:
    """The lines of the text file ``name``; None where it cannot be shown."""
    try:
        return lines_of(read_bytes(Path(name)))
    except (OSError, ValueError):
        return None


def lines_of(data: bytes) -> tuple[str, ...]:
    """The lines of a text in UTF-8. Raises ValueError where it is none."""
    return tuple(_BREAK.split(data.decode("utf-8-sig")))
