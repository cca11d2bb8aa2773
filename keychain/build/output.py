"""Where finished files go, and what an earlier build left there."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from keychain.build.lots import Lot
from keychain.build.options import Options
from keychain.build.sources import Read, told, whole_file
from keychain.diagnostics import Diagnostic, error, warning
from keychain.files import TargetInUse, write_whole
from keychain.tags.job import Job
from keychain.values import dataclass

OUTPUT_HELD = error("output-held", "Windows lets nobody replace a PDF while a viewer shows it")
OUTPUT_UNWRITABLE = error("output-unwritable", "a build that leaves no file has failed")
EARLIER_FILE = warning("earlier-file", "numbers from an earlier build would be printed by mistake")

JOB_FILE = "job.json"
SEVERAL_VILLAGES = {"one": "_all", "gang": "_gang"}
"""What the file of several villages is called, by their arrangement."""


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
