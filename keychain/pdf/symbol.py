"""A QR symbol as one vector path."""

from __future__ import annotations

import re
from functools import lru_cache

from keychain.tags.qr import QrSymbol

_RUN = re.compile("1+")


@lru_cache(maxsize=4096)
def symbol_operators(symbol: QrSymbol) -> str:
    """The dark modules, one path with one fill, a module being 1 × 1, y down: a rectangle for each
    run of them in a row.

    One path, since where shapes that are filled one by one touch, screens leave hairlines. Of one
    that touches itself the inside is filled (ISO 32000-1, 8.5.3.3), and no module is in two runs.
    """
    places = _places(symbol.size)
    # A light module behind each row, so that runs end there too.
    runs = [run.span() for run in _RUN.finditer("0".join(symbol.rows))]
    return "\n".join([*(f"{places[start]} {end - start} 1 re" for start, end in runs), "f"])


@lru_cache(maxsize=40)
def _places(size: int) -> tuple[str, ...]:
    """Where each module of a symbol of ``size`` modules a side begins, and one behind each row."""
    return tuple(f"{x} {y}" for y in range(size) for x in range(size + 1))
