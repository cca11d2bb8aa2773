"""Whose list it is: the commune that a list of our own form names, or a column of another."""

from __future__ import annotations

from collections.abc import Sequence

from keychain.contacts.importing.draft import DraftCommune
from keychain.contacts.importing.heads import Table
from keychain.text import one_line

_ORG = "công an "


def find_communes(table: Table, others: Sequence[Table]) -> tuple[DraftCommune, ...]:
    """The communes that a file names, in its order; none where it names none."""
    about = [each for each in others if {"commune", "province"} <= each.keys]
    found: dict[tuple[str | None, ...], DraftCommune] = {}
    for source in about or [table]:
        if "commune" not in source.keys:
            continue
        for row in source.body:
            said = {
                key: one_line(" ".join(cell.text for _, cell in source.cells(row, key))) or None
                for key in ("commune", "district", "province", "campaign", "slogan")
            }
            name = said["commune"]
            if name is None:
                continue
            if name.casefold().startswith(_ORG):
                name = name[len(_ORG) :]
                name = name[:1].upper() + name[1:]
            place = (name, said["district"], said["province"])
            found.setdefault(
                place,
                DraftCommune(*place, said["campaign"], said["slogan"], table.own, bool(about)),
            )
    return tuple(found.values())
