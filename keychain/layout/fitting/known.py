"""What is worked out of a face's boxes once, for all tags that are fitted into it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import field
from functools import lru_cache

from keychain.layout.conditions import count_numbers
from keychain.layout.fitting.ladder import Concession, Fit
from keychain.layout.fitting.live import Live
from keychain.layout.placed import Item, Says, Side
from keychain.layout.spec import Box, FaceSpec, LayoutSpec, PhoneList, QrBox, Stack, TextBox
from keychain.layout.templates import entry_values, fields_of
from keychain.tags.content import Entry
from keychain.values import dataclass

MOST_KEPT = 64
"""Faces that are kept, for tags that say the same on them: a commune's backs often do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a face asks of a tag: fields by name, whether how many numbers there are, whether which
    they are, what codes say, and which boxes of the front have left."""

    fields: tuple[str, ...]
    counts: bool
    numbers: bool
    codes: frozenset[Says]
    left_out: frozenset[str]

    def answers(self, live: Live) -> Hashable:
        """What a tag answers. Of two that answer alike the faces are alike, whatever else they
        say on the other side."""
        content = live.content
        return (
            content.language,
            tuple(map(live.values.get, self.fields)),
            tuple(count_numbers(content).values()) if self.counts else (),
            tuple(map(_row, content.others)) if self.numbers else (),
            content.symbol.payload if "dial" in self.codes else "",
            content.serial if "serial" in self.codes else "",
            content.card if "card" in self.codes else "",
            self.left_out & live.left_out,
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """A face as it was fitted, without the tag that it was fitted for: the items behind its boxes,
    the state that was reached, and the boxes that have left in it."""

    background: tuple[Item, ...]
    fit: Fit
    left_out: frozenset[str]


@dataclass(slots=True)
class KnownFace:
    """One face, as ``spec`` states it. ``dependents`` are, for each box by its name, the ``id`` of
    those that may look different once it has given way; ``in_height`` those whose size depends on
    how much height they are offered, as parts of it do; ``ladders`` the steps by which boxes give
    way, by the names of those that show something; ``fitted`` faces by what their tags answered."""

    spec: FaceSpec
    asked: Asked
    dependents: dict[str, frozenset[int]]
    in_height: frozenset[int]
    ladders: dict[tuple[str, ...], tuple[Concession, ...]] = field(default_factory=dict)
    fitted: dict[Hashable, Kept] = field(default_factory=dict)

    def keep(self, answers: Hashable, face: Kept) -> None:
        """Keep a face for the next tag."""
        while len(self.fitted) >= MOST_KEPT:
            del self.fitted[next(iter(self.fitted))]
        self.fitted[answers] = face


def known_face(layout: LayoutSpec, side: Side) -> KnownFace:
    """What is known of a face of ``layout``, this very one."""
    return _known(_Same(layout), side)


class _Same:
    """A layout that is equal to itself alone: to compare all that is in it takes longer."""

    def __init__(self, layout: LayoutSpec) -> None:
        self.layout = layout

    def __hash__(self) -> int:
        return id(self.layout)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.layout is self.layout


@lru_cache(maxsize=16)
def _known(same: _Same, side: Side) -> KnownFace:
    spec = same.layout.front if side == "front" else same.layout.back
    return KnownFace(spec, _asked_by(spec), _dependents(spec), frozenset(_in_height(spec.body)))


def _asked_by(spec: FaceSpec) -> Asked:
    boxes = tuple(boxes_of(spec))
    whens = [box.when for box in boxes if box.when is not None]
    contents = [box.content for box in boxes]
    fields = {name for when in whens for name in (*when.present, *when.absent)}
    for content in contents:
        if isinstance(content, TextBox):
            words = (content.words, *content.shorter)
            fields.update(
                name for each in words for _, text in each.texts for name in fields_of(text)
            )
    return Asked(
        tuple(sorted(fields)),
        any(when.counts for when in whens),
        any(isinstance(content, PhoneList) for content in contents),
        frozenset(content.says for content in contents if isinstance(content, QrBox)),
        frozenset(name for when in whens for name in when.left_out),
    )


def _row(entry: Entry) -> Hashable:
    """What a list shows of a number, and chooses it by."""
    return entry.phone.printed, entry.hotline, entry.short, tuple(entry_values(entry).items())


def boxes_of(spec: FaceSpec) -> Iterator[Box]:
    """Every box of a face, those behind it as well."""
    waiting = [spec.body] if spec.background is None else [spec.background, spec.body]
    while waiting:
        box = waiting.pop()
        yield box
        if isinstance(box.content, Stack):
            waiting += box.content.children


def _dependents(spec: FaceSpec) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}

    def walk(box: Box, around: frozenset[int]) -> None:
        here = around | {id(box)}
        when = box.when
        for name in (box.name, *((*when.beside, *when.without) if when else ())):
            found[name] = found.get(name, frozenset()) | here
        if isinstance(box.content, Stack):
            for child in box.content.children:
                walk(child, here)

    walk(spec.body, frozenset())
    return found


def _in_height(box: Box) -> set[int]:
    children = box.content.children if isinstance(box.content, Stack) else ()
    found = {each for child in children for each in _in_height(child)}
    lengths = (box.y, box.height) if box.height else (box.y,)
    return found | {id(box)} if found or any(each.percent for each in lengths) else found
