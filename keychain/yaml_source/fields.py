"""The known keys of a mapping, read one by one; what is wrong with them is collected."""

from __future__ import annotations

from collections.abc import Iterable

from keychain.diagnostics import Diagnostic, Place, error
from keychain.text import excerpt, nearest
from keychain.yaml_source.nodes import Mapping, Node, Scalar, Sequence, Text
from keychain.yaml_source.syntax import MISSING_COLON

UNKNOWN_KEY = error("unknown-key", "a key with a slip in it would be left out in silence")
STRAY_COMMA = error("stray-comma", "inside braces a comma ends the value before it")
MISSING_KEY = error("missing-key", "nothing can be made without it")
EMPTY_VALUE = error("empty-value", "a key with nothing after it was forgotten, not meant")
NOT_A_VALUE = error("not-a-value", "a list or a group of keys stands where one value belongs")
NOT_A_MAPPING = error("not-a-mapping", "keys belong here, not a value or a list")
NOT_A_LIST = error("not-a-list", "a list belongs here, not a value or a group of keys")
UNKNOWN_VALUE = error("unknown-value", "only a few words are understood here")
NOT_YES_OR_NO = error("not-yes-or-no", "a switch is on or off")

YES = frozenset({"true", "yes", "có"})
NO = frozenset({"false", "no", "không"})

# A suggestion takes time; after this many findings nobody reads them.
_MOST_SUGGESTIONS = 200


class Fields:
    """Reads the keys of one mapping.

    Each unknown key is diagnosed at once, each other fault when its key is asked for. Faults go
    to the end of the list given; every method returns None for what is absent or faulty. A key
    that a syntax fault may hide is not called missing, nor one that stands there with a slip in it.
    """

    def __init__(
        self,
        node: Mapping,
        known: Iterable[str],
        faults: list[Diagnostic],
        *,
        at: Place | None = None,
    ) -> None:
        """``at`` is where a missing key is reported: by default at the mapping's first key."""
        self._place = at or node.place
        self.whole = node.whole
        self._faults = faults
        self._entries = {name.text: (name, value) for name, value in node.entries}
        self._meant: set[str] = set()
        names = tuple(known)
        for name, value in node.entries:
            if name.text not in names:
                faults.append(self._unknown(name, value, names))

    def place(self, key: str | None = None) -> Place:
        """Where the key's value stands; the mapping's own place without a key, or if absent."""
        entry = self._entries.get(key) if key is not None else None
        return entry[1].place if entry else self._place

    def node(self, key: str, required: bool = False) -> Node | None:
        """The value as it was read."""
        entry = self._entries.get(key)
        if entry is None and required and self.whole and key not in self._meant:
            self._faults.append(MISSING_KEY(self._place, key=key))
        return entry[1] if entry else None

    def scalar(self, key: str, required: bool = False) -> Scalar | None:
        """A single value that is not empty."""
        node = self._present(key, required)
        if node is None or isinstance(node, Scalar):
            return node
        self._faults.append(NOT_A_VALUE(node.place, key=key))
        return None

    def text(self, key: str, required: bool = False) -> Text | None:
        """A single value as text, trimmed at both ends."""
        scalar = self.scalar(key, required)
        return scalar.located if scalar else None

    def mapping(self, key: str, required: bool = False) -> Mapping | None:
        """A group of keys, perhaps ``{}``."""
        node = self._present(key, required)
        return None if node is None else expect_mapping(node, self._faults, key)

    def sequence(self, key: str, required: bool = False) -> Sequence | None:
        """A list, perhaps ``[]``."""
        node = self._present(key, required)
        return None if node is None else expect_sequence(node, self._faults, key)

    def choice(self, key: str, options: Iterable[str]) -> str | None:
        """One of ``options``, in any case of letters."""
        scalar = self.scalar(key)
        if scalar is None:
            return None
        names = tuple(options)
        written = scalar.text.strip()
        for name in names:
            if name.casefold() == written.casefold():
                return name
        self._faults.append(
            UNKNOWN_VALUE(
                scalar.place,
                key=key,
                value=excerpt(written),
                nearest=self._nearest(written, names),
                known=names,
            )
        )
        return None

    def flag(self, key: str) -> bool | None:
        """``true``, ``yes``, ``có`` or ``false``, ``no``, ``không``, in any case of letters."""
        scalar = self.scalar(key)
        if scalar is None:
            return None
        written = scalar.text.strip().casefold()
        if written in YES or written in NO:
            return written in YES
        self._faults.append(NOT_YES_OR_NO(scalar.place, key=key, value=excerpt(scalar.text)))
        return None

    def _present(self, key: str, required: bool) -> Node | None:
        node = self.node(key, required)
        if node is None:
            return None
        if isinstance(node, Scalar) and node.empty:
            self._faults.append(EMPTY_VALUE(node.place, key=key))
            return None
        return node

    def _unknown(self, name: Scalar, value: Node, names: tuple[str, ...]) -> Diagnostic:
        """What is wrong with a key that is not in ``names``, and perhaps was not meant as one."""
        key, shown = name.text, excerpt(name.text)
        if key.partition(":")[0] in names:  # {label: Công an, phone:113}
            self.whole = False
            return MISSING_COLON(name.place, text=shown)
        # {role: Tổ an ninh, trật tự}: with a colon the value would stand further right.
        end = (name.place.line, name.place.column + len(key))
        if (value.place.line, value.place.column) == end:
            return STRAY_COMMA(name.place, text=shown)
        nearest_name = self._nearest(key, names)
        if nearest(key, (nearest_name,)):
            self._meant.add(nearest_name)
        return UNKNOWN_KEY(name.place, key=shown, nearest=nearest_name, known=names)

    def _nearest(self, word: str, names: tuple[str, ...]) -> str:
        if len(self._faults) < _MOST_SUGGESTIONS:
            return nearest(word, names, least=0) or ""
        return names[0] if names else ""


def expect_mapping(node: Node, faults: list[Diagnostic], what: str) -> Mapping | None:
    """``node`` if it is a mapping; otherwise None and a fault, which calls it ``what``."""
    if isinstance(node, Mapping):
        return node
    faults.append(NOT_A_MAPPING(node.place, key=what))
    return None


def expect_sequence(node: Node, faults: list[Diagnostic], what: str) -> Sequence | None:
    """``node`` if it is a list; otherwise None and a fault, which calls it ``what``."""
    if isinstance(node, Sequence):
        return node
    faults.append(NOT_A_LIST(node.place, key=what))
    return None
