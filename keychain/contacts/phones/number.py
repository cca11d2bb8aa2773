"""A telephone number as text: its digits, how it is printed, how it is dialled."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from keychain.diagnostics import Place
from keychain.values import dataclass


class Kind(StrEnum):
    """What sort of Vietnamese number it is; the grouping in print follows from it."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    POLICE = "police"
    SHORT = "short"
    FREE = "free"
    PREMIUM = "premium"


_BARE = frozenset({Kind.SHORT, Kind.FREE, Kind.PREMIUM})
_CITIES = ("024", "028")
"""Hà Nội and Hồ Chí Minh: area codes of two digits after the zero, eight digits behind them."""


def _groups(digits: str, kind: Kind) -> tuple[int, ...]:
    """How many digits stand together, from the left; the rest are the last group."""
    match kind:
        case Kind.SHORT:
            return ()
        case Kind.POLICE:
            return (3, 4)
        case Kind.LANDLINE:
            return (3, 4) if digits.startswith(_CITIES) else (4, 4)
        case Kind.FREE | Kind.PREMIUM:
            return (4, 3) if len(digits) == 10 else (4,)
        case Kind.MOBILE:
            return (4, 3)


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """``digits`` are the national form with its leading zero, ``0950000001``, or ``113``.

    The place takes no part in comparison.
    """

    digits: str
    kind: Kind
    extension: str | None = None
    place: Place | None = field(default=None, compare=False)

    @property
    def printed(self) -> str:
        """The number grouped as Vietnamese people read it, with plain spaces.

        An extension follows as ``ext 1800``: Vietnamese cards print it so as often as "máy lẻ",
        it is half as wide, it is the same in every language, and it has neither a descender nor
        a mark that would leave the height of the digits.
        """
        groups, rest = [], self.digits
        for length in _groups(self.digits, self.kind):
            groups.append(rest[:length])
            rest = rest[length:]
        groups.append(rest)
        tail = [f"ext {self.extension}"] if self.extension else []
        return " ".join([*filter(None, groups), *tail])

    @property
    def dialled(self) -> str:
        """The URI that a telephone dials, RFC 3966: global with no visual separators.

        Short numbers, 1800 and 1900 stand bare, as local numbers (section 5.1.5): they are
        services inside Viet Nam, which +84 does not reach. A ``phone-context``, which that
        section asks for, is left out, since dialler apps dial its digits.
        """
        extension = f";ext={self.extension}" if self.extension else ""
        if self.kind in _BARE:
            return f"tel:{self.digits}{extension}"
        return f"tel:+84{self.digits.removeprefix('0')}{extension}"
