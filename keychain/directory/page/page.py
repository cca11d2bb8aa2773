"""The whole page: head, search and numbers at hand, every commune, and what may be done with it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from keychain.contacts.phones import Kind
from keychain.directory.model import DirectoryBook, ListedCommune, ListedHotline
from keychain.directory.page.cards import commune_part, number_link
from keychain.directory.page.words import PageWords, page_words
from keychain.markup import Markup, element, joined

_FONTS = {
    weight: f"data/fonts/RobotoCondensed/RobotoCondensed_{weight}.woff2"
    for weight in ("400Regular", "600SemiBold")
}
"""The tags' letters, cut by tools/cut_page_font.py: condensed, a number stands beside a name on a
telephone, and they are the same on all of them."""

_SHORT_AT_HAND = 2
"""Short numbers that fit beside a long one at the foot of a telephone's screen."""

_SHIELD = (
    "M15 0C20 3.2 25 4.6 30 4.6V17C30 26 24 32.6 15 36 6 32.6 0 26 0 17V4.6C5 4.6 10 3.2 15 0Z"
    "M15 9.4a4.6 4.6 0 0 0-2.3 8.6L11 26h8l-1.7-8a4.6 4.6 0 0 0-2.3-8.6Z"
)
"""The poster's shield with its keyhole, 30 × 36."""


def directory_page(book: DirectoryBook) -> bytes:
    """The directory as one HTML file in UTF-8.

    Everything is in it: without the script, only the search is missing. Its policy lets a browser
    run this very script and style, and load nothing from anywhere (W3C Content Security Policy,
    level 3).
    """
    words = page_words(book.language)
    style, script = _style(), _own("find.js") + _own("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )
    title = f"{words.say('heading')}: {_whole_place(book, words)}"
    head = joined(
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="format-detection", content="telephone=no"),
        element("meta", name="robots", content="noindex"),
        element("title", title),
        element("link", rel="icon", href=_icon()),
        Markup(f"<style>{style}</style>"),
    )
    body = element(
        "body",
        _head(book, words),
        _bar(book, words),
        *_notes(book, words),
        _found(words),
        element("main", *_communes(book, words), id="all"),
        _foot(book),
        Markup(f"<script>{script}</script>"),
    )
    page = element("html", element("head", head), body, lang=book.language)
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _head(book: DirectoryBook, words: PageWords) -> Markup:
    first, *others = book.communes
    facts = [
        *([words.count("communes", len(book.communes))] if others else []),
        words.count("villages", sum(len(each.villages) for each in book.communes)),
        words.count("officers", sum(len(each.officers) for each in book.communes)),
    ]
    name = _whole_place(book, words) if others else first.name
    place = "" if others else ", ".join(filter(None, (first.district, first.province)))
    shield = element("path", d=_SHIELD, fill_rule="evenodd")
    return element(
        "header",
        element(
            "div",
            element(
                "div",
                element("p", words.say("heading")),
                element("h1", name),
                *([element("p", place)] if place else []),
                element("p", " · ".join(facts), class_="facts"),
            ),
            element("svg", shield, viewBox="0 0 30 36", aria_hidden="true"),
        ),
    )


def _bar(book: DirectoryBook, words: PageWords) -> Markup:
    """The search, which the script shows, and the numbers that stay in sight."""
    label = words.say("search")
    search = element(
        "input",
        type="search",
        id="query",
        placeholder=label,
        aria_label=label,
        autocomplete="off",
        autocapitalize="none",
        spellcheck="false",
        enterkeyhint="search",
    )
    parts = [element("div", search, id="search", role="search", hidden="")]
    if hand := _at_hand(book.communes):
        links = [number_link(each.number, lead=True, label=each.label) for each in hand]
        parts.append(element("nav", *links, class_="hand", aria_label=words.say("at-hand")))
    return element("div", element("div", *parts), class_="bar")


