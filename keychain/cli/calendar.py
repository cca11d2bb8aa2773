"""The days on which tags go stale, as a calendar that telephones and Outlook take (RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256

from icalendar import Calendar, Event

from keychain.build.planning import Planned
from keychain.build.stale import stale_days
from keychain.cli.reasons import say_reason
from keychain.cli.words import Words


def calendar_of(planned: Sequence[Planned], words: Words) -> bytes:
    """An all-day event for each day and commune, the villages and reasons in its description.

    The same plan gives the same bytes: an event's stamp is its own day, its id is made of it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//keychain//plan//")
    calendar.add("version", "2.0")
    for one in planned:
        names = {village.id: village.name.value for village in one.contacts.villages}
        commune = one.contacts.commune
        by_day: dict[date, list[str]] = {}
        for day, village, reasons in stale_days(one.contacts, one.day, one.issues):
            why = "; ".join(say_reason(reason, words) for reason in reasons)
            by_day.setdefault(day, []).append(f"{names[village]}: {why}")
        for day, lines in by_day.items():
            event = Event()
            key = f"{commune.name.value}|{commune.province.value}|{day.isoformat()}"
            event.add("uid", f"{sha256(key.encode()).hexdigest()[:32]}@keychain")
            event.add("dtstamp", datetime(day.year, day.month, day.day, tzinfo=UTC))
            event.add("dtstart", day)
            event.add(
                "summary",
                words.say("calendar-summary", commune=commune.name.value, count=len(lines)),
            )
            event.add("description", "\n".join(lines))
            calendar.add_component(event)
    return bytes(calendar.to_ical())
