"""A list of numbers: which ones, in what type, and the labels beside them."""

from __future__ import annotations

from typing import cast, get_args

from keychain.diagnostics import Diagnostic
from keychain.layout.placed import Colour
from keychain.layout.reading.box_keys import (
    LABEL_KEYS,
    LINE_KEYS,
    MOST_LINES,
    STYLED_KEYS,
    USUAL_GAP,
    USUAL_HOTLINE_LINES,
    USUAL_ROW_GAP,
    USUAL_SIDE,
)
from keychain.layout.reading.quantities import read_mm, read_whole
from keychain.layout.reading.styles import find_style, read_style
from keychain.layout.reading.words import read_words
from keychain.layout.spec import LabelForm, LabelSide, PhoneList, Selection, Style, Words
from keychain.layout.templates import LABEL_FIELDS
from keychain.values import dataclass
from keychain.yaml_source.fields import EMPTY_VALUE, Fields, expect_mapping
from keychain.yaml_source.nodes import Mapping, Node, Sequence


@dataclass(frozen=True, slots=True)
class PhoneListReader:
    """Reads the lists of a face; ``faults`` is added to."""

    styles: dict[str, Style]
    colours: dict[str, Colour]
    faults: list[Diagnostic]

    def read(self, fields: Fields) -> PhoneList | None:
        """The list that a box states; None where a part that it must have is faulty or absent."""
        selection = fields.choice("phones", get_args(Selection))
        number = self._style_of(fields.mapping("number", required=True))
        labels = self._filled(fields, "labels")
        forms = [self._label_form(item) for item in (labels.items if labels else ())]
        if selection is None or number is None or not forms or None in forms:
            return None
        side = fields.choice("side", get_args(LabelSide)) or USUAL_SIDE
        gap = read_mm(fields.scalar("gap"), self.faults)
        row_gap = read_mm(fields.scalar("row-gap"), self.faults)
        return PhoneList(
            cast(Selection, selection),
            number,
            tuple(form for form in forms if form),
            short=self._style_of(fields.mapping("short")),
            side=cast(LabelSide, side),
            gap=USUAL_GAP if gap is None else gap,
            row_gap=USUAL_ROW_GAP if row_gap is None else row_gap,
        )

    def _label_form(self, node: Node) -> LabelForm | None:
        mapping = expect_mapping(node, self.faults, "labels")
        if mapping is None:
            return None
        fields = Fields(mapping, LABEL_KEYS, self.faults)
        lines = self._filled(fields, "lines")
        read: list[tuple[Words, Style]] = []
        for item in lines.items if lines else ():
            line = expect_mapping(item, self.faults, "lines")
            if line is None:
                return None
            parts = Fields(line, LINE_KEYS, self.faults)
            words = read_words(parts.node("text"), LABEL_FIELDS, parts.place(), self.faults)
            named = find_style(parts.scalar("style", required=True), self.styles, self.faults)
            if words is None or named is None:
                return None
            read.append((words, read_style(parts, named, self.colours, self.faults)))
        hotline_lines = read_whole(fields.scalar("hotline-lines"), MOST_LINES, self.faults)
        return LabelForm(tuple(read), hotline_lines or USUAL_HOTLINE_LINES) if read else None

    def _style_of(self, node: Mapping | None) -> Style | None:
        if node is None:
            return None
        fields = Fields(node, STYLED_KEYS, self.faults)
        named = find_style(fields.scalar("style", required=True), self.styles, self.faults)
        return read_style(fields, named, self.colours, self.faults) if named else None

    def _filled(self, fields: Fields, key: str) -> Sequence | None:
        """The list at ``key``, which must hold something."""
        listed = fields.sequence(key, required=True)
        if listed and listed.whole and not listed.items:
            self.faults.append(EMPTY_VALUE(listed.place, key=key))
        return listed
