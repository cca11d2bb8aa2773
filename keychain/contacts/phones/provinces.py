"""A province's area codes, old and new, from its name as a clerk writes it."""

from __future__ import annotations

import re
from functools import lru_cache

from keychain.contacts.phones.tables import AreaCode, area_codes, provinces_2025
from keychain.text import fold

_RANK = re.compile(r"^(?:tinh|thanh pho|thu do|tp|t)\b[. ]*|^tp(?=hcm)")

# Other spellings of one name, folded, letters only.
_SAME = {
    "hcm": "hochiminh",
    "saigon": "hochiminh",
    "brvt": "bariavungtau",
    "vungtau": "bariavungtau",
    "daclac": "daklak",
    "dacnong": "daknong",
    "baccan": "backan",
}


def _key(name: str) -> str:
    """``name`` without rank, case, diacritics, spaces and hyphens."""
    bare = _RANK.sub("", fold(name)[:100])
    letters = re.sub(r"[^a-z]", "", bare)
    return _SAME.get(letters, letters)


@lru_cache(maxsize=64)
def codes_of(province: str) -> tuple[AreaCode, ...]:
    """The area codes of the pre-2025 provinces that ``province`` holds; none for a name that is
    not known.

    A name that ended on 1 July 2025 stands for itself; one that went on holds all it took in.
    """
    key = _key(province)
    held = {_key(old) for now, old in provinces_2025() if _key(now) == key} or {key}
    return tuple(code for code in area_codes() if _key(code.province) in held)
