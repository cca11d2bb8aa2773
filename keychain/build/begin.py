"""Where a build begins: communes read and planned one by one, or known to be as they were."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import partial
from pathlib import Path

from keychain.build.commune import CommuneBuild, begin_commune
from keychain.build.fault import Fault
from keychain.build.kept import RECORD_FILE, SCHEMA, Record, read_record, still_whole
from keychain.build.lots import NOTHING_OUT
from keychain.build.numbering import Out
from keychain.build.options import Options
from keychain.build.output import write_output
from keychain.build.sources import Directory, Read, unreadable
from keychain.contacts import read_contacts
from keychain.diagnostics import Diagnostic, has_errors
from keychain.values import dataclass

DayOf = Callable[[date | None], date]
"""The day to work for, from the launch of a campaign, None where it states none."""


@dataclass(frozen=True, slots=True)
class Untouched:
    """A commune of which nothing has changed: what its ``record`` says is so. ``anew`` reads and
    plans it all the same; None where that cannot be done any more."""

    source: str
    folder: Path
    record: Record
    anew: Callable[[], CommuneBuild | None]


Begun = CommuneBuild | Untouched


@dataclass(slots=True)
class Beginning:
    """The communes of contacts files, one by one as they are asked for, so that a country takes no
    more memory than a commune.

    ``asked`` is the digest of all that a build is made of beside contacts; empty, nothing is known
    of earlier builds. ``out`` are the last serial numbers that people hold. ``findings`` are, in
    the end, those of files that gave no commune.
    """

    files: Sequence[Path]
    read: Read
    day_of: DayOf
    options: Options
    output: Path
    asked: str = ""
    out: Out | None = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    def __iter__(self) -> Iterator[Begun]:
        folders = read_index(self.output, self.read) if self.asked else {}
        for file in self.files:
            name = file.as_posix()
            try:
                data = self.read(file)
            except OSError as problem:
                self.findings.append(unreadable(file, problem))
                continue
            source = (name, hashlib.sha256(data).hexdigest())
            anew = partial(self._plan, data, source)
            begun: Begun | None = None
            if name in folders:
                begun = self._untouched(source, self.output / folders[name], anew)
            begun = begun or anew()
            if begun is not None:
                yield begun

    def _plan(self, data: bytes, source: tuple[str, str]) -> CommuneBuild | None:
        contacts, found = read_contacts(data, source[0])
        if contacts is None:
            self.findings += found
            return None
        day = self.day_of(contacts.campaign.launch)
        build = begin_commune(contacts, found, day, self.options, self.output, out=self.out)
        build.source = source
        return build

    @property
    def fault(self) -> Fault:
        """What stopped files that gave no commune, once all have been asked for."""
        return Fault.REFUSED if has_errors(self.findings) else Fault.NONE

    def _untouched(
        self, source: tuple[str, str], folder: Path, anew: Callable[[], CommuneBuild | None]
    ) -> Untouched | None:
        record = read_record(folder, self.read)
        if (record.asked, record.source) != (self.asked, source):
            return None
        if self.day_of(record.launch) != record.day:
            return None
        whole = still_whole(record, folder, self.read)
        return Untouched(source[0], folder, whole, anew) if whole else None


def begin_builds(
    directory: Directory,
    options: Options,
    output: Path,
    day_of: DayOf,
    chosen: Mapping[str, Sequence[str]] | None,
    quantities: Mapping[str, Mapping[str, int]] | None = None,
    out: Out | None = NOTHING_OUT,
) -> list[CommuneBuild]:
    """The communes' builds, planned: of all villages, or of those ``chosen``, ids by file.

    ``quantities``, by file and village, go before what households ask for; a commune without any
    is left out. ``out`` are the last serial numbers that people hold, None where nobody knows.
    """
    builds = []
    for contacts in directory.communes:
        if chosen is not None and contacts.file not in chosen:
            continue
        about = [f for f in directory.diagnostics if f.place and f.place.file == contacts.file]
        asked = () if chosen is None else chosen[contacts.file]
        own = None
        if quantities is not None:
            own = quantities.get(contacts.file, {})
            asked = [id_ for id_ in asked or own if id_ in own]
            if not asked:
                continue
        day = day_of(contacts.campaign.launch)
        builds.append(begin_commune(contacts, about, day, options, output, asked, own, out))
    return builds


def read_index(output: Path, read: Read) -> dict[str, str]:
    """The folder of each contacts file in ``output``, as earlier builds have left it."""
    try:
        told = json.loads(read(output / RECORD_FILE))
        if told["schema"] != SCHEMA:
            return {}
        return {str(name): Path(str(folder)).name for name, folder in told["folders"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write_index(output: Path, folders: Iterable[tuple[str, Path]], read: Read) -> None:
    """Note the folders of contacts files beside those that are known; where that is refused, the
    next build only takes longer."""
    before = read_index(output, read)
    now = before | {source: folder.name for source, folder in folders}
    if now != before:
        told = {"schema": SCHEMA, "folders": dict(sorted(now.items()))}
        write_output(output / RECORD_FILE, json.dumps(told, ensure_ascii=True).encode())
