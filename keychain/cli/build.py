"""``keychain build``: the main job, a verified PDF a village."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from keychain.build.begin import Beginning, Begun, DayOf, begin_builds
from keychain.build.claims import earlier_folders
from keychain.build.commune import Built, CommuneBuild
from keychain.build.fault import Fault, worst
from keychain.build.held import numbers_out
from keychain.build.layouts import Layouts
from keychain.build.numbering import Out, why_unknown
from keychain.build.options import Options
from keychain.build.output import JOB_FILE, write_output
from keychain.build.run import Run
from keychain.build.sources import (
    NO_CONTACTS,
    Directory,
    contacts_files,
    read_directory,
    unreadable,
    whole_file,
)
from keychain.build.work import Setting
from keychain.cli import clock
from keychain.cli.arguments import UsageError, wrong_word
from keychain.cli.console import Console
from keychain.cli.documents import as_bytes, as_json
from keychain.cli.job import account, document
from keychain.cli.label_names import check_labels
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.summary import format_summary
from keychain.cli.villages import named_villages, refuse_files
from keychain.cli.words import Words
from keychain.cli.workers import workers_of
from keychain.contacts.roster import working_day
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes
from keychain.layout.spec import LayoutSpec
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of a command. ``unread`` are contacts files that gave no commune."""

    layout: LayoutSpec | None
    communes: tuple[Built, ...]
    unread: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    fault: Fault


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
        serial_from=given.serial_from,
    )
    refuse_files(given.villages)
    for option in ("copies", "spare"):
        if given.changed and getattr(given, option) is not None:
            raise UsageError("changed-alone", option=f"--{option}")
    if given.executor and given.jobs:
        raise UsageError("executor-alone")
    layouts = Layouts(Path(given.layouts), read_bytes)
    names = layouts.names()
    if names and options.layout not in names:
        raise wrong_word("unknown-layout", options.layout, names)
    presses = layouts.presses()
    if options.press not in presses:
        raise wrong_word("unknown-press", options.press, presses)
    check_labels(layouts, options.labels)
    done = _build(given, options, layouts, words, console)
    if given.json:
        console.result(as_json(document(done.communes, done.diagnostics, options, words)))
        return done.fault
    report = format_report(
        done.diagnostics, words, source_lines, width=console.width, colour=console.colour
    )
    if report:
        console.tell(report)
    layout = done.layout
    printed = replace(options, faces=layout.faces(options.faces)) if layout else options
    if given.changed and not done.communes and not done.fault:
        console.result(words.say("made-nothing-changed"))
    else:
        sheet = layout.sheet if layout else None
        console.result(
            format_summary(done.communes, done.unread, sheet, printed, words, console.width)
        )
    return done.fault


def _build(
    given: Namespace, options: Options, layouts: Layouts, words: Words, console: Console
) -> _Done:
    layout, of_layout = layouts.of_tags(options.layout, options.press, options.labels)
    press, _ = layouts.press(options.press)
    today = clock.today()

    def day_of(launch: date | None) -> date:
        return working_day(given.as_of, launch, today)

    output = Path(given.output)
    out, of_ledger = numbers_out(output)
    run = None
    if layout is not None:
        run = Run(
            output,
            Setting(layout, options),
            layouts,
            press,
            read_bytes,
            lambda built: account(built, options, words),
            findings=of_layout,
            force=given.force,
            out=out,
        )
    begun, total, directory = _begin(given, options, output, day_of, out, run)
    communes: list[Built] = []
    if run is None:
        for each in begun:
            assert isinstance(each, CommuneBuild), "without a layout nothing was kept"
            each.stop(Fault.REFUSED, ())
            communes.append(each.built())
    else:
        with (
            console.counting(total, words.say("building")) as run.advance,
            workers_of(given, run.setting, words, console) as workers,
        ):
            communes += run.build(begun, workers, directory.files)
    told = list(directory.diagnostics)
    told += begun.findings if isinstance(begun, Beginning) else ()
    told += run.beside if run else ()
    if isinstance(begun, Beginning) and run is not None:
        taken = {built.folder for built in communes}
        told += earlier_folders(output, taken, directory.files, read_bytes)
    there = {built.source for built in communes}
    found = [f for f in told if f.place is None or f.place.file not in there]
    unread = tuple(
        dict.fromkeys(
            f.place.file
            for f in found
            if f.place and f.place.file in directory.files and has_errors([f])
        )
    )
    found += of_layout
    faults = [Fault.REFUSED if has_errors(found) else Fault.NONE, *(b.fault for b in communes)]
    found += (each for built in communes for each in built.diagnostics)
    found += why_unknown(found, of_ledger)
    if isinstance(begun, Beginning) and len(directory.files) > 1 and output.is_dir():
        account_of_all = as_bytes(as_json(document(communes, found, options, words)))
        refused = write_output(output / JOB_FILE, account_of_all)
        found += refused
        faults += [Fault.UNWRITTEN] if refused else []
    return _Done(layout, tuple(communes), unread, tuple(found), worst(faults))


