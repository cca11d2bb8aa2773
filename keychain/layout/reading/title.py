"""The ``title:`` of a layout or a press."""

from __future__ import annotations

from keychain.diagnostics import Diagnostic
from keychain.layout.reading.box_keys import WORDS_KEYS
from keychain.layout.spec import Words
from keychain.yaml_source.fields import EMPTY_VALUE, Fields
from keychain.yaml_source.nodes import Mapping


def read_title(fields: Fields, faults: list[Diagnostic]) -> Words | None:
    """One title for every language, or one a language."""
    node = fields.node("title")
    if not isinstance(node, Mapping):
        title = fields.text("title", required=True)
        return Words((("vi", title.value),), fields.place("title")) if title else None
    by_language = Fields(node, WORDS_KEYS, faults)
    found = [(each, by_language.text(each)) for each in WORDS_KEYS]
    if node.whole and not node.entries:
        faults.append(EMPTY_VALUE(node.place, key="title"))
    texts = tuple((language, text.value) for language, text in found if text)
    return Words(texts, node.place) if texts else None
