"""Cards that keychain wrote, as the rows that its CSV has: a row a post, a row a hotline."""

from __future__ import annotations

from collections.abc import Iterable

from keychain.contacts.exchange import (
    CARD_COMMUNE,
    CARD_DAY,
    CARD_HOTLINE,
    CARD_OFFICER,
    CARD_POST,
    DUTY,
    EVERY_VILLAGE,
    EVERY_VILLAGE_ID,
    HEADS,
    HOTLINE,
    usual_role,
    village_called,
)
from keychain.contacts.importing.reading.card_lines import CardLines, components, unescape
from keychain.values import dataclass

_HEADS = HEADS["vi"]
_NO_PLACE = 1_000_000


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row by heads. ``card`` counts from 1; ``group`` and ``place`` order rows of our own."""

    card: int
    cells: dict[str, str]
    group: tuple[str, str] = ("", "")
    place: int = 0


def own_rows(card: CardLines, phones: str) -> list[CardRow]:
    """The rows of a card that keychain wrote; none where it was not, or was changed too much."""
    commune = _parts(card, CARD_COMMUNE, 3)
    whose = dict(zip(("commune", "district", "province"), commune, strict=True))
    shared = {_HEADS["day"]: _parts(card, CARD_DAY, 1)[0], _HEADS["phone"]: phones}
    shared |= {
        _HEADS["commune"]: whose["commune"],
        _HEADS["district"]: whose["district"],
        _HEADS["province"]: whose["province"],
    }
    where = ";".join(commune)
    if card.first(CARD_HOTLINE):
        label, duty, place = _parts(card, CARD_HOTLINE, 3)
        cells = {
            _HEADS["village"]: EVERY_VILLAGE["vi"],
            _HEADS["village-id"]: EVERY_VILLAGE_ID,
            _HEADS["officer-id"]: DUTY if duty else HOTLINE,
            _HEADS["name"]: label,
        }
        group = (where, EVERY_VILLAGE_ID)
        return [CardRow(card.number, shared | cells, group, _place(place))] if label else []
    officer, own = _parts(card, CARD_OFFICER, 2)
    name, rank = _name(card)
    if not officer or not name:
        return []
    shared |= {_HEADS["officer-id"]: officer, _HEADS["name"]: name, _HEADS["rank"]: rank}
    posts = [_filled(components(post.value), 7) for post in card.all(CARD_POST)]
    if own and own != usual_role(post[4] for post in posts):
        shared[_HEADS["own-role"]] = own
    rows = []
    for village_id, village, kind, place, role, since, until in posts:
        cells = {
            _HEADS["village"]: village_called(village, kind),
            _HEADS["village-id"]: village_id,
            _HEADS["kind"]: kind,
            _HEADS["role"]: role,
            _HEADS["since"]: since,
            _HEADS["until"]: until,
        }
        rows.append(CardRow(card.number, shared | cells, (where, village_id), _place(place)))
    if not rows:
        rows.append(CardRow(card.number, shared | {_HEADS["role"]: own}, (where, "")))
    return rows


def in_order(rows: Iterable[CardRow]) -> list[CardRow]:
    """Rows as our CSV has them: commune by commune, hotlines first, then villages in the order
    in which cards name them, each with its officers by their place."""
    listed = list(rows)
    communes = {
        commune: at for at, commune in enumerate(dict.fromkeys(row.group[0] for row in listed))
    }
    villages = {group: at for at, group in enumerate(dict.fromkeys(row.group for row in listed))}
    return sorted(
        listed,
        key=lambda row: (
            communes[row.group[0]],
            row.group[1] != EVERY_VILLAGE_ID,
            villages[row.group],
            row.place,
        ),
    )


def _name(card: CardLines) -> tuple[str, str]:
    """Name and rank: N's prefix is the rank, and FN is both."""
    shown = card.first("FN")
    structured = card.first("N")
    rank = _filled(components(structured.value), 5)[3].strip() if structured else ""
    name = unescape(shown.value).strip() if shown else ""
    return name.removeprefix(f"{rank} ") if rank else name, rank


def _parts(card: CardLines, name: str, count: int) -> list[str]:
    found = card.first(name)
    return _filled(components(found.value) if found else [], count)


def _filled(parts: list[str], count: int) -> list[str]:
    return (parts + [""] * count)[:count]


def _place(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else _NO_PLACE
