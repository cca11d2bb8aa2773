"""HTML from values: whatever is put in as text stays text."""

from __future__ import annotations

from html import escape


class Markup(str):
    """HTML that is right already; only ``element`` and ``joined`` make it."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | float | None) -> Markup:
    """An element with its children; a plain string is text, a Markup stays as it is.

    ``class_`` stands for class, an underscore for a hyphen; an attribute that is None is left out.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{joined(*children)}</{name}>")


def joined(*children: str) -> Markup:
    """The children one after the other."""
    return Markup("".join(c if isinstance(c, Markup) else escape(_shown(c)) for c in children))


_EMPTY = ("img", "input", "link", "meta")


def _value(value: str | float) -> str:
    return _shown(value) if isinstance(value, str) else f"{value:.3f}".rstrip("0").rstrip(".")


def _shown(text: str) -> str:
    """The text without what would turn or hide the text around it: control and bidi signs, halves
    of surrogate pairs, which no file can hold."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else "\ufffd" for each in text)
