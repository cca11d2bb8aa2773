"""The JSON documents that commands print with ``--json`` and that builds leave as job.json."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from keychain.cli.report import in_order
from keychain.cli.words import Words
from keychain.diagnostics import Diagnostic


def findings(diagnostics: Iterable[Diagnostic], words: Words) -> list[dict[str, Any]]:
    """Each finding as a table with always the same keys; what does not apply is null."""
    return [_finding(each, words) for each in in_order(diagnostics)]


def _finding(finding: Diagnostic, words: Words) -> dict[str, Any]:
    message, hint = words.word(finding)
    place = finding.place
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": message,
        "hint": hint,
        "file": place.file if place else None,
        "line": (place.line or None) if place else None,
        "column": (place.column or None) if place else None,
        "village": finding.village,
        "box": finding.box,
        "page": finding.page,
        "position": finding.position,
    }


def as_json(document: dict[str, Any]) -> str:
    """The document as text: UTF-8 letters as they are, keys in their order, no last newline."""
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_bytes(text: str) -> bytes:
    """A document as a file. A path that is no Unicode, as Linux allows, stays valid JSON."""
    return f"{text}\n".encode(errors="backslashreplace")
