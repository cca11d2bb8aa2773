"""Everything that a PDF's pages are made of, each thing once, with the page that has it first.

What resources list counts as used: a file that names an unembedded font is refused by a print
shop, whether or not the font is drawn with.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import field
from functools import partial

import pikepdf

from keychain.preflight.reading.bounded import filters, read_bounded
from keychain.preflight.reading.faults import FAULTS, TooMuch
from keychain.preflight.reading.spaces import Spot, roots
from keychain.preflight.reading.stream_use import read_use
from keychain.preflight.reading.values import (
    entries,
    entry,
    identity,
    inherited,
    name,
    number,
    resources_of,
)
from keychain.values import dataclass

_LARGEST_STREAM = 8_000_000
_MOST_BYTES = 50_000_000
_MOST_THINGS = 100_000
MOST_ANNOTATIONS = 10_000
"""What one file may make us do; a book of a thousand sheets stays far below."""

PRINTING_ANNOTATIONS = frozenset({"PrinterMark", "TrapNet"})
"""The only annotations that are part of what is printed (ISO 32000-1, 14.11.3 and 14.11.6)."""

Seen = tuple[int, pikepdf.Object]
"""The number of a page, counted from 1, and an object that it has before any other page."""


@dataclass(slots=True)
class Inventory:
    """What was found. ``spaces`` has colour spaces by where they are used and their family;
    ``unset`` is the first page with a stream that paints before it has set a colour; ``faults`` are
    pages of which something cannot be read, ``endless`` tells that there was too much to read."""

    fonts: list[Seen] = field(default_factory=list)
    states: list[Seen] = field(default_factory=list)
    images: list[Seen] = field(default_factory=list)
    forms: list[Seen] = field(default_factory=list)
    groups: list[Seen] = field(default_factory=list)
    spots: list[tuple[int, Spot]] = field(default_factory=list)
    spaces: dict[tuple[str, str], int] = field(default_factory=dict)
    operators: dict[str, int] = field(default_factory=dict)
    inline_filters: dict[str, int] = field(default_factory=dict)
    unset: int | None = None
    faults: list[int] = field(default_factory=list)
    endless: bool = False


def take_inventory(pages: Iterable[pikepdf.Dictionary]) -> Inventory:
    """The inventory of ``pages``, in their order. Raises nothing."""
    walk = _Walk()
    for walk.page, page in enumerate(pages, 1):
        walk.later(partial(walk.walk_page, page))
        walk.go()
    return walk.found


@dataclass(slots=True)
class _Walk:
    found: Inventory = field(default_factory=Inventory)
    page: int = 0
    _known: set[str] = field(default_factory=set)
    _waiting: deque[Callable[[], None]] = field(default_factory=deque)
    _bytes: int = 0
    _annotations: int = 0

    def later(self, task: Callable[[], None]) -> None:
        self._waiting.append(task)

    def go(self) -> None:
        """Do what waits, and what comes up with it, until nothing is left: no recursion, since
        resources nest as deep as a hostile file likes."""
        while self._waiting and not self.found.endless:
            task = self._waiting.popleft()
            try:
                task()
            except FAULTS:
                self._fault()

    def _fault(self) -> None:
        if self.page not in self.found.faults:
            self.found.faults.append(self.page)

    def _new(self, kind: str, thing: object) -> bool:
        """Whether a thing is met for the first time."""
        key = f"{kind} {identity(thing)}"
        if key in self._known:
            return False
        self._known.add(key)
        if len(self._known) > _MOST_THINGS:
            self.found.endless = True
        return True

    def walk_page(self, page: pikepdf.Dictionary) -> None:
        resources = inherited(page, "/Resources")
        named = entry(resources, "/ColorSpace")
        self._resources(resources)
        self._group(page, named)
        annotations = entry(page, "/Annots")
        if isinstance(annotations, pikepdf.Array):
            self._annotations += len(annotations)
            if self._annotations > MOST_ANNOTATIONS:
                raise TooMuch("annotations")
            for annotation in list(annotations):
                if name(entry(annotation, "/Subtype")) in PRINTING_ANNOTATIONS:
                    self._appearance(entry(entry(annotation, "/AP"), "/N"))
        contents = entry(page, "/Contents")
        if isinstance(contents, (pikepdf.Stream, pikepdf.Array)):
            self._content(page, contents, resources)

    def _appearance(self, normal: object) -> None:
        if isinstance(normal, pikepdf.Stream):
            self._form(normal, None)
        else:
            for _, state in entries(normal):
                self._form(state, None)

    def _resources(self, resources: object) -> None:
        if not isinstance(resources, pikepdf.Dictionary) or not self._new("resources", resources):
            return
        named = entry(resources, "/ColorSpace")
        for _, space in entries(named):
            self._space("ColorSpace", space, named)
        for _, state in entries(entry(resources, "/ExtGState")):
            self.later(partial(self._state, state, resources))
        for _, font in entries(entry(resources, "/Font")):
            self.later(partial(self._font, font))
        for _, shading in entries(entry(resources, "/Shading")):
            self._shading(shading, named)
        for _, pattern in entries(entry(resources, "/Pattern")):
            self.later(partial(self._pattern, pattern, resources))
        for _, drawn in entries(entry(resources, "/XObject")):
            if name(entry(drawn, "/Subtype")) == "Image":
                self.later(partial(self._image, drawn, resources))
            else:
                self.later(partial(self._form, drawn, resources))

    def _space(self, where: str, space: object, named: object) -> None:
        if isinstance(space, pikepdf.Array) and not self._new(f"{where} space", space):
            return
        for root in roots(space, named):
            if isinstance(root, Spot):
                self.found.spots.append((self.page, root))
            else:
                self.found.spaces.setdefault((where, root), self.page)

    def _shading(self, shading: object, named: object) -> None:
        self._space("Shading", entry(shading, "/ColorSpace"), named)

    def _group(self, holder: object, named: object) -> None:
        group = entry(holder, "/Group")
        if isinstance(group, pikepdf.Dictionary):
            self.found.groups.append((self.page, group))
            space = entry(group, "/CS")
            # A group of grey is what a luminosity mask is made of; it prints nothing.
            if space is not None and name(space) != "DeviceGray":
                self._space("Group", space, named)

    def _form(self, form: object, outer: object) -> None:
        if not isinstance(form, pikepdf.Stream) or not self._new("form", form):
            return
        self.found.forms.append((self.page, form))
        if name(entry(form, "/Subtype")) == "PS":
            return
        resources = resources_of(form, outer)
        self._resources(resources)
        self._group(form, entry(resources, "/ColorSpace"))
        self._content(form, form, resources)

    def _image(self, image: object, resources: object) -> None:
        if not isinstance(image, pikepdf.Stream) or not self._new("image", image):
            return
        self.found.images.append((self.page, image))
        space = entry(image, "/ColorSpace")
        in_itself = space is None and "JPXDecode" in filters(image)
        if entry(image, "/ImageMask") is not True and not in_itself:
            self._space("Image", space, entry(resources, "/ColorSpace"))
        alternates = entry(image, "/Alternates")
        if isinstance(alternates, pikepdf.Array):
            for each in list(alternates):
                self.later(partial(self._image, entry(each, "/Image"), resources))

    def _state(self, state: object, resources: object) -> None:
        if not isinstance(state, pikepdf.Dictionary) or not self._new("state", state):
            return
        self.found.states.append((self.page, state))
        font = entry(state, "/Font")
        if isinstance(font, pikepdf.Array) and len(font):
            self._font(font[0])
        mask = entry(entry(state, "/SMask"), "/G")
        if mask is not None:
            self.later(partial(self._form, mask, resources))

    def _pattern(self, pattern: object, outer: object) -> None:
        if not self._new("pattern", pattern):
            return
        named = entry(outer, "/ColorSpace")
        shading = entry(pattern, "/Shading")
        if shading is not None:
            self._shading(shading, named)
            self._state(entry(pattern, "/ExtGState"), outer)
        elif isinstance(pattern, pikepdf.Stream):
            resources = resources_of(pattern, outer)
            self._resources(resources)
            coloured = number(entry(pattern, "/PaintType")) != 2
            self._content(pattern, pattern, resources, coloured=coloured)

    def _font(self, font: object) -> None:
        if not isinstance(font, pikepdf.Dictionary) or not self._new("font", font):
            return
        self.found.fonts.append((self.page, font))
        if name(entry(font, "/Subtype")) == "Type3":
            resources = entry(font, "/Resources")
            self._resources(resources)
            for _, glyph in entries(entry(font, "/CharProcs")):
                if isinstance(glyph, pikepdf.Stream):
                    self.later(partial(self._content, glyph, glyph, resources, coloured=False))

    def _content(
        self,
        whole: pikepdf.Object,
        contents: pikepdf.Object,
        resources: object,
        *,
        coloured: bool = True,
    ) -> None:
        """What the stream or page ``whole`` does, whose ``contents`` are one stream or several.
        ``coloured`` tells that it sets colours itself and has none from whoever draws it."""
        if not self._new("content", contents):
            return
        for part in list(contents) if isinstance(contents, pikepdf.Array) else [contents]:
            data = read_bounded(part, _LARGEST_STREAM) if isinstance(part, pikepdf.Stream) else b""
            self._bytes += _LARGEST_STREAM if data is None else len(data)
            if data is None or self._bytes > _MOST_BYTES:
                self.found.endless = True
                return
        use = read_use(whole, entry(resources, "/ColorSpace"))
        for space in use.spaces:
            self.found.spaces.setdefault(space, self.page)
        for operator in use.foreign:
            self.found.operators.setdefault(operator, self.page)
        for each in use.inline_filters:
            self.found.inline_filters.setdefault(each, self.page)
        if use.unset and coloured and self.found.unset is None:
            self.found.unset = self.page
