"""The tables of the Vietnamese numbering plan, read once, when the first number is read."""

from __future__ import annotations

from functools import cache

from keychain.values import dataclass


def _rows(name: str) -> list[list[str]]:
    """The rows of a CSV file in the package's data, without its head."""
    # Imported here: with its own imports this is most of what the first number costs.
    import csv
    from importlib.resources import files

    text = files("keychain").joinpath("data", "phones", name).read_text("utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@dataclass(frozen=True, slots=True)
class AreaCode:
    """One pre-2025 province's landline codes, with the zero. ``old`` ended in 2017; where the
    two are equal, the code never changed."""

    province: str
    old: str
    new: str


@cache
def area_codes() -> tuple[AreaCode, ...]:
    """All 63 (plan of the Ministry of Information and Communications, in three phases from
    11 February to 17 June 2017)."""
    return tuple(AreaCode(*row) for row in _rows("area_codes.csv"))


@cache
def areas_changed() -> dict[str, str]:
    """The area codes that ended in 2017, of two to four digits → those that took their place."""
    return {code.old: code.new for code in area_codes() if code.old != code.new}


@cache
def areas_today() -> frozenset[str]:
    """The area codes in use, ``0205`` and ``024``."""
    return frozenset(code.new for code in area_codes())


@cache
def mobiles_2018() -> dict[str, str]:
    """The old four digits of an eleven-digit mobile → the three of today (2018)."""
    return {row[0]: row[1] for row in _rows("mobiles_2018.csv")}


@cache
def mobile_prefixes() -> frozenset[str]:
    """The first three digits of the mobile blocks that are given out."""
    return frozenset(row[0] for row in _rows("mobile_prefixes.csv"))


@cache
def short_numbers() -> frozenset[str]:
    """The short numbers that a directory may hold.

    The emergency numbers 112 to 115 and the services 111 and 116 of the national plan (Circular
    22/2014/TT-BTTTT and what followed it), and the information services 1022, 1080, 1081 and
    1088. 110 and 119 are left out: nobody answers them here, and in China and Japan, where many
    lists are copied from, they are the police and the fire brigade.
    """
    return frozenset(row[0] for row in _rows("short_numbers.csv"))


@cache
def provinces_2025() -> tuple[tuple[str, str], ...]:
    """Pairs of a province since 1 July 2025 and a pre-2025 one that it holds (Resolution
    202/2025/QH15): 34 provinces, 63 pairs."""
    return tuple((now, held) for now, held in _rows("provinces_2025.csv"))
