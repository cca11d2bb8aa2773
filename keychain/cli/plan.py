"""``keychain plan``: which villages hold stale tags, why, and what to print."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from keychain.build.fault import Fault, worst
from keychain.build.layouts import Layouts
from keychain.build.planning import Planned, plan_communes
from keychain.build.sources import read_directory
from keychain.build.stale import Stale
from keychain.cli import clock
from keychain.cli.arguments import wrong_word
from keychain.cli.columns import visible, wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.reasons import reason_document, say_reason
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.summary import say_day
from keychain.cli.trial import tried_directory
from keychain.cli.villages import named_villages
from keychain.cli.words import Words
from keychain.contacts.model import Contacts
from keychain.contacts.roster import working_day
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes

STALE = 1
"""What ``--exit-code`` answers where something is stale."""


def run(given: Namespace, words: Words, console: Console) -> int:
    """Answer what is stale on the day; with ``--if`` as it would be after an edit."""
    directory = read_directory(Path(given.contacts), read_bytes)
    if given.rest is not None:
        directory = tried_directory(directory, given, words)
    layouts = Layouts(Path(given.layouts), read_bytes)
    names = layouts.names()
    if names and given.layout not in names:
        raise wrong_word("unknown-layout", given.layout, names)
    presses = layouts.presses()
    if given.press not in presses:
        raise wrong_word("unknown-press", given.press, presses)
    today = clock.today()

    def day_of(contacts: Contacts) -> date:
        return working_day(given.as_of, contacts.campaign.launch, today)

    chosen = named_villages(given.villages, directory.communes) if given.villages else None
    planned, found = plan_communes(
        directory.communes, Path(given.output), day_of, layouts.get(given.layout, given.press)[0]
    )
    if chosen is not None:
        planned = tuple(one.only(chosen.get(one.contacts.file, ())) for one in planned)
    # What is only worth knowing, check tells.
    errors = (each for each in directory.diagnostics if has_errors((each,)))
    diagnostics = tuple(dict.fromkeys((*errors, *found)))
    if given.calendar:
        _write_calendar(given, planned, words)
        if not given.json:
            console.tell(words.say("calendar-written", path=given.calendar))
    if given.json:
        console.result(as_json(document(planned, diagnostics, words)))
    else:
        _tell(planned, diagnostics, words, console)
    fault = worst((Fault.REFUSED if has_errors(diagnostics) else Fault.NONE,))
    stale = any(one.stale for one in planned)
    return fault or (STALE if given.exit_code and stale else 0)


def document(
    planned: Sequence[Planned], found: Sequence[Diagnostic], words: Words
) -> dict[str, Any]:
    """What ``plan --json`` prints."""
    return {
        "villages": [
            {
                "commune": one.contacts.commune.name.value,
                "village": each.roster.village.id,
                "as_of": one.day.isoformat(),
                "urgent": each.urgent,
                "reasons": [reason_document(reason) for reason in each.reasons],
                "held": sum(holding.count for holding in each.held),
                "tags": each.tags,
                "sheets": each.sheets,
                "cost": None if each.cost is None else str(each.cost),
            }
            for one in planned
            for each in one.stale
        ],
        "diagnostics": findings(found, words),
    }


def _tell(
    planned: Sequence[Planned], found: Sequence[Diagnostic], words: Words, console: Console
) -> None:
    report = format_report(found, words, source_lines, width=console.width, colour=console.colour)
    if report:
        console.tell(report)
    parts = [part for one in planned for part in _commune(one, words, console)]
    stale = [each for one in planned for each in one.stale]
    if any(each.tags for each in stale):
        tags, sheets = sum(s.tags for s in stale), sum(s.sheets for s in stale)
        said = words.say(
            "plan-total",
            villages=words.say("villages", count=sum(1 for s in stale if s.tags)),
            tags=_amount(tags, sheets, words),
        )
        costs = [each.cost for each in stale if each.cost is not None]
        if costs:
            said += " " + words.say("plan-cost", cost=say_cost(sum(costs, Decimal(0))))
        parts += ["\n".join(wrap(said, console.width)), words.say("plan-next")]
    elif planned and not stale:
        parts.append(words.say("plan-nothing", day=say_day(planned[0].day)))
    if parts:
        console.result("\n\n".join(parts))


def _commune(one: Planned, words: Words, console: Console) -> list[str]:
    if not one.stale:
        return []
    commune = one.contacts.commune.name.value
    head = words.say("plan-head", commune=commune, day=say_day(one.day))
    return [head, *(_village(each, words, console) for each in one.stale)]


def _village(stale: Stale, words: Words, console: Console) -> str:
    name = visible(stale.roster.village.name.value)
    mark = words.say("plan-urgent") + " " if stale.urgent else ""
    what = words.say("plan-no-print")
    if stale.tags:
        what = _amount(stale.tags, stale.sheets, words)
    if console.colour and stale.urgent:
        mark = f"\x1b[31;1m{mark}\x1b[0m"
    lines = [f"{mark}{name}: {what}"]
    for reason in stale.reasons:
        first, *rest = wrap(visible(say_reason(reason, words)), console.width - 4)
        lines += [f"  - {first}", *(f"    {line}" for line in rest)]
    return "\n".join(lines)


def _amount(tags: int, sheets: int, words: Words) -> str:
    """Tags and sheets, without these where a shop makes its own."""
    told = words.say("tags", count=tags)
    return f"{told}, {words.say('plan-sheets', count=sheets)}" if sheets else told


def say_cost(cost: Decimal) -> str:
    """Đồng with dots between thousands, as Vietnamese people write them."""
    return f"{cost:,.0f}".replace(",", ".") + " đ"


def _write_calendar(given: Namespace, planned: Sequence[Planned], words: Words) -> None:
    from keychain.cli.calendar import calendar_of
    from keychain.files import write_whole

    write_whole(Path(given.calendar), calendar_of(planned, words))
