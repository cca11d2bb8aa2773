"""The calibration sheet as plain data: one sheet of paper with two sides."""

from __future__ import annotations

from keychain.contacts.model import Language
from keychain.geometry import Size
from keychain.layout.placed import PathItem, TextItem
from keychain.layout.sheet_spec import Duplex
from keychain.sheets.model import Stroke
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines, texts and filled shapes, all in K; mm from the top left, y down."""

    strokes: tuple[Stroke, ...] = ()
    texts: tuple[TextItem, ...] = ()
    paths: tuple[PathItem, ...] = ()

    def __add__(self, other: Drawing) -> Drawing:
        return Drawing(
            self.strokes + other.strokes, self.texts + other.texts, self.paths + other.paths
        )


@dataclass(frozen=True, slots=True)
class CalibrationSheet:
    """``front`` and ``back`` as each is seen; ``through`` is on the back as well, but placed as it
    is seen from the front, when the sheet is held against the light."""

    title: str
    language: Language
    paper: Size
    duplex: Duplex
    front: Drawing
    back: Drawing
    through: Drawing
