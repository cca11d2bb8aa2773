"""Whether a box's ``when:`` holds for a tag."""

from __future__ import annotations

from keychain.layout.spec import When
from keychain.tags.content import TagContent

COUNTS = ("officers", "hotlines", "others", "rest")
"""What can be counted: officers and hotlines of the tag, all numbers but the lead's, and those
without the first short code."""


def holds(
    when: When | None, content: TagContent, present: frozenset[str], out: set[str], gone: set[str]
) -> bool:
    """Whether the condition holds: ``present`` are the fields that the tag has, ``out`` the
    boxes of the front that were left out, ``gone`` those of this face."""
    if when is None:
        return True
    counted = count_numbers(content) if when.counts else {}
    return (
        all(name in present for name in when.present)
        and not any(name in present for name in when.absent)
        and all(low <= counted[name] <= high for name, low, high in when.counts)
        and all(name in out for name in when.left_out)
        and not any(name in gone for name in when.beside)
        and all(name in gone for name in when.without)
    )


def count_numbers(content: TagContent) -> dict[str, int]:
    """Every count of :data:`COUNTS` for a tag."""
    hotlines = sum(e.hotline for e in content.entries)
    short = any(e.hotline and e.short for e in content.others)
    return {
        "officers": len(content.entries) - hotlines,
        "hotlines": hotlines,
        "others": len(content.others),
        "rest": len(content.others) - short,
    }
