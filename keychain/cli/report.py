"""Findings as a good compiler shows them: where, what, the line itself, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from keychain.cli.columns import visible, window, wrap
from keychain.cli.words import Words
from keychain.diagnostics import Diagnostic, Place, Severity

SourceLines = Callable[[str], Sequence[str] | None]
"""The lines of a file by its name in a finding's place; None where there are none to show."""

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36;1"}
_SEVERITIES = tuple(Severity)
_POSITIONS = 6
_PLACES = 20
"""Most positions of a page, and most lines, pages or files, that one block names."""
_NOTES = 12
"""Most notes of one code that lead to no line of a file."""
_INDENT = 4
_WHOLE = "\ue000"
"""Stands for a space at which no line is broken: in a path, a number, the severity's name."""
_IN_NUMBER = re.compile(r"(?<=\d) (?=\d)|(?<=--accept) ")
"""Within a number, and between an option and what it takes."""


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, line and column; after those the ones without a place, as they came.

    A finding that comes twice, word for word, is kept once.
    """
    once = dict.fromkeys(diagnostics)
    return sorted(once, key=lambda d: (d.place is None, d.place or Place("", 0, 0)))


def format_report(
    diagnostics: Iterable[Diagnostic],
    words: Words,
    source_lines: SourceLines,
    *,
    width: int = 80,
    colour: bool = False,
) -> str:
    """All findings in order with a count at the end; empty where there are none."""
    found = in_order(diagnostics)
    if not found:
        return ""
    groups, left_out = _few_notes(_groups(found))
    blocks = [_block(group, words, source_lines, width, colour) for group in groups]
    blocks += (
        "\n".join(wrap(words.say("more-notes", count=count, code=code), width))
        for code, count in left_out.items()
    )
    counts = []
    for severity in _SEVERITIES:
        number = sum(each.severity is severity for each in found)
        if number:
            counts.append(words.say(f"count-{severity}", count=number))
    return "\n\n".join([*blocks, ", ".join(counts)])


def _groups(found: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """Findings that say the same of several lines, positions, pages or files, told together."""
    groups: dict[object, list[Diagnostic]] = {}
    for each in found:
        text_file = each.place.file if each.place and each.place.line else None
        same: object = (each.rule, each.values, text_file)
        if each.value("cell"):
            same = (each.rule, text_file)
        groups.setdefault(same, []).append(each)
    return list(groups.values())


def _few_notes(
    groups: Sequence[list[Diagnostic]],
) -> tuple[list[list[Diagnostic]], dict[str, int]]:
    """The groups to be shown, and how many of each code are not: of notes that lead to no line of
    a file, such as one for each village of a province, the first say all that there is to know."""
    shown: list[list[Diagnostic]] = []
    met: dict[str, int] = {}
    for group in groups:
        first = group[0]
        if first.severity is Severity.NOTE and first.place is None:
            met[first.code] = met.get(first.code, 0) + 1
            if met[first.code] > _NOTES:
                continue
        shown.append(group)
    return shown, {code: count - _NOTES for code, count in met.items() if count > _NOTES}


def _block(
    group: Sequence[Diagnostic],
    words: Words,
    source_lines: SourceLines,
    width: int,
    colour: bool,
) -> str:
    finding = group[0]
    if finding.value("cell"):
        return _cells_block(group, words, width, colour)
    message, hint = words.word(finding)
    severity = words.say(f"severity-{finding.severity}").replace(" ", _WHOLE)
    head = f"{severity}: {visible(message)} [{finding.code}]"
    again = tuple(dict.fromkeys(str(f.place.line) for f in group[1:] if f.place and f.place.line))
    *others, last = _places(group[:1] if again else group, words)
    lines = [line for other in others for line in _wrap_head(other, width)]
    first = _wrap_head(f"{last}: {head}" if last else head, width)
    shown_severity = severity.replace(_WHOLE, " ")
    painted = f"{_paint(shown_severity, finding.severity, colour)}:"
    lines += "\n".join(first).replace(f"{shown_severity}:", painted, 1).split("\n")
    margin = 2
    if finding.place:
        shown = source_lines(finding.place.file) or ()
        if 0 < finding.place.line <= len(shown):
            number = str(finding.place.line)
            margin = len(number) + 2
            text, at = _excerpt(shown, finding.place, width - margin - 3)
            lines.append(f" {number} | {text}".rstrip())
            caret = _paint("^", finding.severity, colour)
            lines.append(f"{' ' * margin}| {' ' * at}{caret}")
    notes = [hint] if hint else []
    if again:
        shown_lines = (*again[:_PLACES], "…") if len(again) > _PLACES else again
        notes.append(words.say("where-again", lines=shown_lines))
    for note in notes:
        wrapped = _wrap(visible(note), width - margin - 3, width - margin - 3)
        lines.append(f"{' ' * margin}= {wrapped[0]}")
        lines.extend(f"{' ' * (margin + 2)}{each}" for each in wrapped[1:])
    return "\n".join(lines)


def _cells_block(group: Sequence[Diagnostic], words: Words, width: int, colour: bool) -> str:
    """Cells of a list of which the same is to be said: a line each, and once what to do."""
    lines: list[str] = []
    for each in group:
        message, _ = words.word(each)
        severity = words.say(f"severity-{each.severity}").replace(" ", _WHOLE)
        head = f"{_cell(each, words)}: {severity}: {visible(message)} [{each.code}]"
        shown = severity.replace(_WHOLE, " ")
        painted = f"{_paint(shown, each.severity, colour)}:"
        lines += "\n".join(_wrap_head(head, width)).replace(f"{shown}:", painted, 1).split("\n")
    hints = dict.fromkeys(words.word(each)[1] for each in group)
    for hint in hints:
        first, *rest = _wrap(visible(hint), width - 4, width - 5)
        lines += [f"  = {first}", *(f"    {line}" for line in rest)]
    return "\n".join(lines)


def _cell(finding: Diagnostic, words: Words) -> str:
    """Where a cell is: file, sheet and the cell's name, or the card of a file of cards."""
    file = finding.place.file if finding.place else ""
    card = finding.value("card")
    if card:
        where = words.say("where-card", card=card)
    else:
        parts = (str(finding.value("sheet") or ""), str(finding.value("cell")))
        where = ":".join(filter(None, parts))
    return visible(f"{file}:{where}").replace(" ", _WHOLE)


