"""``keychain proof``: one PDF a commune to be signed before its tags are printed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from keychain.build.fault import Fault, worst
from keychain.build.layouts import Layouts
from keychain.build.proof import ProofMade, ProofRequest, make_proof
from keychain.build.sources import read_directory
from keychain.cli.columns import wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.villages import named_villages
from keychain.cli.words import Words
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes
from keychain.pdf import FontMeasure


def run(given: Namespace, words: Words, console: Console) -> int:
    """Make the proofs; 3 where there are no finished sheets, 4 where they are not right."""
    directory = read_directory(Path(given.contacts), read_bytes)
    layouts = Layouts(Path(given.layouts), read_bytes)
    found = list(directory.diagnostics)
    chosen: dict[str, list[str]] | None = None
    communes = directory.communes
    if given.villages and len(communes) == len(directory.files):
        chosen = named_villages(given.villages, communes)
        communes = tuple(each for each in communes if each.file in chosen)
    elif given.villages:
        # A village that is not found may be one of a file that could not be read.
        communes = ()
    made: list[ProofMade] = []
    measure = FontMeasure()
    with console.counting(len(communes), words.say("proving")) as advance:
        for contacts in communes:
            request = ProofRequest(
                tuple(chosen[contacts.file]) if chosen else (),
                given.layout,
                given.press,
                given.as_of,
            )
            made.append(
                make_proof(
                    contacts, request, Path(given.output), layouts, read_bytes, measure, advance
                )
            )
    for each in made:
        found += each.diagnostics
    faults = [each.fault for each in made]
    # With villages named, errors elsewhere in the directory are told, but count for nothing.
    if has_errors(directory.diagnostics) and not (made and given.villages):
        faults.append(Fault.REFUSED)
    if given.json:
        console.result(as_json(_document(made, found, words)))
    else:
        report = format_report(
            found, words, source_lines, width=console.width, colour=console.colour
        )
        if report:
            console.tell(report)
        console.result(_summary(made, words, console.width))
    return worst(faults)


def _document(
    made: Sequence[ProofMade], found: Sequence[Diagnostic], words: Words
) -> dict[str, Any]:
    return {
        "files": [
            {
                "commune": each.commune,
                "path": each.path.as_posix(),
                "pages": each.pages,
                "villages": list(each.villages),
            }
            for each in made
            if each.path is not None
        ],
        "diagnostics": findings(found, words),
    }


def _summary(made: Sequence[ProofMade], words: Words, width: int) -> str:
    lines = [
        words.say("proof-made", path=each.path.as_posix(), villages=villages, pages=pages)
        for each in made
        if each.path is not None
        for villages in [words.say("proof-villages", count=len(each.villages))]
        for pages in [words.say("proof-pages", count=each.pages)]
    ]
    if not lines:
        return words.say("proof-nothing")
    return "\n".join([*lines, "", *wrap(words.say("proof-sign"), width)])
