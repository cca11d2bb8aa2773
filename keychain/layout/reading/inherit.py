"""``extends``: a layout's parents, merged under it key by key.

Groups of keys merge; values and lists replace. A key of the child keeps the parent's position,
so that a box stays in its order when only its size changes; ``null`` takes a key away.
"""

from __future__ import annotations

from collections.abc import Callable

from keychain.diagnostics import Diagnostic, error
from keychain.text import nearest
from keychain.yaml_source import read_yaml
from keychain.yaml_source.nodes import Mapping, Node, Scalar

MISSING_PARENT = error("layout-parent-missing", "a layout without its parent is half a layout")
CIRCULAR_PARENT = error("layout-parent-circular", "layouts that extend each other never end")
NO_LAYOUT = error("layout-missing", "nothing can be laid out without a layout")

Load = Callable[[str], bytes | None]
"""A file of the layouts folder, by its path in it; None where there is none."""

MAX_PARENTS = 20


def merge(parent: Node, child: Node) -> Node:
    """``child`` over ``parent``."""
    if not (isinstance(parent, Mapping) and isinstance(child, Mapping)):
        return child
    own = {key.text: (key, value) for key, value in child.entries}
    entries: list[tuple[Scalar, Node]] = []
    for key, value in parent.entries:
        if key.text not in own:
            entries.append((key, value))
            continue
        child_key, child_value = own.pop(key.text)
        if not _erased(child_value):
            entries.append((child_key, merge(value, child_value)))
    entries.extend(pair for pair in own.values() if not _erased(pair[1]))
    return Mapping(tuple(entries), child.place)


def _erased(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in ("null", "~")


def layout_file(name: str) -> str:
    """The file of a layout in the layouts folder."""
    return f"{name}.yaml"


def read_merged(
    name: str, load: Load, names: tuple[str, ...], faults: list[Diagnostic]
) -> Mapping | None:
    """The layout ``name`` with all its parents merged in, ``extends`` taken out.

    ``names`` are the layouts that there are, for suggestions.
    """
    return _read(name, None, (), load, names, faults)


def _read(
    name: str,
    asked: Scalar | None,
    path: tuple[str, ...],
    load: Load,
    names: tuple[str, ...],
    faults: list[Diagnostic],
) -> Mapping | None:
    place = asked.place if asked else None
    if name in path or len(path) >= MAX_PARENTS:
        faults.append(CIRCULAR_PARENT(place, chain=" → ".join((*path, name))))
        return None
    data = load(layout_file(name)) if is_layout_name(name) else None
    if data is None:
        rule = MISSING_PARENT if asked else NO_LAYOUT
        near = nearest(name, names, least=0) or ""
        faults.append(rule(place, name=name, nearest=near, known=names))
        return None
    document = read_yaml(data, layout_file(name))
    faults.extend(document.diagnostics)
    root = document.root
    if root is None or not document.complete:
        return None
    extends = root.get("extends")
    # What makes a parent abstract is its own affair and does not come down to its children.
    dropped = ("extends", "abstract")
    own = Mapping(tuple(e for e in root.entries if e[0].text not in dropped), root.place)
    if extends is None:
        return own
    if not isinstance(extends, Scalar) or extends.empty:
        faults.append(MISSING_PARENT(extends.place, name="", nearest="", known=names))
        return None
    parent = _read(extends.text.strip(), extends, (*path, name), load, names, faults)
    merged = merge(parent, own) if parent else None
    return merged if isinstance(merged, Mapping) else None


def is_layout_name(name: str) -> bool:
    """Whether a layout may be called so: letters, digits, dots, hyphens; no path."""
    return name != "" and name[0].isalnum() and all(c.isalnum() or c in "-_." for c in name)
