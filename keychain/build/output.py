"""Where finished files go, whose folder that is, and what an earlier build left there."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from keychain.build.lots import Lot
from keychain.build.options import Options
from keychain.build.sources import Read, told, whole_file
from keychain.contacts.model import Commune
from keychain.diagnostics import Diagnostic, error, warning
from keychain.files import TargetInUse, write_whole
from keychain.tags.job import Job
from keychain.text import nfc, slug
from keychain.values import dataclass

COMMUNE_CLASH = error(
    "commune-clash", "one commune's tags must never replace another's under the same name"
)
OUTPUT_HELD = error("output-held", "Windows lets nobody replace a PDF while a viewer shows it")
OUTPUT_UNWRITABLE = error("output-unwritable", "a build that leaves no file has failed")
EARLIER_FILE = warning("earlier-file", "numbers from an earlier build would be printed by mistake")

JOB_FILE = "job.json"
SEVERAL_VILLAGES = {"one": "_all", "gang": "_gang"}
"""What the file of several villages is called, by their arrangement."""

_PROVINCE_KIND = re.compile(r"^(tinh|thanh-pho|tp)-(?=.)")


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A PDF under its final name, and the job that it carries.

    ``needed`` tags were asked for, ``tags`` are on its sheets; ``sheets`` are sheets of paper.
    ``villages`` are ids, ``names`` what people call them; ``shares`` says how many of the tags are
    each one's, ``needs`` how many were asked for it, ``marks`` the issue mark that they bear,
    ``firsts`` and ``lasts`` their serial numbers, empty where they have none. A file that an
    earlier build made is ``kept``, and its ``job`` not read again.
    """

    commune: str
    villages: tuple[str, ...]
    names: tuple[str, ...]
    path: Path
    needed: int
    tags: int
    sheets: int
    pages: int
    sha256: str
    verified: bool
    shares: tuple[int, ...] = ()
    needs: tuple[int, ...] = ()
    marks: tuple[str, ...] = ()
    firsts: tuple[str, ...] = ()
    lasts: tuple[str, ...] = ()
    kept: bool = False
    job: Job | None = None


def commune_folder(output: Path, commune: Commune) -> Path:
    """The commune's own folder: its name, its district if it has one, and its province.

    Seven provinces have a Tân Tiến; before July 2025 one province could have two.
    """
    district = [slug(commune.district.value)] if commune.district else []
    province = _PROVINCE_KIND.sub("", slug(commune.province.value))
    return output / "-".join([slug(commune.name.value), *district, province])


def pdf_name(lot: Lot, options: Options, ids: Collection[str]) -> str:
    """The file name of a lot's PDF: the village's id, which is safe on every system.

    A file of several villages has a name that is none of the commune's village ``ids``.
    """
    if options.sheets == "village":
        return f"{lot.orders[0].roster.village.id}.pdf"
    name = SEVERAL_VILLAGES[options.sheets]
    while name in {each.casefold() for each in ids}:
        name = f"_{name}"
    return f"{name}.pdf"


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
    if not owners or nfc(commune.name.value) in owners:
        return ()
    return (clash(folder, commune, min(owners)),)


@dataclass(slots=True)
class Claims:
    """The folders of a run: each has one commune."""

    read: Read
    _owners: dict[Path, str] = field(default_factory=dict)

    def claim(self, folder: Path, commune: Commune) -> tuple[Path, tuple[Diagnostic, ...]]:
        """The folder that is to be ``commune``'s, and why it may not be. A commune whose name
        differs from that of an earlier one of this run only in its diacritics gets ``folder`` with
        four characters more, which are always the same for its name."""
        name = nfc(commune.name.value)
        other = self._owners.get(folder)
        if other is None:
            folder = own_folder(folder, commune, self.read)
        elif other != name:
            folder = _told_apart(folder, commune)
        if folder in self._owners:
            return folder, (clash(folder, commune, self._owners[folder]),)
        found = check_owner(folder, commune, self.read)
        if not found:
            self._owners[folder] = name
        return folder, found

    def keep(self, folder: Path, name: str) -> bool:
        """Claim a folder that an earlier build has left as the commune's called ``name``; False
        where it is taken."""
        if folder in self._owners:
            return False
        self._owners[folder] = nfc(name)
        return True


def own_folder(folder: Path, commune: Commune, read: Read) -> Path:
    """``folder``, or where that is another's, the one beside it that this commune was given."""
    apart = _told_apart(folder, commune)
    if check_owner(folder, commune, read) and (apart / JOB_FILE).is_file():
        return apart
    return folder


def _told_apart(folder: Path, commune: Commune) -> Path:
    mark = hashlib.sha256(nfc(commune.name.value).encode()).hexdigest()[:4]
    return folder.with_name(f"{folder.name}-{mark}")


def clash(folder: Path, commune: Commune, other: str) -> Diagnostic:
    """The error for a folder that already belongs to ``other``."""
    return COMMUNE_CLASH(
        commune.name.place, commune=commune.name.value, other=other, folder=folder.as_posix()
    )


def write_output(path: Path, data: bytes, *, settled: bool = True) -> tuple[Diagnostic, ...]:
    """Put ``data`` under its final name, whole; what the system refuses is a finding. ``settled``
    as for ``write_whole``."""
    try:
        write_whole(path, data, settled=settled)
    except TargetInUse:
        return (OUTPUT_HELD(whole_file(path)),)
    except OSError as problem:
        return (OUTPUT_UNWRITABLE(whole_file(path), problem=told(problem)),)
    return ()


def write_new(path: Path, data: bytes, read: Read) -> tuple[Diagnostic, ...]:
    """Put ``data`` under its name unless it stands there already."""
    with suppress(OSError):
        if read(path) == data:
            return ()
    return write_output(path, data)


def earlier_files(
    folder: Path, written: Collection[Path], ids: Collection[str], only: Collection[str] | None
) -> tuple[Diagnostic, ...]:
    """A warning for each PDF in ``folder`` that this build did not write.

    ``ids`` are the commune's villages. ``only`` are those that were asked for and failed, where
    not all were asked for: then the other villages' files are as good as they were.
    """
    if not folder.is_dir():
        return ()
    kept = sorted(p for p in folder.glob("*.pdf") if p not in written)
    return tuple(
        EARLIER_FILE(whole_file(path)).about(village=path.stem if path.stem in ids else None)
        for path in kept
        if only is None or path.stem in only
    )
