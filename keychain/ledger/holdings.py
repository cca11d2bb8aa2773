"""What people hold after a village's hand-outs, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from keychain.ledger.model import Holding, Issue


def holdings(issues: Iterable[Issue], day: date | None = None) -> tuple[Holding, ...]:
    """The tags that a village's people hold at the end of ``day``, or after all hand-outs; the
    oldest first. ``issues`` are those of one village in their order. Tags that say the same as the
    new ones stay beside them: those are for people who had none."""
    held: list[Holding] = []
    for issue in issues:
        if day is not None and issue.day > day:
            continue
        if issue.replaces != "none":
            # Nobody hands a tag back to get the same one.
            same = [h for h in held if h.fingerprint == issue.fingerprint]
            others = [h for h in held if h.fingerprint != issue.fingerprint]
            left = _without(others, issue.count) if issue.replaces == "count" else []
            held = sorted([*same, *left], key=lambda holding: holding.day)
        if issue.count:
            held.append(
                Holding(issue.fingerprint, issue.shown, issue.layout, issue.day, issue.count)
            )
    return tuple(held)


def _without(held: list[Holding], count: int) -> list[Holding]:
    """``held`` after the oldest ``count`` tags have been handed back."""
    left: list[Holding] = []
    for holding in held:
        taken = min(count, holding.count)
        count -= taken
        if holding.count > taken:
            left.append(replace(holding, count=holding.count - taken))
    return left
