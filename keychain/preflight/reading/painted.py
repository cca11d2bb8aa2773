"""A whole PDF as what it paints: pages, and every stream that they draw, none of them trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from math import isfinite

import pikepdf

from keychain.preflight.reading.bounded import filters, read_bounded
from keychain.preflight.reading.faults import FAULTS
from keychain.preflight.reading.fonts import FontFacts, Fonts
from keychain.preflight.reading.instructions import read_drawing
from keychain.preflight.reading.marks import Brush, StreamPaint
from keychain.preflight.reading.painting import Painter
from keychain.preflight.reading.pictures import PictureFacts, read_picture
from keychain.preflight.reading.values import (
    IDENTITY,
    Box,
    Matrix,
    box,
    common,
    entry,
    identity,
    inherited,
    moved_box,
    resources_of,
    times,
)
from keychain.values import dataclass

DEEPEST = 12
_LARGEST = 20_000_000
_SURELY_SMALL = 10_000
"""Packed bytes that cannot unpack to more than a thousand times as many: deflate's own limit."""

_MOST_STREAMS = 20_000
_MOST_DRAWN = 200_000
_A4: Box = (0.0, 0.0, 595.0, 842.0)


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """One page. Boxes in points: the media box, the trim box if the page has one, and ``live``,
    outside of which nothing is meant to be printed. ``stream`` is None where it cannot be read."""

    number: int
    media: Box
    trim: Box | None
    live: Box
    stream: str | None


@dataclass(slots=True)
class Painted:
    """What a file paints. ``streams`` are by name; one drawn with two brushes has two. ``loops``
    tells of forms that draw themselves, which no program that renders pages need survive."""

    pages: list[PaintedPage] = field(default_factory=list)
    streams: dict[str, StreamPaint] = field(default_factory=dict)
    loops: bool = False

    @property
    def can_be_rendered(self) -> bool:
        """Whether no page draws more than a program can render in reasonable time and memory."""
        drawn: dict[str, int] = {}
        for name, paint in self.streams.items():  # what is drawn stands before its drawer
            drawn[name] = 1 + sum(drawn.get(each.stream, 1) for each in paint.drawn)
        return not self.loops and max(drawn.values(), default=0) <= _MOST_DRAWN

    def placed(self, page: PaintedPage) -> Iterator[tuple[str, StreamPaint, Matrix, Box | None]]:
        """The page's stream and all that it draws, in the order in which they are begun, each with
        the matrix that takes it to the page and the box outside of which it is not seen there."""
        if page.stream is None:
            return
        waiting: list[tuple[str, Matrix, Box | None, int]] = [(page.stream, IDENTITY, None, 0)]
        given = 0
        while waiting and given < _MOST_DRAWN:
            stream, where, clip, depth = waiting.pop()
            paint = self.streams.get(stream)
            if paint is None or not all(map(isfinite, where)):
                continue
            given += 1
            yield stream, paint, where, clip
            if depth < DEEPEST:
                for item in reversed(paint.drawn):
                    inner = clip
                    if item.clip is not None:
                        inner = common(moved_box(item.clip, where), clip)
                        if inner is None:
                            continue
                    waiting.append((item.stream, times(item.matrix, where), inner, depth + 1))


def read_painted(
    pdf: pikepdf.Pdf,
    indexes: Sequence[int] | None = None,
    fonts: Fonts | None = None,
) -> Painted:
    """Everything that the pages of an open PDF paint, or some of its pages. ``fonts`` are those of
    this file as far as they are known already. Raises nothing."""
    reader = _Reader(_fonts=fonts or Fonts())
    try:
        if indexes is None:
            for index, page in enumerate(pdf.pages, 1):
                reader.read_page(index, page.obj)
        else:
            for index in indexes:
                reader.read_page(index + 1, pdf.pages[index].obj)
    except FAULTS:
        return reader.painted  # the tree of pages ends here
    return reader.painted


@dataclass(slots=True)
class _Reader:
    painted: Painted = field(default_factory=Painted)
    _fonts: Fonts = field(default_factory=Fonts)
    _images: dict[str, PictureFacts] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def read_page(self, number: int, page: pikepdf.Dictionary) -> None:
        """Add a page, with what it draws."""
        media = box(inherited(page, "/MediaBox")) or _A4
        trim = box(entry(page, "/TrimBox")) or box(entry(page, "/ArtBox"))
        live = box(entry(page, "/BleedBox")) or trim or box(inherited(page, "/CropBox")) or media
        name: str | None = f"page {number}"
        try:
            contents = entry(page, "/Contents")
            parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
            # Pages that are a call of the same sheet share their content and resources.
            resources = inherited(page, "/Resources")
            own = f"page {' '.join(map(identity, parts))} {identity(resources)}"
            if own in self.painted.streams:
                name = own
            elif all(map(_is_bounded, parts)):
                self.painted.streams[own] = self._walk(page, resources, Brush())
                name = own
            else:
                name = None
        except FAULTS:
            name = None
        self.painted.pages.append(PaintedPage(number, media, trim, live, name))

    def _walk(self, stream: pikepdf.Object, resources: object, brush: Brush) -> StreamPaint:
        painter = Painter(resources, self._form, self._font, self._image, brush)
        return painter.through(read_drawing(stream))

    def _form(self, form: pikepdf.Stream, outer: object, brush: Brush) -> str | None:
        name = stream_name(form, outer, brush)
        if name in self._open or len(self._open) >= DEEPEST:
            self.painted.loops = True
            return None
        if name not in self.painted.streams:
            if len(self.painted.streams) >= _MOST_STREAMS or not _is_bounded(form):
                return None
            self._open.append(name)
            try:
                self.painted.streams[name] = self._walk(form, resources_of(form, outer), brush)
            except FAULTS:
                return None
            finally:
                self._open.pop()
        return name

    def _font(self, font: object) -> FontFacts | None:
        return None if font is None else self._fonts.of(font)

    def _image(self, image: pikepdf.Object, named: object) -> PictureFacts:
        key = identity(image)
        if key not in self._images:
            inline = not isinstance(image, pikepdf.Stream) or not image.is_indirect
            self._images[key] = read_picture(image, named, inline=inline)
        return self._images[key]


def stream_name(form: pikepdf.Stream, outer: object, brush: Brush) -> str:
    """A form's name among the streams: how it is drawn depends on the brush, and on the resources
    of its drawer where it has none of its own."""
    shared = "" if entry(form, "/Resources") is not None else identity(outer)
    return f"{identity(form)} {hash(brush)} {shared}"


def _is_bounded(stream: object) -> bool:
    """Whether a stream unpacks to what can be walked in reasonable time."""
    if not isinstance(stream, pikepdf.Stream):
        return True
    if len(filters(stream)) <= 1 and len(stream.read_raw_bytes()) <= _SURELY_SMALL:
        return True
    return read_bounded(stream, _LARGEST) is not None
