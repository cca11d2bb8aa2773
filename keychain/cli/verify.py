"""``keychain verify``: reads finished PDFs back and compares them with the directory."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from keychain.build.fault import Fault, worst
from keychain.build.reread import Reread, reread_pdf
from keychain.build.sources import Layouts, read_directory
from keychain.cli.arguments import UsageError
from keychain.cli.columns import cells, pad
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.words import Words
from keychain.diagnostics import has_errors
from keychain.files import read_bytes
from keychain.pdf import FontMeasure


def run(given: Namespace, words: Words, console: Console) -> int:
    """Compare each PDF; the exit code is 0, 3 for bad contacts, 4 for a PDF that is not right."""
    paths = named_files(given.pdfs)
    if not paths:
        raise UsageError("no-pdfs")
    directory = read_directory(Path(given.contacts), read_bytes)
    layouts = Layouts(Path(given.layouts), read_bytes)
    found = list(directory.diagnostics)
    faults = [Fault.REFUSED if has_errors(found) else Fault.NONE]
    reread: list[Reread] = []
    if not directory.communes:
        reread = [Reread(path, (), Fault.REFUSED, ()) for path in paths]
    else:
        measure = FontMeasure()
        with console.progress(paths, len(paths), words.say("verifying")) as each_path:
            for path in each_path:
                reread.append(reread_pdf(path, read_bytes, directory.communes, layouts, measure))
    for each in reread:
        found += each.diagnostics
        faults.append(each.fault)
    if given.json:
        files = [_entry(each) for each in reread]
        console.result(as_json({"files": files, "diagnostics": findings(found, words)}))
    else:
        report = format_report(
            found, words, source_lines, width=console.width, colour=console.colour
        )
        if report:
            console.tell(report)
        console.result(_summary(reread, words))
    return worst(faults)


def named_files(given: Sequence[str]) -> tuple[Path, ...]:
    """The paths, with ``*`` and ``?`` in names filled in where the shell has not: Windows' do not.

    A pattern that fits nothing stays a path, so that it is reported.
    """
    paths: list[Path] = []
    for each in map(Path, given):
        wild = any(letter in each.name for letter in "*?") and not each.is_file()
        paths += (sorted(each.parent.glob(each.name)) if wild else ()) or [each]
    return tuple(dict.fromkeys(paths))


def _entry(each: Reread) -> dict[str, object]:
    entry: dict[str, object] = {
        "path": each.path.as_posix(),
        "village": each.villages[0] if len(each.villages) == 1 else None,
        "verified": each.verified,
    }
    if len(each.villages) > 1:
        entry["villages"] = list(each.villages)
    return entry


def _summary(reread: Sequence[Reread], words: Words) -> str:
    verdicts = [words.say("verify-good" if r.verified else "verify-bad") for r in reread]
    wide = max(map(cells, verdicts))
    lines = [
        f"{pad(verdict, wide)}  {each.path.as_posix()}"
        for verdict, each in zip(verdicts, reread, strict=True)
    ]
    bad = sum(not each.verified for each in reread)
    if bad:
        lines += ["", words.say("verify-some-bad", count=bad)]
    else:
        lines += ["", words.say("verify-all-good", count=len(reread))]
    return "\n".join(lines)
