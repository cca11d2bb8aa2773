"""Who is responsible on a day."""

from __future__ import annotations

from datetime import date

import pytest

from keychain.contacts import read_contacts
from keychain.contacts.model import Contacts
from keychain.contacts.roster import choose, working_day
from keychain.diagnostics import Severity

DAY = date(2026, 12, 1)


def directory(officers: str) -> Contacts:
    text = (
        "commune: {name: Xã A, province: Tỉnh B}\n"
        "hotlines: [{label: Công an, phone: 113}]\n"
        "officers:\n"
        "  an: {name: An, role: Trưởng, phone: 0950 000 001}\n"
        "  binh: {name: Bình, phone: 0950 000 002}\n"
        "villages:\n"
        f"  v: {{name: Bản V, officers: [{officers}]}}\n"
    )
    contacts, findings = read_contacts(text.encode(), "c.yaml")
    assert contacts is not None
    assert not [d for d in findings if d.severity is Severity.ERROR]
    return contacts


@pytest.mark.parametrize(
    ("as_of", "launch", "day"),
    [
        (date(2020, 1, 1), date(2026, 12, 24), date(2020, 1, 1)),
        (None, date(2026, 12, 24), date(2026, 12, 24)),
        (None, DAY, DAY),
        (None, date(2026, 11, 30), DAY),
        (None, None, DAY),
    ],
)
def test_the_day(as_of: date | None, launch: date | None, day: date) -> None:
    assert working_day(as_of, launch, DAY) == day


def test_the_order_and_the_roles_are_the_files() -> None:
    (roster,), findings = choose(directory("binh, {officer: an, role: Phó}"), DAY)
    assert findings == ()
    assert [(r.officer.id, r.role.value if r.role else None) for r in roster.responsible] == [
        ("binh", None),
        ("an", "Phó"),
    ]
    (roster,), _ = choose(directory("an"), DAY)
    assert [r.role.value for r in roster.responsible if r.role] == ["Trưởng"]
    assert (roster.day, roster.village.id) == (DAY, "v")


@pytest.mark.parametrize(
    ("period", "serves"),
    [
        ("from: 2026-12-01", True),
        ("from: 2026-12-02", False),
        ("until: 2026-12-01", True),
        ("until: 2026-11-30", False),
        ("from: 2026-12-01, until: 2026-12-01", True),
    ],
)
def test_the_first_and_the_last_day_count(period: str, serves: bool) -> None:
    (roster,), _ = choose(directory(f"binh, {{officer: an, {period}}}"), DAY)
    assert ("an" in [r.officer.id for r in roster.responsible]) == serves


@pytest.mark.parametrize(
    ("until", "warned"),
    [
        ("2026-12-01", True),
        ("2027-01-30", True),  # 60 days later: 30 left of December, 30 of January
        ("2027-01-31", False),
        ("9999-12-31", False),
    ],
)
def test_who_leaves_soon(until: str, warned: bool) -> None:
    (roster,), findings = choose(directory(f"{{officer: an, until: {until}}}"), DAY)
    assert roster.responsible[0].until == date.fromisoformat(until)
    assert [d.code for d in findings] == (["officer-leaves-soon"] if warned else [])
    for finding in findings:
        assert finding.severity is Severity.WARNING
        assert finding.village == "v"
        assert finding.value("until") == until
        assert finding.place is not None
        assert (finding.place.line, finding.place.column) == (7, 41)


def test_a_new_role_the_next_day_is_not_leaving() -> None:
    periods = "{officer: an, until: 2026-12-31}, {officer: an, role: Phó, from: 2027-01-01}"
    (roster,), findings = choose(directory(periods), DAY)
    assert findings == ()
    assert roster.responsible[0].until is None


@pytest.mark.parametrize(
    ("periods", "since"),
    [
        ("an", None),
        ("{officer: an, from: 2026-05-01}", "2026-05-01"),
        ("{officer: an, until: 2026-04-30}, {officer: an, role: Phó, from: 2026-05-01}", None),
        (
            "{officer: an, from: 2026-03-01, until: 2026-04-30},"
            "{officer: an, role: Phó, from: 2026-05-01}",
            "2026-03-01",
        ),
        (
            "{officer: an, from: 2026-03-01, until: 2026-04-29},"
            "{officer: an, role: Phó, from: 2026-05-01}",
            "2026-05-01",
        ),
    ],
)
def test_since_when(periods: str, since: str | None) -> None:
    """A new role carries a service on; a day between two ends it."""
    (roster,), _ = choose(directory(periods), DAY)
    assert roster.responsible[0].since == (date.fromisoformat(since) if since else None)


def test_nobody() -> None:
    periods = (
        "{officer: an, until: 2026-01-31}, {officer: binh, until: 2026-06-30},"
        "{officer: an, from: 2027-03-01}, {officer: binh, from: 2027-02-01}"
    )
    rosters, (finding,) = choose(directory(periods), DAY)
    assert rosters == ()
    assert (finding.code, finding.severity) == ("nobody-responsible", Severity.ERROR)
    assert finding.village == "v"
    assert finding.place is not None
    assert finding.place.line == 7
    assert finding.value("last") == "Bình (2026-06-30)"
    assert finding.value("next") == "Bình (2027-02-01)"
    _, (finding,) = choose(directory("{officer: an, from: 2027-03-01}"), DAY)
    assert finding.value("last") == "–"
    assert finding.value("next") == "An (2027-03-01)"
