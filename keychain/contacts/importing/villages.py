"""The villages that a list names, one each however its rows spell it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from keychain.contacts.exchange import village_name
from keychain.contacts.find import KINDS
from keychain.contacts.importing.capitals import place_case
from keychain.contacts.importing.doubts import Doubts, Spot
from keychain.contacts.importing.rows import is_village
from keychain.contacts.importing.rules import (
    NEAR_VILLAGE,
    OTHER_HOUSEHOLDS,
    SEVERAL_VILLAGES,
)
from keychain.text import fold, one_line, spelling
from keychain.values import dataclass

_APART = re.compile(r"\s*[;,\n]\s*")
_PERHAPS_APART = re.compile(r"\s+(?:và|&|\+)\s+|\s*/\s*|\s+[-–—]\s+", re.IGNORECASE)
_EVERYWHERE = re.compile(
    r"(?:toàn|cả|chung) (?:xã|phường|đặc khu|địa bàn)|(?:tất cả|các|mọi)(?: các)? (?:thôn|bản|khu)"
    r"(?:, bản)?|phụ trách chung|chung|all(?: villages)?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Named:
    """A village as it is gathered row by row."""

    id: str | None
    name: str
    spot: Spot
    kind: str | None = None
    households: int | None = None
    counts: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Villages:
    """The villages of a list in their order. ``known`` are names that the directory has: two of
    those are never one slip."""

    doubts: Doubts
    known: Sequence[str] = ()
    named: list[Named] = field(default_factory=list)
    _by_key: dict[str, Named] = field(default_factory=dict)
    _folded: dict[str, Named] = field(default_factory=dict)
    _ids: dict[str, Named] = field(default_factory=dict)
    _known: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """The directory's names as they are compared."""
        self._known = frozenset(map(_key, self.known))

    def find(self, text: str, kind: str, id_: str, spot: Spot) -> list[Named]:
        """The villages that a cell names; none where that is doubtful and was not accepted."""
        if id_:
            return [self._one(village_name(one_line(text), one_line(kind)), kind, id_, spot)]
        found: list[Named] = []
        for part in _APART.split(text):
            found += [
                one for each in self._parts(part, spot) for one in self._near(each, kind, spot)
            ]
        return list({id(one): one for one in found}.values())

    def count(self, village: Named, households: int | None, spot: Spot) -> None:
        """Households that a row gives a village; two different counts are none."""
        if households is None:
            return
        village.counts.add(households)
        village.households = households if len(village.counts) == 1 else None
        if len(village.counts) > 1:
            told = tuple(map(str, sorted(village.counts)))
            self.doubts.tell(OTHER_HOUSEHOLDS, spot, str(households), name=village.name, known=told)

    def _parts(self, text: str, spot: Spot) -> list[str]:
        name = place_case(one_line(text).strip(" .:"))
        parts = [each.strip() for each in _PERHAPS_APART.split(name) if each.strip()]
        if not name or len(parts) < 2 or self._is_known(name):
            return [name] if name else []
        if all(map(self._is_known, parts)) or all(map(is_village, parts)):
            return parts
        return parts if self.doubts.ask(SEVERAL_VILLAGES, spot, name, parts) else []

    def _is_known(self, name: str) -> bool:
        key = _key(name)
        return key in self._known or key in self._by_key

    def _near(self, name: str, kind: str, spot: Spot) -> list[Named]:
        name = village_name(name, one_line(kind))
        like = self._folded.get(fold(name))
        if like is None or self._is_known(name):
            return [self._one(name, kind, "", spot)]
        return [like] if self.doubts.ask(NEAR_VILLAGE, spot, name, like.name) else []

    def _one(self, name: str, kind: str, id_: str, spot: Spot) -> Named:
        found = self._ids.get(id_) if id_ else self._by_key.get(_key(name))
        if found:
            return found
        new = Named(id_ or None, name, spot, one_line(kind) or None)
        self.named.append(new)
        self._by_key.setdefault(_key(name), new)
        self._folded.setdefault(fold(name), new)
        if id_:
            self._ids[id_] = new
        return new


def is_everywhere(text: str) -> bool:
    """Whether a village's cell speaks of the whole commune."""
    return _EVERYWHERE.fullmatch(one_line(text).strip(" .")) is not None


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """The same for two names of one village: Thôn Bản Phục is Bản Phục, Thôn 5 is not 5."""
    return spelling(_bare(name))


def _bare(name: str) -> str:
    """A name without a kind in front of another one."""
    line = one_line(name)
    low = line.casefold()
    for kind in KINDS:
        if low.startswith(f"{kind} ") and is_village(line[len(kind) + 1 :]):
            return line[len(kind) + 1 :]
    return line
