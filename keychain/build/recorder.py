"""What a build has finished, taken into the ledger as it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from pathlib import Path

from keychain.build.built_job import built_job, read_built
from keychain.build.held import ledger_path
from keychain.build.output import BuiltFile
from keychain.build.sources import Read, unreadable
from keychain.diagnostics import Diagnostic
from keychain.ledger import BuiltJob, Ledger, LedgerRefused, using_ledger
from keychain.values import dataclass

TOGETHER = 200
"""PDFs that are taken into the ledger at a time: a transaction waits for the disk."""


@dataclass(slots=True)
class BuildRecorder:
    """Takes finished PDFs into the ledger of an output folder, some at a time. A file that an
    earlier build made and the ledger does not know is read for its job."""

    output: Path
    read: Read
    _known: set[str] | None = None
    _waiting: list[BuiltJob] = field(default_factory=list)
    _refused: bool = False

    def add(self, files: Iterable[BuiltFile]) -> tuple[Diagnostic, ...]:
        """Take ``files`` in, perhaps not yet; the finding where the ledger refuses, once."""
        for file in files:
            if self._known is None:
                found = self._look()
                if found:
                    return found
            if self._refused or self._known is None or file.sha256 in self._known:
                continue
            self._known.add(file.sha256)
            if file.job is None:
                job, _ = read_built(file.path, self.read)
            else:
                job = built_job(file.sha256, file.job)
            self._waiting += [job] if job else []
        return self.flush() if len(self._waiting) >= TOGETHER else ()

    def flush(self) -> tuple[Diagnostic, ...]:
        """Write what waits; the finding where the ledger refuses."""
        jobs, self._waiting = self._waiting, []
        if not jobs or self._refused:
            return ()
        return self._refusal(lambda ledger: ledger.add_builds(jobs))

    def _look(self) -> tuple[Diagnostic, ...]:
        self._known = set()
        if not ledger_path(self.output).exists():
            return ()
        known = self._known
        return self._refusal(lambda ledger: known.update(ledger.digests()))

    def _refusal(self, work: Callable[[Ledger], None]) -> tuple[Diagnostic, ...]:
        path = ledger_path(self.output)
        try:
            with using_ledger(path) as ledger:
                work(ledger)
        except LedgerRefused as refused:
            self._refused = True
            return (refused.finding,)
        except OSError as problem:
            self._refused = True
            return (unreadable(path, problem),)
        return ()
