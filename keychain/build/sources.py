"""Contacts files and layouts: read from where they are, and checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from keychain.contacts import read_contacts
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, Place, error
from keychain.layout import is_abstract, layout_file, lineage, read_layout
from keychain.layout.spec import LayoutSpec

FILE_MISSING = error("file-missing", "the usual cause is a command given in another folder")
FILE_UNREADABLE = error("file-unreadable", "without the file there is nothing to work on")
NO_CONTACTS = error("no-contacts", "a folder of contacts files that holds none is a wrong folder")
NO_LAYOUTS = error("no-layouts", "without a layout nothing says what a tag looks like")

Read = Callable[[Path], bytes]
"""The bytes of a file; raises OSError. ``keychain.files.read_bytes`` is one."""


@dataclass(frozen=True, slots=True)
class Directory:
    """The communes that were read, and every finding of reading them.

    ``files`` are the files that were looked at, also those that gave no commune.
    """

    files: tuple[str, ...]
    communes: tuple[Contacts, ...]
    diagnostics: tuple[Diagnostic, ...]


def contacts_files(path: Path) -> tuple[Path, ...]:
    """The file itself, or the YAML files of a folder, in the order of their names.

    Raises OSError for a folder that may not be looked into.
    """
    if not path.is_dir():
        return (path,)
    found = (p for p in path.iterdir() if p.suffix.lower() in (".yaml", ".yml") and p.is_file())
    return tuple(sorted(found, key=lambda p: p.name))


def read_directory(path: Path, read: Read) -> Directory:
    """Every commune at ``path``, a file or a folder of them; a bad one stops none of the rest."""
    try:
        files = contacts_files(path)
    except OSError as problem:
        return Directory((path.as_posix(),), (), (unreadable(path, problem),))
    communes: list[Contacts] = []
    found: list[Diagnostic] = []
    if not files:
        found.append(NO_CONTACTS(whole_file(path)))
    for file in files:
        name = file.as_posix()
        try:
            data = read(file)
        except OSError as problem:
            found.append(unreadable(file, problem))
            continue
        contacts, findings = read_contacts(data, name)
        found.extend(findings)
        if contacts is not None:
            communes.append(contacts)
    return Directory(tuple(f.as_posix() for f in files), tuple(communes), tuple(found))


def unreadable(path: Path, problem: OSError) -> Diagnostic:
    """The finding for a file that the system does not give us."""
    if isinstance(problem, FileNotFoundError):
        return FILE_MISSING(whole_file(path))
    return FILE_UNREADABLE(whole_file(path), problem=told(problem))


def whole_file(path: Path) -> Place:
    """The place of a finding about a file as a whole: line 0, for it may have no lines."""
    return Place(path.as_posix(), 0, 0)


def told(problem: OSError) -> str:
    """What the system says was wrong, without the path, which stands elsewhere."""
    return problem.strerror or type(problem).__name__


@dataclass(slots=True)
class Layouts:
    """The layouts of one folder, each read once.

    Findings name files as they can be opened from here, not as the folder knows them.
    """

    folder: Path
    read: Read
    _known: dict[str, tuple[LayoutSpec | None, tuple[Diagnostic, ...]]] = field(
        default_factory=dict
    )
    _loaded: set[str] = field(default_factory=set)
    _used: dict[str, set[str]] = field(default_factory=dict)
    _names: tuple[str, ...] | None = None

    def names(self) -> tuple[str, ...]:
        """The layouts that can be printed, in the order of their names: those that are there
        only to be extended are none."""
        if self._names is None:
            try:
                files = sorted(p.stem for p in self.folder.iterdir() if p.suffix == ".yaml")
            except OSError:
                files = []
            self._names = tuple(name for name in files if not is_abstract(name, self._load))
        return self._names

    def used(self, name: str) -> tuple[Path, ...]:
        """The files that the layout called ``name`` was read from, or would have been: its own,
        its parents', its pictures."""
        self.get(name)
        return tuple(self.folder / relative for relative in sorted(self._used.get(name, ())))

    def parents(self, name: str) -> tuple[str, ...]:
        """The layouts that ``name`` extends, its own parent first."""
        return lineage(name, self._load)

    def get(self, name: str) -> tuple[LayoutSpec | None, tuple[Diagnostic, ...]]:
        """The layout called ``name``, and what was found in its file and its parents'."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> tuple[LayoutSpec | None, tuple[Diagnostic, ...]]:
        used = self._used.setdefault(name, {layout_file(name)})
        names = self.names()
        if not names:
            return None, (NO_LAYOUTS(whole_file(self.folder)),)

        def load(relative: str) -> bytes | None:
            used.add(relative)
            return self._load(relative)

        spec, findings = read_layout(name, load, names)
        return spec, self.located(findings)

    def located(self, findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """``findings`` with places in layout files named from the current directory."""
        return tuple(self._located(each) for each in findings)

    def _located(self, finding: Diagnostic) -> Diagnostic:
        place = finding.place
        if place is None or place.file not in self._loaded:
            return finding
        path = (self.folder / place.file).as_posix()
        return replace(finding, place=replace(place, file=path))

    def _load(self, relative: str) -> bytes | None:
        try:
            data = self.read(self.folder / relative)
        except OSError:
            return None
        finally:
            self._loaded.add(relative)
        return data
