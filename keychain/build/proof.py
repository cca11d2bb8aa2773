"""The proof of a commune: its finished sheets verified, read back, and shown for a signature.

A proof is of the very files that will be printed. So it builds nothing: it takes the PDFs that a
build has left, refuses those that are not what the directory has today, and shows what the others
say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from keychain.build.claims import own_folder
from keychain.build.expectation import SIDES
from keychain.build.fault import Fault, worst
from keychain.build.identity import commune_folder
from keychain.build.layouts import Layouts
from keychain.build.lists import place_of
from keychain.build.output import write_output
from keychain.build.papers import PROOF, paper_name
from keychain.build.proof_files import ProofFile, Terms, choose_files, files_of
from keychain.build.proof_lines import proof_lines
from keychain.build.reread import Compared, compare_pdf, fault_of
from keychain.build.sources import Read, whole_file
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, Severity, error
from keychain.layout.measure import Measure, remembered
from keychain.papers.proof import Proof, compose_proof
from keychain.papers.proof_table import ProofVillage
from keychain.pdf.papers import write_paper
from keychain.preflight.read_back import read_back
from keychain.values import dataclass

PROOF_WITHOUT_BUILD = error("proof-without-build", "there is nothing that could be signed for")
_DIGEST = 12
"""Characters of a file's SHA-256 on the proof: as many as tell any two files apart."""


@dataclass(frozen=True, slots=True)
class ProofRequest:
    """What is asked for: the villages' ids, all where there are none; what sheets must have been
    made with and for which day, None for what the last build took."""

    villages: tuple[str, ...] = ()
    layout: str | None = None
    press: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ProofMade:
    """What became of a commune's proof. ``path`` is None where none was written."""

    commune: str
    path: Path | None
    pages: int
    villages: tuple[str, ...]
    fault: Fault
    diagnostics: tuple[Diagnostic, ...]


def make_proof(
    contacts: Contacts,
    request: ProofRequest,
    output: Path,
    layouts: Layouts,
    read: Read,
    measure: Measure,
    advance: Callable[[float], object] = lambda _: None,
) -> ProofMade:
    """Write the proof of a commune's finished sheets beside them.

    A village without a file, or with one that is not what the directory has, is told and left
    out; the proof itself says so too. With none left there is no proof, and an earlier one stays.
    ``advance`` is told, of each file that was read, what part of the work it is.
    """
    commune = contacts.commune.name.value
    folder = own_folder(commune_folder(output, contacts.commune), contacts.commune, read)
    wanted = [v.id for v in contacts.villages if not request.villages or v.id in request.villages]
    files, last = files_of(folder, contacts, read)
    if not files:
        advance(1)
        none = PROOF_WITHOUT_BUILD(whole_file(folder), commune=commune)
        return ProofMade(commune, None, 0, (), Fault.REFUSED, (none,))
    terms = Terms(
        request.layout or last.layout, request.press or last.press, request.day or last.day
    )
    chosen, found = choose_files(contacts, wanted, files, terms)
    if not chosen:
        advance(1)
    faults = [Fault.REFUSED if found else Fault.NONE]
    shown: dict[str, ProofVillage] = {}
    sheets = 0
    measure = remembered(measure)
    for file, ids in chosen:
        compared = compare_pdf(file.data, file.job, contacts, layouts, measure)
        place = whole_file(file.path)
        only = ids[0] if len(file.job.villages) == 1 else None
        # What is no error was told when the sheets were built.
        located = [
            replace(each, place=each.place or place).about(village=only)
            for each in compared.diagnostics
            if each.severity is Severity.ERROR
        ]
        found += located
        if located:
            faults += map(fault_of, located)
        else:
            shown.update(_entries(file, compared, contacts, ids))
            sheets += compared.made.sheets if compared.made else 0
        advance(1 / len(chosen))
    villages = tuple(village for village in wanted if village in shown)
    if not villages:
        return ProofMade(commune, None, 0, (), worst(faults), tuple(found))
    layout, _ = layouts.get(terms.layout, terms.press)
    names = {village.id: village.name.value for village in contacts.villages}
    language = contacts.campaign.language
    book = compose_proof(
        Proof(
            language=language,
            title=contacts.campaign.title.value if contacts.campaign.title else None,
            commune=commune,
            place=place_of(contacts.commune),
            day=terms.day,
            layout=layout.title.for_language(language) if layout else terms.layout,
            press=terms.press,
            villages=tuple(shown[village] for village in villages),
            sheets=sheets,
            missing=tuple(names[village] for village in wanted if village not in shown),
        ),
        measure,
    )
    path = folder / paper_name(PROOF, list(names))
    refused = write_output(path, write_paper(book, terms.day))
    if refused:
        faults.append(Fault.UNWRITTEN)
        return ProofMade(commune, None, 0, (), worst(faults), (*found, *refused))
    return ProofMade(commune, path, len(book.pages), villages, worst(faults), tuple(found))


def _entries(
    file: ProofFile, compared: Compared, contacts: Contacts, ids: Collection[str]
) -> Iterator[tuple[str, ProofVillage]]:
    """The entries of the villages ``ids`` of a file that was found right."""
    made, expected = compared.made, compared.expected
    if made is None or expected is None:
        return
    digest = hashlib.sha256(file.data).hexdigest()[:_DIGEST]
    told = {village.id: village for village in made.villages}
    tags = {tag.village_id: tag for tag in made.book.tags}
    marks = {content.village_id: content.mark for content in made.contents}
    households = {village.id: village.households for village in contacts.villages}
    wanted = {tag.village_id: tag for tag in expected.tags}
    for village in read_back(file.data, expected):
        id_ = village.village_id
        if id_ not in ids:
            continue
        yield (
            id_,
            ProofVillage(
                name=told[id_].name,
                mark=marks[id_],
                tag=tags[id_].sample,
                sides=SIDES[file.job.faces],
                lines=proof_lines(village, wanted[id_]),
                households=households[id_],
                needed=told[id_].needed,
                tags=told[id_].tags,
                file=file.path.name,
                digest=digest,
                places=village.places,
                alike=village.alike,
                numbers=told[id_].numbers,
            ),
        )
