"""``import keychain`` for programs: read a directory, build its tags, compare finished PDFs.

Results are values; what is wrong is in their ``diagnostics``, which ``describe`` puts into words.
Exceptions are for what the caller gets wrong (ValueError) and what the system refuses (OSError).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import get_args

from keychain.build.begin import begin_builds
from keychain.build.commune import Built as BuiltCommune
from keychain.build.fault import Fault, worst
from keychain.build.held import numbers_out
from keychain.build.layouts import Layouts
from keychain.build.numbering import why_unknown
from keychain.build.options import DEFAULT_LAYOUT, OFFICE, Options
from keychain.build.output import BuiltFile
from keychain.build.reread import Reread, reread_pdf
from keychain.build.run import Run
from keychain.build.sources import Directory, read_directory
from keychain.build.work import Setting
from keychain.build.workers import open_workers
from keychain.cli.arguments import UsageError
from keychain.cli.job import account
from keychain.cli.label_names import check_labels
from keychain.cli.option_values import read_start
from keychain.cli.villages import named_villages
from keychain.cli.words import LANGUAGES, Words, load_words
from keychain.contacts import read_contacts
from keychain.contacts.model import Contacts
from keychain.diagnostics import Diagnostic, Place, Severity, has_errors
from keychain.files import read_bytes
from keychain.pdf import FontMeasure
from keychain.tags.job import Arrangement, Faces
from keychain.tags.serial import MOST_NUMBERED
from keychain.values import dataclass

__all__ = [
    "Built",
    "BuiltFile",
    "Contacts",
    "Diagnostic",
    "Place",
    "Project",
    "Reread",
    "Severity",
    "describe",
    "load",
]

StrPath = str | PathLike[str]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made. ``failed`` are the ids of villages that are in no file; ``ok`` is False
    if any was refused, failed its verification or could not be written."""

    files: tuple[BuiltFile, ...]
    failed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    ok: bool


