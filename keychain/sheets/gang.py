"""Several villages on shared sheets: who gets the places that are left over, and who is named."""

from __future__ import annotations

from collections.abc import Sequence

from keychain.diagnostics import Diagnostic, warning
from keychain.layout.placed import PlacedTag, TextItem
from keychain.text import spelling

VILLAGE_NOT_ON_TAG = warning(
    "village-not-on-tag",
    "Once shared sheets are cut, only the tag itself says which village it is for.",
)


def share_spare(needed: Sequence[int], spare: int) -> tuple[int, ...]:
    """``needed``, with ``spare`` tags more in all: to each village its share by what it needs, and
    what does not divide to the largest remainders, among equals to those that come first.

    The arithmetic is in whole numbers, so that the same villages always get the same. Where
    nothing is needed, nothing is given.
    """
    whole = sum(needed)
    if not whole:
        return tuple(needed)
    given = [spare * each // whole for each in needed]
    by_remainder = sorted(
        range(len(needed)), key=lambda index: (-(spare * needed[index] % whole), index)
    )
    for index in by_remainder[: spare - sum(given)]:
        given[index] += 1
    return tuple(each + more for each, more in zip(needed, given, strict=True))


def check_named(tag: PlacedTag, village: str) -> tuple[Diagnostic, ...]:
    """A warning where no face of ``tag`` says which village it is for."""
    name = spelling(village)
    for face in (tag.front, tag.back):
        items = (*face.background, *face.items)
        if name in spelling(" ".join(item.text for item in items if isinstance(item, TextItem))):
            return ()
    return (VILLAGE_NOT_ON_TAG(name=village),)
