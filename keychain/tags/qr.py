"""QR symbols, ISO/IEC 18004, by the qrcode package."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from operator import itemgetter
from typing import Any

from keychain.tags.codewords import least_version, make_codewords, most_bytes
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
def make_symbol(payload: str, least: int = 1) -> QrSymbol:
    """The smallest symbol of level Q, of version ``least`` or above, that holds ``payload``
    (ISO/IEC 18004, 7.4.10 and table 7), at level H where that takes no more modules.

    The payload is one segment in byte mode, UTF-8. The standard would have that said before it, by
    an ECI (7.4.3), which not every telephone reads; all take such bytes for what they are. A URI
    has none above 127. Raises ``ValueError`` where the payload is empty or longer than a symbol.
    """
    if not payload:
        raise ValueError("no payload for a QR symbol")
    data, levels = payload.encode(), _package().levels
    version = max(least, least_version(len(data), levels["Q"]))
    level = "H" if len(data) <= most_bytes(version, levels["H"]) else "Q"
    return QrSymbol(payload, version, level, make_rows(data, version, levels[level]))


def make_rows(data: bytes, version: int, level: int) -> tuple[str, ...]:
    """The rows of a symbol that says ``data``, under the mask that qrcode itself would choose.

    qrcode lays the modules out under all eight masks, one by one. Where each bit lies and what a
    mask turns over depend on the version alone: qrcode is asked for them once, and a symbol is a
    whole number from then on, whose highest bit is its first module.
    """
    ground = _ground(version)
    codewords = make_codewords(data, version, level)
    # Behind them one bit more, 0, stands for all modules that hold none.
    bits = f"{int.from_bytes(codewords, 'big'):0{8 * len(codewords)}b}0"
    bare = ground.bare ^ int("".join(ground.lay(bits)), 2)
    points = [lost_points(bare ^ turned, ground.size) for turned in ground.turned]
    mask = points.index(min(points))
    modules = bare ^ ground.turned[mask] ^ _format(version, level, mask)
    rows = f"{modules:0{ground.size**2}b}"
    return tuple(rows[start : start + ground.size] for start in range(0, len(rows), ground.size))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all symbols of a version have in common: what can ``lay`` their bits, and one that is 0
    behind them, in the order of the modules; the symbol ``bare`` of data and format under the first
    mask, and what each mask has ``turned`` over in it."""

    size: int
    lay: Callable[[str], tuple[str, ...]]
    bare: int
    turned: tuple[int, ...]


@lru_cache
def _ground(version: int) -> _Ground:
    places: list[int] = []
    package, size = _package(), 4 * version + 17
    code: Any = package.code

    class Row(list[Any]):
        """A row that tells where the next bit is laid."""

        def __init__(self, start: int, modules: Iterable[Any]) -> None:
            super().__init__(modules)
            self.start = start

        def __setitem__(self, column: Any, dark: Any) -> None:
            places.append(self.start + column)
            super().__setitem__(column, dark)

    class Recording(code):  # type: ignore[misc]  # qrcode has no types
        """A QRCode that tells where bits are laid, in turn."""

        modules: list[Any]

        def map_data(self, data: list[int], mask_pattern: int) -> None:
            self.modules = [Row(size * y, row) for y, row in enumerate(self.modules)]
            super().map_data(data, mask_pattern)

    symbol = Recording(version=version, border=0)
    symbol.data_cache = []
    symbol.makeImpl(True, 0)
    masks = [_number(size, places, package.mask_func(mask)) for mask in range(8)]
    order = [-1] * size**2
    for bit, place in enumerate(places[: len(places) // 8 * 8]):  # a few at the end hold none
        order[place] = bit
    turned = tuple(masks[0] ^ mask for mask in masks)
    return _Ground(size, itemgetter(*order), _bits(symbol), turned)


def _number(size: int, places: Iterable[int], dark: Callable[[int, int], bool]) -> int:
    """A symbol in which those of ``places`` are dark that are ``dark`` by row and column."""
    highest = size * size - 1
    return sum(1 << highest - place for place in places if dark(*divmod(place, size)))


@lru_cache(maxsize=512)
def _format(version: int, level: int, mask: int) -> int:
    """The modules that state the version, the level and the mask (ISO/IEC 18004, 7.9, 7.10)."""
    symbol = _package().code(version=version, error_correction=level, border=0)
    size = symbol.modules_count = 4 * version + 17
    symbol.modules = [[False] * size for _ in range(size)]
    symbol.setup_type_info(False, mask)
    if version >= 7:
        symbol.setup_type_number(False)
    return _bits(symbol)


def _bits(symbol: Any) -> int:
    """The modules of a QRCode as a whole number."""
    return int("".join("1" if dark else "0" for row in symbol.modules for dark in row), 2)


@dataclass(frozen=True, slots=True)
class _Package:
    """What we use of qrcode: its class, what says where a mask turns modules over, its levels."""

    code: Any
    mask_func: Any
    levels: dict[str, int]


@lru_cache
def _package() -> _Package:
    with _without_pillow():
        from qrcode import constants
        from qrcode.main import QRCode
        from qrcode.util import mask_func
    levels = {level: getattr(constants, f"ERROR_CORRECT_{level}") for level in "LMQH"}
    return _Package(QRCode, mask_func, levels)


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
