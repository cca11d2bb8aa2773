"""Dates of the document information and of XMP: one moment written in two ways."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keychain.preflight.reading.dates import read_pdf_date, read_xmp_date, same_moment

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(datetime(1000, 1, 2), datetime(9998, 12, 30), timezones=ZONES).map(
    lambda at: at.replace(microsecond=0)
)


def as_pdf(at: datetime) -> str:
    zone = at.strftime("%z")
    return f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


@settings(deadline=None)
@given(TIMES, ZONES)
def test_one_moment_in_two_zones(at: datetime, zone: timezone) -> None:
    one, other = read_pdf_date(as_pdf(at)), read_xmp_date(at.astimezone(zone).isoformat())
    assert one is not None and other is not None and same_moment(one, other)


@settings(deadline=None)
@given(TIMES, st.integers(1, 100_000))
def test_another_moment(at: datetime, seconds: int) -> None:
    later = (at.astimezone(UTC) + timedelta(seconds=seconds)).isoformat()
    one, other = read_pdf_date(as_pdf(at)), read_xmp_date(later)
    assert one is not None and other is not None and not same_moment(one, other)


@pytest.mark.parametrize(
    ("pdf", "xmp", "same"),
    [
        ("D:20261201000000Z", "2026-12-01T00:00:00Z", True),
        ("D:20261201000000Z00'00'", "2026-12-01T00:00:00+00:00", True),
        ("D:20261201070000+07'00", "2026-12-01T00:00:00Z", True),
        ("D:20261201070000+07'00'", "2026-12-01T07:00:00+07:00", True),
        ("D:20261201070000+07'00'", "2026-12-01T07:00:00Z", False),
        ("D:20261201000000Z", "2026-12-01T00:00Z", True),
        ("D:20261201000001Z", "2026-12-01T00:00:00.9Z", False),
        ("D:20261201", "2026-12-01", True),
        ("D:2026", "2026-12-01T00:00:00Z", True),
        ("D:20261201000000Z", "2026-12-02", False),
    ],
)
def test_dates_as_programs_write_them(pdf: str, xmp: str, same: bool) -> None:
    one, other = read_pdf_date(pdf), read_xmp_date(xmp)
    assert one is not None and other is not None
    assert same_moment(one, other) is same


@pytest.mark.parametrize("text", ["", "20261201", "D:", "D:20261301", "D:20260230", "D:2026-12-01"])
def test_what_is_no_date_in_the_information(text: str) -> None:
    assert read_pdf_date(text) is None


@pytest.mark.parametrize("text", ["", "D:20261201", "2026-13-01", "2026-12-01T25:00:00Z", "now"])
def test_what_is_no_date_in_xmp(text: str) -> None:
    assert read_xmp_date(text) is None


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_date_or_not(text: str) -> None:
    read_pdf_date(text)
    read_pdf_date("D:" + text)
    read_xmp_date(text)
