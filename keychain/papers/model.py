"""Pages of text, lines and enlarged or reduced tags as plain data.

Page coordinates are mm from the top left of the page, y down; sizes of type are pt.
"""

from __future__ import annotations

from keychain.geometry import Point, Rect, Size
from keychain.layout.placed import PathItem, PlacedTag, Side, TextItem
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class ShownFace:
    """A face of a tag, cut out along its cut. ``at`` is its top left corner on the page,
    ``scale`` what a mm of the tag is on the page."""

    tag: PlacedTag
    side: Side
    at: Point
    scale: float

    @property
    def rect(self) -> Rect:
        """Where the cut's bounding box stands on the page, mm."""
        size = self.tag.size
        return Rect(self.at.x, self.at.y, size.width * self.scale, size.height * self.scale)


@dataclass(frozen=True, slots=True, eq=False)
class Stencil:
    """What stands the same on pages of many papers, so that it need be made only once: two are
    the same only if they are one. Its coordinates are those of a page with ``top`` 0."""

    texts: tuple[TextItem, ...]
    under: tuple[PathItem, ...] = ()
    over: tuple[PathItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Stencilled:
    """A stencil on a page, ``top`` mm further down."""

    stencil: Stencil
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Texts of one type and width, each ``step`` mm below the last: ``first``, then ``others``."""

    first: TextItem
    others: tuple[str, ...]
    step: float


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page. Drawn in this order: ``under``, ``faces``, ``over``, ``stencils``, ``texts``,
    ``columns``."""

    paper: Size
    texts: tuple[TextItem, ...]
    under: tuple[PathItem, ...] = ()
    faces: tuple[ShownFace, ...] = ()
    over: tuple[PathItem, ...] = ()
    stencils: tuple[Stencilled, ...] = ()
    columns: tuple[TextColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperBook:
    """A whole paper. Its fonts hold ``letters`` whatever is drawn, so that papers of one kind can
    have the same fonts and the same stencils to the byte."""

    title: str
    language: str
    pages: tuple[PaperPage, ...]
    letters: str = ""
