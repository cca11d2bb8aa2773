"""Whose a tag is that somebody has found: by its serial number, the village and its hand-outs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from keychain.build.past import Issued, gone_villages, village_past
from keychain.contacts.codes import village_codes
from keychain.contacts.model import Contacts, Village
from keychain.ledger import Issue
from keychain.tags.serial import Serial, series_prefix
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Traced:
    """A village that a tag with this serial number is of. ``issued`` are the hand-outs that it may
    have been among, none where none is recorded."""

    serial: str
    contacts: Contacts
    village: Village
    issued: tuple[Issued, ...]


def trace(
    serial: Serial,
    communes: Collection[Contacts],
    issues: Mapping[str, Mapping[str, Sequence[Issue]]],
    today: date,
) -> Iterator[Traced]:
    """The villages that the tag may be of: those with a hand-out that it was among, and those that
    have its code today. Several, where two communes have the same initials."""
    for contacts in communes:
        own = issues[contacts.file]
        codes = village_codes(contacts.villages)
        villages = (*contacts.villages, *gone_villages(contacts, own))
        pasts = {past.village.id: past for past in village_past(contacts, own, today)}
        for village in villages:
            issued = tuple(
                each
                for each in (pasts[village.id].issued if village.id in pasts else ())
                if each.issue.bears(serial.prefix, serial.number)
            )
            code = codes.get(village.id, "")
            if issued or serial.prefix == series_prefix(contacts.commune, code):
                yield Traced(serial.text, contacts, village, issued)
