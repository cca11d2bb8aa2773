"""Why tags are stale, in words: shared by ``plan``, ``history``, ``diff`` and the calendar."""

from __future__ import annotations

from datetime import date

from keychain.build.stale import Reason, Why
from keychain.cli.summary import say_day
from keychain.cli.words import Words

_TEXTS = frozenset(
    {"village", "commune", "district", "province", "kind", "title", "slogan", "language", "order"}
)
"""Kinds of text that a difference in wording can be about, beside people."""


def say_reason(reason: Reason, words: Words) -> str:
    """One reason as a sentence without its stop."""
    old, new = reason.old or "–", reason.new or "–"
    match reason.why:
        case Why.NUMBER_CHANGED if reason.new is None:
            return words.say("why-number-gone", who=reason.who, old=old)
        case Why.NUMBER_CHANGED:
            return words.say("why-number-changed", who=reason.who, old=old, new=new)
        case Why.OFFICER_REPLACED if reason.new is None:
            return words.say("why-officer-gone", who=reason.who, old=old)
        case Why.OFFICER_REPLACED:
            return words.say("why-officer-replaced", who=reason.who, old=old, new=new)
        case Why.NEVER_ISSUED:
            return words.say("why-never-issued")
        case Why.DIAL_CHANGED:
            return words.say("why-dial-changed", old=old, new=new)
        case Why.OFFICER_ADDED:
            return words.say("why-officer-added", who=reason.who, new=new)
        case Why.HOUSEHOLDS_GREW:
            return words.say("why-households-grew", old=old, new=new)
        case Why.OFFICER_LEAVES:
            day = say_day(date.fromisoformat(new))
            return words.say("why-officer-leaves", who=reason.who, day=day)
        case Why.WORDING_CHANGED:
            who = words.say(f"text-{reason.who}") if reason.who in _TEXTS else reason.who
            return words.say("why-wording-changed", who=who, old=old, new=new)


def reason_document(reason: Reason) -> dict[str, object]:
    """One reason for ``--json``; what does not apply is null."""
    return {
        "code": str(reason.why),
        "who": reason.who or None,
        "old": reason.old,
        "new": reason.new,
        "tags": reason.tags or None,
    }
