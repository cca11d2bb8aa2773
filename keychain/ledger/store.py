"""What is in the ledger: written in whole transactions, and read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from keychain.ledger.model import BuiltJob, BuiltVillage, Handout, Issue
from keychain.ledger.refusal import LedgerRefused, finding_of
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger. What is written in one call is there whole or not at all."""

    path: Path
    connection: sqlite3.Connection

    def add_builds(self, jobs: Iterable[BuiltJob]) -> None:
        """Take in finished PDFs; one that is known already changes nothing."""
        with self._writing():
            for job in jobs:
                self._add_job(job)

    def digests(self) -> frozenset[str]:
        """The SHA-256 of every PDF that is known."""
        with self._reading():
            rows = self.connection.execute("SELECT sha256 FROM job").fetchall()
        return frozenset(sha for (sha,) in rows)

    def hand_out(self, jobs: Iterable[BuiltJob], handouts: Iterable[Handout]) -> None:
        """Take in that jobs, which may be known already, were printed and handed out."""
        with self._writing():
            for job in jobs:
                self._add_job(job)
            self.connection.executemany(
                "INSERT INTO handout (job, village, day, count, replaces) VALUES (?, ?, ?, ?, ?)",
                [(h.job, h.village, h.day.isoformat(), h.count, h.replaces) for h in handouts],
            )

    def issues(
        self, commune: str, province: str, district: str | None = None
    ) -> dict[str, tuple[Issue, ...]]:
        """All hand-outs of a commune, by village, in the order of their days.

        A province may have two communes of one name: those whose tags tell another district are
        left out. Districts ended in 2025, so one that is not told on either side is no difference.
        """
        found: dict[str, list[Issue]] = {}
        with self._reading():
            rows = self.connection.execute(
                """
                SELECT h.village, v.fingerprint, c.shown, j.layout, j.day,
                    h.day, h.count, h.replaces, v.series, v.first, v.tags
                FROM handout h
                JOIN job j ON j.sha256 = h.job
                JOIN job_village v ON v.job = h.job AND v.village = h.village
                JOIN content c ON c.fingerprint = v.fingerprint
                WHERE j.commune = ? AND j.province = ?
                ORDER BY h.day, h.id
                """,
                (commune, province),
            ).fetchall()
        for village, fingerprint, shown, layout, issued_for, day, count, replaces, *own in rows:
            series, first, tags = own
            told = json.loads(shown).get("district")
            if district and told and told != district:
                continue
            issue = Issue(
                commune,
                province,
                village,
                fingerprint,
                shown,
                layout,
                date.fromisoformat(issued_for),
                date.fromisoformat(day),
                count,
                replaces,
                series,
                first,
                first + tags - 1 if series else 0,
            )
            found.setdefault(village, []).append(issue)
        return {village: tuple(issues) for village, issues in found.items()}

    def last_numbers(self) -> dict[tuple[str, str, str], int]:
        """The last serial number that was handed out, by commune, province and series."""
        with self._reading():
            rows = self.connection.execute(
                """
                SELECT j.commune, j.province, v.series, max(v.first + v.tags - 1)
                FROM handout h
                JOIN job j ON j.sha256 = h.job
                JOIN job_village v ON v.job = h.job AND v.village = h.village
                WHERE v.series <> ''
                GROUP BY j.commune, j.province, v.series
                """
            ).fetchall()
        return {(commune, province, series): last for commune, province, series, last in rows}

    def jobs(self) -> tuple[BuiltJob, ...]:
        """Every PDF that was built, by day and then digest."""
        villages: dict[str, list[BuiltVillage]] = {}
        with self._reading():
            for job, *rest in self.connection.execute(
                """
                SELECT v.job, v.village, v.name, v.fingerprint, c.shown, v.needed, v.tags,
                    v.series, v.first
                FROM job_village v JOIN content c ON c.fingerprint = v.fingerprint
                ORDER BY v.job, v.position
                """
            ):
                villages.setdefault(job, []).append(BuiltVillage(*rest))
            rows = self.connection.execute(
                "SELECT sha256, commune, province, day, layout, press, program FROM job"
                " ORDER BY day, sha256"
            ).fetchall()
        return tuple(
            BuiltJob(
                sha,
                commune,
                province,
                date.fromisoformat(day),
                layout,
                press,
                program,
                tuple(villages.get(sha, ())),
            )
            for sha, commune, province, day, layout, press, program in rows
        )

    def handouts(self) -> tuple[Handout, ...]:
        """Every hand-out in the order of its recording."""
        with self._reading():
            rows = self.connection.execute(
                "SELECT job, village, day, count, replaces FROM handout ORDER BY id"
            ).fetchall()
        return tuple(
            Handout(job, village, date.fromisoformat(day), count, replaces)
            for job, village, day, count, replaces in rows
        )

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _add_job(self, job: BuiltJob) -> None:
        run = self.connection.execute
        if run("SELECT 1 FROM job WHERE sha256 = ?", (job.sha256,)).fetchone():
            return
        run(
            "INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                job.sha256,
                job.commune,
                job.province,
                job.day.isoformat(),
                job.layout,
                job.press,
                job.program,
            ),
        )
        for position, each in enumerate(job.villages):
            run("INSERT OR IGNORE INTO content VALUES (?, ?)", (each.fingerprint, each.shown))
            run(
                "INSERT INTO job_village VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    job.sha256,
                    position,
                    each.id,
                    each.name,
                    each.fingerprint,
                    each.needed,
                    each.tags,
                    each.series,
                    each.first,
                ),
            )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._reading():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:  # Ctrl-C too leaves nothing half done; it is raised again
                # On a full disk SQLite itself has taken everything back already.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as problem:
            raise LedgerRefused(finding_of(self.path, problem)) from problem
