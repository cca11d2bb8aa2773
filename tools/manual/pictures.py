"""Pictures for the manual, as ``keychain preview`` makes them."""

from __future__ import annotations

import io
import json
import shlex
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from manual.examples import Picture
from manual.program import said

DPI = 240
GAP = 38
"""Pixels between two faces."""
FACES = {None: ("front", "back"), "sheet": ("sheet-front", "sheet-back")}
COLOURS = 128
"""Enough for three inks and their edges; a picture takes a fifth of its space with them."""


def draw(picture: Picture, project: Path) -> bytes:
    """The picture as a PNG, its faces beside each other, clear outside the cut and in the hole.

    ``project`` holds contacts.yaml and layouts/. ValueError, with what the program said, where
    there is none.
    """
    with TemporaryDirectory() as folder:
        paths = _preview(picture, project, folder)
        wanted = FACES.get(picture.shows, (picture.shows,))
        # A label has no back.
        faces = [Image.open(paths[face]).convert("RGBA") for face in wanted if face in paths]
    width = sum(face.width for face in faces) + GAP * (len(faces) - 1)
    whole = Image.new("RGBA", (width, faces[0].height))
    at = 0
    for face in faces:
        whole.paste(face, (at, 0))
        at += face.width + GAP
    png = io.BytesIO()
    whole.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(png, "PNG", optimize=True)
    return png.getvalue()


def _preview(picture: Picture, project: Path, folder: str) -> dict[str | None, str]:
    """The paths of the pictures, by what they show."""
    line = f"keychain preview {picture.village or ''} --layout {picture.layout} --dpi {DPI}"
    line += " --guides" if picture.guides else ""
    line += f" --output {shlex.quote(folder)} --as-of 2026-12-01 --json"
    with chdir(project):
        code, told = said(line)
    if code != 0:
        raise ValueError(f"{picture.name}: {told}")
    return {file["shows"]: file["path"] for file in json.loads(told)["files"]}
