"""Whom and which village of a directory a list means."""

from __future__ import annotations

from keychain.contacts.find import find_villages
from keychain.contacts.importing.doubts import Doubts
from keychain.contacts.importing.draft import DraftOfficer, DraftVillage
from keychain.contacts.importing.officers import is_like
from keychain.contacts.importing.rules import (
    NEAR_NAME,
    NEAR_VILLAGE,
    SHARED_NUMBER,
    UNCLEAR_OFFICER,
    UNCLEAR_VILLAGE,
    UNKNOWN_VILLAGE,
)
from keychain.contacts.model import Contacts, Officer, Village
from keychain.contacts.phones import Kind
from keychain.text import fold, nearest, spelling

NEW = "new"
"""Nobody in the directory: to be added."""

_LIKE = 0.8


def match_officer(contacts: Contacts, draft: DraftOfficer, doubts: Doubts) -> Officer | str | None:
    """The officer of the directory whom ``draft`` is, NEW, or None where that is doubtful."""
    if draft.id:
        own = next((each for each in contacts.officers if each.id == draft.id), None)
        if own:
            return own
    same = [each for each in contacts.officers if spelling(each.name.value) == spelling(draft.name)]
    sharing = [each for each in same if set(each.phones) & set(draft.phones)]
    if len(sharing) == 1 or len(same) == 1:
        return (sharing or same)[0]
    if same:
        known = tuple(each.id for each in sharing or same)
        doubts.tell(UNCLEAR_OFFICER, draft.spots.name, draft.name, known=known)
        return None
    for number in draft.phones:
        if number.kind is not Kind.MOBILE:
            continue
        holder = next((each for each in contacts.officers if number in each.phones), None)
        if holder is None:
            continue
        name = holder.name.value
        if is_like(draft.name, name):
            taken = doubts.ask(NEAR_NAME, draft.spots.name, draft.name, name, phone=number.printed)
            return holder if taken else None
        if not doubts.ask(
            SHARED_NUMBER,
            draft.spots.phone,
            number.printed,
            number.printed,
            name=draft.name,
            other=name,
        ):
            return None
    return NEW


def match_village(contacts: Contacts, draft: DraftVillage, doubts: Doubts) -> Village | str | None:
    """The village of the directory that ``draft`` is, NEW, or None where that is doubtful."""
    if draft.id:
        own = next((each for each in contacts.villages if each.id == draft.id), None)
        if own:
            return own
    found = find_villages(contacts, draft.name)
    if len(found) > 1:
        known = tuple(each.id for each in found)
        doubts.tell(UNCLEAR_VILLAGE, draft.spot, draft.name, known=known)
        return None
    if found:
        (village,) = found
        return village if _is_named(village, draft) else _near(village, draft, doubts)
    names = {each.name.value: each for each in contacts.villages}
    like = nearest(draft.name, names, least=_LIKE)
    if like and _figures(like) == _figures(draft.name):
        return _near(names[like], draft, doubts)
    return NEW if doubts.ask(UNKNOWN_VILLAGE, draft.spot, draft.name, draft.name) else None


def _is_named(village: Village, draft: DraftVillage) -> bool:
    """Whether a village is called as the list calls it, but for kind, case and tones' places."""
    own = {spelling(each) for each in _names(village.name.value, village.kind)}
    return bool(own & {spelling(each) for each in _names(draft.name, draft.kind)})


def _names(name: str, kind: object) -> tuple[str, ...]:
    told = getattr(kind, "value", kind)
    front = "thôn "
    bare = name[len(front) :] if name.casefold().startswith(front) else name
    longer = (f"{told} {name}",) if told else ()
    # "Thôn Bản Phục" is Bản Phục; "Thôn 5" is not 5.
    return (name, *longer, *((bare,) if " " in bare else ()))


def _near(village: Village, draft: DraftVillage, doubts: Doubts) -> Village | None:
    taken = doubts.ask(NEAR_VILLAGE, draft.spot, draft.name, village.name.value)
    return village if taken else None


def _figures(name: str) -> list[str]:
    """What numbers one village among others: figures and roman numerals."""
    return [
        word
        for word in fold(name).split()
        if any(map(str.isdigit, word)) or set(word) <= set("ivx")
    ]
