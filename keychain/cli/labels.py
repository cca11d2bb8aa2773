"""``keychain labels``: what sheets of labels there are, and which layouts have room on each."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from keychain.build.fault import Fault
from keychain.build.layouts import Layouts
from keychain.cli.columns import cells, pad, visible, wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.words import Words
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes
from keychain.layout.label_sheet import LabelSheet, grids


def run(given: Namespace, words: Words, console: Console) -> int:
    """List the label sheets, or those named; 0, or 3 where one has an error."""
    layouts = Layouts(Path(given.layouts), read_bytes)
    sheets: list[LabelSheet] = []
    found: list[Diagnostic] = []
    for name in given.names or layouts.labels.names():
        sheet, faults = layouts.labels.get(name, anywhere=True)
        found += layouts.located(faults)
        sheets += [sheet] if sheet else []
    collections: list[tuple[str, int]] = []
    for file in () if given.names else layouts.labels.collections():
        count, faults = layouts.labels.count(file)
        found += layouts.located(faults)
        collections.append((file, count))
    if given.json:
        console.result(
            as_json(
                {
                    "labels": [_entry(sheet, layouts, words) for sheet in sheets],
                    "collections": [{"file": file, "labels": n} for file, n in collections],
                    "diagnostics": findings(found, words),
                }
            )
        )
    else:
        report = format_report(
            found, words, source_lines, width=console.width, colour=console.colour
        )
        if report:
            console.tell(report)
        lines = [line for sheet in sheets for line in _told(sheet, layouts, words, console.width)]
        for file, count in collections:
            lines += wrap(words.say("labels-collection", file=file, count=count), console.width)
        if not given.names:
            lines += ["", *wrap(words.say("labels-use"), console.width)]
        console.result("\n".join(lines))
    return Fault.REFUSED if has_errors(found) else Fault.NONE


def _told(sheet: LabelSheet, layouts: Layouts, words: Words, width: int) -> list[str]:
    """A line with name, title and paper, and under it where it is sold and what has room."""
    title = sheet.title.for_language(words.language)
    told = words.say("labels-sheet", title=title, count=sheet.count, paper=sheet.paper_name)
    fitting = layouts.fitting(sheet)
    under = [words.say("labels-fit", layouts=fitting) if fitting else words.say("labels-fit-none")]
    if sheet.sold:
        under.insert(0, words.say("labels-sold", names=sheet.sold))
    head = pad(sheet.name, 15)
    room = max(20, width - cells(head) - 2)
    first, *rest = wrap(visible(told), room)
    indent = " " * (cells(head) + 2)
    lines = [f"{head}  {first}", *(indent + each for each in rest)]
    return lines + [indent + each for text in under for each in wrap(visible(text), room)]


def _entry(sheet: LabelSheet, layouts: Layouts, words: Words) -> dict[str, Any]:
    """What ``labels --json`` says of one sheet; lengths in mm."""
    label = sheet.label
    return {
        "name": sheet.name,
        "title": sheet.title.for_language(words.language),
        "sold_as": list(sheet.sold),
        "paper": sheet.paper_name,
        "paper_width": round(sheet.paper.width, 3),
        "paper_height": round(sheet.paper.height, 3),
        "shape": label.shape,
        "width": round(label.size.width, 3),
        "height": round(label.size.height, 3),
        "radius": round(label.radius, 3),
        "per_sheet": sheet.count,
        "grids": [
            {
                "rows": grid.rows,
                "columns": grid.columns,
                "across": round(grid.pitch.width, 3),
                "down": round(grid.pitch.height, 3),
                "left": round(grid.offset.x, 3),
                "top": round(grid.offset.y, 3),
            }
            for grid in grids(sheet.grid)
        ],
        "layouts": list(layouts.fitting(sheet)),
    }
