"""What all peers share: the work's file, where things stand on a tag, and the font."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

PAGE = (210.0, 297.0)
GAP = 2.0
QR = (36.0, 7.0, 16.0)
"""Left, top and side of the code on a tag, mm."""


def command_line() -> tuple[dict[str, Any], str]:
    """The work, and where the PDF is to go."""
    return json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2]


def font_file(weight: str = "400Regular") -> Path:
    """A bundled font."""
    return Path(str(files("keychain"))) / f"data/fonts/BeVietnamPro/BeVietnamPro_{weight}.ttf"


def texts(village: dict[str, Any]) -> list[tuple[float, float, float, bool, str]]:
    """Texts of a tag: x and baseline in mm, size in pt, bold or not."""
    found = [(3.0, 5.0, 8.0, True, village["village"]), (3.0, 27.0, 5.0, False, village["commune"])]
    for row, (label, phone) in enumerate(village["lines"]):
        found.append((3.0, 9.0 + 6.0 * row, 5.0, False, label))
        found.append((3.0, 12.0 + 6.0 * row, 8.0, True, phone))
    return found


NUMBER = (3.0, 33.0, 7.0)
"""Left, baseline and size of a tag's own number, mm and pt."""

OWN_CODE = (27.0, 58.0, 25.0)
"""Left, top and side of its code, mm."""


def card(village: dict[str, Any], number: str) -> str:
    """What the code of the tag with this number says: a contact card that notes it."""
    before, after = village["card"]
    return f"{before}{number}{after}"


def pages(
    work: dict[str, Any],
) -> Iterator[tuple[dict[str, Any], list[tuple[float, float]], list[str]]]:
    """Each page's village, the top left corners of its tags, mm, and their numbers, none where tags
    have none."""
    width, height = work["tag"]
    columns, rows = work["columns"], work["rows"]
    left = (PAGE[0] - columns * width - (columns - 1) * GAP) / 2
    top = (PAGE[1] - rows * height - (rows - 1) * GAP) / 2
    places = [
        (left + column * (width + GAP), top + row * (height + GAP))
        for row in range(rows)
        for column in range(columns)
    ]
    for village in work["villages"]:
        for first in range(0, village["tags"], len(places)):
            numbers = village["numbers"] if work["own"] != "nothing" else []
            yield village, places[: village["tags"] - first], numbers[first : first + len(places)]


@cache
def matrix(payload: str) -> list[list[bool]]:
    """The modules of a payload's code, made once."""
    import qrcode

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(payload)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]
