"""A list's draft into a directory that exists: the steps that it takes, and nothing dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date, timedelta

from keychain.contacts.editing.steps import (
    AddAssignment,
    AddHotline,
    AddOfficer,
    AddVillage,
    EditAssignment,
    EditVillage,
    NewService,
    Step,
)
from keychain.contacts.importing.doubts import Doubts
from keychain.contacts.importing.draft import Draft, DraftOfficer, DraftPost, DraftVillage
from keychain.contacts.importing.matching import match_officer, match_village
from keychain.contacts.importing.missing import Met, find_missing
from keychain.contacts.importing.new_ids import NewIds
from keychain.contacts.importing.officer_merge import officer_steps, same_words
from keychain.contacts.importing.rules import (
    DAYS_CHANGED,
    HOTLINE,
    HOUSEHOLDS_CHANGED,
    NOT_IN_LIST,
    ROLE_CHANGED,
    SERVES_AGAIN,
    VILLAGE_LEFT_OUT,
    VILLAGE_REFUSED,
)
from keychain.contacts.model import Assignment, Contacts, Officer, Village
from keychain.diagnostics import Diagnostic, Place
from keychain.values import dataclass


@dataclass(slots=True)
class Counts:
    """Ids of officers or villages by what becomes of them."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    def sort(self, id_: str, *, changed: bool) -> None:
        """Take an officer or a village that the directory has."""
        (self.changed if changed else self.unchanged).append(id_)


@dataclass(frozen=True, slots=True)
class Merged:
    """The steps of a merge, and what becomes of whom."""

    steps: tuple[Step, ...]
    officers: Counts
    villages: Counts
    missing: tuple[Diagnostic, ...]


def merge(contacts: Contacts, draft: Draft, doubts: Doubts, day: date) -> Merged:
    """What ``draft`` changes in ``contacts``. ``day`` is the first of numbers that change.

    Nothing that the directory holds is taken away: old numbers end on the day before, and
    whoever is not in the list stays.
    """
    return _Merge(contacts, draft, doubts, day).all()


