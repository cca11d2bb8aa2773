"""Composes one village's tag from its roster: which numbers, in which order, what is dialled."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.contacts.model import Hotline
from keychain.contacts.roster import Responsible, VillageRoster
from keychain.tags.card import contact_card
from keychain.tags.content import Entry, TagContent, police_of
from keychain.tags.fingerprint import fingerprint_of, shown_by
from keychain.tags.qr import make_symbol


def compose_tag(roster: VillageRoster, serial: str = "") -> TagContent:
    """What the village's tag says and dials on the roster's day.

    The lead is the first officer's first number, or, where the campaign dials the duty desk, the
    first hotline that is one. The others are the hotlines and then the officers, each in the
    file's order, every further number of an officer as an entry of its own beside the first.
    ``serial`` stands for the serial numbers of the village's tags, where they have some.
    Raises ``ValueError`` where the campaign dials a duty desk that no hotline is: a directory
    that does is refused before it comes here.
    """
    lead, others = numbers_of(roster)
    village, commune, campaign = roster.village, roster.commune, roster.campaign
    shown = shown_by(commune, campaign, village, (lead, *others))
    return TagContent(
        village_id=village.id,
        village=village.name,
        commune=commune.name,
        province=commune.province,
        lead=lead,
        others=others,
        day=roster.day,
        language=campaign.language,
        symbol=make_symbol(lead.phone.dialled),
        fingerprint=fingerprint_of(shown),
        shown=shown,
        kind=village.kind,
        district=commune.district,
        title=campaign.title,
        slogan=campaign.slogan,
        serial=serial,
        card=contact_card(lead, police_of(campaign.language, commune.name.value), serial),
    )


def shown_of(roster: VillageRoster) -> str:
    """``TagContent.shown`` of the village's tag, without the rest, which takes longer."""
    lead, others = numbers_of(roster)
    return shown_by(roster.commune, roster.campaign, roster.village, (lead, *others))


def numbers_of(roster: VillageRoster) -> tuple[Entry, tuple[Entry, ...]]:
    """The lead, and the others in their order, as ``compose_tag`` has them."""
    hotlines = [_of_hotline(hotline) for hotline in roster.hotlines]
    officers = [entry for each in roster.responsible for entry in _of_officer(each)]
    if roster.campaign.dial == "duty":
        desk = next((n for n, hotline in enumerate(roster.hotlines) if hotline.duty), None)
        if desk is None:
            raise ValueError(f"no duty desk to dial for {roster.village.id}")
        lead = hotlines.pop(desk)
    else:
        lead = officers.pop(0)
    return lead, (*hotlines, *officers)


def _of_hotline(hotline: Hotline) -> Entry:
    return Entry(phone=hotline.phone, name=hotline.label, hotline=True)


def _of_officer(responsible: Responsible) -> Iterator[Entry]:
    officer = responsible.officer
    # People of Viet Nam are called by the last word of their name.
    given = officer.name.value.split()[-1]
    for phone in officer.phones:
        yield Entry(
            phone=phone,
            name=officer.name,
            rank=officer.rank,
            role=responsible.role,
            given=given,
        )
