"""``keychain preview``: pictures of a village's tag and sheet, made again as files are saved."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Any

from keychain.build.fault import Fault
from keychain.build.layouts import Layouts
from keychain.build.preview import (
    Look,
    Picture,
    earlier_pictures,
    one_village,
    preview_village,
    write_pictures,
)
from keychain.build.sources import Directory, contacts_files, read_directory
from keychain.cli import clock
from keychain.cli.arguments import UsageError, wrong_word
from keychain.cli.columns import pad, visible, wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.label_names import check_labels
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.summary import say_day
from keychain.cli.villages import named_villages
from keychain.cli.watching import look_at, wait_for_change
from keychain.cli.words import Words
from keychain.contacts.model import Contacts, Village
from keychain.contacts.roster import choose, working_day
from keychain.diagnostics import Diagnostic
from keychain.files import read_bytes
from keychain.layout.measure import Measure
from keychain.pdf import FontMeasure
from keychain.values import dataclass

FOLDER = "preview"
"""Where pictures go within the output folder."""

_COLUMNS = 40
"""Width of a face on a terminal that shows pictures, in cells."""


@dataclass(slots=True)
class Preview:
    """What became of one village's pictures."""

    contacts: Contacts | None = None
    village: Village | None = None
    day: date | None = None
    files: tuple[tuple[Path, Picture], ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)
    fault: Fault = Fault.REFUSED


def run(given: Namespace, words: Words, console: Console) -> int:
    """Make the pictures; with ``--watch`` again and again, until Ctrl-C."""
    if given.watch and given.json:
        raise UsageError("not-together", first="--watch", second="--json")
    if len(given.village) > 1:
        raise UsageError("unexpected-value", given=given.village[1])
    measure = FontMeasure()
    if given.watch:
        return _watch(given, measure, words, console)
    preview = _make(given, _read(given), measure)
    if given.json:
        console.result(as_json(_document(preview, given, words)))
    else:
        _tell(preview, given, words, console)
    return preview.fault


def _read(given: Namespace) -> tuple[Directory, Layouts]:
    directory = read_directory(Path(given.contacts), read_bytes)
    return directory, Layouts(Path(given.layouts), read_bytes)


def _make(given: Namespace, read: tuple[Directory, Layouts], measure: Measure) -> Preview:
    """The pictures of the village asked for, written; raises UsageError for what nobody knows."""
    directory, layouts = read
    names = layouts.names()
    if names and given.layout not in names:
        raise wrong_word("unknown-layout", given.layout, names)
    presses = layouts.presses()
    if given.press not in presses:
        raise wrong_word("unknown-press", given.press, presses)
    check_labels(layouts, given.labels or "")
    layout, layout_findings = layouts.get(given.layout, given.press, given.labels or "")
    preview = Preview(diagnostics=[*directory.diagnostics, *layout_findings])
    contacts, village = _village(given.village, directory)
    if contacts is None or village is None:
        return preview
    preview.contacts, preview.village = contacts, village
    preview.day = working_day(given.as_of, contacts.campaign.launch, clock.today())
    rosters, found = choose(contacts, preview.day)
    preview.diagnostics += (f for f in found if f.village in (None, village.id))
    roster = next((each for each in rosters if each.village.id == village.id), None)
    folder = Path(given.output) / FOLDER
    pictures: tuple[Picture, ...] = ()
    if roster is not None and layout is not None:
        look = Look(given.dpi, given.sheet_dpi or max(1, round(given.dpi / 3)), given.guides)
        pictures, found = preview_village(one_village(roster), layout, look, measure)
        preview.diagnostics += layouts.located(found)
    if pictures:
        preview.files, found = write_pictures(folder, village.id, pictures)
        preview.fault = Fault.UNWRITTEN if found else Fault.NONE
    else:
        found = earlier_pictures(folder, village.id)
    preview.diagnostics += found
    return preview


