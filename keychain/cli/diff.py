"""``keychain diff``: two directories compared in words, village by village."""

from __future__ import annotations

import subprocess
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from keychain.build.compare import Compared, compare
from keychain.build.fault import Fault
from keychain.build.sources import Directory, read_directory
from keychain.cli import clock
from keychain.cli.arguments import UsageError
from keychain.cli.columns import visible, wrap
from keychain.cli.console import Console
from keychain.cli.documents import as_json, findings
from keychain.cli.reasons import reason_document, say_reason
from keychain.cli.report import format_report
from keychain.cli.sources import source_lines
from keychain.cli.words import Words
from keychain.contacts import read_contacts
from keychain.contacts.roster import working_day
from keychain.diagnostics import has_errors
from keychain.files import read_bytes

_LONGEST_WAIT = 30
"""Seconds for git."""


def run(given: Namespace, words: Words, console: Console) -> int:
    """Compare two files, two folders, or a file with its version in git, ``REV:path``."""
    if len(given.directories) != 2:
        raise UsageError("diff-two")
    old, new = (_read(name) for name in given.directories)
    found = tuple(each for side in (old, new) for each in side.diagnostics if has_errors((each,)))
    today = clock.today()
    launches = [c.campaign.launch for c in new.communes if c.campaign.launch]
    day = working_day(given.as_of, max(launches, default=None), today)
    compared = compare(old.communes, new.communes, day)
    if given.json:
        console.result(as_json(_document(compared, found, words)))
    else:
        report = format_report(
            found, words, source_lines, width=console.width, colour=console.colour
        )
        if report:
            console.tell(report)
        # Of a directory that cannot be read nobody knows what changed.
        if old.communes and new.communes:
            console.result(_told(compared, words, console.width))
    return Fault.REFUSED if has_errors(found) else Fault.NONE


def _read(name: str) -> Directory:
    path = Path(name)
    revision, colon, inside = name.partition(":")
    # A drive's letter on Windows is no revision.
    if path.exists() or not colon or len(revision) < 2:
        return read_directory(path, read_bytes)
    try:
        shown = subprocess.run(
            ["git", "show", "--end-of-options", f"{revision}:./{inside}"],
            capture_output=True,
            timeout=_LONGEST_WAIT,
            check=False,
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        raise UsageError("diff-no-git", given=name) from None
    if shown.returncode:
        raise UsageError("diff-no-revision", given=name)
    if shown.stdout.startswith(b"tree " + f"{revision}:./{inside}".encode() + b"\n\n"):
        raise UsageError("diff-git-folder", given=name)
    contacts, diagnostics = read_contacts(shown.stdout, name)
    return Directory((name,), (contacts,) if contacts else (), diagnostics)


def _told(compared: Sequence[Compared], words: Words, width: int) -> str:
    parts: list[str] = []
    for one in compared:
        lines = [f"{visible(one.name)} ({visible(one.commune)})"]
        if one.came or one.went:
            lines.append("  - " + words.say("diff-came" if one.came else "diff-went"))
        for reason in one.reasons:
            first, *rest = wrap(visible(say_reason(reason, words)), width - 4)
            lines += [f"  - {first}", *(f"    {line}" for line in rest)]
        if one.households:
            old, new = (str(each) if each is not None else "–" for each in one.households)
            lines.append("  - " + words.say("diff-households", old=old, new=new))
        parts.append("\n".join(lines))
    return "\n\n".join(parts) if parts else words.say("diff-nothing")


def _document(compared: Sequence[Compared], found: Sequence[Any], words: Words) -> dict[str, Any]:
    return {
        "villages": [
            {
                "commune": one.commune,
                "village": one.id,
                "added": one.came,
                "removed": one.went,
                "reasons": [reason_document(reason) for reason in one.reasons],
                "households": list(one.households) if one.households else None,
            }
            for one in compared
        ],
        "diagnostics": findings(found, words),
    }
