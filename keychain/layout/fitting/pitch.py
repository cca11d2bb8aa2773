"""How far apart rows of unequal heights stand in a box."""

from __future__ import annotations

from itertools import accumulate, pairwise

from keychain.geometry import Rect


def row_middles(heights: list[float], rect: Rect, gap: float) -> list[float]:
    """The rows' middles, mm: each in the middle of an equal share of the box, or, where a tall
    label forbids that, from edge to edge with steps as equal as the labels allow."""
    count = len(heights)
    share = rect.height / count
    least = [(a + b) / 2 + gap for a, b in pairwise(heights)]
    if max([heights[0], heights[-1], *least]) <= share + 1e-6:
        return [rect.y + (index + 0.5) * share for index in range(count)]
    if count == 1:
        return [rect.centre.y]
    room = rect.height - heights[0] / 2 - heights[-1] / 2
    return list(accumulate(_equal_steps(least, room), initial=rect.y + heights[0] / 2))


def is_even(middles: list[float]) -> bool:
    """Whether rows with these middles stand at one pitch."""
    steps = [b - a for a, b in pairwise(middles)]
    return not steps or max(steps) - min(steps) < 1e-6


def _equal_steps(least: list[float], room: float) -> list[float]:
    """Steps that fill ``room``, none under its least, otherwise equal."""
    step = room / len(least)
    for _ in least:
        tall = [one for one in least if one > step]
        if len(tall) == len(least):
            break
        step = (room - sum(tall)) / (len(least) - len(tall))
    return [max(one, step) for one in least]
