"""Layers: all of them seen and printed (ISO 15930-7, optional content; ISO 32000-1, 8.11.4)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.reading.faults import TooMuch
from keychain.preflight.reading.print_file import PrintFile
from keychain.preflight.reading.values import entry, identity, name, text

LAYERS = error("x-layers", "PDF 1.4, of which PDF/X-1a is made, has no layers (ISO 15930-4).")
LAYER_NAME = error("x-layer-name", "A choice of layers is known by its name (ISO 15930-7).")
LAYER_ORDER = error("x-layer-order", "A layer that no list shows cannot be switched by anybody.")
LAYER_SWITCH = error("x-layer-switch", "Layers that go on and off by themselves print otherwise.")
LAYER_OFF = error("x-layer-off", "A layer that is off is seen by nobody and printed by nobody.")

_MOST = 1000


def check_layers(file: PrintFile) -> Iterator[Diagnostic]:
    """The catalog's optional content."""
    layers = entry(file.root, "/OCProperties")
    if file.standard == "plain" or layers is None:
        return
    if file.standard == "x-1a":
        yield LAYERS()
        return
    default = entry(layers, "/D")
    others = entry(layers, "/Configs")
    choices = [default, *_few(others)]
    if not all(text(entry(choice, "/Name")) for choice in choices):
        yield LAYER_NAME()
    listed = set(_listed(entry(default, "/Order")))
    groups = entry(layers, "/OCGs")
    for group in _few(groups):
        if identity(group) not in listed:
            yield LAYER_ORDER(layer=text(entry(group, "/Name")) or "?")
            break
    if any(entry(choice, "/AS") is not None for choice in choices):
        yield LAYER_SWITCH()
    off = entry(default, "/OFF")
    first = off[0] if isinstance(off, pikepdf.Array) and len(off) else None
    if first is not None:
        yield LAYER_OFF(layer=text(entry(first, "/Name")) or "?")
    elif name(entry(default, "/BaseState")) not in (None, "ON"):
        yield LAYER_OFF(layer="BaseState")


def _few(listed: object) -> list[object]:
    """What an array has; none of anything else. Raises TooMuch."""
    if not isinstance(listed, pikepdf.Array):
        return []
    if len(listed) > _MOST:
        raise TooMuch("layers")
    return list(listed)


def _listed(order: object) -> Iterator[str]:
    """What an order lists, at whatever depth; a list that lists itself is gone through once."""
    waiting, known = [order], set[str]()
    while waiting and len(known) < _MOST * 10:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array | pikepdf.Dictionary) and identity(one) not in known:
            known.add(identity(one))
            if isinstance(one, pikepdf.Array):
                waiting += list(one)
            else:
                yield identity(one)
