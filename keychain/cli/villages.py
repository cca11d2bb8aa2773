"""The villages that a command line names, by id or name, and how they are named in turn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from keychain.cli.arguments import UsageError
from keychain.cli.words import Words
from keychain.contacts.find import find_villages, nearest_village
from keychain.contacts.model import Contacts
from keychain.text import fold, nearest

_FEW = 6


def named_villages(asked: Sequence[str], communes: Sequence[Contacts]) -> dict[str, list[str]]:
    """The ids asked for, by the file of their commune.

    Raises UsageError for a name that is no village's, with the nearest, or several villages'.
    """
    chosen: dict[str, list[str]] = {}
    for name in asked:
        found = {c.file: (c, villages) for c in communes if (villages := find_villages(c, name))}
        if not found:
            raise _unknown(name, communes)
        if len(found) > 1:
            where = [contacts.commune.name.value for contacts, _ in found.values()]
            raise UsageError("several-communes", given=name, known=a_few(where))
        contacts, villages = next(iter(found.values()))
        if len(villages) > 1:
            ids = tuple(village.id for village in villages)
            raise UsageError("several-villages", given=name, known=ids)
        chosen.setdefault(contacts.file, []).append(villages[0].id)
    return chosen


def a_few(names: Sequence[str]) -> tuple[str, ...]:
    """The first of ``names``, and that there are more: a province has dozens."""
    return (*names[:_FEW], "…") if len(names) > _FEW + 1 else tuple(names)


def village_name(village: str, commune: str, words: Words, *, several: bool) -> str:
    """A village's name, with its commune's where there are several."""
    return words.say("village-of", village=village, commune=commune) if several else village


def refuse_files(asked: Sequence[str]) -> None:
    """Raise UsageError for a contacts file that is given as if it were a village."""
    for name in asked:
        if Path(name).suffix.lower() in (".yaml", ".yml") and Path(name).is_file():
            raise UsageError("file-for-village", given=name)


def _unknown(name: str, communes: Sequence[Contacts]) -> UsageError:
    for contacts in communes:
        if len(communes) > 1 and fold(contacts.commune.name.value) == fold(name):
            return UsageError("commune-for-village", given=name, file=contacts.file)
    near = [close for c in communes if (close := nearest_village(c, name)) is not None]
    best = nearest(name, near) or next(iter(near), None)
    if best is None:
        return UsageError("unknown-village", given=name)
    return UsageError("unknown-village-near", given=name, nearest=best)
