"""Findings in words, with the numbers that mark them on the pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keychain.cli.words import Words
from keychain.diagnostics import Diagnostic
from keychain.markup import Markup, element, joined

_MOST = 200
"""Findings of one file that are told in full."""


def findings_list(
    found: Sequence[Diagnostic], numbers: Mapping[Diagnostic, int], words: Words
) -> Markup:
    """A list of findings, numbered where they have numbers."""
    items = [_item(each, words) for each in found[:_MOST]]
    if len(found) > _MOST:
        items.append(element("li", words.say("report-more-findings", count=len(found) - _MOST)))
    return element("ol" if numbers else "ul", *items)


def _item(finding: Diagnostic, words: Words) -> Markup:
    message, hint = words.word(finding)
    severity = finding.severity
    where = _where(finding, words)
    return element(
        "li",
        element("strong", words.say(f"severity-{severity}"), class_=str(severity)),
        joined(": ", message, " "),
        element("code", f"[{finding.code}]", class_="dim"),
        *([element("span", f" {where}", class_="dim")] if where else []),
        *([element("p", hint, class_="dim")] if hint else []),
    )


def _where(finding: Diagnostic, words: Words) -> str:
    told = []
    place = finding.place
    if place is not None and place.line:
        told.append(f"{place.file}:{place.line}:{place.column}")
    if finding.village:
        told.append(finding.village)
    if finding.box:
        told.append(words.say("where-box", box=finding.box))
    if finding.page:
        told.append(words.say("where-page", page=finding.page))
    if finding.position:
        told.append(words.say("where-position", position=finding.position))
    return ", ".join(told)
