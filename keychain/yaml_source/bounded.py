"""A file full of faults: the first of each kind are told, the rest are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from keychain.diagnostics import Diagnostic, Place, note

MORE_LIKE_THIS = note("more-like-this", "a thousand lines of one kind help nobody")

MOST_OF_A_KIND = 100


def bounded(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics, at most a hundred of each code; a note counts what is left out, at the
    place of the first of these."""
    kept: list[Diagnostic] = []
    counts: Counter[str] = Counter()
    first: dict[str, Place | None] = {}
    for diagnostic in diagnostics:
        counts[diagnostic.code] += 1
        if diagnostic.rule is MORE_LIKE_THIS or counts[diagnostic.code] <= MOST_OF_A_KIND:
            kept.append(diagnostic)
        else:
            first.setdefault(diagnostic.code, diagnostic.place)
    kept += [
        MORE_LIKE_THIS(place, like=code, count=counts[code] - MOST_OF_A_KIND)
        for code, place in first.items()
    ]
    return tuple(kept)