class _Merge:
    def __init__(self, contacts: Contacts, draft: Draft, doubts: Doubts, day: date) -> None:
        self.contacts, self.draft, self.doubts, self.day = contacts, draft, doubts, day
        self.steps: list[Step] = []
        self.officers, self.villages = Counts(), Counts()
        self.ids: dict[int, str] = {}
        self.listed: set[tuple[str, str]] = set()
        self.people = {each.id: each for each in contacts.officers}
        self.new_officers = NewIds(self.people)
        self.new_villages = NewIds(each.id for each in contacts.villages)

    def all(self) -> Merged:
        """Officers first, since villages name them."""
        changed: set[str] = set()
        for index, person in enumerate(self.draft.officers):
            own = match_officer(self.contacts, person, self.doubts)
            if isinstance(own, Officer):
                self.ids[index] = own.id
                if steps := list(officer_steps(own, person, self.contacts, self.doubts, self.day)):
                    self.steps += steps
                    changed.add(own.id)
            elif own and person.phones:
                self._new_officer(index, person)
        for village in self.draft.villages:
            found = match_village(self.contacts, village, self.doubts)
            if isinstance(found, Village):
                self._village(found, village, changed)
            elif found:
                self._new_village(village)
        self._everywhere()
        self._hotlines()
        for id_ in dict.fromkeys(self.ids.values()):
            if id_ in self.people:
                self.officers.sort(id_, changed=id_ in changed)
        touched = {*self.villages.changed, *self.villages.unchanged}
        met = frozenset(self.ids.values())
        missing = find_missing(self.contacts, self.draft, Met(met, touched, self.listed), self.day)
        names = (NOT_IN_LIST(Place(self.doubts.file, 0, 0), known=missing),) if missing else ()
        return Merged(tuple(self.steps), self.officers, self.villages, names)

    def _new_officer(self, index: int, person: DraftOfficer) -> None:
        id_ = self.new_officers.fit(person.id, person.name)
        phones = tuple(each.printed for each in person.phones)
        zalo = person.zalo.printed if person.zalo else None
        self.steps.append(AddOfficer(id_, person.name, phones, person.rank, person.role, zalo))
        self.officers.added.append(id_)
        self.ids[index] = id_

    def _village(self, village: Village, draft: DraftVillage, changed: set[str]) -> None:
        """What the list says of a village that the directory has."""
        if village.id in self.contacts.refused:
            self.doubts.tell(VILLAGE_REFUSED, draft.spot, draft.name)
            return
        before = len(self.steps)
        count, own = draft.households, village.households
        if count is not None and count != own:
            told = str(own) if own is not None else "–"
            if own is None or self.doubts.ask(
                HOUSEHOLDS_CHANGED, draft.spot, str(count), str(count), name=draft.name, was=told
            ):
                self.steps.append(EditVillage(village.id, "households", str(count)))
        for post in draft.posts:
            officer = self.ids.get(post.officer)
            if officer is None:
                continue
            self.listed.add((village.id, officer))
            steps = list(self._post(village, officer, post))
            self.steps += steps
            if steps and officer in self.people:
                changed.add(officer)
        self.villages.sort(village.id, changed=len(self.steps) > before)

    def _post(self, village: Village, officer: str, post: DraftPost) -> Iterator[Step]:
        own = [(i, a) for i, a in enumerate(village.assignments) if a.officer == officer]
        last = len(village.assignments) - 1
        if not own:
            if not self._serves(village.id, officer):
                yield AddAssignment(village.id, last, officer, post.role, post.start, post.end)
            return
        current = [(i, a) for i, a in own if (a.end or date.max) >= self.day]
        name = self.draft.officers[post.officer].name
        if not current:
            ends = max(a.end for _, a in own if a.end)
            again = max(post.start or self.day, ends + timedelta(days=1))
            if (post.end or date.max) >= again and self.doubts.ask(
                SERVES_AGAIN,
                post.spots.name,
                name,
                again.isoformat(),
                name=name,
                village=village.name.value,
            ):
                yield AddAssignment(village.id, last, officer, post.role, again, post.end)
            return
        index, assignment = current[0]
        role = self._other_role(officer, assignment, post, village)
        start = post.start if post.start and post.start != assignment.start else None
        end = post.end if post.end and post.end != assignment.end else None
        if (start or end) and not self.doubts.ask(
            DAYS_CHANGED,
            post.spots.start,
            _days(post.start, post.end),
            _days(post.start, post.end),
            name=name,
            village=village.name.value,
            was=_days(assignment.start, assignment.end),
        ):
            start = end = None
        if role or start or end:
            yield EditAssignment(village.id, index, role=role, start=start, end=end)

    def _other_role(
        self, officer: str, assignment: Assignment, post: DraftPost, village: Village
    ) -> str | None:
        """Another role than the directory's, for this village alone, where it was accepted."""
        person = self.people.get(officer)
        told = assignment.role or (person.role if person else None)
        if post.role is None or (told and same_words(post.role, told.value)):
            return None
        taken = self.doubts.ask(
            ROLE_CHANGED,
            post.spots.role,
            post.role,
            post.role,
            name=self.draft.officers[post.officer].name,
            was=told.value if told else village.name.value,
        )
        return post.role if taken else None

    def _serves(self, village: str, officer: str) -> bool:
        """Whether a step makes the officer serve there already."""
        return any(
            isinstance(step, AddAssignment) and (step.village, step.officer) == (village, officer)
            for step in self.steps
        )

    def _new_village(self, draft: DraftVillage) -> None:
        services = tuple(
            NewService(self.ids[post.officer], post.role, post.start, post.end)
            for post in draft.posts
            if post.officer in self.ids
        )
        if not services:
            self.doubts.tell(VILLAGE_LEFT_OUT, draft.spot, draft.name)
            return
        id_ = self.new_villages.fit(draft.id, draft.name)
        self.steps.append(AddVillage(id_, draft.name, services, draft.kind, draft.households))
        self.villages.added.append(id_)

    def _everywhere(self) -> None:
        """Those who serve all villages, in the villages that the list does not name."""
        for index, person in enumerate(self.draft.officers):
            officer = self.ids.get(index)
            if not person.everywhere or officer is None:
                continue
            for village in self.contacts.villages:
                serving = {each.officer for each in village.assignments}
                if village.id in self.contacts.refused or officer in serving:
                    continue
                if not self._serves(village.id, officer):
                    last = len(village.assignments) - 1
                    self.steps.append(AddAssignment(village.id, last, officer))

    def _hotlines(self) -> None:
        known = {each.phone for each in self.contacts.hotlines}
        for hotline in self.draft.hotlines:
            if hotline.phone in known:
                continue
            known.add(hotline.phone)
            printed = hotline.phone.printed
            if self.doubts.ask(HOTLINE, hotline.spot, hotline.label, printed):
                self.steps.append(AddHotline(hotline.label, printed, hotline.duty))


def _days(start: date | None, end: date | None) -> str:
    return f"{start or '…'} – {end or '…'}"
