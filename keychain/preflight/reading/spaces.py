"""What a colour space comes down to, and the spot colours in it (ISO 32000-1, 8.6)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pikepdf

from keychain.preflight.reading.bounded import read_bounded
from keychain.preflight.reading.values import entries, entry, identity, name, number
from keychain.values import dataclass

_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
"""Abbreviations in inline images (ISO 32000-1, table 94)."""

_DEFAULTS = {"DeviceGray": "DefaultGray", "DeviceRGB": "DefaultRGB", "DeviceCMYK": "DefaultCMYK"}
"""Spaces that stand for a device's own where the resources name them (8.6.5.6)."""

_CALIBRATED = frozenset({"CalGray", "CalRGB", "Lab", "ICCBased"})
_DEEPEST = 6
_MOST = 100
_LARGEST_TABLE = 1_000_000
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot colour where it is defined. ``alternates`` are the families that stand in for it,
    ``tint`` tells its tint transforms apart."""

    name: str
    alternates: frozenset[str]
    tint: str


Root = str | Spot
"""What a colour space is at its root: a family, or a spot colour."""


def roots(space: object, named: object = None) -> Iterator[Root]:
    """What paints in ``space``. ``named`` are the resources' colour spaces, for names in them.

    A space within a space that was met already is not gone through again.
    """
    yield from _roots(space, named, set())


def _roots(space: object, named: object, known: set[str]) -> Iterator[Root]:
    plain = name(space)
    if plain is not None:
        yield from _of_name(_SHORT.get(plain, plain), named, known)
        return
    if not isinstance(space, pikepdf.Array) or not len(space):
        yield UNKNOWN
        return
    key = identity(space)
    if key in known or len(known) > _MOST:
        return
    known.add(key)
    family = name(space[0]) or UNKNOWN
    family = _SHORT.get(family, family)
    if family in ("Indexed", "Pattern"):
        if len(space) > 1:
            yield from _roots(space[1], named, known)
    elif family in ("Separation", "DeviceN") and len(space) > 3:
        yield from _spots(family, space, named, known)
    elif family == "ICCBased":
        profile = space[1] if len(space) > 1 else None
        yield family if isinstance(profile, pikepdf.Stream) else UNKNOWN
    elif family in _CALIBRATED and len(space) > 1:
        yield family
    elif family in _DEFAULTS and len(space) == 1:
        yield from _of_name(family, named, known)
    else:
        yield UNKNOWN


def _of_name(plain: str, named: object, known: set[str]) -> Iterator[Root]:
    if plain == "Pattern":
        return
    if plain in _DEFAULTS:
        default = entry(named, f"/{_DEFAULTS[plain]}")
        first = default[0] if isinstance(default, pikepdf.Array) and len(default) else None
        family = name(first)
        yield family if family in _CALIBRATED else plain
        return
    listed = entry(named, f"/{plain}")
    if listed is None or f"/{plain}" in known:
        yield UNKNOWN
    else:
        known.add(f"/{plain}")
        yield from _roots(listed, named, known)


def _spots(family: str, space: pikepdf.Array, named: object, known: set[str]) -> Iterator[Root]:
    """The spot colours of a Separation or DeviceN space; what several inks turn into together is
    told by all their names."""
    alternates = frozenset(
        root if isinstance(root, str) else UNKNOWN for root in _roots(space[2], named, set(known))
    )
    inks = list(space[1])[:_MOST] if isinstance(space[1], pikepdf.Array) else [space[1]]
    called = "+".join(name(each) or UNKNOWN for each in inks)
    yield Spot(called, alternates, f"{fingerprint(space[2])} {fingerprint(space[3])}")
    if family == "Separation":
        return
    attributes = space[4] if len(space) > 4 else None
    for _, colorant in entries(entry(attributes, "/Colorants")):
        yield from _roots(colorant, named, known)
    process = entry(entry(attributes, "/Process"), "/ColorSpace")
    if process is not None:
        yield from _roots(process, named, known)


def fingerprint(value: object) -> str:
    """What tells objects apart by content, wherever in the file they stand."""
    return _Fingerprint().of(value)


@dataclass(slots=True)
class _Fingerprint:
    left: int = 2000
    """How many objects are looked at: they may refer to each other without end."""

    def of(self, value: object, depth: int = 0) -> str:
        self.left -= 1
        if depth > _DEEPEST or self.left < 0:
            return "…"
        if isinstance(value, pikepdf.Stream):
            data = read_bounded(value, _LARGEST_TABLE) or b""
            inner = [self._entries(value.stream_dict, depth), hashlib.sha256(data).hexdigest()]
        elif isinstance(value, pikepdf.Dictionary):
            inner = [self._entries(value, depth)]
        elif isinstance(value, pikepdf.Array):
            inner = [self.of(item, depth + 1) for item in list(value)[:2000]]
        else:
            figure = number(value)
            if figure is not None:
                return repr(figure)
            return value.unparse().decode("latin-1") if isinstance(value, pikepdf.Object) else "?"
        return hashlib.sha256(" ".join(inner).encode()).hexdigest()

    def _entries(self, dictionary: pikepdf.Object, depth: int) -> str:
        return " ".join(
            f"{key} {self.of(item, depth + 1)}"
            for key, item in sorted(entries(dictionary))
            if key not in ("/Length", "/Filter", "/DecodeParms", "/DL")
        )
