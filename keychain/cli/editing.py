"""What the commands that change contacts.yaml share: whom they mean, and what they show."""

from __future__ import annotations

import difflib
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import Any

from keychain.build.edits import Change, backup_of, change_file
from keychain.build.fault import Fault, worst
from keychain.build.sources import read_directory
from keychain.cli import clock
from keychain.cli.arguments import UsageError
from keychain.cli.columns import wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.report import SourceLines, format_report
from keychain.cli.sources import lines_of, source_lines
from keychain.cli.villages import a_few
from keychain.cli.words import Words
from keychain.contacts.editing.steps import Step
from keychain.contacts.find import find_officers, find_villages, nearest_officer
from keychain.contacts.model import Contacts, Officer
from keychain.contacts.roster import working_day
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes
from keychain.values import dataclass

_ADDED, _TAKEN, _PLACE = "32", "31", "36"
"""Green, red and cyan, as other programs show a diff."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What a command makes of a directory: the steps, the sentence that tells of them, and what
    ``--json`` prints beside the diff. ``refused`` are reasons not to."""

    steps: Sequence[Step]
    said: str = ""
    document: dict[str, Any] = field(default_factory=dict)
    refused: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """What a command line asks for: the change, and whom it names, by which a folder's file is
    found."""

    intend: Callable[[Contacts], Intent]
    officers: Sequence[str] = ()
    villages: Sequence[str] = ()


def run_change(given: Namespace, words: Words, console: Console, edit: Edit) -> int:
    """Make the change, unless it is a dry run, and tell of it.

    Raises UsageError where nobody or nothing of that name is there, or where that is not clear.
    """
    change, intent = make_change(given, edit, write=not given.dry_run)
    document = intent.document if given.json else None
    return show_change(change, intent.said, words, console, document)


def make_change(given: Namespace, edit: Edit, *, write: bool) -> tuple[Change, Intent]:
    """Change the file of the commune that is meant, or try it without writing."""
    path = contacts_file(given, edit.officers, edit.villages)
    intents: list[Intent] = []

    def make(contacts: Contacts) -> Sequence[Step]:
        intents.append(edit.intend(contacts))
        return () if intents[-1].refused else intents[-1].steps

    change = change_file(path, read_bytes, make, write=write)
    intent = intents[-1] if intents else Intent(())
    if intent.refused:
        fault = max(change.fault, Fault.REFUSED)
        change = replace(change, after=None, diagnostics=intent.refused, fault=fault)
    return change, intent


def contacts_file(given: Namespace, officers: Sequence[str], villages: Sequence[str]) -> Path:
    """The contacts file that is meant: the one given, or of a folder's the one with those names."""
    path = Path(given.contacts)
    if not path.is_dir():
        return path
    communes = read_directory(path, read_bytes).communes
    if len(communes) == 1:
        return Path(communes[0].file)
    asked = (*officers, *villages)
    if not asked:
        files = [contacts.file for contacts in communes]
        raise UsageError("which-commune", known=a_few(files))
    finders = [find_officers] * len(officers) + [find_villages] * len(villages)
    able = [
        contacts
        for contacts in communes
        if all(find(contacts, name) for find, name in zip(finders, asked, strict=True))
    ]
    if len(able) == 1:
        return Path(able[0].file)
    if not able:
        raise UsageError("in-no-commune", given=", ".join(asked))
    files = [contacts.file for contacts in able]
    raise UsageError("in-several-communes", given=", ".join(asked), known=a_few(files))


def officer_in(contacts: Contacts, asked: str) -> Officer:
    """The officer that ``asked`` names. Raises UsageError for none or several."""
    found = find_officers(contacts, asked)
    if len(found) == 1:
        return found[0]
    if found:
        ids = tuple(officer.id for officer in found)
        raise UsageError("several-officers", given=asked, known=ids)
    close = nearest_officer(contacts, asked)
    if close is None:
        raise UsageError("unknown-officer-named", given=asked)
    raise UsageError("unknown-officer-named-near", given=asked, nearest=close)


def edit_day(given: date | None, contacts: Contacts) -> date:
    """The day that a change begins on: the one asked for, else the day that commands work for."""
    return working_day(given, contacts.campaign.launch, clock.today())


def show_change(
    change: Change, said: str, words: Words, console: Console, document: dict[str, Any] | None
) -> int:
    """Tell what became of a change: the diff, what it means, and where the old version is.

    ``said`` is the sentence for what was changed; ``document`` what ``--json`` prints beside
    the diff, None without it. The exit code is the change's.
    """
    lines = diff_lines(change)
    if document is not None:
        told = {
            "path": change.path.as_posix(),
            "written": change.written,
            "diff": "\n".join(lines),
            **document,
            "diagnostics": findings(change.diagnostics, words),
        }
        console.result(as_json(told))
        return _code(change)
    report = format_report(
        change.diagnostics, words, lines_after(change), width=console.width, colour=console.colour
    )
    if report:
        console.tell(report)
    if change.after is None:
        return _code(change)
    if not lines:
        console.result(words.say("edit-nothing"))
        return _code(change)
    console.result("\n".join(coloured(line) if console.colour else line for line in lines))
    backup = backup_of(change.path).as_posix()
    key = "edit-written" if change.written else "edit-not-written"
    sentence = words.say(key, path=change.path.as_posix(), backup=backup)
    spoken = [said, sentence] if said else [sentence]
    console.result("\n".join(["", *(line for one in spoken for line in wrap(one, console.width))]))
    return _code(change)


def _code(change: Change) -> int:
    refused = Fault.REFUSED if has_errors(change.diagnostics) else Fault.NONE
    return worst((change.fault, refused if not change.written else Fault.NONE))


def lines_after(change: Change) -> SourceLines:
    """The lines to show with a change's findings: those of the file that it makes, be it written
    or not, since their places are places in there."""
    changed = lines_of(change.after) if change.after is not None else None

    def lines(name: str) -> Sequence[str] | None:
        own = changed is not None and name == change.path.as_posix()
        return changed if own else source_lines(name)

    return lines


def diff_lines(change: Change) -> list[str]:
    """The lines of a unified diff from a file as it was to what it becomes."""
    if change.after is None:
        return []
    old, new = (data.decode("utf-8-sig").splitlines() for data in (change.before, change.after))
    name = change.path.as_posix()
    return list(difflib.unified_diff(old, new, name, name, n=1, lineterm=""))


def coloured(line: str) -> str:
    """A line of a diff as terminals show it."""
    colour = {"+": _ADDED, "-": _TAKEN, "@": _PLACE}.get(line[:1])
    return f"\x1b[{colour}m{line}\x1b[0m" if colour else line
