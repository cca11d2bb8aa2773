"""Rows, columns and layers turned into rectangles: who stands where, mm."""

from __future__ import annotations

from keychain.geometry import Rect, Size, inset
from keychain.layout.fitting.live import Live
from keychain.layout.fitting.state import State
from keychain.layout.spec import Box, Stack
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A box that shows something, with its place; or by how many mm a stack's boxes pass it."""

    box: Box
    rect: Rect
    over: float = 0.0


def arrange(box: Box, rect: Rect, live: Live, state: State, *, stacks: bool = False) -> list[Spot]:
    """Every box in ``box`` that is not a stack, with its place, in the order of the file.

    A stack whose boxes do not fit is among them, with how far they run over. With ``stacks``
    every stack comes before its boxes instead, whether they fit or not.
    """
    found: list[Spot] = []
    if live.is_there(box, state):
        _arrange(box, rect, live, state, stacks, found)
    return found


def _arrange(
    box: Box, rect: Rect, live: Live, state: State, stacks: bool, found: list[Spot]
) -> None:
    """``arrange`` for a box that is there; what is found is appended."""
    if not isinstance(box.content, Stack):
        found.append(Spot(box, rect))
    elif stacks:
        found.append(Spot(box, rect))
        _arrange_stack(box, box.content, rect, live, state, stacks, found)
    else:
        known = live.spots(box, state)
        place = rect.x, rect.y, rect.width, rect.height
        spots = known.get(place)
        if spots is None:
            spots = known[place] = []
            _arrange_stack(box, box.content, rect, live, state, stacks, spots)
        found += spots


def _arrange_stack(
    box: Box, stack: Stack, rect: Rect, live: Live, state: State, stacks: bool, found: list[Spot]
) -> None:
    children = [child for child in stack.children if live.is_there(child, state)]
    room = Size(rect.width, rect.height)
    if stack.direction == "layers":
        for child in children:
            _arrange(child, layer_rect(child, rect), live, state, stacks, found)
        return
    along_x = stack.direction == "row"
    sizes = live.sizes(stack, children, state, room)
    lengths = [s.width if along_x else s.height for s in sizes]
    whole = rect.width if along_x else rect.height
    growing = sum([child.grow for child in children])
    fixed = sum([n for child, n in zip(children, lengths, strict=True) if not child.grow])
    spare = whole - fixed - stack.gap * (len(children) - 1)
    if spare < -1e-6 and not stacks:
        found.append(Spot(box, rect, -spare))
    if growing:
        lengths = [
            max(spare, 0) * child.grow / growing if child.grow else length
            for child, length in zip(children, lengths, strict=True)
        ]
        spare = 0.0
    at = _start(box, along_x, spare) + (rect.x if along_x else rect.y)
    for child, length, size in zip(children, lengths, sizes, strict=True):
        if along_x:
            height = size.height if child.height else rect.height
            place = Rect(at, rect.y + inset(child.valign, rect.height - height), length, height)
        else:
            width = size.width if child.width else rect.width
            place = Rect(rect.x + inset(child.align, rect.width - width), at, width, length)
        _arrange(child, place, live, state, stacks, found)
        at += length + stack.gap


def layer_rect(child: Box, rect: Rect) -> Rect:
    """A layer's place: its own x, y, width and height, the rest of the parent's where unsaid."""
    x, y = child.x.of(rect.width), child.y.of(rect.height)
    width = child.width.of(rect.width) if child.width else rect.width - x
    height = child.height.of(rect.height) if child.height else rect.height - y
    return Rect(rect.x + x, rect.y + y, width, height)


def _start(box: Box, along_x: bool, spare: float) -> float:
    return inset(box.align if along_x else box.valign, max(spare, 0.0))
