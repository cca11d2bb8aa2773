"""What ``build --json`` prints and job.json holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from keychain.build.commune import Built
from keychain.build.options import Options
from keychain.build.output import BuiltFile
from keychain.cli.documents import as_bytes, as_json, findings
from keychain.cli.words import Words
from keychain.diagnostics import Diagnostic


def account(built: Built, options: Options, words: Words) -> bytes:
    """What a commune's job.json holds: what ``build --json`` prints of it alone."""
    return as_bytes(as_json(document([built], built.diagnostics, options, words)))


def document(
    communes: Sequence[Built], found: Iterable[Diagnostic], options: Options, words: Words
) -> dict[str, Any]:
    """What ``build --json`` prints. ``as_of`` is null where communes work for different days."""
    days = {built.day for built in communes}
    return {
        "as_of": days.pop().isoformat() if len(days) == 1 else None,
        "layout": options.layout,
        "press": options.press,
        "files": [_entry(file, built, options) for built in communes for file in built.files],
        "diagnostics": findings(found, words),
    }


def _serials(file: BuiltFile, *, several: bool) -> dict[str, Any]:
    """The first and the last serial number, of shared files of each village in its order; nothing
    where no tags have one."""
    ranges = [
        {"first": first, "last": last} if first else None
        for first, last in zip(file.firsts, file.lasts, strict=True)
    ]
    if not any(ranges):
        return {}
    return {"serials": ranges if several else ranges[0]}


def _entry(file: BuiltFile, built: Built, options: Options) -> dict[str, Any]:
    several = options.sheets != "village"
    lists = [built.list_of(village) for village in file.villages]
    listed = [path.as_posix() if path else None for path in lists]
    return {
        "commune": file.commune,
        "village": None if several else file.villages[0],
        **({"villages": list(file.villages)} if several else {}),
        "path": file.path.as_posix(),
        "needed": file.needed,
        "tags": file.tags,
        "sheets": file.sheets,
        "pages": file.pages,
        **_serials(file, several=several),
        "sha256": file.sha256,
        "verified": file.verified,
        "ticket": built.ticket.as_posix() if built.ticket else None,
        **({"lists": listed} if several else {"list": listed[0]}),
    }