def _begin(
    given: Namespace,
    options: Options,
    output: Path,
    day_of: DayOf,
    out: Out | None,
    run: Run | None,
) -> tuple[Beginning | Sequence[Begun], int, Directory]:
    """The communes to build, one by one or, where a choice among them is to be made, all at once;
    how many they are; and what is known of the directory. Raises UsageError for a village
    that nobody knows."""
    path = Path(given.contacts)
    if given.villages or given.changed or options.start or options.serial_from:
        builds, directory = _chosen(given, options, output, day_of, out)
        count = sum(len(build.plan.lots) for build in builds)
        if options.start and count > 1:
            raise UsageError("start-several", count=count)
        return builds, len(builds), directory
    try:
        files = contacts_files(path)
    except OSError as problem:
        return [], 0, Directory((path.as_posix(),), (), (unreadable(path, problem),))
    names = tuple(file.as_posix() for file in files)
    found = () if files else (NO_CONTACTS(whole_file(path)),)
    asked = run.asked if run and not given.force else ""
    beginning = Beginning(files, read_bytes, day_of, options, output, asked, out)
    return beginning, len(files), Directory(names, (), found)


def _chosen(
    given: Namespace, options: Options, output: Path, day_of: DayOf, out: Out | None
) -> tuple[list[CommuneBuild], Directory]:
    """The builds of what was asked for, planned, and the directory with what ``--changed`` found
    out too."""
    directory = read_directory(Path(given.contacts), read_bytes)
    chosen: dict[str, list[str]] | None = None
    # A village that is not found may be one of a file that could not be read: then that is said.
    if given.villages and len(directory.communes) == len(directory.files):
        chosen = named_villages(given.villages, directory.communes)
    elif given.villages:
        return [], directory
    quantities = None
    found: tuple[Diagnostic, ...] = ()
    if given.changed:
        from keychain.build.planning import plan_communes

        planned, found = plan_communes(
            directory.communes, output, lambda each: day_of(each.campaign.launch), None
        )
        quantities = {one.contacts.file: one.quantities for one in planned}
        # Whoever asked for some villages hears nothing of the others.
        found = tuple(f for f in found if f.village is None or _is_asked(f, chosen))
        directory = replace(directory, diagnostics=(*directory.diagnostics, *found))
    builds = begin_builds(directory, options, output, day_of, chosen, quantities, out)
    numbered = any(contacts.campaign.serial for contacts in directory.communes)
    if options.serial_from and directory.communes and not numbered:
        raise UsageError("serial-from-unnumbered")
    for build in builds:
        about = build.diagnostics if given.changed and chosen is None else found
        if has_errors(f for f in about if f.place and f.place.file == build.contacts.file):
            build.fault = max(build.fault, Fault.REFUSED)
    return builds, directory


def _is_asked(finding: Diagnostic, chosen: dict[str, list[str]] | None) -> bool:
    file = finding.place.file if finding.place else ""
    return chosen is None or finding.village in chosen.get(file, ())
