"""``keychain build``: the main job, a verified PDF a village."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from keychain.build.commune import CommuneBuild
from keychain.build.fault import Fault
from keychain.build.options import Options
from keychain.build.output import BuiltFile
from keychain.build.planning import plan_communes
from keychain.build.run import begin_builds, run_builds
from keychain.build.sources import Directory, Layouts, read_directory
from keychain.cli.arguments import UsageError, wrong_word
from keychain.cli.console import Console
from keychain.cli.documents import as_bytes, as_json, findings
from keychain.cli.label_names import check_labels
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.summary import format_summary
from keychain.cli.villages import named_villages
from keychain.cli.words import Words
from keychain.contacts.model import Contacts
from keychain.contacts.roster import working_day
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes
from keychain.pdf import FontMeasure


def run(given: Namespace, words: Words, console: Console) -> int:
    """Build, account for it in job.json and on the terminal; the exit code is the worst fault."""
    options = Options(
        layout=given.layout,
        press=given.press,
        faces=given.faces,
        sheets=given.sheets,
        copies=given.copies,
        spare=given.spare,
        verify=not given.no_verify,
        start=given.start or "",
        labels=given.labels or "",
    )
    for option in ("copies", "spare"):
        if given.changed and getattr(given, option) is not None:
            raise UsageError("changed-alone", option=f"--{option}")
    directory = read_directory(Path(given.contacts), read_bytes)
    layouts = Layouts(Path(given.layouts), read_bytes)
    names = layouts.names()
    if names and options.layout not in names:
        raise wrong_word("unknown-layout", options.layout, names)
    presses = layouts.presses()
    if options.press not in presses:
        raise wrong_word("unknown-press", options.press, presses)
    check_labels(layouts, options.labels)
    builds, directory = _begin(given, options, directory)
    check_begun(builds, options)
    finished = run_builds(
        builds,
        directory,
        layouts,
        options,
        FontMeasure(),
        read_bytes,
        lambda build: account(build, options, words),
        lambda steps: console.progress(steps, len(steps), words.say("building")),
    )
    made, found = finished.builds, finished.diagnostics
    if given.json:
        console.result(as_json(document(made, found, options, words)))
    else:
        report = format_report(
            found, words, source_lines, width=console.width, colour=console.colour
        )
        if report:
            console.tell(report)
        layout = finished.layout
        sheet = layout.sheet if layout else None
        printed = replace(options, faces=layout.faces(options.faces)) if layout else options
        if given.changed and not made and not finished.fault:
            console.result(words.say("made-nothing-changed"))
        else:
            console.result(format_summary(made, sheet, printed, words, console.width))
    return finished.fault


def _begin(
    given: Namespace, options: Options, directory: Directory
) -> tuple[list[CommuneBuild], Directory]:
    """The communes' builds, planned, and the directory with what ``--changed`` found out too.

    Raises UsageError for a village that nobody knows.
    """
    chosen: dict[str, list[str]] | None = None
    # A village that is not found may be one of a file that could not be read: then that is said.
    if given.villages and len(directory.communes) == len(directory.files):
        chosen = named_villages(given.villages, directory.communes)
    elif given.villages:
        return [], directory
    today = date.today()

    def day_of(contacts: Contacts) -> date:
        return working_day(given.as_of, contacts.campaign.launch, today)

    output = Path(given.output)
    quantities = None
    found: tuple[Diagnostic, ...] = ()
    if given.changed:
        planned, found = plan_communes(directory.communes, output, day_of, None)
        quantities = {one.contacts.file: one.quantities for one in planned}
        # Whoever asked for some villages hears nothing of the others.
        found = tuple(f for f in found if f.village is None or _is_asked(f, chosen))
        directory = replace(directory, diagnostics=(*directory.diagnostics, *found))
    builds = begin_builds(directory, options, output, day_of, chosen, quantities)
    for build in builds:
        about = build.diagnostics if given.changed and chosen is None else found
        if has_errors(f for f in about if f.place and f.place.file == build.contacts.file):
            build.fault = max(build.fault, Fault.REFUSED)
    return builds, directory


def _is_asked(finding: Diagnostic, chosen: dict[str, list[str]] | None) -> bool:
    file = finding.place.file if finding.place else ""
    return chosen is None or finding.village in chosen.get(file, ())


def check_begun(builds: Sequence[CommuneBuild], options: Options) -> None:
    """Raises UsageError where a begun sheet is to be used and several PDFs are made: nobody could
    know which of them it belongs to."""
    count = sum(len(build.plan.lots) for build in builds)
    if options.start and count > 1:
        raise UsageError("start-several", count=count)


def account(build: CommuneBuild, options: Options, words: Words) -> bytes:
    """What a commune's job.json holds: what ``build --json`` prints of it alone."""
    return as_bytes(as_json(document([build], build.diagnostics, options, words)))


def document(
    builds: Sequence[CommuneBuild],
    found: Sequence[Diagnostic],
    options: Options,
    words: Words,
) -> dict[str, Any]:
    """What ``build --json`` prints. ``as_of`` is null where communes work for different days."""
    days = {build.plan.day for build in builds}
    return {
        "as_of": days.pop().isoformat() if len(days) == 1 else None,
        "layout": options.layout,
        "press": options.press,
        "files": [_entry(file, build, options) for build in builds for file in build.files],
        "diagnostics": findings(found, words),
    }


def _entry(file: BuiltFile, build: CommuneBuild, options: Options) -> dict[str, Any]:
    several = options.sheets != "village"
    ticket, lists = build.papers.ticket, build.papers.lists
    listed = [lists[v].as_posix() if v in lists else None for v in file.villages]
    return {
        "commune": file.commune,
        "village": None if several else file.villages[0],
        **({"villages": list(file.villages)} if several else {}),
        "path": file.path.as_posix(),
        "needed": file.needed,
        "tags": file.tags,
        "sheets": file.sheets,
        "pages": file.pages,
        "sha256": file.sha256,
        "verified": file.verified,
        "ticket": ticket.as_posix() if ticket else None,
        **({"lists": listed} if several else {"list": listed[0]}),
    }
