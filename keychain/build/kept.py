"""What an earlier build has left that this one would make again just so.

Beside a commune's PDFs lies a record of what each was made from, as a digest, and how it lay there:
its size, its times and its own digest. A file is kept only where all of that is as it was; of one
that was touched the bytes decide.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from keychain.build.output import BuiltFile
from keychain.build.sources import Read
from keychain.diagnostics import Diagnostic, Place, Rule, Severity
from keychain.geometry import Rect
from keychain.values import dataclass

RECORD_FILE = ".built.json"
SCHEMA = 1

_OF_FILE = tuple(
    each.name for each in fields(BuiltFile) if each.name not in ("path", "kept", "job", "commune")
)


@dataclass(frozen=True, slots=True)
class Seal:
    """How a file lay when it was finished: bytes, times in ns, SHA-256. The second time is the
    inode's, or on Windows the file's birth."""

    size: int
    modified: int
    changed: int
    sha256: str

    def holds(self, path: Path, read: Read) -> Seal | None:
        """The seal as it is now, or None where the file is not what it was."""
        try:
            now = path.stat()
            if now.st_size != self.size:
                return None
            if (now.st_mtime_ns, now.st_ctime_ns) == (self.modified, self.changed):
                return self
            if hashlib.sha256(read(path)).hexdigest() != self.sha256:
                return None
        except OSError:
            return None
        return replace(self, modified=now.st_mtime_ns, changed=now.st_ctime_ns)


def seal(path: Path, sha256: str) -> Seal | None:
    """The seal of a file that was just written; None where it is gone."""
    try:
        now = path.stat()
    except OSError:
        return None
    return Seal(now.st_size, now.st_mtime_ns, now.st_ctime_ns, sha256)


@dataclass(frozen=True, slots=True)
class KeptLot:
    """A lot's files. ``made`` is the digest of what they were made from, ``placed`` of that with
    the places in its file, where ``diagnostics`` name some; ``seals`` are by path within the
    commune's folder, the PDF's first."""

    made: str
    placed: str
    file: BuiltFile
    seals: Mapping[str, Seal]
    diagnostics: tuple[Diagnostic, ...] = ()

    def still(self, made: str, folder: Path, read: Read) -> KeptLot | None:
        """The lot if it would be made of the same, and its files are what they were."""
        if made != self.made:
            return None
        seals = _still(self.seals, folder, read)
        return None if seals is None else replace(self, seals=seals)


@dataclass(frozen=True, slots=True)
class Record:
    """The record of a commune. ``lots`` are by the names of their PDFs.

    The rest is of the last build of the whole commune, where nothing failed: ``asked`` is the
    digest of everything but the contacts file, of which ``source`` is name and digest; ``names``
    are the PDFs that it made, in their order, and ``ids`` its villages. Where there was none,
    ``asked`` is empty.
    """

    lots: Mapping[str, KeptLot]
    asked: str = ""
    names: tuple[str, ...] = ()
    source: tuple[str, str] = ("", "")
    commune: str = ""
    launch: date | None = None
    day: date = date.min
    ids: tuple[str, ...] = ()
    ticket: tuple[str, Seal | None] = ("", None)
    before: tuple[Diagnostic, ...] = ()
    after: tuple[Diagnostic, ...] = ()

    def to_bytes(self) -> bytes:
        """The record as a file: JSON, the same for equal records."""
        told = {
            "schema": SCHEMA,
            "asked": self.asked,
            "source": list(self.source),
            "commune": self.commune,
            "launch": self.launch.isoformat() if self.launch else None,
            "day": self.day.isoformat(),
            "ids": list(self.ids),
            "names": list(self.names),
            "ticket": [self.ticket[0], _seal_told(self.ticket[1])],
            "before": [_finding_told(each) for each in self.before],
            "after": [_finding_told(each) for each in self.after],
            "lots": {name: _lot_told(lot) for name, lot in sorted(self.lots.items())},
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )


NO_RECORD = Record({})


def read_record(folder: Path, read: Read) -> Record:
    """The record in a commune's folder, an empty one where there is none that can be used."""
    try:
        told = json.loads(read(folder / RECORD_FILE).decode("utf-8", "surrogatepass"))
        if told["schema"] != SCHEMA:
            return NO_RECORD
        commune = str(told["commune"])
        return Record(
            lots={
                str(name): _lot(lot, folder / name, commune) for name, lot in told["lots"].items()
            },
            asked=str(told["asked"]),
            source=(str(told["source"][0]), str(told["source"][1])),
            commune=commune,
            launch=date.fromisoformat(told["launch"]) if told["launch"] else None,
            day=date.fromisoformat(told["day"]),
            ids=tuple(map(str, told["ids"])),
            names=tuple(map(str, told["names"])),
            ticket=(str(told["ticket"][0]), _seal(told["ticket"][1])),
            before=tuple(map(_finding, told["before"])),
            after=tuple(map(_finding, told["after"])),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return NO_RECORD


def _still(seals: Mapping[str, Seal], folder: Path, read: Read) -> dict[str, Seal] | None:
    found: dict[str, Seal] = {}
    for name, one in seals.items():
        now = one.holds(folder / name, read)
        if now is None:
            return None
        found[name] = now
    return found


def still_whole(record: Record, folder: Path, read: Read) -> Record | None:
    """The record if every file of the last build of the whole commune is what it was, with the
    seals as they are now."""
    name, ticket = record.ticket
    if ticket is not None:
        ticket = ticket.holds(folder / name, read)
        if ticket is None:
            return None
    lots = dict(record.lots)
    for key in record.names:
        seals = _still(lots[key].seals, folder, read) if key in lots else None
        if seals is None:
            return None
        lots[key] = replace(lots[key], seals=seals)
    return replace(record, lots=lots, ticket=(name, ticket))


def _lot_told(lot: KeptLot) -> dict[str, Any]:
    return {
        "made": lot.made,
        "placed": lot.placed,
        "file": {name: getattr(lot.file, name) for name in _OF_FILE},
        "seals": {name: _seal_told(each) for name, each in lot.seals.items()},
        "diagnostics": [_finding_told(each) for each in lot.diagnostics],
    }


def _lot(told: Mapping[str, Any], path: Path, commune: str) -> KeptLot:
    file = {name: told["file"][name] for name in _OF_FILE}
    values: dict[str, Any] = {
        name: tuple(v) if isinstance(v, list) else v for name, v in file.items()
    }
    seals = {str(name): one for name, each in told["seals"].items() if (one := _seal(each))}
    if len(seals) != len(told["seals"]) or path.name not in seals:
        raise ValueError(f"no seal of {path.name}")
    return KeptLot(
        str(told["made"]),
        str(told["placed"]),
        BuiltFile(commune=commune, path=path, kept=True, **values),
        seals,
        tuple(map(_finding, told["diagnostics"])),
    )


def _seal_told(one: Seal | None) -> list[int | str] | None:
    return [one.size, one.modified, one.changed, one.sha256] if one else None


def _seal(told: Sequence[Any] | None) -> Seal | None:
    return Seal(int(told[0]), int(told[1]), int(told[2]), str(told[3])) if told else None


def _finding_told(finding: Diagnostic) -> dict[str, Any]:
    told = asdict(finding)
    return {key: value for key, value in told.items() if value is not None}


def _finding(told: Mapping[str, Any]) -> Diagnostic:
    rule, place, area = told["rule"], told.get("place"), told.get("area")
    values = ((str(name), tuple(v) if isinstance(v, list) else v) for name, v in told["values"])
    return Diagnostic(
        rule=Rule(rule["code"], Severity(rule["severity"]), rule["reason"]),
        values=tuple(values),
        place=Place(**place) if place else None,
        area=Rect(**area) if area else None,
        **{key: told[key] for key in ("village", "box", "page", "position") if key in told},
    )


def sealed(folder: Path, files: Iterable[tuple[Path, str]]) -> dict[str, Seal]:
    """Seals of files in ``folder``, each with its SHA-256, that were just written; of those that
    are gone, none."""
    return dict(_sealed(folder, files))


def _sealed(folder: Path, files: Iterable[tuple[Path, str]]) -> Iterator[tuple[str, Seal]]:
    for path, sha256 in files:
        one = seal(path, sha256)
        if one is not None:
            yield path.relative_to(folder).as_posix(), one
