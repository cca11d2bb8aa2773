"""The proof: every village's tag enlarged, beside what was read back from the finished sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from keychain.contacts.model import Language
from keychain.geometry import Point
from keychain.layout.measure import Measure
from keychain.layout.placed import BLACK
from keychain.layout.sheet_spec import PAPERS
from keychain.papers.draft import Draft
from keychain.papers.model import PaperBook
from keychain.papers.paragraph import BOLD, DISPLAY, GREY, Paragraph, height_of
from keychain.papers.proof_entry import draw_entry, entry_height, shape_entries
from keychain.papers.proof_table import ProofVillage
from keychain.papers.table import split_rows
from keychain.papers.words import PaperWords, paper_words
from keychain.values import dataclass

PAPER = PAPERS["A4"]
LEFT, TOP, BOTTOM = 14.0, 12.0, 11.0
"""mm of paper around what is written."""
WIDTH = PAPER.width - 2 * LEFT
_FOOT = PAPER.height - BOTTOM
_LATER = TOP + 7
"""Where entries begin on further pages, under their running head."""
_NUMBERED = 5.0
_SIGNING = 60.0


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof tells. ``place`` is the commune with its district and province; ``layout`` and
    ``press`` are what sheets were made with; ``sheets`` are those of all files, or 0 where pages
    are single tags; ``missing`` are the names of villages that are not in it."""

    language: Language
    title: str | None
    commune: str
    place: str
    day: date
    layout: str
    press: str
    villages: tuple[ProofVillage, ...]
    sheets: int
    missing: tuple[str, ...]


def compose_proof(proof: Proof, measure: Measure) -> PaperBook:
    """An entry a village, one to three on a page, all of one scale, and a place to sign."""
    words = paper_words(proof.language)
    first = Draft(PAPER, measure)
    top = _head(first, proof, words)
    room = _FOOT - _NUMBERED - _LATER
    # As many on the first page as on any other, so its room decides.
    own = _FOOT - _NUMBERED - top
    shape = shape_entries(proof.villages, WIDTH, own, words, measure)
    heights = [entry_height(village, shape, words, measure) for village in proof.villages]
    closing = _closing(proof, words)
    tail = height_of(closing, WIDTH, measure) + _SIGNING
    pages = split_rows(heights, own, room, tail)
    drafts: list[Draft] = []
    for part in pages:
        page, y = (first, top) if not drafts else (Draft(PAPER, measure), _LATER)
        if drafts:
            told = words.say("proof-more", place=proof.place)
            page.write([_small(told)], LEFT, TOP, WIDTH)
        drafts.append(page)
        for index in part:
            draw_entry(page, proof.villages[index], index + 1, shape, LEFT, y, words)
            y += heights[index]
    _sign(drafts[-1], closing, words, _FOOT - _NUMBERED - tail)
    for number, page in enumerate(drafts, 1):
        counted = words.say("page", n=number, m=len(drafts))
        page.write([_small(counted)], LEFT, _FOOT - 3, WIDTH, "right")
    title = words.say("proof-title", place=proof.place)
    return PaperBook(title, proof.language, tuple(page.finished() for page in drafts))


def _small(text: str) -> Paragraph:
    return Paragraph(text, size=8, colour=GREY)


def _head(page: Draft, proof: Proof, words: PaperWords) -> float:
    """What it is, of whom, how much of it, and what its tables mean."""
    half = WIDTH * 0.62
    left = [Paragraph(words.say("proof"), DISPLAY, 17)]
    if proof.title:
        left.append(Paragraph(proof.title, size=10.5))
    around = proof.place.removeprefix(proof.commune).lstrip(", ")
    right = [Paragraph(proof.commune, BOLD, 12), Paragraph(around, size=9)]
    y = max(
        page.write(left, LEFT, TOP - 1.5, half),
        page.write(right, LEFT + half, TOP, WIDTH - half, "right"),
    )
    y += 1.5
    page.rule(Point(LEFT, y), Point(LEFT + WIDTH, y), 0.7, BLACK)
    told = words.say("proof-told", day=words.day(proof.day))
    body = [Paragraph(_counts(proof, words), BOLD, 10), Paragraph(told, size=9)]
    if proof.missing:
        out = words.say("proof-out", villages=", ".join(proof.missing))
        body.append(Paragraph(out, BOLD, 9))
    return page.write(body, LEFT, y + 1, WIDTH) + 2


def _counts(proof: Proof, words: PaperWords) -> str:
    households = [village.households for village in proof.villages]
    known = [count for count in households if count is not None]
    parts = [words.say("count-villages", count=len(proof.villages))]
    if len(known) == len(households):
        parts.append(words.say("count-households", count=words.count(sum(known))))
    parts.append(words.say("count-tags", count=words.count(_tags(proof.villages))))
    if proof.sheets:
        parts.append(words.say("count-sheets", count=words.count(proof.sheets)))
    parts.append(words.say("count-layout", layout=proof.layout))
    parts.append(words.say("count-press", press=proof.press))
    return " · ".join(parts)


def _tags(villages: Sequence[ProofVillage]) -> int:
    return sum(village.tags for village in villages)


def _closing(proof: Proof, words: PaperWords) -> tuple[Paragraph, ...]:
    told = words.say(
        "proof-agreed-told",
        villages=len(proof.villages),
        tags=words.count(_tags(proof.villages)),
    )
    paragraphs = [Paragraph(words.say("proof-agreed"), BOLD, 13), Paragraph(told, size=10)]
    if proof.missing:
        out = words.say("proof-out", villages=", ".join(proof.missing))
        paragraphs.append(Paragraph(out, BOLD, 10))
    return tuple(paragraphs)


def _sign(page: Draft, closing: tuple[Paragraph, ...], words: PaperWords, y: float) -> None:
    """Room for a name, a rank, a day, a signature and a stamp, at the foot of the page."""
    page.rule(Point(LEFT, y + 3), Point(LEFT + WIDTH, y + 3), 0.7, BLACK)
    y = page.write(closing, LEFT, y + 5, WIDTH) + 3
    half = WIDTH / 2
    lines = []
    for index, key in enumerate(("name", "rank")):
        line = y + index * 9
        page.write([Paragraph(words.say(f"proof-sign-{key}"), size=9, colour=GREY)], LEFT, line, 28)
        lines.append((Point(LEFT + 28, line + 4.2), Point(LEFT + half - 6, line + 4.2)))
    page.rules(lines)
    day = [
        Paragraph(words.say("proof-sign-place"), size=10),
        Paragraph(words.say("proof-sign-stamp"), size=9, colour=GREY),
    ]
    page.write(day, LEFT + half, y, half, "centre")
