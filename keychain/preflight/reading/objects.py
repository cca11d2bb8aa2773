"""A PDF's objects, read with pikepdf, as plain values."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import field, replace
from typing import Literal

import pikepdf

from keychain.preflight.reading.colours import foreign_space
from keychain.preflight.reading.content import Walk
from keychain.preflight.reading.faults import FAULTS
from keychain.preflight.reading.fonts import FontFacts, Fonts
from keychain.preflight.reading.plan import Planner
from keychain.preflight.reading.planned import Item
from keychain.preflight.reading.stream_facts import Show, StreamFacts
from keychain.preflight.reading.values import (
    IDENTITY,
    Box,
    Matrix,
    box,
    entries,
    entry,
    identity,
    inherited,
    name,
    number,
    resources_of,
    text,
    times,
)
from keychain.values import dataclass

Unreadable = Literal["damaged", "encrypted"]
_DEEPEST = 8
"""Forms in forms; more than a few levels can only be a loop or an attack."""


@dataclass(frozen=True, slots=True)
class PageObjects:
    """One page. Boxes are in points, None where the page itself (or for the media box, any node
    above it) has none. ``content`` is None where the page's streams cannot be read, ``plan`` where
    it was not asked for, or where what stands on the page cannot be proven."""

    media: Box | None
    crop: Box | None
    bleed: Box | None
    trim: Box | None
    rotate: float
    user_unit: float
    annotated: bool
    content: StreamFacts | None
    key: str
    plan: tuple[Item, ...] | None = None


@dataclass(frozen=True, slots=True)
class PdfObjects:
    """A whole file, or some pages of it. ``fonts`` and ``forms`` are by identity; ``fonts`` has
    every font that a page or form lists, shown or not. ``pages`` is empty where their number was
    not the one asked for.
    """

    count: int
    title: str | None
    language: str | None
    job: str | None
    print_scaling: str | None
    fonts: dict[str, FontFacts]
    first_page: dict[str, int]
    forms: dict[str, StreamFacts]
    pages: tuple[PageObjects, ...]

    def placed(self, content: StreamFacts) -> Iterator[tuple[StreamFacts, Matrix]]:
        """A page's content and every form in it, each with the matrix that takes it to the page."""
        waiting = [(content, IDENTITY, 0)]
        while waiting:
            facts, where, depth = waiting.pop()
            yield facts, where
            if depth < _DEEPEST:
                for drawn in reversed(facts.forms):
                    below = self.forms[drawn.form]
                    waiting.append((below, times(drawn.matrix, where), depth + 1))


def read_job_text(data: bytes) -> str | None:
    """The text of the job in the document information, None where there is none to be read."""
    return _info_text(data, "/KeychainJob")


def says_paper(data: bytes) -> bool:
    """Whether the document information says that this is a paper, without tags to be cut out."""
    return _info_text(data, "/KeychainPaper") is not None


def _info_text(data: bytes, key: str) -> str | None:
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            return text(entry(entry(pdf.trailer, "/Info"), key))
    except FAULTS:
        return None


def read_objects(data: bytes, pages: int, largest: float | None = None) -> PdfObjects | Unreadable:
    """All that is to be known of a file that should have ``pages`` pages. With ``largest``, in
    points, they are planned, and forms no larger than that are placed as a whole."""
    try:
        with (
            warnings.catch_warnings(action="error", category=UserWarning),
            pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf,
        ):
            if pdf.is_encrypted:
                return "encrypted"
            every = range(len(pdf.pages))
            return read_pages(pdf, every if len(every) == pages else (), largest, Fonts())
    except pikepdf.PasswordError:
        return "encrypted"
    except FAULTS:
        return "damaged"


def read_pages(
    pdf: pikepdf.Pdf, indexes: Sequence[int], largest: float | None, fonts: Fonts
) -> PdfObjects:
    """The same of an open file and some of its pages. ``fonts`` are those of the file as far as
    they are known already. Raises one of FAULTS."""
    reader = _Reader(fonts)
    if largest is not None:
        reader.planner = Planner(largest, reader.shows_of)
    return reader.read(pdf, indexes)


