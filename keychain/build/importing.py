"""A list of people imported into a contacts file: a new one, or merged into the one that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from keychain.build.edits import Change, change_file
from keychain.build.fault import Fault
from keychain.build.import_text import contacts_text
from keychain.build.new_contacts import SLOGAN, TITLE
from keychain.build.output import write_output
from keychain.build.sources import Read, unreadable, whole_file
from keychain.contacts import read_contacts
from keychain.contacts.editing.model_edits import without_places
from keychain.contacts.editing.steps import Step
from keychain.contacts.importing.choice import choose_table
from keychain.contacts.importing.communes import find_communes
from keychain.contacts.importing.doubts import Doubts, Proposal
from keychain.contacts.importing.draft import DraftCommune
from keychain.contacts.importing.gather import gather
from keychain.contacts.importing.heads import Table
from keychain.contacts.importing.merge import Counts, merge
from keychain.contacts.importing.new_directory import Usual, new_directory
from keychain.contacts.importing.rules import (
    COMMUNE_OPEN,
    NO_HEAD,
    NOTHING,
    SEVERAL_COMMUNES,
    VILLAGES_OPEN,
)
from keychain.contacts.importing.table import ListFile
from keychain.contacts.model import Contacts, Language
from keychain.contacts.roster import working_day
from keychain.diagnostics import Diagnostic, error, has_errors
from keychain.files import FileTooLarge
from keychain.text import spelling
from keychain.values import dataclass

LIST_MISSING = error("list-missing", "a name or a folder that is nearly right is another one")

STAND_IN = "Xã"
"""Proves a new file whose commune nobody has named yet."""


class ReadUpTo(Protocol):
    """The bytes of a file, of ``most`` at most. Raises FileTooLarge."""

    def __call__(self, path: Path, most: int = ..., /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What a person asks of an import. ``named`` are columns with their keys; ``day`` is the first
    of numbers that change, None for the day that commands work for on ``today``."""

    language: str
    today: date
    named: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    accept: frozenset[str] = frozenset()
    commune: str | None = None
    province: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import. ``new`` says that there was no contacts file before."""

    change: Change
    new: bool
    officers: Counts
    villages: Counts
    proposals: tuple[Proposal, ...]


def import_file(
    source: Path, path: Path, read: ReadUpTo, request: ImportRequest, *, write: bool
) -> Imported:
    """Import the list ``source`` into the contacts file ``path``; ``write`` off only tells.

    Raises UnknownSheet and UnknownColumn for what was named on the command line and is not there.
    """
    # Imported here: its readers bring libraries of their own.
    from keychain.contacts.importing.reading import MAX_BYTES, read_list, too_large

    try:
        data = read(source, MAX_BYTES)
    except FileNotFoundError:
        return _refused(path, (LIST_MISSING(whole_file(source)),))
    except FileTooLarge as problem:
        return _refused(path, (too_large(source.as_posix(), problem.size),))
    except OSError as problem:
        return _refused(path, (unreadable(source, problem),))
    listed, found = read_list(data, source.as_posix())
    if listed is None:
        return _refused(path, found)
    imported = import_list(listed, path, read, request, write=write)
    change = imported.change
    return replace(imported, change=replace(change, diagnostics=(*found, *change.diagnostics)))


def import_list(
    listed: ListFile, path: Path, read: Read, request: ImportRequest, *, write: bool
) -> Imported:
    """As :func:`import_file`, of a list that has been read."""
    chosen = choose_table(listed, request.named, request.sheet)
    if chosen is None:
        return _refused(path, (NO_HEAD(whole_file(Path(listed.file))),))
    table, others, told = chosen.table, chosen.others, chosen.told
    communes = find_communes(table, others)
    if len(communes) > 1:
        known = tuple(each.name or "" for each in communes)
        finding = SEVERAL_COMMUNES(whole_file(Path(listed.file)), known=known)
        return _refused(path, (finding,))
    commune = communes[0] if communes else DraftCommune()
    doubts = Doubts(listed.file, request.accept, listed.cards)
    if path.exists():
        return _merged(table, others, commune, doubts, path, read, request, told, write)
    return _made(table, others, commune, doubts, path, request, told, write)


def _merged(
    table: Table,
    others: tuple[Table, ...],
    commune: DraftCommune,
    doubts: Doubts,
    path: Path,
    read: Read,
    request: ImportRequest,
    told: tuple[Diagnostic, ...],
    write: bool,
) -> Imported:
    merges = []
    refused: list[Diagnostic] = []

    def make(contacts: Contacts) -> tuple[Step, ...]:
        own = contacts.commune.name.value
        asked = request.commune or commune.name
        if asked and spelling(asked) != spelling(own):
            refused.append(SEVERAL_COMMUNES(whole_file(Path(doubts.file)), known=(asked, own)))
            return ()
        known = [each.name.value for each in contacts.villages]
        province = contacts.commune.province.value
        draft = gather(table, others, commune, doubts, province, known)
        if not (draft.officers or draft.villages or draft.hotlines):
            refused.append(NOTHING(whole_file(Path(doubts.file))))
            return ()
        day = working_day(request.day, contacts.campaign.launch, request.today)
        merges.append(merge(contacts, draft, doubts, day))
        return merges[0].steps

    change = change_file(path, read, make, write=write)
    findings = (*told, *doubts.findings(), *refused)
    if refused or not merges:
        change = replace(change, after=None, fault=max(change.fault, Fault.REFUSED))
        return _result(change, findings, doubts, new=False)
    (done,) = merges
    missing = () if change.after is None else done.missing
    return replace(
        _result(change, (*findings, *missing), doubts, new=False),
        officers=done.officers,
        villages=done.villages,
    )


def _made(
    table: Table,
    others: tuple[Table, ...],
    commune: DraftCommune,
    doubts: Doubts,
    path: Path,
    request: ImportRequest,
    told: tuple[Diagnostic, ...],
    write: bool,
) -> Imported:
    name, province = request.commune or commune.name, request.province or commune.province
    draft = gather(table, others, commune, doubts, province)
    usual = Usual(TITLE, SLOGAN, "Công an", _language(table))
    contacts = new_directory(
        draft, path.as_posix(), name or STAND_IN, province or STAND_IN, usual, doubts
    )
    findings = [*told, *doubts.findings()]
    if not contacts.officers:
        findings.append(NOTHING(whole_file(Path(doubts.file))))
        return _refused(path, tuple(findings), doubts)
    if not (name and province):
        findings.append(COMMUNE_OPEN(whole_file(path)))
    if not contacts.villages:
        findings.append(VILLAGES_OPEN(whole_file(path)))
    data, wrong = _proven(contacts, request.language, name, province)
    findings += wrong
    if data is None:
        return _refused(path, tuple(findings), doubts)
    refused = write_output(path, data) if write else ()
    change = Change(
        path,
        b"",
        data,
        contacts,
        (*findings, *refused),
        write and not refused,
        Fault.UNWRITTEN if refused else Fault.NONE,
    )
    officers = Counts(added=[each.id for each in contacts.officers])
    villages = Counts(added=[each.id for each in contacts.villages])
    return Imported(change, True, officers, villages, doubts.asked())


def _proven(
    contacts: Contacts, language: str, name: str | None, province: str | None
) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The new file's bytes, once they have been read back as the directory that is meant, and what
    reading them finds."""
    folder = files("keychain").joinpath("data", "project", language)
    template = folder.joinpath("contacts.yaml").read_text(encoding="utf-8")
    text = contacts_text(template, contacts, named=bool(name), placed=bool(province))
    if not contacts.villages:
        # Nobody has said which villages there are: what can be read is the rest.
        return text.encode(), ()
    read, found = read_contacts(contacts_text(template, contacts).encode(), contacts.file)
    if read is None or has_errors(found) or without_places(read) != without_places(contacts):
        assert read is None or has_errors(found), "a new file says what was meant"
        return None, found
    return text.encode(), found


def _language(table: Table) -> Language:
    """What the list's own heads are written in."""
    heads = {spelling(head) for _, head in table.heads}
    return "en" if heads & {"full name", "phone"} and "họ và tên" not in heads else "vi"


def _refused(path: Path, found: tuple[Diagnostic, ...], doubts: Doubts | None = None) -> Imported:
    change = Change(path, b"", None, None, found, False, Fault.REFUSED)
    proposals = doubts.asked() if doubts else ()
    return Imported(change, not path.exists(), Counts(), Counts(), proposals)


def _result(
    change: Change, findings: tuple[Diagnostic, ...], doubts: Doubts, *, new: bool
) -> Imported:
    change = replace(change, diagnostics=(*findings, *change.diagnostics))
    return Imported(change, new, Counts(), Counts(), doubts.asked())
