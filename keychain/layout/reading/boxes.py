"""The boxes of a face, read from its mapping: one kind of content each, unique names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast, get_args

from keychain.diagnostics import Diagnostic, Place, error
from keychain.layout.images import read_image
from keychain.layout.placed import Colour
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
from keychain.layout.reading.styles import STYLE_KEYS, find_style, read_style
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
from keychain.yaml_source.fields import Fields, expect_mapping
from keychain.yaml_source.nodes import Mapping, Node, Scalar, Sequence, Text

BOX_KIND = error("layout-box-kind", "a box shows one thing, so that it is known what gives way")
BOX_NAME_TWICE = error("layout-box-name-twice", "findings name a box; two of one name are one")
NO_TEXT = error("layout-text-empty", "a text box without a text prints nothing")
UNKNOWN_BOX = error("layout-unknown-box", "a box that refers to none would stand anywhere")

COMMON_KEYS = (
    *("x", "y", "width", "height", "grow", "align", "valign", "when", "shrinks", "leaves"),
)
KIND_KEYS: dict[str, tuple[str, ...]] = {
    "text": ("style", "lines", "longer", "shorter", "shortens", "on", *STYLE_KEYS),
    "phones": ("number", "short", "labels", "side", "gap", "row-gap"),
    "qr": ("module",),
    "image": (),
    "shape": ("fill", "stroke", "stroke-width", "radius", "centre"),
    "row": ("gap",),
    "column": ("gap",),
    "layers": (),
}
"""The key that tells a box's kind, and the keys that only this kind takes."""

MAX_TURN = 1000


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
            self.faults.append(
                BOX_KIND(name.place, box=name.text, found=tuple(kinds), known=tuple(KIND_KEYS))
            )
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
        align = fields.choice("align", get_args(Align)) or "left"
        valign = fields.choice("valign", get_args(Valign)) or "top"
        return Box(
            name.text,
            name.place,
            content,
            x=read_length(fields.scalar("x"), self.faults) or Length(0),
            y=read_length(fields.scalar("y"), self.faults) or Length(0),
            width=width,
            height=height,
            grow=self._number(fields, "grow", 100) or 0.0,
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
                fields.choice("qr", ("dial",))
                modules = read_modules(fields.scalar("module"), self.faults)
                return QrBox(modules or (0.508,))
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
        forms = [TextForm(style.sizes, int(self._number(fields, "lines", 3) or 1))]
        longer = fields.mapping("longer")
        if longer:
            more = Fields(longer, ("size", "lines"), self.faults)
            sizes = read_type_sizes(more.scalar("size"), self.faults) or style.sizes
            forms.append(TextForm(sizes, int(self._number(more, "lines", 3) or 2)))
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
        labels = fields.sequence("labels", required=True)
        forms = [self._label_form(item) for item in (labels.items if labels else ())]
        if selection is None or number is None or not forms or None in forms:
            return None
        side = fields.choice("side", get_args(LabelSide)) or "right"
        gap = read_mm(fields.scalar("gap"), self.faults)
        row_gap = read_mm(fields.scalar("row-gap"), self.faults)
        return PhoneList(
            cast(Selection, selection),
            number,
            tuple(form for form in forms if form),
            short=self._style_of(fields.mapping("short")),
            side=cast(LabelSide, side),
            gap=1.0 if gap is None else gap,
            row_gap=0.5 if row_gap is None else row_gap,
        )

    def _label_form(self, node: Node) -> LabelForm | None:
        mapping = expect_mapping(node, self.faults, "labels")
        if mapping is None:
            return None
        fields = Fields(mapping, ("lines", "hotline-lines"), self.faults)
        lines = fields.sequence("lines", required=True)
        read: list[tuple[Words, Style]] = []
        for item in lines.items if lines else ():
            line = expect_mapping(item, self.faults, "lines")
            if line is None:
                return None
            parts = Fields(line, ("text", "style", *STYLE_KEYS), self.faults)
            words = self._words(parts.node("text"), LABEL_FIELDS, parts.place())
            named = find_style(parts.scalar("style", required=True), self.styles, self.faults)
            if words is None or named is None:
                return None
            read.append((words, read_style(parts, named, self.colours, self.faults)))
        hotline_lines = int(self._number(fields, "hotline-lines", 3) or 2)
        return LabelForm(tuple(read), hotline_lines) if read else None

    def _style_of(self, node: Mapping | None) -> Style | None:
        if node is None:
            return None
        fields = Fields(node, ("style", *STYLE_KEYS), self.faults)
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
            stroke_width=0.25 if width is None else width,
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
        if isinstance(node, Scalar):
            texts.append(("vi", node.text))
        elif isinstance(node, Mapping):
            fields = Fields(node, ("vi", "en"), self.faults)
            for language in ("vi", "en"):
                text = fields.text(language)
                if text:
                    texts.append((language, text.value))
        for _, template in texts:
            check_template(template, node.place if node else place, known, self.faults)
        if not texts:
            self.faults.append(NO_TEXT(place))
            return None
        return Words(tuple(texts), node.place if node else place)

    def _turn(self, fields: Fields, key: str) -> int | None:
        turn = self._number(fields, key, MAX_TURN)
        return None if turn is None else int(turn)

    def _number(self, fields: Fields, key: str, most: int) -> float | None:
        scalar = fields.scalar(key)
        if scalar is None:
            return None
        if not (scalar.text.isascii() and scalar.text.isdigit() and int(scalar.text[:6]) <= most):
            self.faults.append(
                BAD_NUMBER(scalar.place, found=scalar.text[:40], least=0.0, most=float(most))
            )
            return None
        return float(scalar.text)
