"""A list's draft as a directory of its own: what a new contacts.yaml is to say."""

from __future__ import annotations

from decimal import Decimal

from keychain.contacts.importing.doubts import Doubts
from keychain.contacts.importing.draft import Draft, DraftOfficer
from keychain.contacts.importing.new_ids import NewIds
from keychain.contacts.importing.rules import VILLAGE_LEFT_OUT
from keychain.contacts.model import (
    Assignment,
    Campaign,
    Commune,
    Contacts,
    Hotline,
    Language,
    Officer,
    Village,
)
from keychain.contacts.phones import read_phone
from keychain.diagnostics import Place
from keychain.values import dataclass
from keychain.yaml_source.nodes import Text

_NEW = Place("", 0, 0)


@dataclass(frozen=True, slots=True)
class Usual:
    """What a new directory says where a list does not: the campaign's title and slogan, the label
    of the police's number, and what tags are printed in."""

    title: str
    slogan: str
    police: str
    language: Language


def new_directory(
    draft: Draft, file: str, commune: str, province: str, usual: Usual, doubts: Doubts
) -> Contacts:
    """The directory that ``draft`` makes: of those who can be called, and of the villages that
    somebody serves."""
    officers: list[Officer] = []
    ids: dict[int, str] = {}
    names = NewIds()
    for index, person in enumerate(draft.officers):
        if person.phones:
            ids[index] = names.fit(person.id, person.name)
            officers.append(_officer(ids[index], person))
    villages: list[Village] = []
    places = NewIds()
    for village in draft.villages:
        services = tuple(
            Assignment(ids[post.officer], _NEW, _text(post.role), post.start, post.end)
            for post in village.posts
            if post.officer in ids
        )
        if not services:
            doubts.tell(VILLAGE_LEFT_OUT, village.spot, village.name)
            continue
        id_ = places.fit(village.id, village.name)
        kind = _text(village.kind)
        name = Text(village.name)
        villages.append(Village(id_, name, _NEW, services, kind, village.households))
    own = draft.commune
    campaign = Campaign(
        _text(own.title if own.told else usual.title),
        _text(own.slogan if own.told else usual.slogan),
        spare=Decimal(5),
        language=usual.language,
    )
    return Contacts(
        file,
        Commune(Text(commune), Text(province), _text(own.district)),
        campaign,
        _hotlines(draft, usual),
        tuple(officers),
        tuple(villages),
    )


def _officer(id_: str, person: DraftOfficer) -> Officer:
    return Officer(
        id_,
        Text(person.name),
        person.phones,
        _NEW,
        _text(person.rank),
        _text(person.role),
        person.zalo,
    )


def _hotlines(draft: Draft, usual: Usual) -> tuple[Hotline, ...]:
    """The list's, behind the police's own number where the list is not one of ours."""
    found = {
        each.phone: Hotline(Text(each.label), each.phone, each.duty) for each in draft.hotlines
    }
    police, _ = read_phone(Text("113"), None)
    if police and police not in found and not draft.commune.own:
        found = {police: Hotline(Text(usual.police), police), **found}
    return tuple(found.values())


def _text(value: str | None) -> Text | None:
    return Text(value) if value else None
