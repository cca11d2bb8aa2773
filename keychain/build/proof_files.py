"""The finished sheets that a proof is of: which of a commune's PDFs stands for which village."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from keychain.build.output import JOB_FILE
from keychain.build.sources import Read, whole_file
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, error
from keychain.preflight import read_pdf_job
from keychain.tags.job import Job
from keychain.text import nfc
from keychain.values import dataclass

PROOF_VILLAGE_UNBUILT = error(
    "proof-village-unbuilt", "a village that is not in the proof would be printed unseen"
)
PROOF_MADE_OTHERWISE = error(
    "proof-made-otherwise", "one signature stands for one layout, one press and one day"
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What every file of one proof has in common."""

    layout: str
    press: str
    day: date


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A PDF of the commune's folder that says what it was made for."""

    path: Path
    data: bytes
    job: Job

    @property
    def terms(self) -> Terms:
        """What it was made with."""
        return Terms(self.job.layout, self.job.press, self.job.day)


def files_of(folder: Path, contacts: Contacts, read: Read) -> tuple[list[ProofFile], Terms]:
    """The commune's PDFs, those of the last build first, and what that build took."""
    last = _last_build(folder, read)
    found: list[ProofFile] = []
    try:
        paths = sorted(folder.glob("*.pdf"))
    except OSError:
        paths = []
    for path in sorted(paths, key=lambda path: path.name not in last):
        try:
            data = read(path)
        except OSError:
            continue
        job = read_pdf_job(data)
        if job is not None and nfc(job.commune) == contacts.commune.name.value:
            found.append(ProofFile(path, data, job))
    return found, found[0].terms if found else Terms("", "", date.min)


def _last_build(folder: Path, read: Read) -> frozenset[str]:
    """The names of the files that job.json tells of; none where it cannot be read."""
    try:
        files = json.loads(read(folder / JOB_FILE))["files"]
        return frozenset(str(file["path"]).replace("\\", "/").rpartition("/")[2] for file in files)
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def choose_files(
    contacts: Contacts, wanted: Sequence[str], files: Sequence[ProofFile], terms: Terms
) -> tuple[list[tuple[ProofFile, list[str]]], list[Diagnostic]]:
    """Which file stands for which villages, and an error for each that has none."""
    left = list(wanted)
    chosen: list[tuple[ProofFile, list[str]]] = []
    for file in files:
        held = {village.id for village in file.job.villages}
        ids = [village for village in left if village in held]
        if ids and file.terms == terms:
            chosen.append((file, ids))
            left = [village for village in left if village not in held]
    names = {village.id: village.name.value for village in contacts.villages}
    found: list[Diagnostic] = []
    for village in left:
        other = next((f for f in files if any(v.id == village for v in f.job.villages)), None)
        if other is None:
            place = next(v.place for v in contacts.villages if v.id == village)
            finding = PROOF_VILLAGE_UNBUILT(place, name=names[village], id=village)
        else:
            finding = PROOF_MADE_OTHERWISE(
                whole_file(other.path),
                name=names[village],
                id=village,
                made=_written(other.terms),
                wanted=_written(terms),
                layout=terms.layout,
                press=terms.press,
                day=terms.day.isoformat(),
            )
        found.append(finding.about(village=village))
    return chosen, found


def _written(terms: Terms) -> str:
    return f"{terms.layout}, {terms.press}, {terms.day.isoformat()}"
