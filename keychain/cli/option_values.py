"""Values of options as people type them: days, numbers, shares, addresses; else UsageError."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from keychain.cli.arguments import UsageError

MOST_COPIES = 100_000
"""More tags than any commune has households."""

LEAST_DPI, MOST_DPI = 36, 1200
"""A picture of fewer dots shows nothing, and one of more would not fit a clerk's computer."""

MOST_JOBS = 1000

_SCHEMES = {"dask": "tcp", "tcp": "tcp", "tls": "tls"}
"""Dask's own commands show and take the latter two."""
_ADDRESS = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):[0-9]{1,5}")
_START = re.compile(r"0*([1-9][0-9]{0,2}):0*([1-9][0-9]{0,2})|0*([0-9]{1,4})")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OUR_DAY = re.compile(r"[0-9]{1,2}([-/])[0-9]{1,2}\1[0-9]{4}")


def read_day(text: str) -> date:
    """A day written 2026-12-01, or as Vietnamese people write it, 1/12/2026 or 01-12-2026."""
    try:
        if _ISO_DAY.fullmatch(text):
            return date.fromisoformat(text)
        if _OUR_DAY.fullmatch(text):
            day, month, year = map(int, text.replace("-", "/").split("/"))
            return date(year, month, day)
        raise ValueError(text)
    except ValueError:
        raise UsageError("wrong-day", given=text) from None


def read_copies(text: str) -> int:
    """A number of tags, from 1 to MOST_COPIES."""
    return _number("wrong-copies", text, 1, MOST_COPIES)


def read_serial_from(text: str) -> int:
    """The running number of a first tag, from 1 to MOST_NUMBERED."""
    from keychain.tags.serial import MOST_NUMBERED  # with what tags are made of, for this one

    return _number("wrong-serial-from", text, 1, MOST_NUMBERED)


def read_count(text: str) -> int:
    """A number of households, from 0 to MOST_COPIES."""
    return _number("wrong-count", text, 0, MOST_COPIES)


def read_jobs(text: str) -> int:
    """A number of processes, from 1 to MOST_JOBS."""
    return _number("wrong-jobs", text, 1, MOST_JOBS)


def read_executor(text: str) -> str:
    """The address of a Dask scheduler, ``tcp://HOST:PORT``, of ``dask://HOST:PORT``; ``tls://`` as
    it is given."""
    scheme, _, address = text.partition("://")
    if scheme not in _SCHEMES or not _ADDRESS.fullmatch(address):
        raise UsageError("wrong-executor", given=text)
    return f"{_SCHEMES[scheme]}://{address}"


def read_dpi(text: str) -> int:
    """Dots per inch, from LEAST_DPI to MOST_DPI."""
    return _number("wrong-dpi", text, LEAST_DPI, MOST_DPI)


def read_start(text: str) -> str:
    """Where a begun sheet goes on: ``3:1``, a row and a column, or how many places are used, which
    is empty for none."""
    given = _START.fullmatch(text.strip()) if text.isascii() else None
    if given is None:
        raise UsageError("wrong-start", given=text)
    row, column, used = given.groups()
    return f"{row}:{column}" if row else used.lstrip("0")


def read_spare(text: str) -> Decimal:
    """A percentage from 0 to 100, with or without its sign, decimals with a point or a comma."""
    try:
        share = Decimal(text.strip().removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        raise UsageError("wrong-spare", given=text) from None
    if not (share.is_finite() and 0 <= share <= 100):
        raise UsageError("wrong-spare", given=text)
    return share


def _number(key: str, text: str, least: int, most: int) -> int:
    """A whole number in plain digits; ``key`` is the sentence where it is none of them."""
    if not (text.isascii() and text.isdigit()) or not least <= int(text[:9]) <= most:
        raise UsageError(key, given=text, least=least, most=most)
    return int(text)
