"""``keychain check``: reads contacts, layouts and presses, and reports every problem."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from keychain.build.fault import Fault
from keychain.build.layouts import Layouts
from keychain.build.options import DEFAULT_LAYOUT
from keychain.build.sources import read_directory
from keychain.build.survey import survey_commune
from keychain.cli import clock
from keychain.cli.columns import wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.words import Words
from keychain.contacts.model import Contacts
from keychain.contacts.roster import working_day
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes
from keychain.pdf import FontMeasure


def run(given: Namespace, words: Words, console: Console) -> int:
    """Report everything; the exit code is 0 or, where anything is an error, 3."""
    directory = read_directory(Path(given.contacts), read_bytes)
    layouts = Layouts(Path(given.layouts), read_bytes)
    found = list(directory.diagnostics)
    names = layouts.names()
    read = [layouts.press(name)[1] for name in layouts.presses()]
    read += [layouts.located(layouts.labels.get(name)[1]) for name in layouts.labels.names()]
    read += [layouts.located(layouts.labels.count(n)[1]) for n in layouts.labels.collections()]
    read += [layouts.get(name)[1] for name in names or (DEFAULT_LAYOUT,)]
    # A press, or a parent, is read for several layouts.
    found += dict.fromkeys(each for findings_of in read for each in findings_of)
    usual = layouts.get(DEFAULT_LAYOUT)[0] if DEFAULT_LAYOUT in names else None
    measure = FontMeasure()
    for contacts in directory.communes:
        day = working_day(given.as_of, contacts.campaign.launch, clock.today())
        found += layouts.located(survey_commune(contacts, day, usual, measure))
    if given.json:
        console.result(as_json({"diagnostics": findings(found, words)}))
    else:
        report = format_report(
            found, words, source_lines, width=console.width, colour=console.colour
        )
        if report:
            console.tell(report)
        if not has_errors(found):
            told = _summary(directory.communes, len(names), found, words)
            console.result("\n".join(wrap(told, console.width)))
    return Fault.REFUSED if has_errors(found) else Fault.NONE


def _summary(
    communes: Sequence[Contacts], layouts: int, found: Sequence[Diagnostic], words: Words
) -> str:
    villages = [village for contacts in communes for village in contacts.villages]
    parts = [
        words.say("villages", count=len(villages)),
        words.say("officers", count=sum(len(contacts.officers) for contacts in communes)),
        words.say("households", count=sum(village.households or 0 for village in villages)),
        words.say("layouts", count=layouts),
    ]
    if len(communes) > 1:
        parts.insert(0, words.say("communes", count=len(communes)))
    return words.say("check-usable" if found else "check-right", parts=", ".join(parts))
