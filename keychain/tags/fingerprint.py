"""The fingerprint of a tag's content: the same people and numbers, the same fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from keychain.contacts.model import Campaign, Commune, Village
from keychain.tags.content import Entry
from keychain.text import nfc
from keychain.yaml_source.nodes import Text


def shown_by(
    commune: Commune, campaign: Campaign, village: Village, entries: Iterable[Entry]
) -> str:
    """What a tag shows and dials, in the order in which it shows it, as JSON on one line.

    ``entries`` are all its numbers, the lead's first. Outside it stand the day, the layout, ids
    and households: a tag that says the same has the same text in any month, and however its words
    are encoded and its numbers spaced in the file. ``keychain.tags.shown`` reads it.
    """
    shown = {
        "commune": _told(commune.name),
        "district": _told(commune.district),
        "province": _told(commune.province),
        "village": _told(village.name),
        "kind": _told(village.kind),
        "title": _told(campaign.title),
        "slogan": _told(campaign.slogan),
        "language": campaign.language,
        "entries": [
            {
                "name": _told(entry.name),
                "rank": _told(entry.rank),
                "role": _told(entry.role),
                "hotline": entry.hotline,
                "printed": entry.phone.printed,
                "dialled": entry.phone.dialled,
            }
            for entry in entries
        ],
    }
    return json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint_of(shown: str) -> str:
    """SHA-256, in hex, of what a tag shows."""
    return hashlib.sha256(shown.encode()).hexdigest()


def _told(text: Text | None) -> str | None:
    return None if text is None else nfc(text.value)
