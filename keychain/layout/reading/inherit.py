"""``extends``: a layout's parents, merged under it key by key.

Groups of keys merge; values and lists replace. A key of the child keeps the parent's position,
so that a box stays in its order when only its size changes; ``null`` takes a key away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from keychain.diagnostics import Diagnostic, Rule, error, warning
from keychain.text import nearest
from keychain.values import dataclass
from keychain.yaml_source import read_yaml
from keychain.yaml_source.fields import EMPTY_VALUE, NOT_A_VALUE, Fields
from keychain.yaml_source.nodes import NULLS, Mapping, Node, Scalar

MISSING_PARENT = error("layout-parent-missing", "a layout without its parent is half a layout")
CIRCULAR_PARENT = error("layout-parent-circular", "layouts that extend each other never end")
NOTHING_TO_TAKE = warning(
    "layout-nothing-to-take", "with a slip in its name, what was to go stays on the tag"
)
NO_LAYOUT = error("layout-missing", "nothing can be laid out without a layout")

Load = Callable[[str], bytes | None]
"""A file of the layouts folder, by its path in it; None where there is none."""

OWN_KEYS = ("extends", "abstract")
"""What a file says of itself alone: it does not come down to its children."""

MAX_PARENTS = 20


@dataclass(frozen=True, slots=True)
class Kind:
    """Files that extend others of their kind: where they are in the layouts folder, what a file
    says of itself alone, and what is said of one that is not there."""

    folder: str
    own_keys: tuple[str, ...]
    missing: Rule
    missing_parent: Rule
    circular_parent: Rule

    def file(self, name: str) -> str:
        """The path in the layouts folder of the one called ``name``."""
        return f"{self.folder}{name}.yaml"


LAYOUT = Kind("", OWN_KEYS, NO_LAYOUT, MISSING_PARENT, CIRCULAR_PARENT)


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


def _idle(parent: Node, child: Node) -> Iterator[Diagnostic]:
    """Each ``null`` that takes nothing away, since the parent has no such key."""
    if not isinstance(parent, Mapping) or not isinstance(child, Mapping):
        return
    names = tuple(key.text for key, _ in parent.entries)
    for key, value in child.entries:
        below = parent.get(key.text)
        if below is not None:
            yield from _idle(below, value)
        elif _erased(value):
            near = nearest(key.text, names, least=0) or ""
            yield NOTHING_TO_TAKE(key.place, key=key.text[:40], nearest=near)


def _erased(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in NULLS


def layout_file(name: str) -> str:
    """The file of a layout in the layouts folder."""
    return LAYOUT.file(name)


def read_merged(
    name: str,
    load: Load,
    names: tuple[str, ...],
    faults: list[Diagnostic],
    kind: Kind = LAYOUT,
) -> Mapping | None:
    """The file ``name`` with all its parents merged in, ``extends`` taken out.

    ``names`` are the files of its kind that there are, for suggestions.
    """
    return _read(name, None, (), load, names, faults, kind)


def _read(
    name: str,
    asked: Scalar | None,
    path: tuple[str, ...],
    load: Load,
    names: tuple[str, ...],
    faults: list[Diagnostic],
    kind: Kind,
) -> Mapping | None:
    place = asked.place if asked else None
    if name in path or len(path) >= MAX_PARENTS:
        faults.append(kind.circular_parent(place, chain=" → ".join((*path, name))))
        return None
    data = load(kind.file(name)) if is_layout_name(name) else None
    if data is None:
        rule = kind.missing_parent if asked else kind.missing
        near = nearest(name, names, least=0) or ""
        faults.append(rule(place, name=name, nearest=near, known=names))
        return None
    document = read_yaml(data, kind.file(name))
    faults.extend(document.diagnostics)
    root = document.root
    if root is None or not document.complete:
        return None
    extends = root.get("extends")
    if "abstract" in kind.own_keys:
        Fields(root, (key.text for key, _ in root.entries), faults).flag("abstract")
    own = Mapping(tuple(e for e in root.entries if e[0].text not in kind.own_keys), root.place)
    if extends is None:
        return own
    if not isinstance(extends, Scalar):
        faults.append(NOT_A_VALUE(extends.place, key="extends"))
        return None
    if extends.empty:
        faults.append(EMPTY_VALUE(extends.place, key="extends"))
        return None
    parent = _read(extends.text.strip(), extends, (*path, name), load, names, faults, kind)
    faults.extend(_idle(parent, own) if parent else ())
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
