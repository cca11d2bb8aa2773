"""What a build ends with: the files, and what a person does next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from keychain.build.commune import Built
from keychain.build.options import Options
from keychain.build.output import BuiltFile
from keychain.cli.columns import cells, pad, shorten, visible, wrap
from keychain.cli.villages import village_name
from keychain.cli.words import Words
from keychain.layout.sheet_spec import SheetSpec

_GAP = "  "
MANY = 12
"""Communes up to which each village has its line."""


def format_summary(
    communes: Sequence[Built],
    unread: Sequence[str],
    sheet: SheetSpec | None,
    options: Options,
    words: Words,
    width: int,
) -> str:
    """The account of a build, in lines of at most ``width`` cells where file names allow it; a
    line a commune where there are many. ``unread`` are contacts files that gave no commune."""
    with_files = [built for built in communes if built.files]
    if len(with_files) > MANY:
        parts = [_overview(with_files, words, width)]
    else:
        parts = [_account(built, options, words, width) for built in with_files]
    made = [file for built in communes for file in built.files]
    closing: list[str] = []
    if made and sheet is not None:
        verdict = "made-verified" if all(file.verified for file in made) else "made-unverified"
        if sheet.production.pages == "tags":
            paper = words.say("tags-paged", count=sum(file.tags for file in made))
        else:
            sheets = sum(file.sheets for file in made)
            paper = words.say("sheets-of", count=sheets, paper=sheet.paper_name)
        told = words.say(verdict, files=words.say("files", count=len(made)), sheets=paper)
        kept = sum(file.kept for file in made)
        if kept:
            told += " " + words.say("made-kept", count=kept)
        if kept and 0 < len(made) - kept <= MANY:
            told += " " + words.say("made-anew", villages=_made_now(communes, words))
        closing += wrap(visible(told), width)
    else:
        closing.append(words.say("made-nothing"))
    # Where there is no PDF at all, the reason was told, and names by the hundred would hide it.
    if made or sum(len(built.missing) for built in communes) <= MANY:
        closing += _left_out(communes, words, width)
    if len(unread) > 1:
        closing += wrap(words.say("made-unread-many", count=len(unread)), width)
        closing += (visible(f"  {file}") for file in unread)
    elif unread and communes:
        told = words.say("made-unread", count=1, files=tuple(unread))
        closing += wrap(visible(told), width)
    parts.append("\n".join(closing))
    if made and sheet is not None:
        steps = [words.say("next")]
        numbered = any(any(file.firsts) for file in made)
        for number, step in enumerate(next_steps(sheet, options, words, numbered=numbered), 1):
            first, *rest = wrap(step, width - 5)
            steps += [f"  {number}. {first}", *(f"     {each}" for each in rest)]
        parts.append("\n".join(steps))
    return "\n\n".join(parts)


def _left_out(communes: Sequence[Built], words: Words, width: int) -> Iterator[str]:
    """The villages in no file: in a line, or, where they are many, in one for each commune."""
    count = sum(len(built.missing) for built in communes)
    if not count:
        return
    if count <= MANY or len(communes) == 1:
        named = tuple(
            village_name(name, built.commune, words, several=len(communes) > 1)
            for built in communes
            for name in built.missing
        )
        yield from wrap(visible(words.say("made-partly", count=count, villages=named)), width)
        return
    yield from wrap(words.say("made-partly-many", count=count), width)
    for built in communes:
        if built.missing:
            told = visible(f"{built.commune}: {', '.join(built.missing)}")
            first, *rest = wrap(told, width - 4)
            yield f"  {first}"
            yield from (f"    {each}" for each in rest)


def _made_now(communes: Sequence[Built], words: Words) -> tuple[str, ...]:
    """The villages of files that were not there already."""
    return tuple(
        village_name(name, built.commune, words, several=len(communes) > 1)
        for built in communes
        for file in built.files
        if not file.kept
        for name in file.names
    )


def _account(built: Built, options: Options, words: Words, width: int) -> str:
    head = words.say(
        "files-in",
        commune=built.commune,
        day=say_day(built.day),
        folder=built.folder.as_posix(),
    )
    rows = [row for file in built.files for row in _rows(file, options, words)]
    titles = tuple(words.say(f"column-{each}") for each in ("village", "tags", "sheets", "file"))
    table = [titles, *rows]
    if len(built.files) > 1:
        table.append((words.say("total"), *_sums([built]), ""))
    return "\n".join([*wrap(visible(head), width), "", *_table(table, width)])


def _overview(communes: Sequence[Built], words: Words, width: int) -> str:
    """A line for each of many communes."""
    head = words.say("head-communes", count=len(communes))
    titles = tuple(words.say(f"column-{each}") for each in ("commune", "tags", "sheets", "folder"))
    rows = [(built.commune, *_sums([built]), built.folder.as_posix()) for built in communes]
    table = [titles, *rows, (words.say("total"), *_sums(communes), "")]
    return "\n".join([head, "", *_table(table, width)])


def _sums(communes: Sequence[Built]) -> tuple[str, str]:
    """The tags and sheets of communes together."""
    files = [file for built in communes for file in built.files]
    tags, sheets = sum(file.tags for file in files), sum(file.sheets for file in files)
    return str(tags), _or_dash(sheets)


def _or_dash(sheets: int) -> str:
    """A count of sheets, a dash where a press wants pages of one tag."""
    return str(sheets or "–")


def _rows(file: BuiltFile, options: Options, words: Words) -> Iterator[tuple[str, ...]]:
    """A row for a file; where villages share its sheets, one for each village before it."""
    name = file.names[0] if options.sheets == "village" else words.say("all-villages")
    if options.sheets == "gang":
        name = words.say("shared-sheets", count=len(file.names))
        for village, tags in zip(file.names, file.shares, strict=True):
            yield village, str(tags), "", ""
    yield name, str(file.tags), _or_dash(file.sheets), file.path.name


def _table(rows: Sequence[tuple[str, ...]], width: int) -> list[str]:
    """Rows in columns: names flush left and cut if need be, counts flush right."""
    shown = [tuple(visible(each) for each in row) for row in rows]
    wide = [max(cells(row[column]) for row in shown) for column in range(4)]
    wide[0] = min(wide[0], max(12, width - sum(wide[1:]) - 3 * len(_GAP) - 2))
    lines = []
    for name, tags, sheets, file in shown:
        columns = (
            pad(shorten(name, wide[0]), wide[0]),
            pad(tags, wide[1], right=True),
            pad(sheets, wide[2], right=True),
            file,
        )
        lines.append(f"  {_GAP.join(columns)}".rstrip())
    return lines


def next_steps(sheet: SheetSpec, options: Options, words: Words, *, numbered: bool) -> list[str]:
    """What a person does with the PDFs, step by step."""
    if sheet.production.pages == "tags":
        copies = "next-once" if numbered else "next-copies"
        return [words.say("next-tags"), words.say(copies), words.say("next-no-scale")]
    sides = f"duplex-{sheet.duplex}" if options.faces == "both" else "single"
    steps = [words.say(f"next-{'fold' if sheet.fold else sides}", paper=sheet.paper_name)]
    if ":" in options.start:
        steps.append(words.say("next-start", start=options.start))
    elif options.start:
        steps.append(words.say("next-used", count=int(options.start)))
    steps += [words.say("next-scale"), words.say("next-ruler"), words.say("next-nothing")]
    if options.sheets == "gang":
        steps.append(words.say("next-stack" if sheet.production.stack else "next-gang"))
    return steps


def say_day(day: date) -> str:
    """The day as people write it here, 1/12/2026."""
    return f"{day.day}/{day.month}/{day.year}"