def _wrap_head(text: str, width: int) -> list[str]:
    """Where and what, in lines of at most ``width`` cells where paths allow it."""
    first, *rest = _wrap(text, width, width - _INDENT)
    return [first, *(" " * _INDENT + line for line in rest)]


def _wrap(text: str, width: int, later: int) -> list[str]:
    """The lines of a text, all but the first in ``later`` cells; telephone numbers stay whole."""
    first, *rest = wrap(_IN_NUMBER.sub(_WHOLE, text), width)
    lines = (first, *wrap(" ".join(rest), later)) if rest else (first,)
    return [line.replace(_WHOLE, " ") for line in lines]


def _excerpt(shown: Sequence[str], place: Place, width: int) -> tuple[str, int]:
    line = shown[place.line - 1]
    before = visible(line[: place.column - 1])
    return window(before + visible(line[place.column - 1 :]), len(before), width)


def _places(group: Sequence[Diagnostic], words: Words) -> list[str]:
    """Where a group's findings are, a line for each page or file, the last without its end."""
    positions: dict[str, list[str]] = {}
    for each in group:
        where = visible(_where(each, words))
        positions.setdefault(where, []).extend([each.position] if each.position else [])
    lines = []
    for where, found in positions.items():
        if len(found) > 1:
            shown = (*found[:_POSITIONS], "…") if len(found) > _POSITIONS else tuple(found)
            told = words.say("where-positions", count=len(found), positions=shown)
        else:
            told = words.say("where-position", position=found[0]) if found else ""
        lines.append(", ".join(part for part in (where, told) if part))
    if len(lines) > _PLACES:
        more = words.say("where-more", count=len(lines) - _PLACES)
        lines = [*lines[:_PLACES], more]
    return lines


def _where(finding: Diagnostic, words: Words) -> str:
    """The place in a text file; village, box and page where they tell more."""
    told = []
    place = finding.place
    if place:
        file = place.file.replace(" ", _WHOLE)
        told.append(f"{file}:{place.line}:{place.column}" if place.line else file)
        if place.line and not (finding.box or finding.page):
            return told[0]
    if finding.village:
        told.append(finding.village)
    if finding.box:
        told.append(words.say("where-box", box=finding.box))
    if finding.page:
        told.append(words.say("where-page", page=finding.page))
    return ", ".join(told)


def _paint(text: str, severity: Severity, colour: bool) -> str:
    return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m" if colour else text
