"""A press profile that cancels a printer's errors, as a file."""

from __future__ import annotations

import json
import re
from pathlib import Path

from keychain.build.layouts import Layouts
from keychain.build.sources import Read, whole_file
from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Correction
from keychain.layout import PRESS
from keychain.layout.sheet_spec import Duplex
from keychain.values import dataclass

PRESS_THERE = error("press-there", "what somebody has written or measured must not be lost")

SCHEMA_LINE = "# yaml-language-server: $schema=../../schemas/press.schema.json\n"

_KEY = re.compile(r"([\w-]+) *:")


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a printer's profile is to say. Empty texts and None are left as they are, or out;
    ``measured`` tells, in one line, what was read and how. ``margin`` in mm."""

    parent: str
    title: str
    printer: str
    tray: str
    duplex: Duplex | None
    margin: float | None
    front: Correction
    back: Correction
    measured: str


def profile_file(layouts: Path, name: str) -> Path:
    """Where the profile called ``name`` is, or would be."""
    return layouts / PRESS.file(name)


def check_free(path: Path) -> tuple[Diagnostic, ...]:
    """Why a profile may not be written at ``path`` without being asked for."""
    return (PRESS_THERE(whole_file(path)),) if path.exists() else ()


def profile_text(made: Calibration, kept: str = "") -> str:
    """The profile as a file; of ``kept``, the file that is there, all other keys stay."""
    lines = {
        "printer": _text_line("printer", made.printer),
        "tray": _text_line("tray", made.tray),
        "duplex": f"duplex: {made.duplex}\n" if made.duplex else "",
        "margin": "" if made.margin is None else f"margin: {made.margin:g}mm\n",
        "front": f"# {made.measured}\nfront: {correction_text(made.front)}\n",
        "back": f"back: {correction_text(made.back)}\n",
    }
    if not kept:
        head = f"extends: {made.parent}\n" + _text_line("title", made.title)
        return SCHEMA_LINE + head + "".join(lines.values())
    return _without(kept, [key for key, line in lines.items() if line]) + "".join(lines.values())


def correction_text(correction: Correction) -> str:
    """A correction as profiles have it: hundredths of a mm, thousandths of a percent."""
    right, lower = (f"{_near(value, 2):g}mm" for value in (correction.right, correction.lower))
    across, down = (f"{value * 100:.3f}%" for value in (correction.across, correction.down))
    return f"{{shift: [{right}, {lower}], scale: [{across}, {down}]}}"


def rounded(correction: Correction) -> Correction:
    """The correction as it stands in the profile."""
    return Correction(
        _near(correction.right, 2),
        _near(correction.lower, 2),
        _near(correction.across, 5),
        _near(correction.down, 5),
    )


def check_profile(text: str, name: str, layouts: Path, read: Read) -> tuple[Diagnostic, ...]:
    """What is wrong with a profile that is not written yet, its parents read with it."""
    path = profile_file(layouts, name)

    def overlaid(file: Path) -> bytes:
        return text.encode() if file == path else read(file)

    return Layouts(layouts, overlaid).press(name)[1]


def _near(value: float, places: int) -> float:
    return round(value, places) + 0.0  # no -0


def _text_line(key: str, value: str) -> str:
    """A key with a text, quoted as JSON is, which YAML reads as well."""
    return f"{key}: {json.dumps(value, ensure_ascii=False)}\n" if value else ""


def _without(text: str, keys: list[str]) -> str:
    """``text`` without the top-level ``keys``, what stands under them, and comments on them."""
    kept: list[str] = []
    comments: list[str] = []
    dropping = False
    for line in text.splitlines(keepends=True):
        key = _KEY.match(line)
        if line.startswith("#"):
            comments.append(line)
            dropping = False
            continue
        if key:
            dropping = key[1] in keys
            kept += [] if dropping else comments
        elif not dropping:
            kept += comments
        comments = []
        if not dropping:
            kept.append(line)
    whole = "".join([*kept, *comments]).rstrip("\n")
    return f"{whole}\n"
