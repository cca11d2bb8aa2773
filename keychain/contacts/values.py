"""Single values of contacts.yaml: names, dates, whole numbers, percentages."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from keychain.contacts.model import Period
from keychain.diagnostics import Diagnostic, error
from keychain.text import excerpt, one_line
from keychain.yaml_source.fields import Fields
from keychain.yaml_source.nodes import Scalar, Text

NO_NAME = error("no-name", "dots and dashes stand where a name is still to come")
NAME_TOO_LONG = error("name-too-long", "no tag has room for it")
DATE_FORM = error("date-form", "01/12 is two different days to two readers")
NO_SUCH_DATE = error("no-such-date", "the calendar has no such day")
NOT_A_DATE = error("not-a-date", "a day is written as year, month, day")
UNTIL_BEFORE_FROM = error("until-before-from", "it would end before it begins")
HOUSEHOLDS_NOT_WHOLE = error("households-not-whole", "tags are counted from it")
HOUSEHOLDS_NEGATIVE = error("households-negative", "tags are counted from it")
HOUSEHOLDS_TOO_MANY = error("households-too-many", "no village is so large; paper costs money")
SPARE_FORM = error("spare-form", "without its sign a 5 may mean five tags")
COST_FORM = error("cost-form", "a sum that can be read in two ways makes a wrong bill")
SPARE_OUT_OF_RANGE = error("spare-out-of-range", "more than one spare tag for each is a slip")

LONGEST_NAME = 100
"""Characters, for names of people and places, roles, labels."""
LONGEST_SLOGAN = 200
MOST_HOUSEHOLDS = 100_000

ISO_DATE = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
PERCENTAGE = r"(-?[0-9]{1,9})(?:[.,]([0-9]{1,9}))? *%"
COST = r"([0-9]{1,9}|[0-9]{1,3}(?:[. ][0-9]{3}){1,2})(?: *(?:đ|đồng|VND|₫))?"
"""Whole đồng, thousands parted by dots or spaces as people write them."""
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")


def read_name(
    fields: Fields,
    key: str,
    faults: list[Diagnostic],
    *,
    required: bool = False,
    longest: int = LONGEST_NAME,
) -> Text | None:
    """A name or a phrase on one line, in NFC, that holds at least a letter or a digit."""
    scalar = fields.scalar(key, required)
    if scalar is None:
        return None
    name = one_line(scalar.text)
    if not any(map(str.isalnum, name)):
        faults.append(NO_NAME(scalar.place, key=key, text=excerpt(name)))
        return None
    if len(name) > longest:
        faults.append(NAME_TOO_LONG(scalar.place, key=key, length=len(name), most=longest))
        return None
    return Text(name, scalar.place)


def read_date(fields: Fields, key: str, faults: list[Diagnostic]) -> date | None:
    """A day written as YYYY-MM-DD (ISO 8601). What was probably meant is proposed, not taken."""
    scalar = fields.scalar(key)
    if scalar is None:
        return None
    day = _date(scalar)
    if isinstance(day, date):
        return day
    faults.append(day)
    return None


def read_period(fields: Fields, faults: list[Diagnostic]) -> Period:
    """``from`` and ``until``, the first day and the last; open where there is none."""
    start, end = read_date(fields, "from", faults), read_date(fields, "until", faults)
    if start and end and end < start:
        faults.append(
            UNTIL_BEFORE_FROM(fields.place("until"), start=start.isoformat(), end=end.isoformat())
        )
    return Period(start, end)


def _date(scalar: Scalar) -> date | Diagnostic:
    text = scalar.text.strip()
    shown = excerpt(text)
    if match := re.fullmatch(ISO_DATE, text):
        return _day(*match.groups()) or NO_SUCH_DATE(scalar.place, text=shown)
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, number = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        number, month, year = match.groups()
    else:
        return NOT_A_DATE(scalar.place, text=shown)
    meant = _day(year, month, number)
    if meant is None:
        return NO_SUCH_DATE(scalar.place, text=shown)
    return DATE_FORM(scalar.place, text=shown, iso=meant.isoformat())


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_households(fields: Fields, faults: list[Diagnostic]) -> int | None:
    """How many households a village has: a whole number from 0 to 100,000."""
    scalar = fields.scalar("households")
    if scalar is None:
        return None
    text = scalar.text.strip()
    shown = excerpt(text)
    if re.fullmatch(r"-[0-9]+([.,][0-9]+)?", text):
        faults.append(HOUSEHOLDS_NEGATIVE(scalar.place, text=shown))
    elif not re.fullmatch(r"[0-9]+", text):
        faults.append(HOUSEHOLDS_NOT_WHOLE(scalar.place, text=shown))
    else:
        digits = text.lstrip("0") or "0"
        if len(digits) <= len(str(MOST_HOUSEHOLDS)) and int(digits) <= MOST_HOUSEHOLDS:
            return int(digits)
        faults.append(HOUSEHOLDS_TOO_MANY(scalar.place, text=shown, most=MOST_HOUSEHOLDS))
    return None


def read_spare(fields: Fields, faults: list[Diagnostic]) -> Decimal | None:
    """A percentage from 0 to 100 with its sign, ``5%`` or ``2,5 %``."""
    scalar = fields.scalar("spare")
    if scalar is None:
        return None
    match = re.fullmatch(PERCENTAGE, scalar.text.strip())
    if match is None:
        faults.append(SPARE_FORM(scalar.place, text=excerpt(scalar.text)))
        return None
    spare = Decimal(f"{match[1]}.{match[2] or 0}")
    if not 0 <= spare <= 100:
        faults.append(SPARE_OUT_OF_RANGE(scalar.place, text=excerpt(scalar.text)))
        return None
    return spare


def read_cost(fields: Fields, key: str, faults: list[Diagnostic]) -> Decimal | None:
    """A sum in whole đồng, ``1500``, ``1.500`` or ``1 500 đ``."""
    scalar = fields.scalar(key)
    if scalar is None:
        return None
    match = re.fullmatch(COST, scalar.text.strip())
    if match is None:
        faults.append(COST_FORM(scalar.place, key=key, text=excerpt(scalar.text)))
        return None
    return Decimal(re.sub("[. ]", "", match[1]))
