"""A page's examples, in the order of the page: files, changes, commands and pictures.

In the pages' Markdown

- a block with ``title="contacts.yaml"`` or another file's name is that file; of contacts.yaml the
  top-level keys that it shows are put over those of the page's contacts, all others stay;
- a ``diff`` block with a title changes that file: its ``-`` lines become its ``+`` lines;
- a ``console`` block holds commands, ``$ keychain …``, and what they say; ``…`` stands for any
  text in a line, and alone on a line for any lines;
- ``![…](pictures/LAYOUT.png)`` is a picture made by the program, of both faces of the first
  village's tag; ``LAYOUT.VILLAGE.png`` of another's, ``….front.png`` and ``….back.png`` of one
  face, ``….sheet.png`` of a sheet, and with ``….guides.png`` the cut and the safe zone show.

A page begins in a copy of the sample project, or with ``project: none`` in an empty folder.
"""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

_FENCE = r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```$"
_PICTURE = r"!\[[^\]]*\]\(pictures/(?P<picture>[^)\s]+)\.png\)"
_STEP = re.compile(f"{_FENCE}|{_PICTURE}", re.MULTILINE | re.DOTALL)
_LINE_NUMBER = re.compile(r"(?<=\.yaml:)\d+(?=:\d+: )")
_MARGIN = re.compile(r"^ +\d* (?=[|=] )")
_TITLE = re.compile(r'title="([^"]+)"')
_TOP_LEVEL = re.compile(r"^([a-z]+):.*\n(?:[ #-].*\n|\n)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Whole:
    """A file as the page shows it."""

    path: str
    text: str

    def make(self, folder: Path) -> None:
        """Write it; of contacts.yaml what is not shown stays as it was."""
        file = folder / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        over = self.path == "contacts.yaml" and file.exists()
        kept = file.read_text(encoding="utf-8") if over else ""
        file.write_text(lay_over(kept, self.text), encoding="utf-8", newline="\n")


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of a file that become other lines."""

    path: str
    old: str
    new: str

    def make(self, folder: Path) -> None:
        """Make the change; ValueError where its lines are not there exactly once."""
        file = folder / self.path
        text = file.read_text(encoding="utf-8")
        times = text.count(self.old)
        if times != 1:
            raise ValueError(f"{self.path} has these lines {times} times: {self.old}")
        file.write_text(text.replace(self.old, self.new), encoding="utf-8", newline="\n")


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, without its prompt, and what the page says that it shows."""

    line: str
    shown: str

    def fits(self, said: str) -> bool:
        """Whether the program said what the page shows, on whatever line of a file it is."""
        lines = [
            "(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n"
            for line in _settled(self.shown)
        ]
        return re.fullmatch("".join(lines), "\n".join([*_settled(said), ""])) is not None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its name: layout, village or None for the first, ``shows`` front, back, sheet
    or None for both faces."""

    name: str
    layout: str
    village: str | None = None
    shows: str | None = None
    guides: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block of another kind, with its first line: shown, but not run."""

    info: str
    text: str


Step = Whole | Change | Command | Picture | Block


def steps(markdown: str) -> Iterator[Step]:
    """The examples of a page in its order."""
    for found in _STEP.finditer(markdown):
        if found["picture"]:
            yield _picture(found["picture"])
            continue
        info, body = found["info"].strip(), textwrap.dedent(found["body"])
        title = _TITLE.search(info)
        kind = info.partition(" ")[0]
        if kind == "console":
            yield from _commands(body)
        elif title and kind == "diff":
            sides = [
                "".join(f"{line[1:]}\n" for line in body.splitlines() if line[:1] in (sign, " "))
                for sign in "-+"
            ]
            yield Change(title[1], *sides)
        elif title:
            yield Whole(title[1], body)
        else:
            yield Block(info, body)


def begin(folder: Path, markdown: str) -> None:
    """The project that a page begins with, in the empty ``folder``."""
    if re.match(r"---\n(?:.*\n)*?project: none\n", markdown):
        return
    shutil.copy(ROOT / "contacts.yaml", folder)
    shutil.copytree(ROOT / "layouts", folder / "layouts")


def lay_over(kept: str, shown: str) -> str:
    """``kept`` with the top-level keys of ``shown`` in the place of its own."""
    if not kept:
        return shown
    blocks = [{found[1]: found[0] for found in _TOP_LEVEL.finditer(text)} for text in (kept, shown)]
    return "".join((blocks[0] | blocks[1]).values())


def _settled(text: str) -> list[str]:
    """Its lines without the numbers of lines in files, which change whenever a sample grows."""
    lines = text.rstrip("\n").split("\n")
    return [_LINE_NUMBER.sub("#", _MARGIN.sub("  ", line)).rstrip() for line in lines]


def _commands(body: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, _, shown = part.partition("\n")
        yield Command(line.strip(), shown.strip("\n"))


def _picture(name: str) -> Picture:
    layout, *rest = name.split(".")
    guides = rest[-1:] == ["guides"] and bool(rest.pop())
    shows = rest.pop() if rest and rest[-1] in ("front", "back", "sheet") else None
    return Picture(name, layout, rest[0] if rest else None, shows, guides)
