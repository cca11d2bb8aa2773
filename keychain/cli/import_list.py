"""``keychain import``: a list of people into contacts.yaml, with every doubt told."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from keychain.build.edits import backup_of
from keychain.build.fault import Fault, worst
from keychain.build.importing import Imported, ImportRequest, import_file
from keychain.cli import clock
from keychain.cli.arguments import UsageError, wrong_word
from keychain.cli.columns import visible, wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.editing import coloured, contacts_file, diff_lines, lines_after
from keychain.cli.report import format_report
from keychain.cli.words import Words
from keychain.contacts.importing.choice import UnknownSheet
from keychain.contacts.importing.columns import KEYS
from keychain.contacts.importing.doubts import ALL, Proposal
from keychain.contacts.importing.heads import UnknownColumn
from keychain.contacts.importing.merge import Counts
from keychain.contacts.importing.rules import KINDS
from keychain.diagnostics import has_errors
from keychain.files import read_bytes

_NOT_BY_HAND = {"as-of", "campaign", "slogan", "label", "duty", "own-role"}
MAP_KEYS = tuple(sorted(set(KEYS) - _NOT_BY_HAND))
"""What a column can be said to hold. ``number`` and ``note`` are columns to pass over."""


def run(given: Namespace, words: Words, console: Console) -> int:
    """Import the list, unless it is a dry run, and tell what was taken and what was not."""
    if len(given.list) != 1:
        raise UsageError("import-one")
    request = ImportRequest(
        language=words.language,
        today=clock.today(),
        named=dict(map(_column, given.map or ())),
        sheet=given.sheet,
        accept=frozenset(map(_kind, given.accept or ())),
        commune=given.commune,
        province=given.province,
        day=given.from_,
    )
    path = contacts_file(given, (), ())
    try:
        done = import_file(Path(given.list[0]), path, read_bytes, request, write=not given.dry_run)
    except UnknownColumn as problem:
        raise wrong_word("unknown-column", problem.name, problem.known) from None
    except UnknownSheet as problem:
        raise wrong_word("unknown-sheet", problem.name, problem.known) from None
    if given.json:
        console.result(as_json(_document(done, words)))
    else:
        _show(done, words, console)
    refused = Fault.REFUSED if has_errors(done.change.diagnostics) else Fault.NONE
    return worst((done.change.fault, refused if not done.change.written else Fault.NONE))


def _column(text: str) -> tuple[str, str]:
    """A column's head or letter, and its key. Raises UsageError."""
    name, equals, key = (part.strip() for part in text.rpartition("="))
    if not (name and equals and key):
        raise UsageError("import-wrong-map", given=text)
    if key not in MAP_KEYS:
        raise wrong_word("unknown-map-key", key, MAP_KEYS)
    return name, key


def _kind(text: str) -> str:
    """A kind of doubt. Raises UsageError."""
    if text not in (*KINDS, ALL):
        raise wrong_word("unknown-accept", text, (*sorted(KINDS), ALL))
    return text


def _document(done: Imported, words: Words) -> dict[str, Any]:
    change = done.change
    return {
        "contacts": change.path.as_posix(),
        "written": change.written,
        "officers": _counted(done.officers),
        "villages": _counted(done.villages),
        "proposals": [_proposal(each) for each in done.proposals],
        "diff": "\n".join(diff_lines(change)),
        "diagnostics": findings(change.diagnostics, words),
    }


def _counted(counts: Counts) -> dict[str, list[str]]:
    return {
        "added": list(counts.added),
        "changed": list(counts.changed),
        "unchanged": list(counts.unchanged),
    }


def _proposal(one: Proposal) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "sheet": one.spot.sheet or None,
        "row": one.spot.row,
        "column": one.spot.column,
        "cell": one.spot.cell,
        "written": one.written,
        "proposed": list(one.proposed),
        "accepted": one.accepted,
    }


def _show(done: Imported, words: Words, console: Console) -> None:
    change = done.change
    report = format_report(
        change.diagnostics, words, lines_after(change), width=console.width, colour=console.colour
    )
    if report:
        console.tell(report)
    if change.after is None:
        console.result(words.say("import-refused"))
        return
    lines = [] if done.new and change.written else _result(done)
    if lines:
        shown = map(visible, lines)
        told = (coloured(each) if console.colour and not done.new else each for each in shown)
        console.result("\n".join([*told, ""]))
    console.result("\n".join(_wrapped(_said(done, words), console.width)))


def _result(done: Imported) -> list[str]:
    """A merge's diff; of a new file the lines that say something."""
    if not done.new:
        return diff_lines(done.change)
    text = (done.change.after or b"").decode()
    return [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]


def _wrapped(sentences: Iterable[str], width: int) -> Iterator[str]:
    """The sentences in lines, no option apart from what it takes."""
    for each in sentences:
        for line in wrap(each.replace("--accept ", "--accept="), width):
            yield line.replace("--accept=", "--accept ")


def _said(done: Imported, words: Words) -> Iterator[str]:
    change = done.change
    for key, counts in (("import-officers", done.officers), ("import-villages", done.villages)):
        yield words.say(
            key,
            added=len(counts.added),
            changed=len(counts.changed),
            unchanged=len(counts.unchanged),
        )
    accepted = sum(each.accepted for each in done.proposals)
    if accepted:
        yield words.say("import-accepted", count=accepted)
    left = Counter(each.kind for each in done.proposals if not each.accepted)
    if left:
        options = " ".join(f"--accept {kind}" for kind in sorted(left))
        yield words.say("import-open", count=left.total(), accept=options)
    path = change.path.as_posix()
    if change.before == change.after:
        yield words.say("edit-nothing")
    elif done.new:
        key = "import-written" if change.written else "import-not-written"
        yield words.say(key, path=path)
    else:
        backup = backup_of(change.path).as_posix()
        key = "edit-written" if change.written else "edit-not-written"
        yield words.say(key, path=path, backup=backup)
