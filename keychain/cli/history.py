"""``keychain history``: what was printed when, where a number is still in circulation, and whose
a tag is that somebody has found."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from keychain.build.fault import Fault
from keychain.build.held import issues_of
from keychain.build.lost import Traced, trace
from keychain.build.past import Circulating, Past, circulating, gone_villages, village_past
from keychain.build.sources import read_directory
from keychain.cli import clock
from keychain.cli.arguments import UsageError
from keychain.cli.columns import visible, wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.editing import officer_in
from keychain.cli.found_tags import (
    is_part_of_serial,
    issue_document,
    serial_document,
    serial_in,
    serial_range,
    told_issue,
    told_serials,
)
from keychain.cli.reasons import reason_document, say_reason
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.summary import say_day
from keychain.cli.villages import named_villages, village_name
from keychain.cli.words import Words
from keychain.contacts.find import find_officers
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes
from keychain.ledger import Issue
from keychain.tags.serial import Serial

Issues = Mapping[str, Sequence[Issue]]
"""A commune's hand-outs by village."""


def run(given: Namespace, words: Words, console: Console) -> int:
    """The issues of each village, or of those named; with ``--officer`` where a number is out; of a
    serial number, whose tag it is."""
    directory = read_directory(Path(given.contacts), read_bytes)
    found: tuple[Diagnostic, ...] = tuple(
        each for each in directory.diagnostics if has_errors((each,))
    )
    issues, refused = issues_of(Path(given.output), directory.communes)
    found += refused
    today = given.as_of or clock.today()
    pasts: list[Past] = []
    numbers: list[Circulating] = []
    traced: list[Traced] = []
    serials = [serial for name in given.villages if (serial := serial_in(name))]
    if serials and (given.officer or len(serials) < len(given.villages)):
        raise UsageError("serial-alone")
    if serials:
        for serial in serials:
            traced += trace(serial, directory.communes, issues, today)
    elif given.officer:
        for name in given.officer:
            able = [c for c in directory.communes if find_officers(c, name)]
            for contacts in able or directory.communes[:1]:
                officer = officer_in(contacts, name)
                numbers += circulating(contacts, issues[contacts.file], officer, today)
    else:
        chosen = _chosen(given.villages, directory.communes, issues) if given.villages else None
        for contacts in directory.communes:
            ids = None if chosen is None else chosen.get(contacts.file, [])
            pasts += village_past(contacts, issues[contacts.file], today, ids)
    if given.json:
        console.result(as_json(_document(pasts, numbers, serials, traced, found, words)))
    else:
        report = format_report(
            found, words, source_lines, width=console.width, colour=console.colour
        )
        if report:
            console.tell(report)
        lines = _told_numbers(numbers, words) if given.officer else _told(pasts, words)
        if serials:
            # Of a ledger that cannot be read nobody knows what was handed out.
            lines = told_serials(serials, traced, words, known=not refused)
        # Of a ledger that cannot be read nobody knows that it is empty.
        if not lines and not refused:
            lines = [words.say("history-not-out" if given.officer else "history-nothing")]
        if lines:
            shown = (each for line in lines for each in _wrapped(line, console.width))
            console.result("\n".join(shown))
    return Fault.REFUSED if has_errors(found) else Fault.NONE


def _chosen(
    asked: Sequence[str], communes: Sequence[Contacts], issues: Mapping[str, Issues]
) -> dict[str, list[str]]:
    """The ids asked for, by the file of their commune; a village that is no longer in the
    directory is known by its tags. Raises UsageError."""
    chosen: dict[str, list[str]] = {}
    for name in asked:
        try:
            found = named_villages([name], communes)
        except UsageError:
            if is_part_of_serial(name):
                raise UsageError("serial-unwhole", given=name) from None
            found = named_villages([name], [_with_gone(c, issues[c.file]) for c in communes])
        for file, ids in found.items():
            chosen.setdefault(file, []).extend(ids)
    return chosen


def _with_gone(contacts: Contacts, issues: Issues) -> Contacts:
    return replace(contacts, villages=(*contacts.villages, *gone_villages(contacts, issues)))


def _wrapped(line: str, width: int) -> list[str]:
    inset = len(line) - len(line.lstrip())
    first, *rest = wrap(visible(line.lstrip()), width - inset - 2)
    return [" " * inset + first, *(" " * (inset + 2) + each for each in rest)]


def _told(pasts: Sequence[Past], words: Words) -> list[str]:
    lines: list[str] = []
    several = len({past.contacts.file for past in pasts}) > 1
    for past in pasts:
        village, commune = past.village.name.value, past.contacts.commune.name.value
        lines += [""] if lines else []
        lines.append(village_name(village, commune, words, several=several))
        for issued in past.issued:
            lines.append(told_issue(issued, words))
            issue = issued.issue
            if serials := serial_range(issue):
                lines.append("    " + words.say("history-serials", **serials))
            lines += [f"    {entry.printed}  {entry.name}" for entry in issued.shown.entries]
            if issued.stale_since:
                lines.append(
                    "  "
                    + words.say("history-stale", day=say_day(issued.stale_since))
                    + " "
                    + "; ".join(say_reason(reason, words) for reason in issued.reasons)
                )
            elif issued.replaced_on:
                lines.append("  " + words.say("history-replaced", day=say_day(issued.replaced_on)))
            elif past.gone:
                lines.append("  " + words.say("history-gone"))
            else:
                lines.append("  " + words.say("history-good"))
    return lines


def _told_numbers(numbers: Sequence[Circulating], words: Words) -> list[str]:
    several = len({one.commune for one in numbers}) > 1
    return [
        words.say(
            "history-circulating-now" if one.current else "history-circulating-old",
            number=one.number,
            officer=one.officer,
            tags=words.say("tags", count=one.tags),
            village=village_name(one.village, one.commune, words, several=several),
            day=say_day(one.since),
        )
        for one in numbers
    ]


def _document(
    pasts: Sequence[Past],
    numbers: Sequence[Circulating],
    serials: Sequence[Serial],
    traced: Sequence[Traced],
    found: Sequence[Diagnostic],
    words: Words,
) -> dict[str, Any]:
    return {
        "villages": [
            {
                "commune": past.contacts.commune.name.value,
                "village": past.village.id,
                "gone": past.gone,
                "issues": [
                    {
                        **issue_document(issued),
                        **({"serials": own} if (own := serial_range(issued.issue)) else {}),
                        "numbers": [
                            {"name": entry.name, "number": entry.printed}
                            for entry in issued.shown.entries
                        ],
                        "stale_since": issued.stale_since and issued.stale_since.isoformat(),
                        "reasons": [reason_document(reason) for reason in issued.reasons],
                        "replaced_on": issued.replaced_on and issued.replaced_on.isoformat(),
                    }
                    for issued in past.issued
                ],
            }
            for past in pasts
        ],
        "circulating": [
            {
                "commune": one.commune,
                "village": one.village_id,
                "officer": one.officer_id,
                "number": one.number,
                "current": one.current,
                "tags": one.tags,
                "since": one.since.isoformat(),
            }
            for one in numbers
        ],
        **({"serials": [serial_document(each) for each in traced]} if serials else {}),
        "diagnostics": findings(found, words),
    }
