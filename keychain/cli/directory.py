"""``keychain directory``: the contact directory, in every form that people use."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from keychain.build.directory import (
    DirectoriesMade,
    DirectoryFile,
    DirectoryRequest,
    list_communes,
    make_directories,
)
from keychain.build.fault import Fault, worst
from keychain.build.sources import read_directory
from keychain.cli import clock
from keychain.cli.arguments import UsageError
from keychain.cli.columns import wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.posters import prepare_posters
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.villages import named_villages
from keychain.cli.words import Words
from keychain.contacts.model import Contacts
from keychain.contacts.roster import working_day
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes


def run(given: Namespace, words: Words, console: Console) -> int:
    """Write the directory; 3 where a village or a commune had to be left out of it, 4 where a PDF
    did not read back as what the contacts say."""
    _check_combination(given)
    posters = prepare_posters(given, words, console)
    directory = read_directory(Path(given.contacts), read_bytes)
    communes, chosen = directory.communes, None
    if given.villages and len(communes) == len(directory.files):
        chosen = named_villages(given.villages, communes)
        communes = tuple(each for each in communes if each.file in chosen)
    elif given.villages:
        # A village that is not found may be one of a file that could not be read.
        communes = ()
    today = clock.today()

    def day_of(contacts: Contacts) -> date:
        return working_day(given.as_of, contacts.campaign.launch, today)

    listed, found, fault = list_communes(communes, day_of, chosen, only_duty=given.only_duty)
    if posters is not None:
        made = posters(listed)
    else:
        made = make_directories(
            listed,
            _request(given),
            Path(given.output),
            read_bytes,
            lambda steps: console.progress(range(steps), steps, words.say("directory-making")),
        )
    found = (*directory.diagnostics, *found, *made.diagnostics)
    faults = [fault, made.fault]
    # With villages named, errors elsewhere in the directory are told, but count for nothing.
    if has_errors(directory.diagnostics) and not (made.files and given.villages):
        faults.append(Fault.REFUSED)
    if given.json:
        days = {commune.day for _, commune in listed}
        as_of = days.pop().isoformat() if len(days) == 1 else None
        console.result(as_json(_document(made, as_of, given.format, found, words)))
    else:
        report = format_report(
            found, words, source_lines, width=console.width, colour=console.colour
        )
        if report:
            console.tell(report)
        console.result(_summary(made, given, words, console.width))
    return worst(faults)


def _request(given: Namespace) -> DirectoryRequest:
    return DirectoryRequest(
        form=given.format,
        only_duty=given.only_duty,
        each=given.each,
        vcard=given.vcard or "3.0",
        paper=given.paper or "A4",
        booklet=given.booklet,
    )


def _check_combination(given: Namespace) -> None:
    """Raises UsageError for options that do not go together."""
    if given.booklet and given.format != "pdf":
        raise UsageError("booklet-pdf", format=given.format)
    if given.booklet and given.paper not in (None, "A5"):
        raise UsageError("booklet-paper", paper=given.paper)
    if given.format == "pdf" and given.paper == "A3":
        raise UsageError("directory-paper", paper=given.paper)
    asked = f"--format {given.format}"
    if given.paper and given.format not in ("pdf", "poster"):
        raise UsageError("not-together", first="--paper", second=asked)
    if given.vcard and given.format != "vcf":
        raise UsageError("not-together", first="--vcard", second=asked)


def _document(
    made: DirectoriesMade,
    as_of: str | None,
    form: str,
    found: Sequence[Diagnostic],
    words: Words,
) -> dict[str, Any]:
    return {
        "as_of": as_of,
        "format": form,
        "files": [_entry(file) for file in made.files],
        "diagnostics": findings(found, words),
    }


def _entry(file: DirectoryFile) -> dict[str, Any]:
    one = len(file.communes) == 1
    return {
        "commune": file.communes[0] if one else None,
        **({} if one else {"communes": list(file.communes)}),
        "path": file.path.as_posix(),
        "villages": list(file.villages),
        "officers": file.officers,
        "pages": file.pages,
        **({} if file.sheets is None else {"sheets": file.sheets}),
        "sha256": file.sha256,
    }


def _summary(made: DirectoriesMade, given: Namespace, words: Words, width: int) -> str:
    if not made.files:
        return words.say("directory-nothing")
    lines = []
    for file in made.files:
        communes = len(file.communes)
        counts = [
            *([words.say("directory-communes", count=communes)] if communes > 1 else []),
            words.say("directory-villages", count=len(file.villages)),
            words.say("directory-officers", count=file.officers),
        ]
        if file.sheets is not None:
            counts.append(words.say("directory-sheets", count=file.sheets))
        elif file.pages is not None:
            counts.append(words.say("proof-pages", count=file.pages))
        path = file.path.as_posix()
        lines.append(words.say("directory-made", path=path, counts=", ".join(counts)))
    form = "booklet" if given.booklet else given.format
    return "\n".join([*lines, "", *wrap(words.say(f"directory-next-{form}"), width)])
