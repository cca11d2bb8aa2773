"""A press profile, its parents merged in, as a :class:`PressSpec`; every fault in one run."""

from __future__ import annotations

from keychain.diagnostics import Diagnostic, error, has_errors
from keychain.layout.press_spec import PRESS_SETTINGS, PressSpec
from keychain.layout.reading.inherit import Kind, Load, read_merged
from keychain.layout.reading.production import PRODUCTION_KEYS, read_production
from keychain.layout.reading.sheet import read_bleed, read_duplex, read_margin
from keychain.layout.reading.title import read_title
from keychain.yaml_source.fields import Fields

NO_PRESS = error("press-missing", "nothing says how sheets are made")
MISSING_PARENT = error("press-parent-missing", "a press without its parent is half a press")
CIRCULAR_PARENT = error("press-parent-circular", "presses that extend each other never end")

OWN_KEYS = ("extends",)
PRESS_KEYS = ("title", *PRESS_SETTINGS, *PRODUCTION_KEYS)

PRESS = Kind("presses/", OWN_KEYS, NO_PRESS, MISSING_PARENT, CIRCULAR_PARENT)


def read_press(
    name: str, load: Load, names: tuple[str, ...] = ()
) -> tuple[PressSpec | None, tuple[Diagnostic, ...]]:
    """The press called ``name``; None where an error stands in its way.

    ``load`` gives a file of the layouts folder by its path in it, or None. ``names`` are the
    presses that there are, for suggestions.
    """
    faults: list[Diagnostic] = []
    root = read_merged(name, load, names, faults, PRESS)
    if root is None:
        return None, tuple(faults)
    fields = Fields(root, PRESS_KEYS, faults)
    title = read_title(fields, faults)
    press = PressSpec(
        name,
        read_margin(fields, faults),
        read_bleed(fields, faults),
        read_duplex(fields),
        fields.flag("marks"),
        read_production(fields, PRESS.folder, load, faults),
        title,
    )
    return (None if has_errors(faults) else press), tuple(faults)
