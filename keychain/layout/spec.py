"""A layout as its file states it, checked and with its parents merged in.

Lengths are mm, sizes of type pt, colours DeviceCMYK. Boxes form a tree for each face; a box's
``name`` is its key in the file and unique on its face.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from keychain.diagnostics import Place
from keychain.geometry import Point, Size
from keychain.layout.outline import Outline
from keychain.layout.placed import BLACK, Colour, Font, Says
from keychain.layout.sheet_spec import SheetSpec
from keychain.tags.job import Faces
from keychain.values import dataclass

Align = Literal["left", "centre", "right"]
Valign = Literal["top", "middle", "bottom"]
LabelSide = Literal["right", "left", "below"]
ShapeKind = Literal["rectangle", "oval", "disc", "line"]
Direction = Literal["row", "column", "layers"]
Selection = Literal["others", "rest", "officers", "hotlines"]


@dataclass(frozen=True, slots=True)
class Length:
    """A length in mm, or in percent of the parent box's width or height."""

    value: float
    percent: bool = False

    def of(self, whole: float) -> float:
        """The length in mm in a parent of ``whole`` mm."""
        return self.value * whole / 100 if self.percent else self.value


@dataclass(frozen=True, slots=True)
class Words:
    """A text, one a language; the first serves where a language has none. On a tag it has
    ``{fields}``."""

    texts: tuple[tuple[str, str], ...]
    place: Place

    def for_language(self, language: str) -> str:
        """The text in ``language``, else the first one given."""
        texts = dict(self.texts)
        return texts.get(language, self.texts[0][1])


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set. ``sizes`` are the sizes to try, the preferred first.

    ``digits``: the box is as high as the digits and they stand on its bottom; the size grows to
    fill the box. Otherwise a line is 1.25 em high with its baseline 1 em below its top.
    """

    font: Font
    sizes: tuple[float, ...]
    colour: Colour = BLACK
    digits: bool = False


@dataclass(frozen=True, slots=True)
class TextForm:
    """One way to set a text: sizes to try in turn, in at most ``lines`` lines."""

    sizes: tuple[float, ...]
    lines: int = 1


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text. ``shorter`` texts replace it one after the other when room is short.

    ``on`` names a box earlier on the face whose first baseline this text shares.
    """

    words: Words
    style: Style
    forms: tuple[TextForm, ...]
    shorter: tuple[Words, ...] = ()
    shortens: int | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class LabelForm:
    """How a phone list names who answers: lines of text, ``{rank} {name}`` for one.

    Each line has its style; ``hotline`` is the label of a hotline, wrapped to ``hotline_lines``.
    """

    lines: tuple[tuple[Words, Style], ...]
    hotline_lines: int


@dataclass(frozen=True, slots=True)
class PhoneList:
    """One row for each number of the selection, numbers in one column, labels in the other.

    ``short`` is the style of short codes, where they are to stand larger than the rest.
    ``forms`` are tried in turn until the whole list fits in one of them. ``gap`` stands between
    the columns (or over the label), ``row_gap`` is the least space between rows.
    """

    selection: Selection
    number: Style
    forms: tuple[LabelForm, ...]
    short: Style | None = None
    side: LabelSide = "right"
    gap: float = 1.0
    row_gap: float = 0.5


@dataclass(frozen=True, slots=True)
class QrBox:
    """A code and what it ``says``: the lead's number to dial, the tag's serial number, the lead's
    contact card. ``modules`` are the module sizes to try, mm."""

    modules: tuple[float, ...]
    says: Says = "dial"


@dataclass(frozen=True, slots=True)
class ImageBox:
    """A picture file's bytes, fitted into the box with its proportions kept."""

    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ShapeBox:
    """A filled or stroked shape filling its box; a disc has its own centre and radius."""

    shape: ShapeKind
    fill: Colour | None = None
    stroke: Colour | None = None
    stroke_width: float = 0.0
    radius: float = 0.0
    centre: Point | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """A row, a column, or layers over one another."""

    direction: Direction
    children: tuple[Box, ...]
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class When:
    """A condition: fields that must be there or must not, counts in a range, boxes of the front
    that were left out, boxes of this face that are still there or have left. All must hold."""

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    counts: tuple[tuple[str, int, int], ...] = ()
    left_out: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


Content = TextBox | PhoneList | QrBox | ImageBox | ShapeBox | Stack


@dataclass(frozen=True, slots=True)
class Box:
    """A box: what is in it, where it stands in its parent, and when it gives way.

    ``x`` and ``y`` count from the parent's top left and apply in layers. ``shrinks`` and
    ``leaves`` are its turns when room is short, lowest first; None is never.
    """

    name: str
    place: Place
    content: Content
    x: Length = field(default=Length(0))
    y: Length = field(default=Length(0))
    width: Length | None = None
    height: Length | None = None
    grow: float = 0.0
    align: Align = "left"
    valign: Valign = "top"
    when: When | None = None
    shrinks: int | None = None
    leaves: int | None = None


@dataclass(frozen=True, slots=True)
class HoleSpec:
    """The ring's hole on the front; ``clear`` mm around it stay free of all but background."""

    centre: Point
    diameter: float
    clear: float


@dataclass(frozen=True, slots=True)
class FaceSpec:
    """One face: what may run over the cut, and the boxes over it."""

    background: Box | None
    body: Box


USUAL_READ_FROM, USUAL_SCAN_FROM = 0.6, 0.18
"""m: at arm's length, and as near as people hold a telephone to a code in their hand."""


@dataclass(frozen=True, slots=True)
class LayoutSpec:
    """A tag's whole layout. ``safe`` is the depth at which digits and capitals stay inside the
    cut, ``safe_lines`` the same for whole lines with their descenders and stacked marks, mm.

    ``larger`` names the layout that takes more numbers, for advice. ``one_sided``: there is no
    back, as with labels. ``read_from`` and ``scan_from`` are the distances, in m, from which its
    numbers are to be read and its code to be scanned.
    """

    name: str
    title: Words
    place: Place
    outline: Outline
    bleed: float
    safe: float
    safe_lines: float
    hole: HoleSpec | None
    front: FaceSpec
    back: FaceSpec
    sheet: SheetSpec
    larger: str | None = None
    one_sided: bool = False
    read_from: float = USUAL_READ_FROM
    scan_from: float = USUAL_SCAN_FROM

    def faces(self, asked: Faces) -> Faces:
        """The faces that are printed where these are asked for."""
        return "front" if self.one_sided else asked

    @property
    def size(self) -> Size:
        """The trimmed tag, mm."""
        return self.outline.size
