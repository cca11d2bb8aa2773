"""What a printed directory must show, from the contacts themselves and not from what was set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from keychain.collation import collation_key, name_key
from keychain.contacts.model import Commune, Contacts, Hotline, Language, Officer
from keychain.contacts.phones import Kind, PhoneNumber
from keychain.contacts.roster import VillageRoster, choose
from keychain.directory.book.places import Place, names_apart, stated_days
from keychain.directory.model import DirectoryBook, ListedCommune
from keychain.directory.words import directory_words
from keychain.preflight.directory import (
    ExpectedDirectory,
    ExpectedEntry,
    ExpectedNumber,
    ExpectedPart,
    ExpectedRow,
    ExpectedVillage,
)
from keychain.tags.compose import numbers_of

_DIGITS = re.compile(r"\d\D{0,2}\d\D{0,2}\d")


def expect_directory(
    communes: Sequence[Contacts], book: DirectoryBook, notice: str, *, back: bool
) -> ExpectedDirectory:
    """What preflight is to find. Of ``book`` only its order of communes, its villages' ids and
    its days are used; every name and number is taken from ``communes``."""
    words = directory_words(book.language)
    by_file = {contacts.file: contacts for contacts in communes}
    chosen = [
        (by_file[listed.file], _rosters(by_file[listed.file], listed)) for listed in book.communes
    ]
    labels = names_apart([_place(contacts.commune) for contacts, _ in chosen])
    provinces = len({contacts.commune.province.value for contacts, _ in chosen}) > 1
    days = {listed.day for listed in book.communes}
    parts = []
    for (contacts, rosters), label, listed in zip(chosen, labels, book.communes, strict=True):
        commune = contacts.commune
        where = [commune.district] + ([commune.province] if provinces else [])
        opening = [text.value for text in where if text is not None]
        if len(days) > 1:
            opening.append(words.say("holds-for", day=words.day(listed.day)))
        parts.append(_part(contacts, rosters, label, opening, only_duty=book.only_duty))
    return ExpectedDirectory(
        parts=tuple(parts),
        officers=tuple(_officers(chosen, only_duty=book.only_duty)),
        villages=tuple(_villages(parts)),
        titles=(words.say("by-officer"), words.say("by-village")),
        contents=words.say("communes"),
        notice=notice,
        day=words.say("holds-for", day=stated_days(days, words)),
        page=words.say("page", n="{n}"),
        continued=words.say("continued", name="{name}"),
        words=tuple(dict.fromkeys(_with_digits(chosen, book.language))),
        back=back,
    )


def _rosters(contacts: Contacts, listed: ListedCommune) -> list[VillageRoster]:
    asked = {village.id for village in listed.villages}
    rosters, _ = choose(contacts, listed.day)
    own = [roster for roster in rosters if roster.village.id in asked]
    return sorted(own, key=lambda roster: collation_key(roster.village.name.value))


def _number(phone: PhoneNumber) -> ExpectedNumber:
    return ExpectedNumber(phone.printed, phone.dialled)


def _numbers(officer: Officer, *, only_duty: bool) -> tuple[ExpectedNumber, ...]:
    return tuple(
        _number(phone) for phone in officer.phones if not (only_duty and phone.kind is Kind.MOBILE)
    )


def _called(officer: Officer) -> str:
    return f"{officer.rank.value} {officer.name.value}" if officer.rank else officer.name.value


def _place(commune: Commune) -> Place:
    district = commune.district.value if commune.district else None
    return commune.name.value, district, commune.province.value


def _part(
    contacts: Contacts,
    rosters: Sequence[VillageRoster],
    label: str,
    opening: Sequence[str],
    *,
    only_duty: bool,
) -> ExpectedPart:
    desks = [hotline for hotline in contacts.hotlines if hotline.phone.kind is not Kind.MOBILE]
    duty = [hotline for hotline in contacts.hotlines if hotline.duty]
    desk = (duty or desks)[0] if only_duty else None
    shown = [
        hotline
        for hotline in contacts.hotlines
        if not only_duty or hotline.duty or hotline in desks
    ]
    return ExpectedPart(
        contacts.commune.name.value,
        label,
        tuple(opening),
        tuple(ExpectedRow(each.label.value, (_number(each.phone),)) for each in shown),
        tuple(_village(roster, desk, only_duty=only_duty) for roster in rosters),
    )


def _village(roster: VillageRoster, desk: Hotline | None, *, only_duty: bool) -> ExpectedVillage:
    if desk is not None:
        dialled, answers = _number(desk.phone), desk.label.value
    else:
        lead, _ = numbers_of(roster)
        dialled = _number(lead.phone)
        answers = f"{lead.rank} {lead.name}" if lead.rank else lead.name.value
    rows = [
        ExpectedRow(_called(each.officer), _numbers(each.officer, only_duty=only_duty))
        for each in roster.responsible
    ]
    if not any(row.numbers[:1] == (dialled,) for row in rows):
        rows.insert(0, ExpectedRow(answers, (dialled,)))
    return ExpectedVillage(
        roster.village.id, roster.village.name.value, tuple(rows), dialled, answers
    )


def _officers(
    chosen: Sequence[tuple[Contacts, Sequence[VillageRoster]]], *, only_duty: bool
) -> Iterator[ExpectedEntry]:
    found = []
    for at, (_, rosters) in enumerate(chosen):
        serving: dict[str, tuple[Officer, list[tuple[int, int]]]] = {}
        for number, roster in enumerate(rosters):
            for each in roster.responsible:
                serving.setdefault(each.officer.id, (each.officer, []))[1].append((at, number))
        for id_, (officer, places) in serving.items():
            key = (name_key(officer.name.value), at, id_)
            numbers = _numbers(officer, only_duty=only_duty)
            found.append((key, ExpectedEntry(officer.name.value, numbers, tuple(places), True)))
    for _, entry in sorted(found, key=lambda each: each[0]):
        yield entry


def _villages(parts: Sequence[ExpectedPart]) -> Iterator[ExpectedEntry]:
    found = [
        (collation_key(village.name), at, number, village)
        for at, part in enumerate(parts)
        for number, village in enumerate(part.villages)
    ]
    for _, at, number, village in sorted(found, key=lambda each: each[:3]):
        yield ExpectedEntry(village.name, (village.dialled,), ((at, number),), False)


def _with_digits(
    chosen: Sequence[tuple[Contacts, Sequence[VillageRoster]]], language: Language
) -> Iterator[str]:
    """Every text of the directory that holds digits and is no number."""
    texts = [directory_words(language).say("count-communes", count=len(chosen))]
    for contacts, rosters in chosen:
        commune, campaign = contacts.commune, contacts.campaign
        given = [commune.name, commune.district, commune.province, campaign.slogan]
        given += [hotline.label for hotline in contacts.hotlines]
        for roster in rosters:
            given += [roster.village.name, roster.village.kind]
            for each in roster.responsible:
                given += [each.officer.name, each.officer.rank, each.officer.role, each.role]
        texts += [text.value for text in given if text is not None]
    count = sum(len(rosters) for _, rosters in chosen)
    texts.append(directory_words(language).say("count-villages", count=count))
    yield from (text for text in texts if _DIGITS.search(text))
