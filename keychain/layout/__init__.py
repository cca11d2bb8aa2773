"""Stage 5, lay out: tag content in a declared layout becomes items at fixed places in mm."""

from keychain.layout.place import place_tag
from keychain.layout.reading.inherit import layout_file, lineage
from keychain.layout.reading.layout_file import is_abstract, read_layout
from keychain.layout.reading.press import PRESS, read_press

__all__ = [
    "PRESS",
    "is_abstract",
    "layout_file",
    "lineage",
    "place_tag",
    "read_layout",
    "read_press",
]
