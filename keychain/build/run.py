"""A run of ``build``: communes planned, their lots made in turn, an account left beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from keychain.build.commune import CommuneBuild, begin_commune, claim_folders
from keychain.build.fault import Fault, worst
from keychain.build.lots import Lot
from keychain.build.options import Options
from keychain.build.output import JOB_FILE, write_output
from keychain.build.record import record_builds
from keychain.build.sources import Directory, Layouts, Read
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, error, has_errors
from keychain.layout.measure import Measure
from keychain.layout.spec import LayoutSpec

IS_A_POSTER = error(
    "layout-is-a-poster", "a poster for each household is paper by the ream, and nobody's tag"
)

Step = tuple[CommuneBuild, Lot]
Progress = Callable[[Sequence[Step]], AbstractContextManager[Iterable[Step]]]
"""Hands the steps on one by one, and may show how far the work is."""

Account = Callable[[CommuneBuild], bytes]
"""What a commune's job.json is to hold."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a run. ``layout`` is None where it could not be read; ``diagnostics`` are
    all of them, those of the directory and the layout too; ``fault`` is the gravest."""

    builds: tuple[CommuneBuild, ...]
    layout: LayoutSpec | None
    diagnostics: tuple[Diagnostic, ...]
    fault: Fault


def begin_builds(
    directory: Directory,
    options: Options,
    output: Path,
    day_of: Callable[[Contacts], date],
    chosen: Mapping[str, Sequence[str]] | None,
    quantities: Mapping[str, Mapping[str, int]] | None = None,
) -> list[CommuneBuild]:
    """The communes' builds, planned: of all villages, or of those ``chosen``, ids by file.

    ``quantities``, by file and village, go before what households ask for; a commune without any
    is left out.
    """
    builds = []
    for contacts in directory.communes:
        if chosen is not None and contacts.file not in chosen:
            continue
        about = [f for f in directory.diagnostics if f.place and f.place.file == contacts.file]
        asked = () if chosen is None else chosen[contacts.file]
        own = None
        if quantities is not None:
            own = quantities.get(contacts.file, {})
            asked = [id_ for id_ in asked or own if id_ in own]
            if not asked:
                continue
        day = day_of(contacts)
        builds.append(begin_commune(contacts, about, day, options, output, asked, own))
    return builds


def run_builds(
    builds: Sequence[CommuneBuild],
    directory: Directory,
    layouts: Layouts,
    options: Options,
    measure: Measure,
    read: Read,
    account: Account,
    progress: Progress = nullcontext,
) -> Finished:
    """Make what was planned, lot by lot, and leave job.json beside it; ``read`` reads earlier
    ones. One lot that fails stops none of the others."""
    layout, layout_findings = layouts.get(options.layout, options.press, options.labels)
    if layout is not None and layout.sheet.whole:
        layout_findings += layouts.located((IS_A_POSTER(layout.place, layout=layout.name),))
        layout = None
    if layout is None:
        for build in builds:
            build.stop(Fault.REFUSED, layout_findings)
    else:
        steps = [(build, lot) for build in claim_folders(builds, read) for lot in build.plan.lots]
        with progress(steps) as each_step:
            for build, lot in each_step:
                build.make(lot, layout, options, measure)
    for build in builds:
        build.diagnostics = [*layout_findings, *layouts.located(tuple(build.diagnostics))]
        build.close()
        if layout is not None:
            press, _ = layouts.press(options.press)
            build.add_papers(layout, options, press, measure)
        _record(build, account)
    for output in dict.fromkeys(build.folder.parent for build in builds):
        own = [build for build in builds if build.folder.parent == output]
        refused = record_builds(output, [file for build in own for file in build.files])
        if refused:
            own[0].stop(Fault.UNWRITTEN, refused)
    files = {build.contacts.file for build in builds}
    found = [f for f in directory.diagnostics if f.place is None or f.place.file not in files]
    found += layout_findings
    fault = worst([Fault.REFUSED if has_errors(found) else Fault.NONE, *(b.fault for b in builds)])
    for build in builds:
        found += build.diagnostics
    return Finished(tuple(builds), layout, tuple(found), fault)


def _record(build: CommuneBuild, account: Account) -> None:
    """Leave job.json beside the PDFs, last of all; where nothing was ever made, nothing."""
    if not build.claimed or not (build.files or build.folder.is_dir()):
        return
    refused = write_output(build.folder / JOB_FILE, account(build))
    if refused:
        build.stop(Fault.UNWRITTEN, refused)
