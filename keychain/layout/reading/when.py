"""``when:``, the condition under which a box is there. Data, not an expression language.

``when: campaign.slogan`` asks for a field; ``when: {rest: 2-4, left-out: code}`` for counts and
for boxes of the front that gave way.
"""

from __future__ import annotations

import re

from keychain.diagnostics import Diagnostic, error
from keychain.layout.conditions import COUNTS
from keychain.layout.spec import When
from keychain.layout.templates import TAG_FIELDS, UNKNOWN_FIELD
from keychain.text import nearest
from keychain.yaml_source.fields import Fields, expect_mapping
from keychain.yaml_source.nodes import Node, Scalar, Text

BAD_COUNT = error("layout-when-count", "a condition that cannot be read would never hold")

WHEN_KEYS = ("has", "lacks", "left-out", "with", "without", *COUNTS)
COUNT = r"([0-9]{1,2})(?:\s*[-–]\s*([0-9]{1,2})|(\+))?"
MOST_COUNTED = 99


def read_when(
    node: Node | None, faults: list[Diagnostic], named: list[tuple[str, Text]]
) -> When | None:
    """The condition, or None where none stands. Boxes that it names go into ``named``, with the
    key that names them."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return When(present=_fields(node, faults))
    mapping = expect_mapping(node, faults, "when")
    if mapping is None:
        return None
    fields = Fields(mapping, WHEN_KEYS, faults)
    has, lacks = fields.scalar("has"), fields.scalar("lacks")
    left_out = fields.text("left-out")
    beside, without = fields.text("with"), fields.text("without")
    named += [
        (key, box)
        for key, box in (("left-out", left_out), ("with", beside), ("without", without))
        if box
    ]
    counts = []
    for name in COUNTS:
        scalar = fields.scalar(name)
        if scalar:
            bounds = _bounds(scalar, faults)
            if bounds:
                counts.append((name, *bounds))
    return When(
        present=_fields(has, faults) if has else (),
        absent=_fields(lacks, faults) if lacks else (),
        counts=tuple(counts),
        left_out=(left_out.value,) if left_out else (),
        beside=(beside.value,) if beside else (),
        without=(without.value,) if without else (),
    )


def _fields(node: Scalar, faults: list[Diagnostic]) -> tuple[str, ...]:
    if node.text not in TAG_FIELDS:
        near = nearest(node.text, TAG_FIELDS, least=0) or ""
        faults.append(
            UNKNOWN_FIELD(node.place, field=node.text[:40], nearest=near, known=TAG_FIELDS)
        )
        return ()
    return (node.text,)


def _bounds(node: Scalar, faults: list[Diagnostic]) -> tuple[int, int] | None:
    """``3``, ``2-4``, ``5+`` as least and most."""
    found = re.fullmatch(COUNT, node.text.strip())
    if not found:
        faults.append(BAD_COUNT(node.place, found=node.text[:40]))
        return None
    low = int(found[1])
    high = MOST_COUNTED if found[3] else int(found[2] or found[1])
    return low, high
