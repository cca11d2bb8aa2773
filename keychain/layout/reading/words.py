"""The words of a text, in one language or several, with the fields that may stand in them."""

from __future__ import annotations

from keychain.diagnostics import Diagnostic, Place, error
from keychain.layout.reading.box_keys import WORDS_KEYS
from keychain.layout.spec import Words
from keychain.layout.templates import check_template
from keychain.yaml_source.fields import Fields
from keychain.yaml_source.nodes import Mapping, Node, Scalar

NO_TEXT = error("layout-text-empty", "a text box without a text prints nothing")
UNQUOTED = error("layout-text-unquoted", "to YAML a bare brace begins a group of keys, not a text")


def read_words(
    node: Node | None, known: tuple[str, ...], place: Place, faults: list[Diagnostic]
) -> Words | None:
    """One text, which is Vietnamese, or one a language; ``known`` are the fields that they may
    show, ``place`` is where findings stand if there is no node."""
    texts: list[tuple[str, str]] = []
    if isinstance(node, Scalar) and not node.empty:
        texts.append(("vi", node.text))
    elif isinstance(node, Mapping) and (field := _bare_field(node, known)):
        faults.append(UNQUOTED(node.place, field=field))
        return None
    elif isinstance(node, Mapping):
        fields = Fields(node, WORDS_KEYS, faults)
        for language in WORDS_KEYS:
            text = fields.text(language)
            if text:
                texts.append((language, text.value))
    for _, template in texts:
        check_template(template, node.place if node else place, known, faults)
    if not texts:
        faults.append(NO_TEXT(place))
        return None
    return Words(tuple(texts), node.place if node else place)


def _bare_field(node: Mapping, known: tuple[str, ...]) -> str | None:
    """The field in ``text: {village.name}``, where quotes were forgotten."""
    match node.entries:
        case ((key, Scalar(empty=True)),) if key.text in known:
            return key.text
    return None
