"""MkDocs hook: what the program makes goes into the manual when it is built.

A page asks for text with a comment of its own on a line, ``<!-- made: commands -->``, and for
pictures as ``examples`` describes.
"""

from __future__ import annotations

import os
import re
from contextlib import chdir
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from manual.command_help import commands_page
from manual.examples import ROOT, Change, Command, Picture, Whole, begin, steps
from manual.gallery import gallery_page
from manual.library import library_page
from manual.pictures import draw
from manual.program import said
from manual.rules import diagnostics_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

os.environ["COLUMNS"] = "80"  # pages are as wide as this, whatever terminal they are made in

_MADE = re.compile(r"^<!-- made: (\w+) -->$", re.MULTILINE)


def architecture_page(_: str) -> str:
    """ARCHITECTURE.md as it is."""
    return (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


MAKERS = {
    "architecture": architecture_page,
    "commands": commands_page,
    "diagnostics": diagnostics_page,
    "gallery": gallery_page,
    "library": library_page,
}


def fill(markdown: str, language: str) -> str:
    """The page with what it asks for."""
    return _MADE.sub(lambda found: MAKERS[found[1]](language), markdown)


@cache
def pictures(markdown: str) -> dict[str, bytes]:
    """The pictures that a page asks for, by name, each made at its place in the page's steps."""
    made: dict[str, bytes] = {}
    with TemporaryDirectory() as folder:
        project = Path(folder)
        begin(project, markdown)
        for step in steps(markdown):
            match step:
                case Whole() | Change():
                    step.make(project)
                case Command(line) if line.startswith("cd "):
                    project /= line.removeprefix("cd ")
                case Command(line) if line.startswith("keychain init"):
                    with chdir(project):
                        said(line)
                case Picture(name) if name not in made:
                    made[name] = draw(step, project)
    return made


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add each page's pictures, in the folder ``pictures`` beside it."""
    for page in files.documentation_pages():
        language, _, _ = page.src_uri.rpartition("/")
        for picture, png in pictures(fill(page.content_string, language)).items():
            uri = f"{language}/pictures/{picture}.png".lstrip("/")
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, content=png))
    return files


def on_page_markdown(markdown: str, *, page: Page, **_: object) -> str:
    """Put in what the program says."""
    return fill(markdown, page.file.src_uri.partition("/")[0])


def on_page_context(
    context: dict[str, object], *, page: Page, config: MkDocsConfig, **_: object
) -> dict[str, object]:
    """Let the theme's own words be in the page's language."""
    config.theme["language"] = "vi" if page.file.src_uri.startswith("vi/") else "en"
    return context
