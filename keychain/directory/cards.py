"""The directory as vCards, which a telephone imports whole: 3.0 (RFC 2426) or 4.0 (RFC 6350).

A card for each officer, and one for each hotline. What telephones do with cards decides where
things stand: they show TITLE and leave ROLE out, so the role is in both; a rank is what N calls a
prefix, and is shown with the name when the officer calls. An extension within a number would be
run into its digits by Android, so 3.0 has it as a parameter, and for people in the note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from keychain.contacts.exchange import (
    CARD_COMMUNE,
    CARD_DAY,
    CARD_EXTENSION,
    CARD_HOTLINE,
    CARD_OFFICER,
    CARD_POST,
    DUTY,
    usual_role,
    village_spoken,
)
from keychain.contacts.phones import Kind, PhoneNumber
from keychain.directory.card_lines import components, listed, text, write_lines
from keychain.directory.model import (
    DirectoryBook,
    ListedCommune,
    ListedHotline,
    ListedOfficer,
    ListedVillage,
    Post,
)
from keychain.directory.table_words import TableWords, table_words
from keychain.text import fold
from keychain.values import dataclass

Version = Literal["3.0", "4.0"]
Line = tuple[str, str]


def write_cards(book: DirectoryBook, version: Version) -> bytes:
    """All cards in one file: commune by commune, hotlines first, then officers by given name.

    An officer without a number, as there are where personal ones are left out, has no card. A
    short number such as 113 is one card, however many communes name it alike.
    """
    words = table_words(book.language)
    return b"".join(write_lines(lines) for lines in _cards(book, version, words))


def _cards(book: DirectoryBook, version: Version, words: TableWords) -> Iterator[list[Line]]:
    short: set[tuple[str, str]] = set()
    for commune in book.communes:
        for place, hotline in enumerate(commune.hotlines, 1):
            own = (hotline.label, hotline.number.digits)
            if own not in short:
                yield [*_hotline(commune, hotline, place, version, words)]
            if hotline.number.kind is Kind.SHORT:
                short.add(own)
        posts = _posts(commune.villages)
        for officer in commune.officers:
            if officer.numbers:
                yield [*_officer(commune, officer, posts[officer.id], version, words)]


@dataclass(frozen=True, slots=True)
class _Post:
    """A post with its village, and its place among the village's, from 1."""

    village: ListedVillage
    place: int
    post: Post

    @property
    def called(self) -> str:
        return village_spoken(self.village.name, self.village.kind)


def _posts(villages: Iterable[ListedVillage]) -> dict[str, list[_Post]]:
    """The posts of each officer by id, in the order of the villages."""
    found: dict[str, list[_Post]] = {}
    for village in villages:
        for place, serving in enumerate(village.serving, 1):
            own = found.setdefault(serving.officer.id, [])
            own.append(_Post(village, place, serving.post))
    return found


def _officer(
    commune: ListedCommune,
    officer: ListedOfficer,
    posts: list[_Post],
    version: Version,
    words: TableWords,
) -> Iterator[Line]:
    role = officer.role or usual_role(each.post.role for each in posts)
    yield from _begin(version, "individual", words)
    yield "UID", _uid(commune, "officer", officer.id)
    yield "FN", text(officer.called)
    yield "N", components(*_name_parts(officer.name), officer.rank, None)
    yield "ORG", components(words.office(commune))
    if role:
        yield "TITLE", text(role)
        yield "ROLE", text(role)
    yield from _numbers(officer.numbers, version)
    yield "CATEGORIES", listed([commune.name, *dict.fromkeys(each.called for each in posts)])
    serves = ", ".join(dict.fromkeys(_serving(each, role, words) for each in posts))
    told = [words.say("serves", villages=serves), *_extensions(officer.numbers, words)]
    yield "NOTE", text("\n".join([*told, words.issued(commune)]))
    yield CARD_OFFICER, components(officer.id, officer.role)
    for each in posts:
        village, post = each.village, each.post
        place, days = str(each.place), (_iso(post.since), _iso(post.until))
        yield (
            CARD_POST,
            components(village.id, village.name, village.kind, place, post.role, *days),
        )
    yield from _end(commune, version)


