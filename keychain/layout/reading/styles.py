"""A layout's ``colours:`` and ``styles:``."""

from __future__ import annotations

from collections.abc import Mapping as Dict

from keychain.diagnostics import Diagnostic, error
from keychain.layout.placed import BLACK, Colour, Font
from keychain.layout.reading.quantities import read_colour, read_type_sizes
from keychain.layout.spec import Style
from keychain.text import nearest
from keychain.yaml_source.fields import Fields, expect_mapping
from keychain.yaml_source.nodes import Mapping, Scalar

UNKNOWN_FONT = error("layout-unknown-font", "only bundled fonts print the same everywhere")
UNKNOWN_STYLE = error("layout-unknown-style", "a text without its style has neither font nor size")

FAMILIES: dict[str, tuple[int, ...]] = {
    "Be Vietnam Pro": (400, 500, 600, 700, 800),
    "Roboto Condensed": (400, 500, 600, 700, 800),
    "Noto Sans": (400, 700),
}
"""The bundled families and their weights."""

STYLE_KEYS = ("font", "weight", "size", "colour", "digits")

PLAIN = Style(Font("Roboto Condensed", 400), (7.2,))
"""What a style starts from."""


def read_colours(node: Mapping | None, faults: list[Diagnostic]) -> dict[str, Colour]:
    """Named colours; ``black`` (K only) and ``white`` (no ink) are always there."""
    named = {"black": BLACK, "white": Colour(0, 0, 0, 0)}
    for key, value in node.entries if node else ():
        colour = read_colour(value, {}, faults)
        if colour:
            named[key.text] = colour
    return named


def read_styles(
    node: Mapping | None, colours: dict[str, Colour], faults: list[Diagnostic]
) -> dict[str, Style]:
    """Named styles."""
    styles: dict[str, Style] = {}
    for key, value in node.entries if node else ():
        mapping = expect_mapping(value, faults, key.text)
        if mapping:
            fields = Fields(mapping, STYLE_KEYS, faults)
            styles[key.text] = read_style(fields, PLAIN, colours, faults)
    return styles


def read_style(
    fields: Fields, start: Style, colours: dict[str, Colour], faults: list[Diagnostic]
) -> Style:
    """``start`` with the style keys that stand here."""
    digits = fields.flag("digits")
    digits = start.digits if digits is None else digits
    font = _read_font(fields, start.font, faults)
    sizes = read_type_sizes(fields.scalar("size"), faults, digits=digits)
    colour = read_colour(fields.node("colour"), colours, faults)
    return Style(font, sizes or start.sizes, colour or start.colour, digits)


def find_style(
    node: Scalar | None, styles: Dict[str, Style], faults: list[Diagnostic]
) -> Style | None:
    """The style that a box names."""
    if node is None:
        return None
    style = styles.get(node.text)
    if style is None:
        near = nearest(node.text, tuple(styles), least=0) or ""
        faults.append(
            UNKNOWN_STYLE(node.place, style=node.text[:40], nearest=near, known=tuple(styles))
        )
    return style


def _read_font(fields: Fields, start: Font, faults: list[Diagnostic]) -> Font:
    family = fields.choice("font", FAMILIES) or start.family
    weight = fields.scalar("weight")
    if weight is None:
        return Font(family, start.weight if start.weight in FAMILIES[family] else 400)
    weights = tuple(str(w) for w in FAMILIES[family])
    if weight.text not in weights:
        faults.append(
            UNKNOWN_FONT(weight.place, family=family, weight=weight.text[:10], known=weights)
        )
        return Font(family, FAMILIES[family][0])
    return Font(family, int(weight.text))