def _at_hand(communes: Sequence[ListedCommune]) -> list[ListedHotline]:
    """Of the hotlines that all communes have: the duty desk, else the first long number, and the
    first short ones, in their order."""
    first, *others = communes
    shared = [each for each in first.hotlines if all(each in one.hotlines for one in others)]
    short = [each for each in shared if each.number.kind is Kind.SHORT and not each.duty]
    long = sorted((each for each in shared if each not in short), key=lambda each: not each.duty)
    chosen = long[:1] + short[:_SHORT_AT_HAND]
    return [each for each in shared if each in chosen]


def _notes(book: DirectoryBook, words: PageWords) -> list[Markup]:
    """From whom the page is and for which day, and that it may not go to everybody."""
    place = _whole_place(book, words) if len(book.communes) > 1 else book.communes[0].name
    if book.language == "vi" or place == words.say("many-places"):
        place = f"{place[:1].lower()}{place[1:]}"  # within a sentence: của xã Kiên Mộc
    day, first = book.day, min(each.day for each in book.communes)
    if first == day:
        source = words.say("source", place=place, day=words.day(day))
    else:
        source = words.say("source-days", place=place, first=words.day(first), day=words.day(day))
    sentences = [source, words.say("personal")]
    if book.only_duty:
        sentences.append(words.say("only-duty"))
    notes = [element("p", " ".join(sentences), class_="note")]
    notes.append(element("noscript", element("p", words.say("no-script"), class_="note")))
    return notes


def _found(words: PageWords) -> Markup:
    """Where the script puts what it finds; its sentences stand in data attributes."""
    sentences = {f"data_{key}": words.sentences[f"found-{key}"] for key in ("one", "many", "none")}
    return joined(
        element("p", id="told", role="status", **sentences),
        element(
            "section",
            element("p", words.say("advice"), id="advice", hidden=""),
            element("div", id="hits", class_="cards"),
            element("button", id="more", type="button", data_more=words.sentences["more"]),
            id="found",
            hidden="",
        ),
    )


def _communes(book: DirectoryBook, words: PageWords) -> list[Markup]:
    communes = book.communes
    if len(communes) == 1:
        return [commune_part(communes[0], 1, words, place=None, day=None)]
    days = len({each.day for each in communes}) > 1
    provinces = len({each.province for each in communes}) > 1
    places = [
        each.place if provinces else ", ".join(filter(None, (each.name, each.district)))
        for each in communes
    ]
    links = [
        element("li", element("a", place, href=f"#c{at}")) for at, place in enumerate(places, 1)
    ]
    index = element(
        "details",
        element("summary", f"{words.say('index')} ({len(communes)})"),
        element("ul", *links),
        id="index",
    )
    parts = [
        commune_part(each, at, words, place=place, day=words.day(each.day) if days else None)
        for at, (each, place) in enumerate(zip(communes, places, strict=True), 1)
    ]
    return [index, *parts]


def _foot(book: DirectoryBook) -> Markup:
    slogans = {each.slogan for each in book.communes if each.slogan}
    return element("footer", element("p", slogans.pop())) if len(slogans) == 1 else joined()


def _whole_place(book: DirectoryBook, words: PageWords) -> str:
    """The one commune with its province, or the province of all."""
    first, *others = book.communes
    if not others:
        return first.place
    provinces = {each.province for each in book.communes}
    return provinces.pop() if len(provinces) == 1 else words.say("many-places")


def _style() -> str:
    style = _own("page.css")
    for weight, path in _FONTS.items():
        font = base64.b64encode(files("keychain").joinpath(path).read_bytes()).decode()
        style = style.replace(f"FONT-{weight}", f"data:font/woff2;base64,{font}")
    return style


def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _icon() -> str:
    drawn = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='-3 0 36 36'>"
        f"<path fill='#d3011c' fill-rule='evenodd' d='{_SHIELD}'/></svg>"
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"


def _digest(text: str) -> str:
    """A source expression of CSP: the SHA-256 of an element's text (level 3, section 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
