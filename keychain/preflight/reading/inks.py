"""Colours as amounts of ink, and colour spaces that turn numbers into them (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf

from keychain.preflight.reading.values import entry, name, number
from keychain.values import dataclass

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_BY_COMPONENTS = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_DEEPEST = 4
_MOST_INKS = 32

Inks = tuple[tuple[str, float], ...]
"""Names of inks and how much of each, from 0 to 1; an ink that is not named is not touched by
spot colours, and is none of by process colours."""


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space. ``family`` is "DeviceGray", "DeviceRGB", "DeviceCMYK", which here stand for
    those based on profiles too, "Spot", "Indexed", "Pattern", or "?"; ``names`` are a spot space's
    inks. ``base`` and ``table`` are an indexed space's, a tuple of values for each index."""

    family: str
    names: tuple[str, ...] = ()
    base: Space | None = None
    table: tuple[tuple[float, ...], ...] = ()

    @property
    def count(self) -> int:
        """How many numbers make a colour."""
        counts = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4, "Indexed": 1}
        return len(self.names) or counts.get(self.family, 0)

    def colour(self, values: Sequence[float]) -> Colour:
        """The colour of these numbers; one of another count is not known."""
        if self.family == "Indexed" and self.base is not None:
            index = int(values[0]) if values else 0
            return self.base.colour(self.table[index]) if 0 <= index < len(self.table) else UNKNOWN
        if len(values) != self.count or not values:
            return UNKNOWN
        bound = tuple(min(max(value, 0.0), 1.0) for value in values)
        if self.family == "DeviceCMYK":
            return Colour(self.family, tuple(zip(PROCESS, bound, strict=True)))
        if self.family == "DeviceGray":
            return Colour(self.family, (("Black", 1 - bound[0]),))
        if self.family == "Spot":
            named = zip(self.names, bound, strict=True)
            inks = tuple((ink, tint) for ink, tint in named if ink != "None")
            if "All" in self.names:
                inks = tuple((ink, max(bound)) for ink in PROCESS)
            return Colour(self.family, inks)
        return Colour(self.family, None, bound if self.family == "DeviceRGB" else ())

    @property
    def initial(self) -> Colour:
        """What is painted with until a colour is set (8.6.5 and 8.6.6)."""
        if self.family == "DeviceCMYK":
            return self.colour((0, 0, 0, 1))
        return self.colour((1.0 if self.family == "Spot" else 0.0,) * self.count)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour to paint with. ``inks`` is None where it is not said in inks, ``rgb`` what it is
    said in then."""

    family: str
    inks: Inks | None
    rgb: tuple[float, ...] = ()

    def amount(self, ink: str) -> float:
        """How much of an ink it has, as far as is known."""
        return next((tint for each, tint in self.inks or () if each == ink), 0.0)

    @property
    def total(self) -> float:
        """The sum of its inks; 4.0 is 400 %."""
        return sum(tint for _, tint in self.inks or ())

    @property
    def is_white(self) -> bool:
        """Whether it is paper white: none of any ink, or full light."""
        if self.inks is None:
            return bool(self.rgb) and min(self.rgb) >= 1.0
        return self.family != "Spot" and self.total == 0.0

    @property
    def is_black(self) -> bool:
        """Whether it is as dark as to be meant for black: under 15 % of each light is left."""
        if self.inks is None:
            return bool(self.rgb) and max(self.rgb) <= 0.15
        light = 1 - self.amount("Black")
        return all((1 - self.amount(ink)) * light <= 0.15 for ink in PROCESS[:3])

    @property
    def is_black_ink(self) -> bool:
        """Whether it is of black ink alone."""
        return self.inks is not None and self.total > 0 and self.total == self.amount("Black")

    def touches(self, ink: str, *, overprint: bool, mode: int) -> bool:
        """Whether painting in it changes what there is of ``ink`` (ISO 32000-1, 11.7.4.3).

        Without overprint everything is knocked out. With it a spot colour touches its own inks, a
        process colour all four, or in mode 1, given as CMYK, those that it has any of.
        """
        if not overprint or self.inks is None:
            return True
        if self.family == "Spot":
            return any(each == ink for each, _ in self.inks)
        if ink not in PROCESS:
            return False
        return mode != 1 or self.family != "DeviceCMYK" or self.amount(ink) > 0


UNKNOWN = Colour("?", None)
PATTERN = Colour("Pattern", None)
GRAY, RGB, CMYK = Space("DeviceGray"), Space("DeviceRGB"), Space("DeviceCMYK")
BLACK = GRAY.initial
"""What a page paints with until it sets a colour."""

_OPEN = Space("?")
_PLAIN = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK, "Pattern": Space("Pattern")}


def read_space(space: object, named: object = None, depth: int = 0) -> Space:
    """The colour space that an object describes; ``named`` are the resources' own, for names."""
    plain = name(space)
    if plain is not None:
        plain = _SHORT.get(plain, plain)
        if plain in _PLAIN:
            return _PLAIN[plain]
        listed = entry(named, f"/{plain}")
        return _OPEN if listed is None or depth > _DEEPEST else read_space(listed, named, depth + 1)
    if not isinstance(space, pikepdf.Array) or not len(space) or depth > _DEEPEST:
        return _OPEN
    family = name(space[0]) or "?"
    family = _SHORT.get(family, family)
    if family in _PLAIN:
        return _PLAIN[family]
    if family == "CalGray":
        return GRAY
    if family == "CalRGB":
        return RGB
    if family == "ICCBased" and len(space) > 1:
        count = number(entry(space[1], "/N"))
        return _PLAIN.get(_BY_COMPONENTS.get(int(count or 0), "?"), _OPEN)
    if family in ("Separation", "DeviceN") and len(space) > 1:
        inner = list(space[1])[:_MOST_INKS] if isinstance(space[1], pikepdf.Array) else [space[1]]
        return Space("Spot", tuple(name(each) or "?" for each in inner))
    if family == "Indexed" and len(space) > 3:
        return _indexed(space, named, depth)
    return _OPEN


def _indexed(space: pikepdf.Array, named: object, depth: int) -> Space:
    base = read_space(space[1], named, depth + 1)
    lookup = space[3]
    raw = lookup.read_bytes() if isinstance(lookup, pikepdf.Stream) else b""
    if isinstance(lookup, pikepdf.String):
        raw = bytes(lookup)
    step = base.count
    if not step:
        return Space("Indexed", (), _OPEN)
    rows = [raw[i : i + step] for i in range(0, min(len(raw), 256 * step) // step * step, step)]
    return Space("Indexed", (), base, tuple(tuple(v / 255 for v in row) for row in rows))
