"""``keychain verify``: reads finished PDFs back and compares them with the directory."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from keychain.build.fault import Fault, worst
from keychain.build.inspection import Look, ReadCode
from keychain.build.layouts import Layouts
from keychain.build.output import write_output
from keychain.build.reread import Reread, reread_pdf
from keychain.build.sources import read_directory
from keychain.cli.arguments import UsageError
from keychain.cli.columns import cells, pad, wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.verdicts import closing, verdict
from keychain.cli.words import Words
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes
from keychain.pdf import FontMeasure


def run(given: Namespace, words: Words, console: Console) -> int:
    """Compare each PDF; the exit code is 0, 3 for bad contacts, 4 for a PDF that is not right, 5
    for a report that could not be written."""
    paths = tuple(dict.fromkeys(_with_folders(named_files(given.pdfs))))
    if not paths:
        raise UsageError("no-pdfs")
    if given.report is not None and Path(given.report).suffix.lower() not in (".html", ".htm"):
        raise UsageError("report-name", given=given.report)
    directory = read_directory(Path(given.contacts), read_bytes)
    layouts = Layouts(Path(given.layouts), read_bytes)
    found = list(directory.diagnostics)
    faults = [Fault.REFUSED if has_errors(found) else Fault.NONE]
    reread: list[Reread] = []
    if not directory.communes:
        reread = [Reread(path, (), Fault.REFUSED, ()) for path in paths]
    else:
        measure = FontMeasure()
        look = Look(
            ramps=given.scan or given.report is not None,
            pictures=given.report is not None,
            progress=lambda codes: console.progress(codes, len(codes), words.say("scanning")),
        )
        with console.progress(paths, len(paths), words.say("verifying")) as each_path:
            for path in each_path:
                reread.append(reread_pdf(path, read_bytes, directory, layouts, measure, look))
    for each in reread:
        found += each.diagnostics
        faults.append(each.fault)
    reread = [each for each in reread if not each.paper]
    if given.report is not None:
        unwritten = _write_report(Path(given.report), reread, directory.diagnostics, words)
        found += unwritten
        faults.append(Fault.UNWRITTEN if unwritten else Fault.NONE)
    if given.json:
        files = [_entry(each) for each in reread]
        console.result(as_json({"files": files, "diagnostics": findings(found, words)}))
    else:
        report = format_report(
            found, words, source_lines, width=console.width, colour=console.colour
        )
        if report:
            console.tell(report)
        console.result("\n".join(_summary(reread, words, console.width)))
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


def _with_folders(paths: Iterable[Path]) -> Iterator[Path]:
    """The paths, each folder as the PDFs in it, at any depth; one without any stays, to be
    reported."""
    for path in paths:
        inside = sorted(path.rglob("*.pdf")) if path.is_dir() else []
        yield from inside or [path]


def _write_report(
    path: Path, reread: Sequence[Reread], general: Sequence[Diagnostic], words: Words
) -> tuple[Diagnostic, ...]:
    from keychain.cli.html.page import report_page

    return write_output(path, report_page(reread, general, words))


def _entry(each: Reread) -> dict[str, object]:
    entry: dict[str, object] = {
        "path": each.path.as_posix(),
        "village": each.villages[0] if len(each.villages) == 1 else None,
        "verified": each.verified if each.compared else None,
    }
    if len(each.villages) > 1:
        entry["villages"] = list(each.villages)
    seen = each.inspection
    entry["standard"] = seen.standard if seen else None
    entry["codes"] = [_code(code) for code in seen.codes] if seen else []
    return entry


def _code(each: ReadCode) -> dict[str, object]:
    """A code; ``scan`` has for each printer whether it is read and, after ``--scan``, the level of
    each stress at which it no longer is, null where it always is."""
    code = each.scan.code
    scan = {
        str(printed.dpi): {
            "read": printed.read,
            "stops": {limit.stress: limit.level for limit in printed.limits},
        }
        for printed in each.scan.printed
    }
    return {
        "page": code.page,
        "village": code.village,
        "payload": code.payload,
        "whose": list(each.whose),
        "module_mm": round(code.module, 3),
        "scan": scan,
    }


def _summary(reread: Sequence[Reread], words: Words, width: int) -> list[str]:
    told = [line for _, sentence in closing(reread, words) for line in wrap(sentence, width)]
    if not any(each.compared for each in reread):
        return told
    verdicts = [words.say(f"verify-{verdict(each)}") for each in reread]
    wide = max(map(cells, verdicts))
    lines = [
        f"{pad(said, wide)}  {each.path.as_posix()}"
        for said, each in zip(verdicts, reread, strict=True)
    ]
    return [*lines, "", *told]
