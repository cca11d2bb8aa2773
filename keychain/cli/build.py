"""``keychain build``: the main job, a verified PDF a village."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from keychain.build.commune import CommuneBuild, begin_commune, claim_folders
from keychain.build.fault import Fault, worst
from keychain.build.options import DEFAULT_LAYOUT, OFFICE, Options
from keychain.build.output import JOB_FILE, BuiltFile, write_output
from keychain.build.sources import Directory, Layouts, read_directory
from keychain.cli.arguments import (
    Parser,
    one_of,
    read_copies,
    read_day,
    read_spare,
    wrong_word,
)
from keychain.cli.command import Command
from keychain.cli.console import Console
from keychain.cli.documents import as_bytes, as_json, findings
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.summary import format_summary
from keychain.cli.villages import named_villages
from keychain.cli.words import Words
from keychain.contacts.roster import working_day
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes
from keychain.layout.spec import LayoutSpec
from keychain.pdf import FontMeasure


def add_arguments(parser: Parser) -> None:
    """The values and options of ``build`` alone."""
    parser.value("villages", "value-villages")
    parser.option("--layout", str, default=DEFAULT_LAYOUT, metavar="NAME")
    parser.option("--as-of", read_day, metavar="YYYY-MM-DD")
    parser.option("--copies", read_copies, metavar="N")
    parser.option("--spare", read_spare, metavar="N%")
    parser.option(
        "--faces",
        one_of("--faces", ("both", "front", "back")),
        default="both",
        metavar="both|front|back",
    )
    parser.option(
        "--sheets", one_of("--sheets", ("village", "one")), default="village", metavar="village|one"
    )
    parser.option("--output", str, default="output", metavar="DIR")
    parser.option("--no-verify")


def run(given: Namespace, words: Words, console: Console) -> int:
    """Build, account for it in job.json and on the terminal; the exit code is the worst fault."""
    options = Options(
        layout=given.layout,
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
    layout, layout_findings = layouts.get(options.layout)
    builds = _begin(given, options, directory)
    if layout is None:
        for build in builds:
            build.stop(Fault.REFUSED, layout_findings)
    else:
        _build(builds, layout, options, words, console)
    for build in builds:
        build.diagnostics = [*layout_findings, *layouts.located(tuple(build.diagnostics))]
        build.close()
        _record(build, options, words)
    files = {build.contacts.file for build in builds}
    found = [f for f in directory.diagnostics if f.place is None or f.place.file not in files]
    found += layout_findings
    fault = worst([Fault.REFUSED if has_errors(found) else Fault.NONE, *(b.fault for b in builds)])
    for build in builds:
        found += build.diagnostics
    if given.json:
        console.result(as_json(document(builds, found, options, words)))
    else:
        report = format_report(
            found, words, source_lines, width=console.width, colour=console.colour
        )
        if report:
            console.tell(report)
        sheet = layout.sheet if layout else None
        console.result(format_summary(builds, sheet, options, words, console.width))
    return fault


def _begin(given: Namespace, options: Options, directory: Directory) -> list[CommuneBuild]:
    """The communes' builds, planned; raises UsageError for a village that nobody knows."""
    chosen: dict[str, list[str]] = {}
    # A village that is not found may be one of a file that could not be read: then that is said.
    if given.villages and len(directory.communes) == len(directory.files):
        chosen = named_villages(given.villages, directory.communes)
    elif given.villages:
        return []
    today = date.today()
    builds = []
    for contacts in directory.communes:
        if given.villages and contacts.file not in chosen:
            continue
        about = [f for f in directory.diagnostics if f.place and f.place.file == contacts.file]
        day = working_day(given.as_of, contacts.campaign.launch, today)
        asked = chosen.get(contacts.file, ())
        builds.append(begin_commune(contacts, about, day, options, Path(given.output), asked))
    return builds


def _build(
    builds: Sequence[CommuneBuild],
    layout: LayoutSpec,
    options: Options,
    words: Words,
    console: Console,
) -> None:
    steps = [(build, lot) for build in claim_folders(builds, read_bytes) for lot in build.plan.lots]
    measure = FontMeasure()
    with console.progress(steps, len(steps), words.say("building")) as each_step:
        for build, lot in each_step:
            build.make(lot, layout, options, measure)


def _record(build: CommuneBuild, options: Options, words: Words) -> None:
    """Leave job.json beside the PDFs, last of all; where nothing was ever made, nothing."""
    if not build.claimed or not (build.files or build.folder.is_dir()):
        return
    text = as_json(document([build], build.diagnostics, options, words))
    refused = write_output(build.folder / JOB_FILE, as_bytes(text))
    if refused:
        build.stop(Fault.UNWRITTEN, refused)


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
        "press": OFFICE,
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


COMMAND = Command(add_arguments, run)