@dataclass(slots=True)
class _Reader:
    known_fonts: Fonts
    fonts: dict[str, FontFacts] = field(default_factory=dict)
    first_page: dict[str, int] = field(default_factory=dict)
    forms: dict[str, StreamFacts] = field(default_factory=dict)
    resources: dict[str, str] = field(default_factory=dict)
    open_forms: list[str] = field(default_factory=list)
    page: int = 0
    planner: Planner | None = None

    def shows_of(self, form: str) -> tuple[Show, ...] | None:
        """The text that a form shows itself, None where it could not be read."""
        return self.forms[form].shows if form in self.forms else None

    def read(self, pdf: pikepdf.Pdf, indexes: Sequence[int]) -> PdfObjects:
        root, info = entry(pdf.trailer, "/Root"), entry(pdf.trailer, "/Info")
        pages = []
        for self.page, index in enumerate(indexes):
            pages.append(self._page(pdf.pages[index].obj))
        return PdfObjects(
            len(pdf.pages),
            text(entry(info, "/Title")),
            text(entry(root, "/Lang")),
            text(entry(info, "/KeychainJob")),
            name(entry(entry(root, "/ViewerPreferences"), "/PrintScaling")),
            self.fonts,
            self.first_page,
            self.forms,
            tuple(pages),
        )

    def _page(self, page: pikepdf.Dictionary) -> PageObjects:
        resources = inherited(page, "/Resources")
        known = identity(resources)
        if known not in self.resources:
            self._list_fonts(resources)
            self.resources[known] = _resources_key(resources)
        content = plan = None
        if name(entry(page, "/Type")) == "Page":
            with suppress(*FAULTS):
                content = self._stream(page, resources, own=True)
                if self.planner is not None and entry(page, "/Group") is None:
                    plan = self.planner.plan(page, resources, content.shows)
        media = box(inherited(page, "/MediaBox"))
        annotations = entry(page, "/Annots")
        turned = number(inherited(page, "/Rotate")) or 0.0
        crop = box(inherited(page, "/CropBox"))
        unit = number(entry(page, "/UserUnit"))
        skeleton = content.skeleton if content else f"unread {self.page}"
        parts = (media, crop, turned, unit, self.resources[known], skeleton)
        return PageObjects(
            media,
            crop,
            box(entry(page, "/BleedBox")),
            box(entry(page, "/TrimBox")),
            turned,
            1.0 if unit is None else unit,
            isinstance(annotations, pikepdf.Array) and len(annotations) > 0,
            content,
            repr(parts),
            plan,
        )

    def _stream(
        self, stream: pikepdf.Object, resources: object, *, own: bool = False
    ) -> StreamFacts:
        facts = Walk(resources, self._form, self._font).through(stream, skeleton=own)
        group = entry(entry(stream, "/Group"), "/CS")
        family = None if group is None else foreign_space(group, entry(resources, "/ColorSpace"))
        if family is None:
            return facts
        return replace(facts, colours=facts.colours | {family})

    def _form(self, form: pikepdf.Stream, outer: object) -> StreamFacts | None:
        """A form's facts."""
        key = identity(form)
        if key in self.open_forms or len(self.open_forms) >= _DEEPEST:
            return None
        if key not in self.forms:
            resources = resources_of(form, outer)
            self._list_fonts(resources)
            self.open_forms.append(key)
            try:
                facts = self._stream(form, resources)
            finally:
                self.open_forms.pop()
            self.forms[key] = replace(facts, bounds=box(entry(form, "/BBox")))
        return self.forms[key]

    def _font(self, font: object) -> tuple[str, FontFacts]:
        key = identity(font)
        if key not in self.fonts:
            self.fonts[key] = self.known_fonts.of(font)
            self.first_page[key] = self.page
        return key, self.fonts[key]

    def _list_fonts(self, resources: object) -> None:
        for _, font in entries(entry(resources, "/Font")):
            self._font(font)


def _resources_key(resources: object) -> str:
    """The resources by what their names stand for, so that equal lists give equal keys."""
    found = []
    for category, listed in sorted(entries(resources)):
        if isinstance(listed, pikepdf.Dictionary):
            found.append(
                (category, sorted((key, identity(value)) for key, value in entries(listed)))
            )
    return repr(found)
