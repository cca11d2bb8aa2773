"""The boxes of a face, read from its mapping: one kind of content each, unique names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import cast, get_args

from keychain.diagnostics import Diagnostic, Place, error
from keychain.layout.images import read_image
from keychain.layout.placed import Colour, Says
from keychain.layout.reading.box_keys import (
    COMMON_KEYS,
    KIND_KEYS,
    LONGER_KEYS,
    MAX_TURN,
    MOST_GROW,
    MOST_LINES,
    USUAL_ALIGN,
    USUAL_LINES,
    USUAL_LONGER_LINES,
    USUAL_MODULE,
    USUAL_SAYS,
    USUAL_STROKE,
    USUAL_VALIGN,
)
from keychain.layout.reading.inherit import Load
from keychain.layout.reading.phone_list import PhoneListReader
from keychain.layout.reading.quantities import (
    read_colour,
    read_length,
    read_mm,
    read_modules,
    read_point,
    read_type_sizes,
    read_whole,
)
from keychain.layout.reading.styles import find_style, read_style
from keychain.layout.reading.when import read_when
from keychain.layout.reading.words import read_words
from keychain.layout.spec import (
    Align,
    Box,
    Content,
    Direction,
    Length,
    QrBox,
    ShapeBox,
    ShapeKind,
    Stack,
    Style,
    TextBox,
    TextForm,
    Valign,
    Words,
)
from keychain.layout.templates import TAG_FIELDS
from keychain.text import nearest
from keychain.values import dataclass
from keychain.yaml_source.fields import Fields, expect_mapping
from keychain.yaml_source.nodes import Node, Scalar, Sequence, Text

BOX_KIND = error("layout-box-kind", "a box shows one thing, so that it is known what gives way")
BOX_NAME_TWICE = error("layout-box-name-twice", "findings name a box; two of one name are one")
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
            grow=float(read_whole(fields.scalar("grow"), MOST_GROW, self.faults) or 0),
            align=cast(Align, align),
            valign=cast(Valign, valign),
            when=read_when(fields.node("when"), self.faults, self.named),
            shrinks=read_whole(fields.scalar("shrinks"), MAX_TURN, self.faults),
            leaves=read_whole(fields.scalar("leaves"), MAX_TURN, self.faults),
        )

    def _content(self, kind: str, fields: Fields) -> Content | None:
        match kind:
            case "text":
                return self._text(fields)
            case "phones":
                reader = PhoneListReader(self.styles, self.colours, self.faults)
                return reader.read(fields)
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
        words = read_words(fields.node("text"), TAG_FIELDS, fields.place(), self.faults)
        named = find_style(fields.scalar("style", required=True), self.styles, self.faults)
        if words is None or named is None:
            return None
        style = read_style(fields, named, self.colours, self.faults)
        lines = read_whole(fields.scalar("lines"), MOST_LINES, self.faults) or USUAL_LINES
        forms = [TextForm(style.sizes, lines)]
        longer = fields.mapping("longer")
        if longer:
            more = Fields(longer, LONGER_KEYS, self.faults)
            sizes = read_type_sizes(more.scalar("size"), self.faults) or style.sizes
            lines = read_whole(more.scalar("lines"), MOST_LINES, self.faults) or USUAL_LONGER_LINES
            forms.append(TextForm(sizes, lines))
        on = fields.text("on")
        if on:
            self.named.append(("on", on))
        return TextBox(
            words,
            style,
            tuple(forms),
            shorter=self._shorter(fields.node("shorter"), fields.place()),
            shortens=read_whole(fields.scalar("shortens"), MAX_TURN, self.faults),
            on=on.value if on else None,
        )

    def _shorter(self, node: Node | None, place: Place) -> tuple[Words, ...]:
        """One shorter text, or a list of them, the longest first."""
        if node is None:
            return ()
        nodes = node.items if isinstance(node, Sequence) else (node,)
        read = (read_words(item, TAG_FIELDS, place, self.faults) for item in nodes)
        return tuple(words for words in read if words)

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
