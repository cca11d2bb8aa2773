"""A project of one's own: contacts, layouts and pages to read, in a folder that has none yet."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from keychain.build.new_contacts import Answers, fill_contacts, unit_of
from keychain.contacts.ids import safe_ids
from keychain.diagnostics import Diagnostic, Place, error
from keychain.files import write_whole

FILE_IN_THE_WAY = error("file-in-the-way", "what somebody has written is never overwritten")

CONTACTS = "contacts.yaml"
LAYOUTS = "layouts"
_PAGES = {"README.md": "README.md", "output/README.md": "output.md"}


def project_names() -> tuple[str, ...]:
    """The path in a new project of every file that it is made of."""
    return CONTACTS, *_PAGES, *(f"{LAYOUTS}/{name}" for name in shipped_layouts())


def project_files(
    answers: Answers, language: str, notice: str, command_path: str
) -> dict[str, bytes]:
    """Every file of a new project by its path in it, with pages and comments in ``language``.

    ``notice`` is told in contacts.yaml where the answers are invented; ``command_path`` in
    README.md: the line after which a terminal knows the command.
    """
    pages = files("keychain").joinpath("data", "project", language)
    (village,) = safe_ids([answers.villages[0].name])
    contacts = fill_contacts(_text(pages, CONTACTS), notice, answers)
    made = {CONTACTS: contacts.encode()}
    for name, source in _PAGES.items():
        page = Template(_text(pages, source)).substitute(
            unit=unit_of(answers.commune), village=village, command_path=command_path
        )
        made[name] = page.encode()
    return made | {f"{LAYOUTS}/{name}": data for name, data in shipped_layouts().items()}


def _text(folder: Traversable, name: str) -> str:
    return folder.joinpath(name).read_text(encoding="utf-8")


def shipped_layouts() -> dict[str, bytes]:
    """Each file of the layouts that come with keychain, by its path in their folder.

    setup.py puts them into the package when it is built; in the project's own tree they are
    beside it.
    """
    folder: Traversable = files("keychain").joinpath("data", LAYOUTS)
    if not folder.is_dir():
        folder = Path(str(files("keychain"))).parent / LAYOUTS
    return dict(sorted(_walk(folder, "")))


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{path}{entry.name}/")
        elif not entry.name.startswith("."):
            yield f"{path}{entry.name}", entry.read_bytes()


def files_in_the_way(folder: Path, names: Iterable[str]) -> tuple[Diagnostic, ...]:
    """An error for each of ``names`` that ``folder`` has already, or that cannot be made there
    because a file stands where a folder must be."""
    ways = dict.fromkeys(way for name in names if (way := _in_the_way(folder, folder / name)))
    return tuple(FILE_IN_THE_WAY(Place(way.as_posix(), 0, 0)) for way in ways)


def _in_the_way(folder: Path, path: Path) -> Path | None:
    above = [p for p in (folder, *path.parents) if p == folder or folder in p.parents]
    blocked = next((p for p in above if _there(p) and not p.is_dir()), None)
    return blocked or (path if _there(path) else None)


def _there(path: Path) -> bool:
    # A link that leads nowhere is somebody's too.
    return path.exists() or path.is_symlink()


def write_project(folder: Path, made: Mapping[str, bytes]) -> None:
    """Write the files, all or, where the system refuses one, none. Raises OSError."""
    written: list[Path] = []
    try:
        for name, data in made.items():
            write_whole(folder / name, data)
            written.append(folder / name)
    except BaseException:  # Ctrl-C too leaves no half project; it is raised again
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink()
        raise
