"""What everything on the pages shares while they are set."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import field
from typing import Any, Literal

from reportlab.platypus import Flowable

from keychain.directory.book.model import PagedDirectory
from keychain.geometry import PT_PER_MM, mm_of_pt
from keychain.layout.measure import Measure
from keychain.layout.placed import Font
from keychain.layout.typesetting import LINE_HEIGHT
from keychain.papers.paragraph import Paragraph, fill_lines
from keychain.pdf.directory.metrics import Metrics
from keychain.pdf.directory.pen import Pen
from keychain.values import dataclass

Opening = Literal["", "part", "cover"]


@dataclass(slots=True)
class Setting:
    """One directory being set.

    ``pages`` tells where each key was set, so that what is set later can send there. ``shown``
    holds what stands on the page that is being set, for its running head: sections, and what a
    reader looks for, in order. A page with an ``opening`` has no running head, a cover no foot.
    """

    book: PagedDirectory
    metrics: Metrics
    measure: Measure
    tell: Callable[[], object] = lambda: None
    pages: dict[str, int] = field(default_factory=dict)
    section: str = ""
    shown: list[tuple[str, str]] = field(default_factory=list)
    opening: Opening = ""

    def __post_init__(self) -> None:
        self.section = self.book.title

    def show(self, label: str) -> None:
        """Something stands on this page that a reader may look for."""
        self.shown.append((self.section, label))

    def lines(self, text: str, font: Font, size: float, width: float) -> tuple[str, ...]:
        """``text`` in lines of ``width`` mm, the last of more than one word where that is
        possible: none is left alone."""
        found = list(fill_lines(Paragraph(text, font, size), width, self.measure))
        if len(found) > 1 and " " not in found[-1] and found[-2].count(" ") > 1:
            before, _, moved = found[-2].rpartition(" ")
            joined = f"{moved} {found[-1]}"
            if len(fill_lines(Paragraph(joined, font, size), width, self.measure)) == 1:
                found[-2:] = before, joined
        return tuple(found)

    def opened(self, title: str, key: str, level: int, pen: Pen, top: float) -> None:
        """Something begins here that bookmarks and links lead to."""
        pen.target(key, top)
        pen.canvas.addOutlineEntry(title, key, level, closed=level > 0)
        self.pages[key] = pen.canvas.getPageNumber()


def leading(size: float) -> float:
    """From one line of ``size`` pt to the next, mm."""
    return mm_of_pt(size) * LINE_HEIGHT


class SetBox(Flowable, ABC):  # type: ignore[misc]  # reportlab has no types
    """Something of one height, mm, that platypus finds a place for; ``before`` is the white above
    it where it does not begin a page."""

    def __init__(self, setting: Setting, before: float = 0.0) -> None:
        super().__init__()
        self.setting = setting
        self.before = before

    @property
    @abstractmethod
    def high(self) -> float:
        """The height, mm, once what it needs to know is known."""

    @abstractmethod
    def paint(self, pen: Pen) -> None:
        """Draw it, from its top left."""

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """What platypus asks."""
        return width, self.high * PT_PER_MM

    def getSpaceBefore(self) -> float:
        """What platypus asks."""
        return self.before * PT_PER_MM

    def draw(self) -> None:
        """What platypus asks, with the origin at the bottom left."""
        canvas: Any = self.canv
        self.paint(Pen(canvas, self.high, self.setting.measure))