@dataclass(frozen=True, slots=True)
class Project:
    """A directory and a folder of layouts, as ``load`` has read them.

    ``communes`` are the directories that can be used, one a file. A village that holds an error
    is in its commune's ``refused``, and nothing is made for it.
    """

    directory: Directory
    layouts: Layouts

    @property
    def communes(self) -> tuple[Contacts, ...]:
        """Each commune's directory: its officers, its villages, its hotlines."""
        return self.directory.communes

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found in the contacts, in the order of the file."""
        return self.directory.diagnostics

    def build(
        self,
        as_of: date,
        *,
        villages: Sequence[str] = (),
        layout: str = DEFAULT_LAYOUT,
        press: str = OFFICE,
        output: StrPath = "output",
        copies: int | None = None,
        spare: Decimal | None = None,
        faces: Faces = "both",
        sheets: Arrangement = "village",
        start: str = "",
        labels: str = "",
        serial_from: int | None = None,
        verify: bool = True,
        jobs: int = 1,
        force: bool = False,
        language: str = "en",
    ) -> Built:
        """Make the tags of those who serve on ``as_of``, as ``keychain build`` does.

        ``villages`` are ids or names, all without any; ``spare`` is in percent; ``start`` is the
        first free place of a begun sheet, ``3:1``, or how many are used, and goes with one PDF;
        ``labels`` is a label sheet to print on instead of the layout's paper; ``serial_from`` the
        first number of numbered tags, which otherwise go on behind those that were handed out;
        ``jobs`` is how many processes may work, as a module under ``if __name__ == "__main__":``
        can allow; what an earlier build has left just so is made again only with ``force``;
        ``language`` is that of the sentences in job.json. Raises ValueError for a village that
        does not exist and for a choice that there is not.
        """
        _one_of("faces", faces, get_args(Faces))
        _one_of("sheets", sheets, get_args(Arrangement))
        if copies is not None and copies < 1:
            raise ValueError(f"copies: {copies} is not a number of tags")
        if serial_from is not None and not 1 <= serial_from <= MOST_NUMBERED:
            raise ValueError(f"serial_from: {serial_from} is not the number of a tag")
        words = _words(language)
        try:
            first = read_start(start) if start else ""
            options = Options(
                layout, press, faces, sheets, copies, spare, verify, first, labels, serial_from
            )
            check_labels(self.layouts, labels)
            chosen = named_villages(villages, self.communes) if villages else None
            out, of_ledger = numbers_out(Path(output))
            planned = begin_builds(
                self.directory, options, Path(output), lambda _: as_of, chosen, out=out
            )
            count = sum(len(build.plan.lots) for build in planned)
            if options.start and count > 1:
                raise UsageError("start-several", count=count)
        except UsageError as problem:
            raise ValueError(words.say(problem.key, **problem.values)) from None
        spec, found = self.layouts.of_tags(layout, press, labels)
        on, _ = self.layouts.press(press)
        done: list[BuiltCommune] = []
        if spec is None:
            for build in planned:
                build.stop(Fault.REFUSED, ())
            done += (build.built() for build in planned)
        else:
            setting = Setting(spec, options)
            run = Run(
                Path(output),
                setting,
                self.layouts,
                on,
                read_bytes,
                lambda built: account(built, options, words),
                findings=found,
                force=force,
                out=out,
            )
            with open_workers(setting, jobs) as workers:
                done += run.build(planned, workers, self.directory.files)
        of_files = {build.contacts.file for build in planned}
        others = [
            each
            for each in self.directory.diagnostics
            if each.place is None or each.place.file not in of_files
        ]
        others += found
        fault = worst(
            [Fault.REFUSED if has_errors(others) else Fault.NONE, *(b.fault for b in done)]
        )
        told = [*others, *(each for built in done for each in built.diagnostics)]
        return Built(
            files=tuple(file for built in done for file in built.files),
            failed=tuple(village for built in done for village in built.failed),
            diagnostics=(*told, *why_unknown(told, of_ledger)),
            ok=fault is Fault.NONE,
        )

    def verify(self, pdf: StrPath | bytes) -> Reread:
        """Compare a finished PDF with this directory, as ``keychain verify`` does.

        The day, the layout and the quantities are the PDF's own. What is wrong is in the result's
        ``diagnostics``; ``verified`` says whether it may be printed, ``compared`` whether the
        directory was free of errors there, without which nobody knows.
        """
        path = Path("PDF") if isinstance(pdf, bytes) else Path(pdf)

        def read(_: Path) -> bytes:
            return pdf if isinstance(pdf, bytes) else read_bytes(path)

        return reread_pdf(path, read, self.directory, self.layouts, FontMeasure())


def load(contacts: StrPath | bytes, layouts: StrPath = "layouts") -> Project:
    """Read a contacts file, a folder of them, or the bytes of one, and remember the layouts.

    A file that cannot be read or understood is told of in the project's ``diagnostics``.
    """
    known = Layouts(Path(layouts), read_bytes)
    if not isinstance(contacts, bytes):
        return Project(read_directory(Path(contacts), read_bytes), known)
    name = "contacts.yaml"
    commune, found = read_contacts(contacts, name)
    return Project(Directory((name,), (commune,) if commune else (), found), known)


def describe(finding: Diagnostic, language: str = "en") -> str:
    """A finding as a sentence or two, with its place, in English or, as ``vi``, in Vietnamese."""
    words = _words(language)
    message, hint = words.word(finding)
    place = finding.place
    where = (place.file, place.line, place.column) if place and place.line else ()
    file = place.file if place else finding.village
    told = [":".join(map(str, where)) or file, words.say(f"severity-{finding.severity}"), message]
    return ": ".join(part for part in told if part) + (f". {hint}" if hint else ".")


def _words(language: str) -> Words:
    _one_of("language", language, LANGUAGES)
    return load_words(language)


def _one_of(name: str, given: str, known: Sequence[str]) -> None:
    if given not in known:
        raise ValueError(f"{name}: {given!r} is none of {', '.join(known)}")
