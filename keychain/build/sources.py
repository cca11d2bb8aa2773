"""Contacts files: found where they are, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from keychain.build.identity import COMMUNE_TWICE, Communes
from keychain.contacts import read_contacts
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, Place, error
from keychain.values import dataclass

FILE_MISSING = error("file-missing", "the usual cause is a command given in another folder")
FILE_UNREADABLE = error("file-unreadable", "without the file there is nothing to work on")
NO_CONTACTS = error("no-contacts", "a folder of contacts files that holds none is a wrong folder")

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

    @property
    def unread(self) -> tuple[str, ...]:
        """The files of which nobody knows which commune they are about: one that is missing may
        be in them."""
        known = {contacts.file for contacts in self.communes}
        known |= {f.place.file for f in self.diagnostics if f.place and f.rule is COMMUNE_TWICE}
        return tuple(file for file in self.files if file not in known)


APART = frozenset({"layouts", "output"})
"""Folders of a project that hold no contacts, though the first holds YAML files."""


def contacts_files(path: Path) -> tuple[Path, ...]:
    """The file itself, or the YAML files of a folder and of the folders in it, at any depth, in
    the order of their names.

    What is hidden is not looked at, nor links to folders, which may lead in a circle, nor the
    folders that a project keeps beside its contacts. Raises OSError for a folder that may not be
    looked into; one further down stands for the files in it.
    """
    if not path.is_dir():
        return (path,)
    found = _yaml_among(list(path.iterdir()))
    return tuple(sorted(found, key=lambda file: file.relative_to(path).parts))


def _yaml_among(entries: list[Path]) -> Iterator[Path]:
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.suffix.lower() in (".yaml", ".yml") and entry.is_file():
            yield entry
        elif entry.is_dir() and entry.name.casefold() not in APART and not _is_link(entry):
            try:
                yield from _yaml_among(list(entry.iterdir()))
            except OSError:
                yield entry  # to be told of when it is read, like a file that cannot be


def _is_link(folder: Path) -> bool:
    """Whether a folder stands elsewhere: a link, or a junction on Windows."""
    return folder.is_symlink() or folder.resolve() != folder.parent.resolve() / folder.name


def read_directory(path: Path, read: Read) -> Directory:
    """Every commune at ``path``, a file or a folder of them; a bad one stops none of the rest.
    Of a second file about one commune there is only the error."""
    try:
        files = contacts_files(path)
    except OSError as problem:
        return Directory((path.as_posix(),), (), (unreadable(path, problem),))
    communes: list[Contacts] = []
    met = Communes()
    found: list[Diagnostic] = []
    if not files:
        found.append(NO_CONTACTS(whole_file(path)))
    for file in files:
        contacts, findings = read_commune(file, read)
        found.extend(findings)
        if contacts is None:
            continue
        twice = met.meet(contacts.commune)
        if twice is None:
            communes.append(contacts)
        else:
            found.append(twice)
    return Directory(tuple(f.as_posix() for f in files), tuple(communes), tuple(found))


def read_commune(file: Path, read: Read) -> tuple[Contacts | None, tuple[Diagnostic, ...]]:
    """The commune of one file, and what was found in it; None where it gives none."""
    try:
        data = read(file)
    except OSError as problem:
        return None, (unreadable(file, problem),)
    return read_contacts(data, file.as_posix())


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
