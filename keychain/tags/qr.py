"""QR symbols, ISO/IEC 18004, by the qrcode package."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class QrSymbol:
    """A symbol as rows of modules, top row first, ``1`` dark and ``0`` light, no quiet zone.

    ``level`` is the error correction: L, M, Q or H.
    """

    payload: str
    version: int
    level: str
    rows: tuple[str, ...]

    @property
    def size(self) -> int:
        """Modules a side, quiet zone not counted."""
        return len(self.rows)


@lru_cache(maxsize=4096)
def make_symbol(payload: str) -> QrSymbol:
    """The smallest symbol of level Q that holds ``payload`` (ISO/IEC 18004, 7.4.10 and table 7),
    at level H where that takes no more modules.

    The payload is one segment: a URI stands in byte mode. Raises ``ValueError`` where it is
    empty or not ASCII: bytes above 127 have no agreed meaning without an ECI (7.4.3), and no
    URI holds them.
    """
    if not payload or not payload.isascii():
        raise ValueError(f"no payload for a QR symbol: {payload!r}")
    level, symbol = "Q", _fitted("Q", payload)
    high = _fitted("H", payload)
    if high.version == symbol.version:
        level, symbol = "H", high
    symbol.make(fit=False)
    rows = tuple("".join("1" if dark else "0" for dark in row) for row in symbol.modules)
    return QrSymbol(payload, symbol.version, level, rows)


def _fitted(level: str, payload: str) -> Any:
    """A QRCode of the least version that holds ``payload`` at ``level``, with no modules yet."""
    with _without_pillow():
        from qrcode import constants
        from qrcode.main import QRCode
    symbol = QRCode(error_correction=getattr(constants, f"ERROR_CORRECT_{level}"), border=0)
    symbol.add_data(payload.encode("ascii"), optimize=0)
    symbol.best_fit()
    return symbol


@contextmanager
def _without_pillow() -> Iterator[None]:
    """Import qrcode without its drawers for Pillow, 25 of its 35 ms: we take modules, no image.

    The package does without them where Pillow is not installed; a module that is None in
    ``sys.modules`` counts as not installed.
    """
    drawers = "qrcode.image.styles.moduledrawers.pil"
    if drawers in sys.modules:
        yield
        return
    sys.modules[drawers] = None  # type: ignore[assignment]  # the import system's own sign
    try:
        yield
    finally:
        del sys.modules[drawers]