def _hotline(
    commune: ListedCommune,
    hotline: ListedHotline,
    place: int,
    version: Version,
    words: TableWords,
) -> Iterator[Line]:
    """An office's card: it stays right when its officers move."""
    called = hotline_called(commune, hotline)
    yield from _begin(version, "org", words)
    alike = [each.label for each in commune.hotlines[: place - 1]].count(hotline.label)
    yield "UID", _uid(commune, "hotline", f"{hotline.label}/{alike}")
    yield "FN", text(called)
    yield "N", components(None, called, None, None, None)
    yield "ORG", components(words.office(commune))
    yield from _numbers((hotline.number,), version)
    yield "CATEGORIES", listed([commune.name])
    told = [words.say("for-all-duty" if hotline.duty else "for-all")]
    told += _extensions((hotline.number,), words)
    yield "NOTE", text("\n".join([*told, words.issued(commune)]))
    duty = DUTY if hotline.duty else None
    yield CARD_HOTLINE, components(hotline.label, duty, str(place))
    yield from _end(commune, version)


def _begin(version: Version, kind: str, words: TableWords) -> Iterator[Line]:
    """VERSION comes at once (RFC 6350, 6.7.9); 3.0 knows no KIND."""
    yield "BEGIN", "VCARD"
    yield "VERSION", version
    yield "PRODID", f"-//keychain//directory//{words.language.upper()}"
    if version == "4.0":
        yield "KIND", kind


def _end(commune: ListedCommune, version: Version) -> Iterator[Line]:
    """REV is the directory's day, so that a second import of the same day changes nothing."""
    day = commune.day
    yield CARD_COMMUNE, components(commune.name, commune.district, commune.province)
    yield CARD_DAY, day.isoformat()
    yield "REV", f"{day:%Y%m%dT000000Z}" if version == "4.0" else f"{day.isoformat()}T00:00:00Z"
    yield "END", "VCARD"


def _numbers(numbers: Sequence[PhoneNumber], version: Version) -> Iterator[Line]:
    """The one to dial first stands first, and is preferred where there are several.

    International with +84; what is reached inside Viet Nam alone stands bare, as on the tags.
    """
    for index, number in enumerate(numbers):
        types = ["cell"] if number.kind is Kind.MOBILE else []
        types += ["work", "voice"]
        first = index == 0 and len(numbers) > 1
        if version == "4.0":
            preferred = ";PREF=1" if first else ""
            yield f'TEL;VALUE=uri;TYPE="{",".join(types)}"{preferred}', number.dialled
            continue
        types += ["pref"] * first
        head = "".join(f";TYPE={each.upper()}" for each in types)
        if number.extension:
            head += f";{CARD_EXTENSION}={number.extension}"
        yield f"TEL{head}", number.dialled.removeprefix("tel:").partition(";")[0]


def _extensions(numbers: Iterable[PhoneNumber], words: TableWords) -> list[str]:
    return [
        words.say("extension", number=replace(each, extension=None).printed, extension=extension)
        for each in numbers
        if (extension := each.extension)
    ]


def _name_parts(name: str) -> tuple[str, str, str]:
    """Family, given and middle names: the first word, the last, and what stands between."""
    *before, given = name.split()
    return " ".join(before[:1]), given, " ".join(before[1:])


def _serving(each: _Post, usual: str | None, words: TableWords) -> str:
    """A village, with what is unlike the officer's other posts there."""
    role, until = each.post.role, each.post.until
    own, day = role if role != usual else None, words.day(until) if until else None
    if own and day:
        return words.say("serves-as-until", village=each.called, role=own, day=day)
    if own:
        return words.say("serves-as", village=each.called, role=own)
    return words.say("serves-until", village=each.called, day=day) if day else each.called


def hotline_called(commune: ListedCommune, hotline: ListedHotline) -> str:
    """The label, told apart from other communes' in a telephone that holds several:
    ``Trực ban Công an xã Kiên Mộc``. A short number is the same everywhere."""
    label, name = hotline.label, commune.name
    kind, _, bare = name.partition(" ")
    if hotline.number.kind is Kind.SHORT or fold(bare or name) in fold(label):
        return label
    if bare and fold(label).endswith(f" {fold(kind)}"):
        return f"{label} {bare}"
    return f"{label} – {name}"


def _uid(commune: ListedCommune, kind: str, own: str) -> str:
    """The same for the same person or desk in every edition, whatever the number: an import can
    replace what the last one brought."""
    place = "/".join((commune.province, commune.district or "", commune.name))
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'keychain:{place}/{kind}/{own}')}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
