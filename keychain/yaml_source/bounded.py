"""A file full of faults: the first of each kind are told, the rest are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from keychain.diagnostics import Diagnostic, note

MORE_LIKE_THIS = note("more-like-this", "a thousand lines of one kind help nobody")

MOST_OF_A_KIND = 100


def bounded(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics, at most a hundred of each code; a note counts what is left out."""
    kept: list[Diagnostic] = []
    counts: Counter[str] = Counter()
    for diagnostic in diagnostics:
        counts[diagnostic.code] += 1
        if diagnostic.rule is MORE_LIKE_THIS or counts[diagnostic.code] <= MOST_OF_A_KIND:
            kept.append(diagnostic)
    kept += [
        MORE_LIKE_THIS(like=code, count=count - MOST_OF_A_KIND)
        for code, count in counts.items()
        if count > MOST_OF_A_KIND and code != MORE_LIKE_THIS.code
    ]
    return tuple(kept)
