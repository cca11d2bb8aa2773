"""A tag that somebody has found, told by its serial number: which village's it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from keychain.build.lost import Traced
from keychain.build.past import Issued
from keychain.cli.arguments import UsageError
from keychain.cli.summary import say_day
from keychain.cli.words import Words
from keychain.ledger import Issue
from keychain.tags.serial import Serial, Series, read_serial

_PARTS = re.compile(r"\s*[A-Za-zĐđ]{1,4}[\s.‐-]*\d{1,3}[\s.‐-]+\d+(?:[\s.‐-]+\d*)?\s*")


def serial_in(name: str) -> Serial | None:
    """The serial number that ``name`` is, None where it is none. Raises UsageError for one with a
    slip in it."""
    serial = read_serial(name)
    if serial is not None and not serial.checked:
        raise UsageError("serial-mistyped", given=name)
    return serial


def is_part_of_serial(name: str) -> bool:
    """Whether ``name``, which is no serial number, was meant for one: digits are missing."""
    return _PARTS.fullmatch(name) is not None


def told_serials(
    serials: Sequence[Serial], traced: Sequence[Traced], words: Words, *, known: bool
) -> list[str]:
    """For each serial number the villages that it may be of, and their hand-outs, where those are
    ``known``."""
    lines: list[str] = []
    for text in dict.fromkeys(serial.text for serial in serials):
        own = [each for each in traced if each.serial == text]
        if known and not own:
            lines.append(words.say("history-serial-nobody", serial=text))
        for each in own:
            commune = each.contacts.commune
            lines.append(
                words.say(
                    "history-serial",
                    serial=text,
                    village=each.village.name.value,
                    commune=commune.name.value,
                    province=commune.province.value,
                )
            )
            lines += [told_issue(issued, words) for issued in each.issued]
            if known and not each.issued:
                lines.append("  " + words.say("history-serial-not-out"))
    return lines


def told_issue(issued: Issued, words: Words) -> str:
    """A hand-out in one line."""
    issue = issued.issue
    return words.say(
        f"history-issue-{issue.replaces}",
        day=say_day(issue.day),
        tags=words.say("tags", count=issue.count),
        layout=issue.layout,
        mark=issued.mark,
    )


def serial_document(traced: Traced) -> dict[str, Any]:
    """A village that a found tag may be of, as JSON."""
    return {
        "serial": traced.serial,
        "commune": traced.contacts.commune.name.value,
        "province": traced.contacts.commune.province.value,
        "village": traced.village.id,
        "name": traced.village.name.value,
        "issues": [issue_document(issued) for issued in traced.issued],
    }


def issue_document(issued: Issued) -> dict[str, Any]:
    """A hand-out as JSON."""
    return {
        "day": issued.issue.day.isoformat(),
        "layout": issued.issue.layout,
        "mark": issued.mark,
        "tags": issued.issue.count,
        "replaces": issued.issue.replaces,
    }


def serial_range(issue: Issue) -> dict[str, str] | None:
    """The first and the last serial number of an issue, None where its tags have none."""
    if not issue.series:
        return None
    series = Series(issue.series, issue.first)
    return {"first": series.serial(issue.first), "last": series.serial(issue.last)}
