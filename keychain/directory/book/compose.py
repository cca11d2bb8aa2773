"""From the directory's values to the texts of a printed one."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.collation import collation_key, initial, name_key
from keychain.directory.book.model import (
    Block,
    Cover,
    Index,
    IndexEntry,
    PagedDirectory,
    Part,
    Reference,
    Row,
)
from keychain.directory.book.places import names_apart, stated_days
from keychain.directory.model import (
    DirectoryBook,
    ListedHotline,
    ListedOfficer,
    ListedVillage,
    Post,
)
from keychain.directory.words import DirectoryWords, directory_words
from keychain.tags.qr import make_symbol

MOST_NUMBERS = 8
"""Numbers of one officer that stand beside the name before it is said again, so that no row is
higher than a page."""


def compose_pages(book: DirectoryBook) -> PagedDirectory:
    """The book's texts, numbers and codes, in the order in which they are printed."""
    words = directory_words(book.language)
    parts = tuple(_parts(book, words))
    place = printed_place(book)
    day = _days(book, words)
    notice = notice_of(book)
    return PagedDirectory(
        title=words.say("title-of", place=place),
        language=book.language,
        day=book.day,
        cover=_cover(book, words, place, day),
        parts=parts,
        contents=words.say("communes"),
        villages=words.say("villages"),
        hotlines=words.say("hotlines"),
        indexes=(
            Index("officers", words.say("by-officer"), tuple(_officers(book))),
            Index("villages", words.say("by-village"), tuple(_villages(book))),
        ),
        notice=notice,
        page=words.say("page", n="{n}"),
        continued=words.say("continued", name="{name}"),
    )


def notice_of(book: DirectoryBook) -> str:
    """The line that every page bears: from whom, for which day, and that it is about persons."""
    words = directory_words(book.language)
    place = printed_place(book)
    lowered = place[:1].lower() + place[1:] if book.language == "vi" else place
    return words.say(
        "notice-only-duty" if book.only_duty else "notice",
        police=words.say("police-of", place=lowered),
        day=_days(book, words),
    )


def printed_place(book: DirectoryBook) -> str:
    """The commune, or the province, or the provinces, that the directory is of."""
    if len(book.communes) == 1:
        return book.communes[0].name
    return ", ".join(dict.fromkeys(commune.province for commune in book.communes))


def _cover(book: DirectoryBook, words: DirectoryWords, place: str, day: str) -> Cover:
    first, *others = book.communes
    where = None if others else ", ".join(filter(None, (first.district, first.province)))
    counts = None
    if others:
        villages = sum(len(commune.villages) for commune in book.communes)
        counts = " · ".join(
            (
                words.say("count-communes", count=len(book.communes)),
                words.say("count-villages", count=villages),
            )
        )
    return Cover(
        above=words.say("title"),
        place=place,
        where=where,
        day=words.say("holds-for", day=day),
        counts=counts,
        slogan=None if others else first.slogan,
        notice=notice_of(book),
        replace=words.say("replace"),
    )


def village_key(commune: int, village: int) -> str:
    """What links to a village go by: its commune's place in the book, and its own in there."""
    return f"{commune}-{village}"


def _parts(book: DirectoryBook, words: DirectoryWords) -> Iterator[Part]:
    provinces = len({commune.province for commune in book.communes}) > 1
    days = len({commune.day for commune in book.communes}) > 1
    for at, (commune, label) in enumerate(zip(book.communes, _labels(book), strict=True)):
        where = (commune.district, commune.province if provinces else None)
        yield Part(
            key=f"commune-{at}",
            name=commune.name,
            label=label,
            where=", ".join(filter(None, where)) or None,
            day=words.say("holds-for", day=words.day(commune.day)) if days else None,
            hotlines=tuple(map(_hotline, commune.hotlines)),
            blocks=tuple(
                _block(village_key(at, number), village, words)
                for number, village in enumerate(commune.villages)
            ),
        )


def _labels(book: DirectoryBook) -> list[str]:
    return names_apart([(each.name, each.district, each.province) for each in book.communes])


def _days(book: DirectoryBook, words: DirectoryWords) -> str:
    return stated_days((commune.day for commune in book.communes), words)


def _hotline(hotline: ListedHotline) -> Row:
    return Row((hotline.number,), hotline.label)


def _block(key: str, village: ListedVillage, words: DirectoryWords) -> Block:
    rows: list[Row] = []
    lead = next((s for s in village.serving if s.officer.numbers[:1] == (village.dialled,)), None)
    if lead is None:
        # Whoever scans the code sees whom it calls.
        rows.append(Row((village.dialled,), village.answers, lead=True))
    for serving in village.serving:
        numbers = serving.officer.numbers
        notes = tuple(_notes(serving.post, words))
        rows.append(Row(numbers[:MOST_NUMBERS], serving.officer.called, notes, serving is lead))
        for at in range(MOST_NUMBERS, len(numbers), MOST_NUMBERS):
            rows.append(Row(numbers[at : at + MOST_NUMBERS], serving.officer.called))
    return Block(
        key,
        village.name,
        village.kind_before,
        tuple(rows),
        village.dialled,
        make_symbol(village.dialled.dialled),
        words.say("scan"),
        village.answers,
    )


def _notes(post: Post, words: DirectoryWords) -> Iterator[str]:
    """The role, and since when and until when."""
    if post.role:
        yield post.role
    since = words.say("since", day=words.day(post.since)) if post.since else ""
    until = words.say("until", day=words.day(post.until)) if post.until else ""
    if since and until:
        yield words.say("since-until", since=since, until=until)
    elif since or until:
        yield since or until


def _officers(book: DirectoryBook) -> Iterator[IndexEntry]:
    """By given name; of one name, by commune."""
    labels = _labels(book) if len(book.communes) > 1 else [None]
    found = [
        (name_key(officer.name), at, officer)
        for at, commune in enumerate(book.communes)
        for officer in commune.officers
    ]
    for _, at, officer in sorted(found, key=lambda each: each[:2]):
        commune = book.communes[at]
        keys = {v.id: village_key(at, number) for number, v in enumerate(commune.villages)}
        *family, given = officer.name.split()
        title = ", ".join(filter(None, (officer.rank, _role(officer))))
        yield IndexEntry(
            letter=initial(given),
            plain=" ".join(family),
            strong=given,
            numbers=officer.numbers,
            notes=tuple(filter(None, (title, labels[at]))),
            references=tuple(Reference(keys[p.village], p.village_name) for p in officer.posts),
            named=True,
        )


def _role(officer: ListedOfficer) -> str | None:
    """The person's own role, else the one that all their posts share."""
    shared = {post.role for post in officer.posts}
    return officer.role or (shared.pop() if len(shared) == 1 else None)


def _villages(book: DirectoryBook) -> Iterator[IndexEntry]:
    labels = _labels(book)
    found = [
        (collation_key(village.name), at, number, village)
        for at, commune in enumerate(book.communes)
        for number, village in enumerate(commune.villages)
    ]
    for _, at, number, village in sorted(found, key=lambda each: each[:3]):
        yield IndexEntry(
            letter=initial(village.name),
            plain="",
            strong=village.name,
            numbers=(village.dialled,),
            notes=(*(labels[at : at + 1] if len(labels) > 1 else ()), village.answers),
            references=(Reference(village_key(at, number), village.name),),
            named=False,
        )
