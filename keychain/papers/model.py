"""Pages of text, lines and enlarged or reduced tags as plain data.

Page coordinates are mm from the top left of the page, y down; sizes of type are pt.
"""

from __future__ import annotations

from dataclasses import dataclass

from keychain.geometry import Point, Rect, Size
from keychain.layout.placed import PathItem, PlacedTag, Side, TextItem


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


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page. Drawn in this order: ``under``, ``faces``, ``over``, ``texts``."""

    paper: Size
    texts: tuple[TextItem, ...]
    under: tuple[PathItem, ...] = ()
    faces: tuple[ShownFace, ...] = ()
    over: tuple[PathItem, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperBook:
    """A whole paper."""

    title: str
    language: str
    pages: tuple[PaperPage, ...]
