"""Communes and villages as cards: each number a link that dials, with who answers beside it.

The page's script finds its way by the classes that are given here: ``village``, ``name``, ``rank``,
``role``, ``label`` are what it searches, ``number`` what it reads digits from.
"""

from __future__ import annotations

from keychain.contacts.phones import PhoneNumber
from keychain.directory.model import ListedCommune, ListedHotline, ListedVillage, Post, Serving
from keychain.directory.page.words import PageWords
from keychain.markup import Markup, element, joined


def commune_part(
    commune: ListedCommune, at: int, words: PageWords, *, place: str | None, day: str | None
) -> Markup:
    """A commune: the numbers of all its villages, then the villages in their order.

    ``place`` is its heading among several communes, under which the index links to it; ``day`` its
    own where communes have several.
    """
    heading = element("h2", place, id=f"c{at}") if place else joined()
    stated = element("p", words.say("commune-day", day=day), class_="dim") if day else joined()
    cards = [_village(village, words) for village in commune.villages]
    if commune.hotlines:
        cards.insert(0, _hotlines(commune, words))
    return element("section", heading, stated, element("div", *cards, class_="cards"))


def number_link(number: PhoneNumber, *, lead: bool = False, label: str | None = None) -> Markup:
    """``number`` as it is printed, dialling when it is tapped; ``label`` stands under it."""
    digits, *extension = number.printed.split(" ext ")
    under = [element("span", f" ext {each}", class_="under") for each in extension]
    if label:
        under.append(element("span", f" {label}", class_="under"))
    kind = "call lead" if lead else "call"
    shown = element("span", digits, class_="number")
    return element("a", shown, *under, href=number.dialled, class_=kind)


def _hotlines(commune: ListedCommune, words: PageWords) -> Markup:
    rows = [_hotline(each) for each in commune.hotlines]
    title = element("h3", words.say("hotlines"))
    return element("article", title, element("ul", *rows), class_="card shared")


def _hotline(hotline: ListedHotline) -> Markup:
    label = element("strong", hotline.label, class_="label")
    return _row([number_link(hotline.number)], [label], duty=hotline.duty)


def _village(village: ListedVillage, words: PageWords) -> Markup:
    title = [element("span", village.name, class_="village")]
    if village.kind_before:
        title = [element("small", village.kind_before, class_="role"), joined(" "), *title]
    elif village.kind:
        # Whoever looks for tổ dân phố finds Tổ 3.
        title.append(element("small", village.kind, class_="role", hidden=""))
    rows = [_serving(each, village.dialled, words) for each in village.serving]
    if not all(each.officer.numbers for each in village.serving):
        # Whoever is listed without a number is reached through whom the village's code dials.
        label = element("strong", village.answers, class_="label")
        rows.insert(0, _row([number_link(village.dialled, lead=True)], [label]))
    return element("article", element("h3", *title), element("ul", *rows), class_="card")


def _serving(serving: Serving, dialled: PhoneNumber, words: PageWords) -> Markup:
    officer, post = serving.officer, serving.post
    called = [element("span", officer.name, class_="name")]
    if officer.rank:
        called = [element("span", officer.rank, class_="rank"), joined(" "), *called]
    who = [element("strong", *called)]
    if post.role:
        who.append(element("span", post.role, class_="role"))
    if service := _service(post, words):
        who.append(element("span", service, class_="dim"))
    numbers = [number_link(each, lead=each == dialled) for each in officer.numbers]
    return _row(numbers, who)


def _row(numbers: list[Markup], who: list[Markup], *, duty: bool = False) -> Markup:
    return element(
        "li",
        element("div", *numbers, class_="numbers"),
        element("div", *who, class_="who"),
        class_="duty" if duty else None,
    )


def _service(post: Post, words: PageWords) -> str | None:
    if post.since and post.until:
        return words.say("since-until", since=words.day(post.since), until=words.day(post.until))
    if post.since:
        return words.say("since", since=words.day(post.since))
    return words.say("until", until=words.day(post.until)) if post.until else None
