"""A commune while it is built: what became of its lots so far, and the record that it leaves."""

from __future__ import annotations

import hashlib
from dataclasses import field, replace
from pathlib import Path

from keychain.build.commune import Built, CommuneBuild, list_path
from keychain.build.digests import digest_of
from keychain.build.fault import Fault
from keychain.build.kept import NO_RECORD, KeptLot, Record, sealed
from keychain.build.lots import Lot
from keychain.build.village import Outcome
from keychain.diagnostics import Diagnostic
from keychain.values import dataclass


@dataclass(slots=True)
class CommuneAtWork:
    """A commune's build and its records: the ``earlier`` one, and of ``lots`` for the next."""

    build: CommuneBuild
    earlier: Record = NO_RECORD
    lots: dict[str, KeptLot] = field(default_factory=dict)

    def take(self, step: LotStep, outcome: Outcome | None, *, verified: bool) -> None:
        """Give what became of a lot its names, or account for what was there already."""
        build = self.build
        if outcome is None:
            assert step.kept is not None, "a lot is made or kept"
            self.lots[step.path.name] = step.kept
            build.keep(step.kept.file, step.kept.diagnostics)
            return
        file = build.take(step.path, outcome, verified=verified)
        if file is not None and outcome.sheets is not None and not outcome.failed:
            lists = [list_path(build.folder, village) for village in file.villages]
            if all(village in build.lists for village in file.villages):
                digests = (hashlib.sha256(each).hexdigest() for each in outcome.sheets.lists)
                made = [(step.path, file.sha256), *zip(lists, digests, strict=True)]
                seals = sealed(build.folder, made)
                placed = placed_digest(step.lot) if outcome.diagnostics else ""
                self.lots[step.path.name] = KeptLot(
                    step.made, placed, file, seals, outcome.diagnostics
                )

    def so_far(self, name: str) -> Record:
        """The record of the lots that were taken, and of another build's that are still there."""
        others = {
            pdf: lot
            for pdf, lot in self.earlier.lots.items()
            if pdf not in self.lots and (self.build.folder / pdf).is_file()
        }
        return Record(others | self.lots, commune=name)

    def record(self, built: Built, asked: str, before: tuple[Diagnostic, ...]) -> Record:
        """The record for the next build, of the whole commune where nothing failed."""
        build = self.build
        record = self.so_far(built.commune)
        names = tuple(file.path.name for file in built.files)
        whole = built.fault is Fault.NONE and not build.partial and build.source != ("", "")
        if not whole or not set(names) <= self.lots.keys():
            return record
        papers = [(built.ticket, build.ticket_digest)] if built.ticket else []
        ticket = next(iter(sealed(build.folder, papers).items()), ("", None))
        return replace(
            record,
            asked=asked,
            names=names,
            source=build.source,
            launch=build.contacts.campaign.launch,
            day=built.day,
            ids=tuple(village.id for village in build.contacts.villages),
            ticket=ticket,
            before=before,
            after=tuple(build.papers),
        )


@dataclass(frozen=True, slots=True)
class LotStep:
    """A lot's place in the order. ``made`` is the digest of what it is made from; ``kept`` is what
    is there of it already."""

    commune: CommuneAtWork
    lot: Lot
    path: Path
    made: str
    kept: KeptLot | None


def placed_digest(lot: Lot) -> str:
    """The digest of a lot with the places of its texts."""
    return digest_of(lot, places=True)
