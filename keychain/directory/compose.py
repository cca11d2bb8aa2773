"""A directory from the rosters of a day: the very people and numbers of the tags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from keychain.collation import collation_key, name_key
from keychain.contacts.model import Contacts, Hotline, Language, Officer, Village
from keychain.contacts.phones import Kind, PhoneNumber
from keychain.contacts.roster import Responsible, VillageRoster
from keychain.diagnostics import Diagnostic, error
from keychain.directory.model import (
    DirectoryBook,
    ListedCommune,
    ListedHotline,
    ListedOfficer,
    ListedVillage,
    Post,
    Serving,
)
from keychain.tags.compose import numbers_of
from keychain.yaml_source.nodes import Text

NO_DUTY_NUMBER = error(
    "directory-no-duty-number", "without personal numbers there would be none left to call"
)


def compose_book(
    communes: Iterable[ListedCommune], language: Language, *, only_duty: bool
) -> DirectoryBook:
    """The directory of ``communes``, which is not empty, in Vietnamese order."""
    ordered = sorted(communes, key=lambda one: (collation_key(one.name), collation_key(one.place)))
    return DirectoryBook(tuple(ordered), language, only_duty)


def compose_commune(
    contacts: Contacts, rosters: Sequence[VillageRoster], *, only_duty: bool
) -> tuple[ListedCommune | None, tuple[Diagnostic, ...]]:
    """A commune's directory from the ``rosters`` of its villages, of one day and at least one.

    With ``only_duty`` officers keep the numbers of desks alone, and codes dial the duty desk, else
    the first hotline that is no mobile; None with an error where there is no such number.
    """
    desk = desk_of(contacts.hotlines) if only_duty else None
    if only_duty and desk is None:
        commune = contacts.commune
        return None, (NO_DUTY_NUMBER(commune.name.place, commune=commune.name.value),)
    hotlines = tuple(
        ListedHotline(each.label.value, each.phone, each.duty)
        for each in contacts.hotlines
        if not only_duty or each.duty or is_desk(each.phone)
    )
    ordered = sorted(rosters, key=lambda one: collation_key(one.village.name.value))
    people: dict[str, tuple[Responsible, list[Post]]] = {}
    posts: dict[str, list[tuple[str, Post]]] = {}
    for roster in ordered:
        own = posts.setdefault(roster.village.id, [])
        for each in roster.responsible:
            post = _post(roster.village, each)
            own.append((each.officer.id, post))
            people.setdefault(each.officer.id, (each, []))[1].append(post)
    listed = {id_: _officer(each.officer, own, only_duty) for id_, (each, own) in people.items()}
    villages = tuple(
        ListedVillage(
            roster.village.id,
            roster.village.name.value,
            _value(roster.village.kind),
            tuple(Serving(listed[id_], post) for id_, post in posts[roster.village.id]),
            *_dialled(roster, desk),
        )
        for roster in ordered
    )
    commune, campaign = contacts.commune, contacts.campaign
    return (
        ListedCommune(
            contacts.file,
            commune.name.value,
            _value(commune.district),
            commune.province.value,
            rosters[0].day,
            _value(campaign.title),
            _value(campaign.slogan),
            hotlines,
            villages,
            tuple(sorted(listed.values(), key=lambda one: (name_key(one.name), one.id))),
        ),
        (),
    )


def _post(village: Village, responsible: Responsible) -> Post:
    return Post(
        village.id,
        village.name.value,
        _value(responsible.role),
        responsible.since,
        responsible.until,
    )


def _officer(officer: Officer, posts: Sequence[Post], only_duty: bool) -> ListedOfficer:
    numbers = tuple(each for each in officer.phones if not only_duty or is_desk(each))
    return ListedOfficer(
        officer.id,
        officer.name.value,
        _value(officer.rank),
        _value(officer.role),
        numbers,
        tuple(posts),
    )


def _dialled(roster: VillageRoster, desk: Hotline | None) -> tuple[PhoneNumber, str]:
    """Whom the village's code calls, and who answers there."""
    if desk is not None:
        return desk.phone, desk.label.value
    lead, _ = numbers_of(roster)
    return lead.phone, f"{lead.rank} {lead.name}" if lead.rank else lead.name.value


def desk_of(hotlines: Sequence[Hotline]) -> Hotline | None:
    """The duty desk, else the first hotline that is nobody's own telephone; None without one."""
    others = [each for each in hotlines if is_desk(each.phone)]
    return next((each for each in hotlines if each.duty), others[0] if others else None)


def is_desk(number: PhoneNumber) -> bool:
    """Whether a number stays with its place: all but mobiles, which go with a person."""
    return number.kind is not Kind.MOBILE


def _value(text: Text | None) -> str | None:
    return None if text is None else text.value
