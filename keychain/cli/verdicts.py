"""What is said of PDFs that were verified: right, not right, or that nobody can know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from keychain.build.reread import Reread
from keychain.cli.words import Words

Verdict = Literal["good", "bad", "open"]
"""Open is what could not be compared."""


def verdict(each: Reread) -> Verdict:
    """What is known of a PDF."""
    if not each.compared:
        return "open"
    return "good" if each.verified else "bad"


def closing(reread: Sequence[Reread], words: Words) -> list[tuple[Verdict, str]]:
    """The sentences about all PDFs together, each with what it tells of, what matters most first.
    What is right is counted only where nothing is wrong."""
    if not reread:
        return [("open", words.say("verify-nothing"))]
    counts = Counter(map(verdict, reread))
    told: list[tuple[Verdict, str]] = []
    if counts["bad"]:
        told.append(("bad", words.say("verify-some-bad", count=counts["bad"])))
    elif counts["good"]:
        told.append(("good", words.say("verify-all-good", count=counts["good"])))
    if counts["open"]:
        told.append(("open", words.say("verify-not-compared", count=counts["open"])))
    return told
