"""``keychain record``: a job has been printed and handed out."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from keychain.build.built_job import read_built
from keychain.build.fault import Fault
from keychain.build.held import ledger_path
from keychain.build.output import JOB_FILE
from keychain.build.record import (
    HandoutRequest,
    Recorded,
    rebuild_ledger,
    record_handouts,
)
from keychain.cli.arguments import UsageError
from keychain.cli.columns import wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.verify import named_files
from keychain.cli.words import Words
from keychain.diagnostics import has_errors
from keychain.files import read_bytes
from keychain.ledger.model import Replaces
from keychain.text import fold


def run(given: Namespace, words: Words, console: Console) -> int:
    """Take the PDFs into the ledger, or make a lost ledger anew from them."""
    output = Path(given.output)
    if given.rebuild:
        others = (given.jobs, given.village, given.count, given.on, given.in_addition)
        if any(others):
            raise UsageError("rebuild-alone")
        try:
            done = rebuild_ledger(output, Path(given.rebuild), read_bytes)
        except FileExistsError:
            raise UsageError("ledger-there", path=ledger_path(output).as_posix()) from None
    else:
        paths = _pdfs(given.jobs)
        if not paths:
            raise UsageError("no-jobs")
        replaces: Replaces = "all" if given.count is None else "count"
        if given.in_addition:
            replaces = "none"
        villages = _village_ids(given.village, paths) if given.village else ()
        request = HandoutRequest(villages, given.on, given.count, replaces)
        done = record_handouts(output, paths, read_bytes, request)
    return _tell(done, output, given, words, console)


def _pdfs(jobs: list[str]) -> tuple[Path, ...]:
    """The PDFs that are meant: named themselves, or all of a folder that a build has made."""
    paths: list[Path] = []
    for path in named_files(jobs):
        folder = path.parent if path.name == JOB_FILE else path
        paths += _of_build(folder) if folder.is_dir() else [path]
    return tuple(paths)


def _of_build(folder: Path) -> list[Path]:
    """The PDFs that the last build in ``folder`` made, by its job.json; in a folder of such folders
    those of each, and where there is none at all every PDF."""
    below = sorted(folder.glob(f"*/{JOB_FILE}"))
    if below:  # each tells of its commune's last build, a province's job.json of its own
        return [path for job in below for path in _of_build(job.parent)]
    try:
        files = json.loads(read_bytes(folder / JOB_FILE))["files"]
        made = [folder / Path(str(file["path"])).name for file in files]
    except (OSError, ValueError, KeyError, TypeError):
        return sorted(folder.glob("[!._]*.pdf"))
    return [path for path in made if path.is_file()]


def _village_ids(asked: list[str], paths: tuple[Path, ...]) -> tuple[str, ...]:
    """The ids of the villages asked for, as the PDFs themselves call them."""
    known: dict[str, str] = {}
    for path in paths:
        job, _ = read_built(path, read_bytes)
        for village in job.villages if job else ():
            known |= {fold(village.id): village.id, fold(village.name): village.id}
    for name in asked:
        if fold(name) not in known:
            raise UsageError("job-without-village", given=name)
    return tuple(known[fold(name)] for name in asked)


def _tell(done: Recorded, output: Path, given: Namespace, words: Words, console: Console) -> int:
    if given.json:
        document: dict[str, Any] = {
            "ledger": ledger_path(output).as_posix(),
            "handouts": [
                {
                    "village": each.village,
                    "day": each.day.isoformat(),
                    "tags": each.count,
                    "replaces": each.replaces,
                    "job": each.job,
                }
                for each in done.handouts
            ],
            "diagnostics": findings(done.diagnostics, words),
        }
        console.result(as_json(document))
        return done.fault
    report = format_report(
        done.diagnostics, words, source_lines, width=console.width, colour=console.colour
    )
    if report:
        console.tell(report)
    if done.fault is Fault.NONE:
        tags = sum(each.count for each in done.handouts)
        villages = len({(each.job, each.village) for each in done.handouts})
        said = words.say(
            "recorded",
            tags=words.say("tags", count=tags),
            villages=words.say("villages", count=villages),
            path=ledger_path(output).as_posix(),
        )
        console.result("\n".join(wrap(said, console.width)))
    elif not has_errors(done.diagnostics):
        console.result(words.say("recorded-nothing"))
    return done.fault
