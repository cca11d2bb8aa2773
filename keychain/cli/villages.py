"""The villages that a command line names, by id or name."""

from __future__ import annotations

from collections.abc import Sequence

from keychain.cli.arguments import UsageError
from keychain.contacts.find import find_villages, nearest_village
from keychain.contacts.model import Contacts
from keychain.text import nearest


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
            where = tuple(contacts.commune.name.value for contacts, _ in found.values())
            raise UsageError("several-communes", given=name, known=where)
        contacts, villages = next(iter(found.values()))
        if len(villages) > 1:
            ids = tuple(village.id for village in villages)
            raise UsageError("several-villages", given=name, known=ids)
        chosen.setdefault(contacts.file, []).append(villages[0].id)
    return chosen


def _unknown(name: str, communes: Sequence[Contacts]) -> UsageError:
    near = [close for c in communes if (close := nearest_village(c, name)) is not None]
    best = nearest(name, near) or next(iter(near), None)
    if best is None:
        return UsageError("unknown-village", given=name)
    return UsageError("unknown-village-near", given=name, nearest=best)
