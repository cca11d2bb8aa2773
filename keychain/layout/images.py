"""Pictures that a layout names: PNG, JPEG or SVG, from the layouts' own folder."""

from __future__ import annotations

import struct
from dataclasses import replace

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Rect, Size
from keychain.layout.placed import ImageItem, Item
from keychain.layout.reading.inherit import Load
from keychain.layout.spec import ImageBox
from keychain.layout.svg import read_svg
from keychain.yaml_source.nodes import Scalar

NO_IMAGE = error("layout-image-missing", "a tag with a hole where its picture belongs is a fault")
BAD_IMAGE = error("layout-image-unreadable", "only PNG, JPEG and SVG files can be printed")

PNG = b"\x89PNG\r\n\x1a\n"


def read_image(node: Scalar | None, load: Load, faults: list[Diagnostic]) -> ImageBox | None:
    """The picture that a box names, its path relative to the layouts folder."""
    if node is None:
        return None
    name = node.text.strip()
    parts = name.split("/")
    if "\\" in name or ":" in name or name.startswith("/") or ".." in parts:
        faults.append(NO_IMAGE(node.place, image=name[:80]))
        return None
    data = load(name)
    if data is None:
        faults.append(NO_IMAGE(node.place, image=name[:80]))
        return None
    image = ImageBox(name, data)
    if is_svg(image):
        found = read_svg(data, Rect(0, 0, 10, 10), "")[1]
        faults.extend(replace(each, place=node.place) for each in found)
    elif pixel_size(data) is None:
        faults.append(BAD_IMAGE(node.place, image=name[:80]))
        return None
    return image


def is_svg(image: ImageBox) -> bool:
    """Whether the picture is drawn from paths."""
    return image.file.lower().endswith(".svg")


def place_image(image: ImageBox, rect: Rect, box: str) -> tuple[Item, ...]:
    """The picture in ``rect``, as large as its proportions allow, centred."""
    if is_svg(image):
        return read_svg(image.data, rect, box)[0]
    size = pixel_size(image.data)
    if size is None:
        return ()
    scale = min(rect.width / size.width, rect.height / size.height)
    width, height = size.width * scale, size.height * scale
    x = rect.x + (rect.width - width) / 2
    y = rect.y + (rect.height - height) / 2
    return (ImageItem(image.data, Rect(x, y, width, height), box),)


def pixel_size(data: bytes) -> Size | None:
    """Width and height in pixels, from the header of a PNG (ISO/IEC 15948, 11.2.1) or JPEG
    (ISO/IEC 10918-1, B.2.2); None for anything else."""
    if data.startswith(PNG) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return Size(width, height) if width and height else None
    if not data.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        # SOF0 to SOF15 carry the size; C4, C8 and CC in that range are other segments.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return Size(width, height) if width and height else None
        at += 2 + max(length, 2)
    return None
