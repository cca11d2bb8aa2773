"""A list's rows into people, villages and hotlines: what is certain, and what was accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date

from keychain.contacts.exchange import DUTY, EVERY_VILLAGE_ID
from keychain.contacts.importing.capitals import phrase_case
from keychain.contacts.importing.dates import read_day, read_households
from keychain.contacts.importing.doubts import Doubts, Spot
from keychain.contacts.importing.draft import (
    Draft,
    DraftCommune,
    DraftHotline,
    DraftPost,
    DraftVillage,
    Spots,
)
from keychain.contacts.importing.heads import Table
from keychain.contacts.importing.numbers import read_numbers
from keychain.contacts.importing.officers import (
    Known,
    Line,
    Officers,
    with_roles_as_people_write,
)
from keychain.contacts.importing.people import Person
from keychain.contacts.importing.row_numbers import numbers_of
from keychain.contacts.importing.row_person import person_of, rank_of, role_of
from keychain.contacts.importing.rows import Entry, read_rows
from keychain.contacts.importing.rules import (
    CARRIED_NAME,
    CARRIED_VILLAGE,
    HOTLINE,
    SECOND_ROLE,
    WHOLE_COMMUNE,
)
from keychain.contacts.importing.villages import Named, Villages, is_everywhere
from keychain.contacts.phones import Kind
from keychain.text import spelling
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class _Post:
    """A service as a row states it."""

    person: int
    village: Named
    role: str | None
    start: date | None
    end: date | None
    spots: Spots

    def overlaps(self, other: _Post) -> bool:
        """Whether the two have a day in common."""
        starts = max(self.start or date.min, other.start or date.min)
        return starts <= min(self.end or date.max, other.end or date.max)


@dataclass(slots=True)
class Gathering:
    """One list being gathered. ``province`` is the commune's, for its old area code."""

    doubts: Doubts
    province: str | None
    villages: Villages
    people: Officers
    posts: dict[int, list[_Post]] = field(default_factory=dict)
    hotlines: list[DraftHotline] = field(default_factory=list)
    last_person: Known | None = None
    last_villages: list[Named] = field(default_factory=list)
    everywhere: list[Known] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """What one row says."""
        if entry.text("village-id") == EVERY_VILLAGE_ID:
            self._hotline(entry, entry.text("name"), certain=True)
            return
        person = person_of(entry, self.doubts)
        if person is None:
            return
        if person.desk:
            self._hotline(entry, person.name, certain=False)
            return
        villages, everywhere = self._villages(entry, person)
        known = (
            self._known(entry, person, villages) if person.name else self._carried(entry, villages)
        )
        self.last_villages = villages
        if known is None:
            return
        self.last_person = known
        if everywhere and not known.everywhere:
            known.everywhere = True
            self.everywhere.append(known)
        role = role_of(entry, person)
        start, end = read_day(entry, "from", self.doubts), read_day(entry, "until", self.doubts)
        for village in villages:
            self._post(_Post(known.at, village, role, start, end, entry.spots))

    def draft(self, commune: DraftCommune) -> Draft:
        """All that was taken."""
        names = [one.name for one in self.villages.named]
        with_roles_as_people_write(self.people, names)
        officers, index = self.people.drafts()
        villages = tuple(
            DraftVillage(
                one.id, one.name, one.kind, one.households, self._posts(one, index, names), one.spot
            )
            for one in self.villages.named
        )
        refused = tuple(one.first.id for one in self.people.known if one.refused)
        return Draft(commune, officers, villages, tuple(self.hotlines), refused)

    def _posts(
        self, village: Named, index: dict[int, int], names: Sequence[str]
    ) -> tuple[DraftPost, ...]:
        found: list[DraftPost] = []
        for post in self.posts.get(id(village), ()):
            if post.person not in index:
                continue
            person = self.people.known[post.person]
            own = self.people.role(person)
            role = post.role if person.first.id else post.role and phrase_case(post.role, names)
            differs = role and (role if person.first.id else spelling(role)) != (
                own if person.first.id else spelling(own or "")
            )
            found.append(
                DraftPost(
                    index[post.person], role if differs else None, post.start, post.end, post.spots
                )
            )
        served = {post.officer for post in found}
        for one in self.everywhere:
            at = index.get(one.at)
            if at is not None and at not in served:
                found.append(DraftPost(at, None, None, None, one.first.spots))
        return tuple(found)

    def _post(self, new: _Post) -> None:
        """A service, unless an earlier row has one on the same days; that is told where it is in
        another role."""
        own = self.posts.setdefault(id(new.village), [])
        same = (each for each in own if each.person == new.person and each.overlaps(new))
        earlier = next(same, None)
        if earlier is None:
            own.append(new)
        elif new.role and earlier.role and spelling(new.role) != spelling(earlier.role):
            name = self.people.known[new.person].first.name
            self.doubts.tell(
                SECOND_ROLE,
                new.spots.role,
                new.role,
                name=name,
                village=new.village.name,
                first=earlier.role,
            )

    def _known(self, entry: Entry, person: Person, villages: list[Named]) -> Known | None:
        numbers = numbers_of(entry, person, self.province, self.doubts)
        return self.people.find(
            Line(
                entry.text("officer-id"),
                person.name,
                rank_of(entry, person, self.doubts),
                role_of(entry, person),
                entry.text("own-role") or None,
                numbers,
                any(cell.merged for _, cell in entry.cells("name")),
                villages[0].name if villages else "",
                entry.spots,
            )
        )

    def _villages(self, entry: Entry, person: Person) -> tuple[list[Named], bool]:
        """The villages of a row, and whether it speaks of all."""
        cells = entry.cells("village")
        spot = entry.spot("village")
        text = "\n".join(dict.fromkeys(cell.text for _, cell in cells))
        kind, id_ = entry.text("kind"), entry.text("village-id")
        if is_everywhere(text) and not id_:
            return [], self.doubts.ask(WHOLE_COMMUNE, spot, text, text, name=person.name)
        found: list[Named] = []
        if text:
            found = self.villages.find(text, kind, id_, spot)
        elif entry.section:
            heading = Spot(spot.sheet, entry.section_row, 1)
            found = self.villages.find(entry.section, kind, "", heading)
        elif "village" in entry.table.keys and self.last_villages and person.name:
            names = [each.name for each in self.last_villages]
            if self.doubts.ask(CARRIED_VILLAGE, spot, "", names, name=person.name):
                found = self.last_villages
        for village in found:
            self.villages.count(village, read_households(entry, self.doubts), spot)
        return found, False

    def _carried(self, entry: Entry, villages: list[Named]) -> Known | None:
        """Whom a row without a name speaks of, if it is the person above."""
        if not (villages and self.last_person and "name" in entry.table.keys):
            return None
        name = self.last_person.first.name
        names = ", ".join(each.name for each in villages)
        taken = self.doubts.ask(CARRIED_NAME, entry.spot("name"), "", name, villages=names)
        return self.last_person if taken else None

    def _hotline(self, entry: Entry, label: str, *, certain: bool) -> None:
        spot = entry.spot("phone")
        numbers = read_numbers(entry.text("phone"), self.province, spot, label, self.doubts)
        duty = entry.text("officer-id") == DUTY or bool(entry.text("duty"))
        if not certain:
            label = phrase_case(label)
            duty = "trực ban" in label.casefold()
        for number in numbers.taken:
            sure = certain or number.kind is not Kind.MOBILE
            if sure or self.doubts.ask(HOTLINE, spot, label, number.printed):
                self.hotlines.append(DraftHotline(label, number, duty, spot))


def gather(
    table: Table,
    others: Sequence[Table],
    commune: DraftCommune,
    doubts: Doubts,
    province: str | None,
    known: Sequence[str] = (),
) -> Draft:
    """The draft of ``table``, with the hotlines that ``others`` of its file list.

    ``known`` are the names of villages that the directory has already.
    """
    gathering = Gathering(doubts, province, Villages(doubts, known), Officers(doubts))
    for other in others:
        if {"label", "phone"} <= other.keys:
            for entry in (Entry(other, row) for row in other.body):
                gathering._hotline(entry, entry.text("label"), certain=True)
    for entry in read_rows(table, doubts):
        gathering.take(entry)
    return gathering.draft(commune)
