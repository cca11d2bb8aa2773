"""``extends``: a layout's parents, merged under it key by key.

Groups of keys merge; values and lists replace. A key of the child keeps the parent's position,
so that a box stays in its order when only its size changes; ``null`` takes a key away.
"""

from __future__ import annotations

from collections.abc import Callable

from keychain.diagnostics import Diagnostic, error
from keychain.text import nearest
from keychain.yaml_source import read_yaml
from keychain.yaml_source.fields import Fields
from keychain.yaml_source.nodes import NULLS, Mapping, Node, Scalar

MISSING_PARENT = error("layout-parent-missing", "a layout without its parent is half a layout")
CIRCULAR_PARENT = error("layout-parent-circular", "layouts that extend each other never end")
NO_LAYOUT = error("layout-missing", "nothing can be laid out without a layout")

Load = Callable[[str], bytes | None]
"""A file of the layouts folder, by its path in it; None where there is none."""

OWN_KEYS = ("extends", "abstract")
"""What a file says of itself alone: it does not come down to its children."""

MAX_PARENTS = 20


def merge(parent: Node | None, child: Node) -> Node:
    """``child`` over ``parent``; ``null`` stands nowhere in what comes out, but in lists."""
    if not isinstance(child, Mapping):
        return child
    own = {key.text: (key, value) for key, value in child.entries}
    entries: list[tuple[Scalar, Node]] = []
    for key, value in parent.entries if isinstance(parent, Mapping) else ():
        if key.text not in own:
            entries.append((key, value))
            continue
        child_key, child_value = own.pop(key.text)
        if not _erased(child_value):
            entries.append((child_key, merge(value, child_value)))
    new = (pair for pair in own.values() if not _erased(pair[1]))
    entries.extend((key, merge(None, value)) for key, value in new)
    return Mapping(tuple(entries), child.place)


def _erased(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in NULLS


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
    Fields(root, (key.text for key, _ in root.entries), faults).flag("abstract")
    own = Mapping(tuple(e for e in root.entries if e[0].text not in OWN_KEYS), root.place)
    if extends is None:
        return own
    if not isinstance(extends, Scalar) or extends.empty:
        faults.append(MISSING_PARENT(extends.place, name="", nearest="", known=names))
        return None
    parent = _read(extends.text.strip(), extends, (*path, name), load, names, faults)
    merged = merge(parent, own) if parent else None
    return merged if isinstance(merged, Mapping) else None


def lineage(name: str, load: Load) -> tuple[str, ...]:
    """The layouts that ``name`` extends, its own parent first, as far as they can be read."""
    found: list[str] = []
    while len(found) < MAX_PARENTS:
        data = load(layout_file(name))
        root = read_yaml(data, layout_file(name)).root if data else None
        parent = root.get("extends") if root else None
        if not isinstance(parent, Scalar) or not is_layout_name(parent.text.strip()):
            break
        name = parent.text.strip()
        found.append(name)
    return tuple(found)


def is_layout_name(name: str) -> bool:
    """Whether a layout may be called so: letters, digits, dots, hyphens; no path."""
    return name != "" and name[0].isalnum() and all(c.isalnum() or c in "-_." for c in name)
