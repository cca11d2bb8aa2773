"""``keychain build``: the main job, a verified PDF a village."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from keychain.build.commune import CommuneBuild
from keychain.build.options import Options
from keychain.build.output import BuiltFile
from keychain.build.run import begin_builds, run_builds
from keychain.build.sources import Directory, Layouts, read_directory
from keychain.cli.arguments import wrong_word
from keychain.cli.console import Console
from keychain.cli.documents import as_bytes, as_json, findings
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.summary import format_summary
from keychain.cli.villages import named_villages
from keychain.cli.words import Words
from keychain.contacts.model import Contacts
from keychain.contacts.roster import working_day
from keychain.diagnostics import Diagnostic
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
    )
    directory = read_directory(Path(given.contacts), read_bytes)
    layouts = Layouts(Path(given.layouts), read_bytes)
    names = layouts.names()
    if names and options.layout not in names:
        raise wrong_word("unknown-layout", options.layout, names)
    presses = layouts.presses()
    if options.press not in presses:
        raise wrong_word("unknown-press", options.press, presses)
    finished = run_builds(
        _begin(given, options, directory),
        directory,
        layouts,
        options,
        FontMeasure(),
        read_bytes,
        lambda build: account(build, options, words),
        lambda steps: console.progress(steps, len(steps), words.say("building")),
    )
    builds, found = finished.builds, finished.diagnostics
    if given.json:
        console.result(as_json(document(builds, found, options, words)))
    else:
        report = format_report(
            found, words, source_lines, width=console.width, colour=console.colour
        )
        if report:
            console.tell(report)
        sheet = finished.layout.sheet if finished.layout else None
        console.result(format_summary(builds, sheet, options, words, console.width))
    return finished.fault


def _begin(given: Namespace, options: Options, directory: Directory) -> list[CommuneBuild]:
    """The communes' builds, planned; raises UsageError for a village that nobody knows."""
    chosen: dict[str, list[str]] | None = None
    # A village that is not found may be one of a file that could not be read: then that is said.
    if given.villages and len(directory.communes) == len(directory.files):
        chosen = named_villages(given.villages, directory.communes)
    elif given.villages:
        return []
    today = date.today()

    def day_of(contacts: Contacts) -> date:
        return working_day(given.as_of, contacts.campaign.launch, today)

    return begin_builds(directory, options, Path(given.output), day_of, chosen)


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
        "files": [_entry(file, options) for build in builds for file in build.files],
        "diagnostics": findings(found, words),
    }


def _entry(file: BuiltFile, options: Options) -> dict[str, Any]:
    one = options.sheets == "one"
    return {
        "commune": file.commune,
        "village": None if one else file.villages[0],
        **({"villages": list(file.villages)} if one else {}),
        "path": file.path.as_posix(),
        "needed": file.needed,
        "tags": file.tags,
        "sheets": file.sheets,
        "pages": file.pages,
        "sha256": file.sha256,
        "verified": file.verified,
    }
