"""QR symbols, ISO/IEC 18004, by the qrcode package."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from keychain.values import dataclass


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
    code, levels = _package()
    symbol = code(error_correction=levels[level], border=0)
    symbol.add_data(payload.encode("ascii"), optimize=0)
    symbol.best_fit()
    return symbol


@lru_cache
def _package() -> tuple[type[Any], dict[str, int]]:
    """qrcode's class with a faster search for the mask, and its constants of the levels."""
    with _without_pillow():
        from qrcode import constants
        from qrcode.main import QRCode

    class Code(QRCode):  # type: ignore[misc]  # qrcode has no types
        """A QRCode that scores its eight masks as whole numbers, and chooses the same one.

        What a mask turns over depends on the version alone: qrcode itself is asked for all eight
        once, and for the first of them for every further symbol.
        """

        def best_mask_pattern(self) -> int:
            first = self._drawn(0)
            if self.version not in _turned:
                _turned[self.version] = tuple(first ^ self._drawn(mask) for mask in range(8))
            size = self.modules_count
            points = [lost_points(first ^ turned, size) for turned in _turned[self.version]]
            return points.index(min(points))

        def _drawn(self, mask: int) -> int:
            """The modules under a mask, format left blank: the first is the highest bit."""
            self.makeImpl(True, mask)
            return int("".join("1" if dark else "0" for row in self.modules for dark in row), 2)

    levels = {level: getattr(constants, f"ERROR_CORRECT_{level}") for level in "LMQH"}
    return Code, levels


_turned: dict[int, tuple[int, ...]] = {}
"""By version, what each mask turns over against the first, as bits of the symbol."""

_FINDER = "10111010000"
"""What looks like a finder pattern with its light area, and read backwards as well."""


@lru_cache
def _fields(size: int, step: int, length: int) -> int:
    """The bits of a symbol at which ``length`` modules in a line begin, along rows with a ``step``
    of 1 and along columns with one of ``size``."""
    across, down = (length, 1) if step == 1 else (1, length)
    row = "1" * (size - across + 1) + "0" * (across - 1)
    return int(row * (size - down + 1) + "0" * size * (down - 1), 2)


def lost_points(modules: int, size: int) -> int:
    """The points that ISO/IEC 18004, 7.8.3, takes from a symbol of ``size`` modules a side, as
    qrcode counts them. Of ``modules`` the highest of size² bits is the first; 1 is dark."""
    whole = (1 << size * size) - 1
    light, lost = modules ^ whole, 0
    pairs = []
    for step in (1, size):
        # Bits move up to the module where a line begins.
        alike = ~(modules ^ (modules << step)) & _fields(size, step, 2)
        pairs.append(alike)
        run = alike & (alike << step)
        run &= run << 2 * step  # four alike pairs, five modules
        # A run of n has n - 4 beginnings of five; it loses n - 2 points.
        lost += run.bit_count() + 2 * (run & ~(run >> step)).bit_count()
        for looks in (_FINDER, _FINDER[::-1]):
            found = _fields(size, step, len(looks))
            for at, dark in enumerate(looks):
                found &= (modules if dark == "1" else light) << at * step
            lost += 40 * found.bit_count()
    across, down = pairs
    lost += 3 * (across & (across << size) & down).bit_count()
    share = modules.bit_count() / size**2
    return lost + int(abs(share * 100 - 50) / 5) * 10


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
