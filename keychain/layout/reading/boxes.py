"""The boxes of a face, read from its mapping: one kind of content each, unique names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field
from typing import cast, get_args

from keychain.diagnostics import Diagnostic, Place, error
from keychain.layout.images import read_image
from keychain.layout.placed import Colour, Says
from keychain.layout.reading.box_keys import (
    COMMON_KEYS,
    KIND_KEYS,
    LABEL_KEYS,
    LINE_KEYS,
    LONGER_KEYS,
    MAX_TURN,
    MOST_GROW,
    MOST_LINES,
    STYLED_KEYS,
    USUAL_ALIGN,
    USUAL_GAP,
    USUAL_HOTLINE_LINES,
    USUAL_LINES,
    USUAL_LONGER_LINES,
    USUAL_MODULE,
    USUAL_ROW_GAP,
    USUAL_SAYS,
    USUAL_SIDE,
    USUAL_STROKE,
    USUAL_VALIGN,
    WORDS_KEYS,
)
from keychain.layout.reading.inherit import Load
from keychain.layout.reading.quantities import (
    BAD_NUMBER,
    read_colour,
    read_length,
    read_mm,
    read_modules,
    read_point,
    read_type_sizes,
)
from keychain.layout.reading.styles import find_style, read_style
from keychain.layout.reading.when import read_when
from keychain.layout.spec import (
    Align,
    Box,
    Content,
    Direction,
    LabelForm,
    LabelSide,
    Length,
    PhoneList,
    QrBox,
    Selection,
    ShapeBox,
    ShapeKind,
    Stack,
    Style,
    TextBox,
    TextForm,
    Valign,
    Words,
)
from keychain.layout.templates import LABEL_FIELDS, TAG_FIELDS, check_template
from keychain.text import nearest
from keychain.values import dataclass
from keychain.yaml_source.fields import EMPTY_VALUE, Fields, expect_mapping
from keychain.yaml_source.nodes import Mapping, Node, Scalar, Sequence, Text

BOX_KIND = error("layout-box-kind", "a box shows one thing, so that it is known what gives way")
BOX_NAME_TWICE = error("layout-box-name-twice", "findings name a box; two of one name are one")
NO_TEXT = error("layout-text-empty", "a text box without a text prints nothing")
UNQUOTED = error("layout-text-unquoted", "to YAML a bare brace begins a group of keys, not a text")
UNKNOWN_BOX = error("layout-unknown-box", "a box that refers to none would stand anywhere")


@dataclass(slots=True)
class BoxReader:
    """Reads the boxes of one face; ``faults`` is added to, ``names`` holds the boxes met
    and ``named`` those that others refer to, with the key that does."""

    styles: dict[str, Style]
    colours: dict[str, Colour]
    load: Load
    faults: list[Diagnostic]
    names: dict[str, Place] = field(default_factory=dict)
    named: list[tuple[str, Text]] = field(default_factory=list)

    def read(self, name: Scalar, node: Node) -> Box | None:
        """The box called ``name``, with all that is in it."""
        mapping = expect_mapping(node, self.faults, name.text)
        if mapping is None:
            return None
        kinds = [kind for kind in KIND_KEYS if mapping.get(kind) is not None]
        if len(kinds) != 1:
            self.faults.append(BOX_KIND(name.place, box=name.text, known=tuple(KIND_KEYS)))
            return None
        if name.text in self.names:
            first = self.names[name.text].line
            self.faults.append(BOX_NAME_TWICE(name.place, box=name.text, first=first))
        self.names[name.text] = name.place
        kind = kinds[0]
        fields = Fields(mapping, (kind, *KIND_KEYS[kind], *COMMON_KEYS), self.faults)
        content = self._content(kind, fields)
        return None if content is None else self._box(name, fields, content)

    def check_names(self, front: Iterable[str]) -> None:
        """Diagnoses every reference to a box that is not there; ``left-out`` means the front's."""
        for key, box in self.named:
            known = tuple(front if key == "left-out" else self.names)
            if box.value not in known:
                near = nearest(box.value, known, least=0) or ""
                self.faults.append(UNKNOWN_BOX(box.place, box=box.value[:40], nearest=near))

    def _box(self, name: Scalar, fields: Fields, content: Content) -> Box:
        width = read_length(fields.scalar("width"), self.faults)
        height = read_length(fields.scalar("height"), self.faults)
        align = fields.choice("align", get_args(Align)) or USUAL_ALIGN
        valign = fields.choice("valign", get_args(Valign)) or USUAL_VALIGN
        return Box(
            name.text,
            name.place,
            content,
            x=read_length(fields.scalar("x"), self.faults) or Length(0),
            y=read_length(fields.scalar("y"), self.faults) or Length(0),
            width=width,
            height=height,
            grow=self._number(fields, "grow", MOST_GROW) or 0.0,
            align=cast(Align, align),
            valign=cast(Valign, valign),
            when=read_when(fields.node("when"), self.faults, self.named),
            shrinks=self._turn(fields, "shrinks"),
            leaves=self._turn(fields, "leaves"),
        )

    def _content(self, kind: str, fields: Fields) -> Content | None:
        match kind:
            case "text":
                return self._text(fields)
            case "phones":
                return self._phones(fields)
            case "qr":
                says = cast(Says, fields.choice("qr", get_args(Says)) or USUAL_SAYS)
                modules = read_modules(fields.scalar("module"), self.faults)
                return QrBox(modules or (USUAL_MODULE,), says)
            case "image":
                return read_image(fields.scalar("image"), self.load, self.faults)
            case "shape":
                return self._shape(fields)
            case _:
                return self._stack(kind, fields)

    def _text(self, fields: Fields) -> TextBox | None:
        words = self._words(fields.node("text"), TAG_FIELDS, fields.place())
        named = find_style(fields.scalar("style", required=True), self.styles, self.faults)
        if words is None or named is None:
            return None
        style = read_style(fields, named, self.colours, self.faults)
        forms = [
            TextForm(style.sizes, int(self._number(fields, "lines", MOST_LINES) or USUAL_LINES))
        ]
        longer = fields.mapping("longer")
        if longer:
            more = Fields(longer, LONGER_KEYS, self.faults)
            sizes = read_type_sizes(more.scalar("size"), self.faults) or style.sizes
            lines = self._number(more, "lines", MOST_LINES) or USUAL_LONGER_LINES
            forms.append(TextForm(sizes, int(lines)))
        on = fields.text("on")
        if on:
            self.named.append(("on", on))
        return TextBox(
            words,
            style,
            tuple(forms),
            shorter=self._shorter(fields.node("shorter"), fields.place()),
            shortens=self._turn(fields, "shortens"),
            on=on.value if on else None,
        )

    def _shorter(self, node: Node | None, place: Place) -> tuple[Words, ...]:
        """One shorter text, or a list of them, the longest first."""
        if node is None:
            return ()
        nodes = node.items if isinstance(node, Sequence) else (node,)
        read = (self._words(item, TAG_FIELDS, place) for item in nodes)
        return tuple(words for words in read if words)

    def _phones(self, fields: Fields) -> PhoneList | None:
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
            words = self._words(parts.node("text"), LABEL_FIELDS, parts.place())
            named = find_style(parts.scalar("style", required=True), self.styles, self.faults)
            if words is None or named is None:
                return None
            read.append((words, read_style(parts, named, self.colours, self.faults)))
        hotline_lines = int(
            self._number(fields, "hotline-lines", MOST_LINES) or USUAL_HOTLINE_LINES
        )
        return LabelForm(tuple(read), hotline_lines) if read else None

    def _style_of(self, node: Mapping | None) -> Style | None:
        if node is None:
            return None
        fields = Fields(node, STYLED_KEYS, self.faults)
        named = find_style(fields.scalar("style", required=True), self.styles, self.faults)
        return read_style(fields, named, self.colours, self.faults) if named else None

    def _shape(self, fields: Fields) -> ShapeBox | None:
        shape = fields.choice("shape", get_args(ShapeKind))
        if shape is None:
            return None
        width = read_mm(fields.scalar("stroke-width"), self.faults, most=50)
        return ShapeBox(
            cast(ShapeKind, shape),
            fill=read_colour(fields.node("fill"), self.colours, self.faults),
            stroke=read_colour(fields.node("stroke"), self.colours, self.faults),
            stroke_width=USUAL_STROKE if width is None else width,
            radius=read_mm(fields.scalar("radius"), self.faults) or 0.0,
            centre=read_point(fields.node("centre"), self.faults),
        )

    def _stack(self, kind: str, fields: Fields) -> Stack | None:
        mapping = fields.mapping(kind)
        if mapping is None:
            return None
        children = [self.read(key, value) for key, value in mapping.entries]
        gap = read_mm(fields.scalar("gap"), self.faults) if kind != "layers" else None
        return Stack(
            cast(Direction, kind),
            tuple(child for child in children if child),
            gap or 0.0,
        )

    def _words(self, node: Node | None, known: tuple[str, ...], place: Place) -> Words | None:
        texts: list[tuple[str, str]] = []
        if isinstance(node, Scalar) and not node.empty:
            texts.append(("vi", node.text))
        elif isinstance(node, Mapping) and (field := self._bare_field(node, known)):
            self.faults.append(UNQUOTED(node.place, field=field))
            return None
        elif isinstance(node, Mapping):
            fields = Fields(node, WORDS_KEYS, self.faults)
            for language in WORDS_KEYS:
                text = fields.text(language)
                if text:
                    texts.append((language, text.value))
        for _, template in texts:
            check_template(template, node.place if node else place, known, self.faults)
        if not texts:
            self.faults.append(NO_TEXT(place))
            return None
        return Words(tuple(texts), node.place if node else place)

    def _bare_field(self, node: Mapping, known: tuple[str, ...]) -> str | None:
        """The field in ``text: {village.name}``, where quotes were forgotten."""
        match node.entries:
            case ((key, Scalar(empty=True)),) if key.text in known:
                return key.text
        return None

    def _filled(self, fields: Fields, key: str) -> Sequence | None:
        """The list at ``key``, which must hold something."""
        listed = fields.sequence(key, required=True)
        if listed and listed.whole and not listed.items:
            self.faults.append(EMPTY_VALUE(listed.place, key=key))
        return listed

    def _turn(self, fields: Fields, key: str) -> int | None:
        turn = self._number(fields, key, MAX_TURN)
        return None if turn is None else int(turn)

    def _number(self, fields: Fields, key: str, most: int) -> float | None:
        scalar = fields.scalar(key)
        if scalar is None:
            return None
        if not re.fullmatch("[0-9]{1,6}", scalar.text) or int(scalar.text) > most:
            self.faults.append(
                BAD_NUMBER(scalar.place, found=scalar.text[:40], least=0.0, most=float(most))
            )
            return None
        return float(scalar.text)
