"""The person of one row: who is named there, and the rank and role that its cells give."""

from __future__ import annotations

from keychain.contacts.importing.doubts import Doubts
from keychain.contacts.importing.people import (
    Person,
    RankAndRole,
    read_person,
    read_rank,
    read_rank_and_role,
)
from keychain.contacts.importing.rows import Entry
from keychain.contacts.importing.rules import NAME_TAIL, NO_NAME, SHORT_RANK, UNCLEAR_RANK


def person_of(entry: Entry, doubts: Doubts) -> Person | None:
    """Whom the row names; without a name where it goes on from the row above."""
    cells = entry.cells("surname") + entry.cells("name")
    texts = list(dict.fromkeys(cell.text for _, cell in sorted(cells, key=lambda each: each[0])))
    if entry.own:
        return Person(entry.text("name"), entry.text("rank") or None)
    if texts:
        person = read_person(" ".join(texts))
        spot = entry.spot("name")
        if not (person.name or person.desk):
            doubts.tell(NO_NAME, spot, " ".join(texts))
            return None
        if person.rest and not doubts.ask(
            NAME_TAIL, spot, " ".join(texts), person.name, rest=person.rest
        ):
            return None
        return person
    number = entry.text("phone")
    if number:
        doubts.tell(NO_NAME, entry.spot("phone"), number)
        return None
    return Person() if entry.cells("village") or entry.text("households") else None


def rank_of(entry: Entry, person: Person, doubts: Doubts) -> str | None:
    """The rank of a row's person: of its own cell, of one for rank and role, of the name's."""
    written = entry.text("rank")
    if entry.own:
        return written or None
    if written:
        (rank, meanings), spot = read_rank(written), entry.spot("rank")
    elif (both := _rank_and_role(entry)).rank or both.ranks:
        rank, meanings, written = both.rank, both.ranks, both.short_rank
        spot = entry.spot("rank-role" if entry.text("rank-role") else "role")
    else:
        rank, meanings, written = person.rank, person.ranks, person.short_rank
        spot = entry.spot("name")
    if rank or not meanings:
        return rank
    if len(meanings) > 1:
        doubts.tell(UNCLEAR_RANK, spot, written, name=person.name, known=meanings)
        return None
    taken = doubts.ask(SHORT_RANK, spot, written, meanings[0], name=person.name)
    return meanings[0] if taken else None


def role_of(entry: Entry, person: Person) -> str | None:
    """The role of a row's person, in the village that the row is about."""
    own = entry.text("role") if entry.own else _rank_and_role(entry).role
    return own or person.role


def _rank_and_role(entry: Entry) -> RankAndRole:
    """What stands under a head of both, or of the role: a rank in front is a rank there too."""
    return read_rank_and_role(" ".join(filter(None, map(entry.text, ("rank-role", "role")))))
