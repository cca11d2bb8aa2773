"""Whose a folder is: each commune of a run has one, and none takes another's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from keychain.build.identity import commune_twice, file_of
from keychain.build.kept import read_record
from keychain.build.output import JOB_FILE
from keychain.build.sources import Read, whole_file
from keychain.contacts.model import Commune
from keychain.diagnostics import Diagnostic, error, warning
from keychain.text import nfc, spelling
from keychain.values import dataclass

COMMUNE_CLASH = error(
    "commune-clash", "one commune's tags must never replace another's under the same name"
)
EARLIER_FOLDER = warning(
    "earlier-folder", "tags with the old name, or of a commune that is no more, would be printed"
)


def check_owner(folder: Path, commune: Commune, read: Read) -> tuple[Diagnostic, ...]:
    """An error where the folder's job.json tells of another commune.

    Names that differ only in their diacritics give one folder name. A job.json that cannot be
    read tells of nobody.
    """
    try:
        files = json.loads(read(folder / JOB_FILE))["files"]
        owners = {nfc(str(file["commune"])) for file in files}
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    if not owners or any(_is_name_of(commune, owner) for owner in owners):
        return ()
    return (_clash(folder, commune, min(owners)),)


@dataclass(slots=True)
class Claims:
    """The folders of a run: each has one commune.

    ``folders`` are the folders' names that earlier builds gave to contacts files, ``files`` the
    contacts files of this run.
    """

    read: Read
    folders: Mapping[str, str] = field(default_factory=dict)
    files: Collection[str] = ()
    _owners: dict[Path, tuple[str, str]] = field(default_factory=dict)

    def claim(self, folder: Path, commune: Commune) -> tuple[Path, tuple[Diagnostic, ...]]:
        """The folder that is to be ``commune``'s, and why it may not be. A commune whose name
        differs from that of another one of this run only in its diacritics gets ``folder`` with
        four characters more, which are always the same for its name."""
        other = self._owners.get(folder)
        if other is None:
            folder = own_folder(folder, commune, self.read)
            if self._is_anothers(folder, commune):
                folder = _told_apart(folder, commune)
        elif not _is_name_of(commune, other[0]):
            folder = _told_apart(folder, commune)
        if folder in self._owners:
            name, file = self._owners[folder]
            if _is_name_of(commune, name):
                return folder, (commune_twice(commune, file),)
            return folder, (_clash(folder, commune, name),)
        found = check_owner(folder, commune, self.read)
        if not found:
            self._owners[folder] = commune.name.value, file_of(commune)
        return folder, found

    def keep(self, folder: Path, name: str, file: str) -> bool:
        """Claim a folder that an earlier build has left for the commune called ``name``, which is
        that of ``file``; False where it is taken."""
        if folder in self._owners:
            return False
        self._owners[folder] = name, file
        return True

    def _is_anothers(self, folder: Path, commune: Commune) -> bool:
        """Whether the folder was left by another file of this run, whose turn is still to come: of
        two communes the first may not have been readable when the second was built."""
        own = file_of(commune)
        left = [file for file, name in self.folders.items() if name == folder.name]
        there = any(file in self.files and file != own for file in left)
        return there and bool(check_owner(folder, commune, self.read))


def earlier_folders(
    output: Path, taken: Collection[Path], files: Collection[str], read: Read
) -> tuple[Diagnostic, ...]:
    """A warning for each folder with PDFs of a commune that ``files``, all of a directory, no
    longer name: it is called otherwise now, or its file is gone. ``taken`` are this build's."""
    found: list[Diagnostic] = []
    with suppress(OSError):
        for folder in sorted(set(output.iterdir()) - set(taken)):
            record = read_record(folder, read)
            file = record.source[0]
            if not file or (file not in files and Path(file).exists()):
                continue  # nobody's, or another directory's
            if any(folder.glob("*.pdf")):
                place = whole_file(folder)
                found.append(EARLIER_FOLDER(place, commune=record.commune, file=file))
    return tuple(found)


def own_folder(folder: Path, commune: Commune, read: Read) -> Path:
    """``folder``, or where that is another's, the one beside it that this commune was given."""
    apart = _told_apart(folder, commune)
    if check_owner(folder, commune, read) and (apart / JOB_FILE).is_file():
        return apart
    return folder


def _told_apart(folder: Path, commune: Commune) -> Path:
    mark = hashlib.sha256(nfc(commune.name.value).encode()).hexdigest()[:4]
    return folder.with_name(f"{folder.name}-{mark}")


def _is_name_of(commune: Commune, name: str) -> bool:
    return spelling(commune.name.value) == spelling(name)


def _clash(folder: Path, commune: Commune, other: str) -> Diagnostic:
    """The error for a folder that already belongs to ``other``."""
    return COMMUNE_CLASH(
        commune.name.place, commune=commune.name.value, other=other, folder=folder.as_posix()
    )
