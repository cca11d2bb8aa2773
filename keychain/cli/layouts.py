"""``keychain layouts``: what layouts there are, and with ``show NAME`` what one is made of."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from keychain.build.catalogue import LayoutFacts, layout_facts
from keychain.build.fault import Fault
from keychain.build.layouts import Layouts
from keychain.build.numbering import first_serial
from keychain.build.output import write_output
from keychain.build.preview import picture_of_faces
from keychain.build.sample import DAY, ordinary_village
from keychain.build.sources import read_directory
from keychain.cli import clock
from keychain.cli.arguments import UsageError, wrong_word
from keychain.cli.columns import cells, pad, visible, wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.layout_pages import layout_document, layout_page, size_of
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.villages import named_villages
from keychain.cli.words import Words
from keychain.contacts.roster import choose, working_day
from keychain.diagnostics import Diagnostic, has_errors
from keychain.files import read_bytes
from keychain.layout import layout_file, place_tag
from keychain.layout.explain import explain_tag
from keychain.layout.measure import Measure
from keychain.pdf import FontMeasure
from keychain.tags import compose_tag
from keychain.tags.content import TagContent

SHOW = "show"

DPI = 300
_COLUMNS = 70
"""Width of a picture of two faces on a terminal that shows pictures, in cells."""


def run(given: Namespace, words: Words, console: Console) -> int:
    """List the layouts, or explain one; 0, or 3 where a layout has an error."""
    layouts = Layouts(Path(given.layouts), read_bytes)
    measure = FontMeasure()
    if not given.what:
        if given.village or given.as_of:
            raise UsageError("only-with-show", option="--village" if given.village else "--as-of")
        return _list(given, layouts, measure, words, console)
    if given.what[0] != SHOW:
        raise wrong_word("unknown-word", given.what[0], (SHOW,))
    if given.pictures:
        raise UsageError("not-together", first=SHOW, second="--pictures")
    if len(given.what) < 2:
        raise UsageError("layout-unnamed", known=layouts.names())
    if len(given.what) > 2:
        raise UsageError("unexpected-value", given=given.what[2])
    return _show(given, layouts, measure, words, console)


def _list(
    given: Namespace, layouts: Layouts, measure: Measure, words: Words, console: Console
) -> int:
    found: list[Diagnostic] = []
    listed: list[tuple[LayoutFacts, Path | None]] = []
    fault = Fault.NONE
    # Without a single layout, asking for one gives the finding that says so.
    for name in layouts.names() or ("",):
        layout, findings_of = layouts.get(name)
        found += findings_of
        if layout is None:
            continue
        facts = layout_facts(layout, measure)
        path = None
        if given.pictures and facts.sample is not None:
            path = Path(given.pictures) / f"{name}.png"
            refused = write_output(path, picture_of_faces(facts.sample, layout, DAY, DPI))
            found += refused
            if refused:
                fault, path = Fault.UNWRITTEN, None
        listed.append((facts, path))
    if given.json:
        entries = [_entry(facts, path, words) for facts, path in listed]
        console.result(as_json({"layouts": entries, "diagnostics": findings(found, words)}))
    else:
        _tell(found, words, console)
        if listed:
            console.result(_table([facts for facts, _ in listed], words, console.width))
        if any(path for _, path in listed):
            console.result("\n" + words.say("layouts-pictures", folder=given.pictures))
        for facts, _ in listed:
            if given.show == "auto" and facts.sample and console.shows_pictures:
                console.result("\n" + facts.layout.name)
                png = picture_of_faces(facts.sample, facts.layout, DAY, DPI)
                console.picture(png, min(_COLUMNS, console.width))
    return max(fault, Fault.REFUSED if has_errors(found) else Fault.NONE)


def _entry(facts: LayoutFacts, path: Path | None, words: Words) -> dict[str, Any]:
    layout = facts.layout
    return {
        "name": layout.name,
        "title": layout.title.for_language(words.language),
        "shape": layout.outline.shape,
        "width": layout.size.width,
        "height": layout.size.height,
        "numbers": facts.numbers,
        "qr": facts.qr,
        "paper": layout.sheet.paper_name,
        "per_sheet": facts.per_sheet,
        "picture": path.as_posix() if path else None,
    }


def _table(listed: Sequence[LayoutFacts], words: Words, width: int) -> str:
    rows = [tuple(words.say(f"layouts-{column}") for column in ("name", "size", "numbers", "qr"))]
    rows[0] += (words.say("layouts-sheet"), words.say("layouts-title"))
    for facts in listed:
        layout = facts.layout
        rows.append(
            (
                layout.name,
                size_of(layout.size, words),
                str(facts.numbers),
                words.say("yes" if facts.qr else "no"),
                f"{facts.per_sheet} / {layout.sheet.paper_name}",
                layout.title.for_language(words.language),
            )
        )
    shown = [tuple(visible(each) for each in row) for row in rows]
    wide = [max(cells(row[column]) for row in shown) for column in range(5)]
    lines = []
    for row in shown:
        ahead = "  ".join(pad(row[n], wide[n], right=n in (2, 4)) for n in range(5))
        room = max(12, width - cells(ahead) - 4)
        first, *rest = wrap(row[5], room)
        lines.append(f"  {ahead}  {first}")
        lines += [" " * (cells(ahead) + 4) + each for each in rest]
    return "\n".join([*lines, "", *wrap(words.say("layouts-numbers-meant"), width)])


def _show(
    given: Namespace, layouts: Layouts, measure: Measure, words: Words, console: Console
) -> int:
    name = given.what[1]
    names = layouts.names()
    if names and name not in names:
        raise wrong_word("unknown-layout", name, names)
    layout, layout_findings = layouts.get(name)
    found = list(layout_findings)
    content, village = ordinary_village(), None
    if given.village:
        chosen, village_findings = _content(given)
        found += village_findings
        if chosen is None:
            layout = None
        else:
            content, village = chosen, chosen.village_id
    faces = explain_tag(content, layout, measure) if layout else ()
    if layout and given.village:
        _, placing = place_tag(content, layout, measure)
        found += layouts.located(placing)
    if given.json:
        document = layout_document(layout, layouts.parents(name), faces, words) if layout else {}
        console.result(
            as_json({**document, "village": village, "diagnostics": findings(found, words)})
        )
    else:
        _tell(found, words, console)
        if layout:
            chain = (name, *layouts.parents(name))
            files = [(layouts.folder / layout_file(each)).as_posix() for each in chain]
            about = content.village.value if given.village else None
            console.result(layout_page(layout, files, faces, about, words, console.width))
    return Fault.REFUSED if has_errors(found) else Fault.NONE


def _content(given: Namespace) -> tuple[TagContent | None, tuple[Diagnostic, ...]]:
    """What the village named by ``--village`` has on its tag; None where errors stop it."""
    directory = read_directory(Path(given.contacts), read_bytes)
    if len(directory.communes) < len(directory.files):
        return None, directory.diagnostics
    chosen = named_villages([given.village], directory.communes)
    file, (named,) = next(iter(chosen.items()))
    contacts = next(c for c in directory.communes if c.file == file)
    rosters, found = choose(
        contacts, working_day(given.as_of, contacts.campaign.launch, clock.today())
    )
    roster = next((each for each in rosters if each.village.id == named), None)
    if roster is not None:
        return compose_tag(roster, first_serial(roster)), ()
    about = tuple(f for f in found if f.village in (None, named))
    return None, (*directory.diagnostics, *about)


def _tell(found: Sequence[Diagnostic], words: Words, console: Console) -> None:
    report = format_report(found, words, source_lines, width=console.width, colour=console.colour)
    if report:
        console.tell(report)
