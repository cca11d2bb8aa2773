"""The people that a list names, one each however many rows speak of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field

from keychain.collation import collation_key
from keychain.contacts.exchange import usual_role
from keychain.contacts.importing.capitals import phrase_case
from keychain.contacts.importing.doubts import Doubts
from keychain.contacts.importing.draft import DraftOfficer, Spots
from keychain.contacts.importing.row_numbers import RowNumbers
from keychain.contacts.importing.rules import (
    NEAR_NAME,
    NO_NUMBER,
    SAME_ID,
    SAME_NAME,
    SHARED_NUMBER,
)
from keychain.contacts.phones import Kind, PhoneNumber
from keychain.text import fold, nearest, spelling
from keychain.values import dataclass

_LIKE = 0.88
"""How like two names must be to be one that is misspelt, as difflib counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one row says of a person; ``merged`` says that its name was written once for several
    rows."""

    id: str
    name: str
    rank: str | None
    role: str | None
    own_role: str | None
    numbers: RowNumbers
    merged: bool
    village: str
    spots: Spots


@dataclass(slots=True)
class Known:
    """A person as they are gathered row by row; ``at`` is their place in the list's order."""

    at: int
    first: Line
    rank: str | None
    phones: tuple[PhoneNumber, ...]
    zalo: PhoneNumber | None
    raws: set[str]
    roles: list[str] = field(default_factory=list)
    own_role: str | None = None
    places: list[str] = field(default_factory=list)
    roleless: bool = False
    everywhere: bool = False
    doubted: bool = False
    refused: bool = False

    def in_village_order(self) -> list[str]:
        """The roles as our exports have them, whose villages are in Vietnamese order; of equals
        the first is the person's own."""
        pairs = zip(self.places, self.roles, strict=True)
        return [role for _, role in sorted(pairs, key=lambda pair: collation_key(pair[0]))]


@dataclass(slots=True)
class Officers:
    """The people of a list in their order. ``shared`` are the digits of mobiles that several have,
    unless that was accepted."""

    doubts: Doubts
    known: list[Known] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    _by_name: dict[str, list[Known]] = field(default_factory=dict)
    _by_phone: dict[PhoneNumber, Known] = field(default_factory=dict)
    _ids: dict[str, Known] = field(default_factory=dict)

    def find(self, line: Line) -> Known | None:
        """The person of a row, new or known; None where who it is is doubtful."""
        if line.id:
            return self._by_id(line)
        same = self._by_name.get(spelling(line.name), [])
        for one in same:
            alike = set(one.phones) & set(line.numbers.phones) or (
                line.numbers.raw in one.raws if line.numbers.raw else line.merged
            )
            if alike:
                return self._again(one, line)
        if same and not line.numbers.raw:
            where = f"{same[0].first.name} ({same[0].first.spots.name.cell})"
            if len(same) > 1 or not self.doubts.ask(SAME_NAME, line.spots.name, line.name, where):
                return None
            return self._again(same[0], line)
        if same:
            numbers = ", ".join(each.printed for each in line.numbers.phones)
            proposed = f"{line.name}, {numbers or line.numbers.raw}"
            if not self.doubts.ask(SAME_NAME, line.spots.name, line.name, proposed):
                return None
            return self._new(line)
        return self._of_a_number(line)

    def drafts(self) -> tuple[tuple[DraftOfficer, ...], dict[int, int]]:
        """Everybody who can be called, and for each of ``known`` its index among them."""
        people: list[DraftOfficer] = []
        index: dict[int, int] = {}
        for at, one in enumerate(self.known):
            phones = tuple(each for each in one.phones if each.digits not in self.shared)
            if one.refused:
                continue
            if not phones and not one.doubted and not one.raws and len(one.phones) == len(phones):
                self.doubts.tell(NO_NUMBER, one.first.spots.phone, one.first.name)
            index[at] = len(people)
            people.append(
                DraftOfficer(
                    one.first.id or None,
                    one.first.name,
                    one.rank,
                    self.role(one),
                    phones,
                    one.zalo,
                    one.first.spots,
                    one.everywhere,
                )
            )
        return tuple(people), index

    def role(self, one: Known) -> str | None:
        """A person's own role: the one that is given as such, else the commonest of the rows."""
        if one.own_role or not one.roles:
            return one.own_role
        if one.first.id:
            # Every post of somebody with a role of their own shows one.
            return None if one.roleless else usual_role(one.in_village_order())
        counted = Counter(map(spelling, one.roles))
        most = max(counted.values())
        return next(role for role in one.roles if counted[spelling(role)] == most)

    def _by_id(self, line: Line) -> Known | None:
        one = self._ids.get(line.id)
        if one is None:
            return self._new(line)
        first = one.first
        if (first.name, first.numbers.phones, one.rank) == (
            line.name,
            line.numbers.phones,
            line.rank,
        ):
            return self._again(one, line)
        # Which of the two rows was changed on purpose, only its author knows.
        self.doubts.tell(
            SAME_ID,
            line.spots.name,
            _told(line),
            name=_told(first),
            first=first.spots.name.cell,
        )
        one.refused = True
        return one

    def _of_a_number(self, line: Line) -> Known | None:
        """A name that is new, whose mobile may be somebody's already."""
        for number in line.numbers.phones:
            holder = self._by_phone.get(number)
            if holder is None or number.kind is not Kind.MOBILE:
                continue
            other = holder.first.name
            if is_like(line.name, other):
                taken = self.doubts.ask(
                    NEAR_NAME, line.spots.name, line.name, other, phone=number.printed
                )
                return self._again(holder, line) if taken else None
            spots = (
                (line.spots.phone, line.name, other),
                (holder.first.spots.phone, other, line.name),
            )
            for spot, own, others in spots:
                if not self.doubts.ask(
                    SHARED_NUMBER, spot, number.printed, number.printed, name=own, other=others
                ):
                    self.shared.add(number.digits)
        return self._new(line)

    def _new(self, line: Line) -> Known:
        raws = {line.numbers.raw} - {""}
        at = len(self.known)
        one = Known(at, line, line.rank, line.numbers.phones, line.numbers.zalo, raws)
        self.known.append(one)
        self._by_name.setdefault(spelling(line.name), []).append(one)
        if line.id:
            self._ids[line.id] = one
        return self._again(one, line)

    def _again(self, one: Known, line: Line) -> Known:
        one.rank = one.rank or line.rank
        one.zalo = one.zalo or line.numbers.zalo
        one.phones = tuple(dict.fromkeys((*one.phones, *line.numbers.phones)))
        for number in line.numbers.phones:
            self._by_phone.setdefault(number, one)
        one.raws |= {line.numbers.raw} - {""}
        one.doubted = one.doubted or line.numbers.doubted
        one.own_role = one.own_role or line.own_role
        if line.role:
            one.roles.append(line.role)
            one.places.append(line.village)
        one.roleless = one.roleless or not line.role
        return one


def is_like(one: str, other: str) -> bool:
    """Whether two names may be one of which one is misspelt."""
    return fold(one) == fold(other) or nearest(one, (other,), least=_LIKE) is not None


def with_roles_as_people_write(people: Officers, places: Sequence[str]) -> None:
    """Roles in capitals given back in small letters, with the names of ``places`` in them."""
    for one in people.known:
        if one.first.id:
            continue
        one.roles = [phrase_case(role, places) for role in one.roles]
        one.own_role = one.own_role and phrase_case(one.own_role, places)


def _told(line: Line) -> str:
    numbers = ", ".join(number.printed for number in line.numbers.phones)
    return ", ".join(filter(None, (line.rank, line.name, numbers)))
