"""Ids for people and villages that come with a list."""

from __future__ import annotations

from collections.abc import Iterable

from keychain.contacts.ids import check_id
from keychain.diagnostics import Place
from keychain.text import fold_case, slug
from keychain.yaml_source.nodes import Scalar


class NewIds:
    """Gives ids that no other has, on any system; ``taken`` are in use already."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {fold_case(each) for each in taken}
        self._numbers: dict[str, int] = {}

    def fit(self, given: str | None, name: str) -> str:
        """The id that a list gives, where a file can have it and nobody else does; else one made
        of the name."""
        id_ = given or ""
        if not id_ or fold_case(id_) in self._taken or check_id(Scalar(id_, Place("", 0, 0))):
            id_ = self._made(slug(name))
        self._taken.add(fold_case(id_))
        return id_

    def _made(self, own: str) -> str:
        number = self._numbers.get(own, 1)
        while fold_case(id_ := own if number == 1 else f"{own}-{number}") in self._taken:
            number += 1
        self._numbers[own] = number
        return id_