def _village(asked: Sequence[str], directory: Directory) -> tuple[Contacts | None, Village | None]:
    """The village asked for, or the first there is; None where a file could not be read."""
    if not asked:
        first = next((c for c in directory.communes if c.villages), None)
        return first, first.villages[0] if first else None
    try:
        chosen = named_villages(asked, directory.communes)
    except UsageError:
        # A village that is not found may be one of a file that could not be read.
        if len(directory.communes) < len(directory.files):
            return None, None
        raise
    file, (named,) = next(iter(chosen.items()))
    contacts = next(c for c in directory.communes if c.file == file)
    return contacts, next(v for v in contacts.villages if v.id == named)


def _watch(given: Namespace, measure: Measure, words: Words, console: Console) -> int:
    read = _read(given)

    def watched() -> tuple[Path, ...]:
        try:
            contacts = contacts_files(Path(given.contacts))
        except OSError:
            contacts = (Path(given.contacts),)
        return (*contacts, *read[1].used(given.layout, given.press))

    before = look_at(watched())
    _tell(_make(given, read, measure), given, words, console)
    console.result(words.say("watching", count=len(before)))
    while True:
        changed = wait_for_change(watched, before)
        start = time.perf_counter()
        source_lines.cache_clear()
        # What is saved from here on is seen at the next look; other files may be named now.
        looked = look_at(watched())
        read = _read(given)
        before = {path: looked.get(path, look) for path, look in look_at(watched()).items()}
        try:
            preview = _make(given, read, measure)
        except UsageError as problem:
            console.tell(words.say(problem.key, **problem.values))
            preview = Preview()
        _report(preview, words, console)
        files = tuple(path.as_posix() for path in changed)
        key = "watch-made" if preview.files else "watch-failed"
        seconds = round(time.perf_counter() - start, 2)
        console.result(words.say(key, files=files, count=len(preview.files), seconds=seconds))
        _show(preview, given, console)


def _report(preview: Preview, words: Words, console: Console) -> None:
    report = format_report(
        preview.diagnostics, words, source_lines, width=console.width, colour=console.colour
    )
    if report:
        console.tell(report)


def _tell(preview: Preview, given: Namespace, words: Words, console: Console) -> None:
    _report(preview, words, console)
    if not preview.files:
        console.result(words.say("preview-nothing"))
        return
    assert preview.contacts and preview.village and preview.day  # there is no picture without
    head = words.say(
        "preview-of",
        village=preview.village.name.value,
        commune=preview.contacts.commune.name.value,
        day=say_day(preview.day),
        layout=given.layout,
    )
    rows = [
        (path.as_posix(), f"{picture.width} × {picture.height}", f"{picture.dpi} dpi")
        for path, picture in preview.files
    ]
    wide = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = [*wrap(visible(head), console.width), ""]
    lines += [
        f"  {pad(visible(a), wide[0])}  {pad(b, wide[1], right=True)}  {c}" for a, b, c in rows
    ]
    lines += ["", *wrap(words.say("preview-colours"), console.width)]
    if given.guides:
        lines += wrap(words.say("preview-guides"), console.width)
    console.result("\n".join(lines))
    _show(preview, given, console)


def _show(preview: Preview, given: Namespace, console: Console) -> None:
    """The two faces, on a terminal that shows pictures."""
    if given.show == "auto":
        for _, picture in preview.files:
            if not picture.name.startswith("sheet"):
                console.picture(picture.png, min(_COLUMNS, console.width))


def _document(preview: Preview, given: Namespace, words: Words) -> dict[str, Any]:
    return {
        "as_of": preview.day.isoformat() if preview.day else None,
        "layout": given.layout,
        "press": given.press,
        "commune": preview.contacts.commune.name.value if preview.contacts else None,
        "village": preview.village.id if preview.village else None,
        "files": [
            {
                "path": path.as_posix(),
                "shows": picture.name,
                "width": picture.width,
                "height": picture.height,
                "dpi": picture.dpi,
            }
            for path, picture in preview.files
        ],
        "diagnostics": findings(preview.diagnostics, words),
    }
