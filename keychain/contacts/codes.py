"""The villages' codes, which stand in serial numbers: as stated, else a village's place in the
file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from keychain.contacts.model import Village
from keychain.diagnostics import Diagnostic, Place, error, warning
from keychain.text import excerpt
from keychain.yaml_source.fields import Fields
from keychain.yaml_source.nodes import Text

CODE_FORM = error("village-code-form", "people read it aloud, and type it, as a part of a number")
CODE_TWICE = error("village-code-twice", "tags of two villages would bear the same numbers")
CODES_UNSTATED = warning(
    "village-codes-unstated", "a village put in between would give its number to the next one"
)

CODE = r"[0-9]{1,3}"
_MOST_NAMED = 5


def read_code(fields: Fields, faults: list[Diagnostic]) -> Text | None:
    """A village's code: one to three digits, not all zeros; a single one gets a zero in front."""
    scalar = fields.scalar("code")
    if scalar is None:
        return None
    written = scalar.text.strip()
    if not re.fullmatch(CODE, written) or not written.strip("0"):
        faults.append(CODE_FORM(scalar.place, text=excerpt(written)))
        return None
    return Text(_full(written), scalar.place)


def village_codes(villages: Sequence[Village]) -> dict[str, str]:
    """Each village's code by its id."""
    return {
        village.id: village.code.value if village.code else _full(str(place))
        for place, village in enumerate(villages, 1)
    }


def check_codes(
    villages: Sequence[Village], *, numbered: bool
) -> tuple[tuple[Diagnostic, ...], frozenset[str]]:
    """Codes that two villages have, with the ids of these; and, where tags are ``numbered``, a
    warning where codes are but places in the file."""
    found: list[Diagnostic] = []
    stopped: set[str] = set()
    if any(village.code for village in villages):
        first: dict[str, Village] = {}
        for village, code in zip(villages, village_codes(villages).values(), strict=True):
            other = first.setdefault(code, village)
            if other is village:
                continue
            stopped |= {village.id, other.id}
            stated = village if village.code else other
            against = other if stated is village else village
            line = _place(against).line
            twice = CODE_TWICE(
                _place(stated),
                code=code,
                name=stated.name.value,
                other=against.name.value,
                first=line,
            )
            found.append(twice.about(village=stated.id))
    unstated = [village for village in villages if village.code is None]
    if numbered and unstated:
        found.append(_unstated(unstated, villages))
    return tuple(found), frozenset(stopped)


def _unstated(unstated: Sequence[Village], villages: Sequence[Village]) -> Diagnostic:
    codes = village_codes(villages)
    told = tuple(f"{village.name.value} {codes[village.id]}" for village in unstated)
    shown = told if len(told) <= _MOST_NAMED else (*told[:_MOST_NAMED], "…")
    first = unstated[0]
    return CODES_UNSTATED(first.place, codes=shown, code=codes[first.id])


def _place(village: Village) -> Place:
    return village.code.place if village.code and village.code.place else village.place


def _full(digits: str) -> str:
    return digits.lstrip("0").zfill(2)
