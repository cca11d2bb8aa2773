"""Lists as clerks have them, built as workbooks, and imported without touching a contacts file."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import yaml

from keychain.build.importing import Imported, ImportRequest, import_list
from keychain.contacts.importing.reading import read_list
from keychain.contacts.importing.table import ListFile
from keychain.files import read_bytes

DATA = Path(__file__).parent / "data" / "imports"
TODAY = date(2026, 11, 1)


@dataclass(frozen=True)
class Sample:
    """A list of tests/data/imports and what it must become, as its author wrote it."""

    name: str
    rows: list[list[Any]]
    merged: list[str]
    named: dict[str, str]
    doubts: list[str]
    told: list[str]
    expected: str
    accepted: str | None
    contacts: str | None


def samples() -> list[Sample]:
    """Every list, in the order of its number."""
    return [_sample(path) for path in sorted(DATA.glob("*.toml"))]


def _sample(path: Path) -> Sample:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    assert said["about"]
    return Sample(
        path.stem,
        said["rows"],
        said.get("merged", []),
        said.get("map", {}),
        said["doubts"],
        said.get("told", []),
        said["expected"],
        said.get("accepted"),
        said.get("contacts"),
    )


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]], merged: Sequence[str] = ()) -> bytes:
    """Sheets as an xlsx file; strings are text, integers numbers, dates dates. ``merged`` are areas
    of the first."""
    book = openpyxl.Workbook()
    for name in book.sheetnames:
        del book[name]
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value != "":
                    sheet.cell(at, column, value)
    for area in merged:
        book.worksheets[0].merge_cells(area)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def listed(data: bytes, name: str = "list.xlsx") -> ListFile:
    """The list that the bytes are."""
    found, told = read_list(data, name)
    assert found is not None, told
    return found


def imported(
    data: bytes,
    path: Path,
    *,
    accept: Sequence[str] = (),
    named: Mapping[str, str] | None = None,
    name: str = "list.xlsx",
    write: bool = False,
    sheet: str | None = None,
    **more: Any,
) -> Imported:
    """The list brought into ``path``, of Kiên Mộc unless ``more`` says otherwise."""
    request = ImportRequest(
        "vi",
        TODAY,
        named or {},
        sheet,
        frozenset(accept),
        **{"commune": "Xã Kiên Mộc", "province": "Tỉnh Lạng Sơn", **more},
    )
    return import_list(listed(data, name), path, read_bytes, request, write=write)


def plain(text: str) -> dict[str, Any]:
    """A contacts file's values as text, read by PyYAML alone; hotlines only where they matter."""
    said = yaml.load(text, Loader=yaml.BaseLoader)
    assert isinstance(said, dict)
    kept = {key: said[key] for key in ("hotlines", "officers", "villages") if key in said}
    if kept.get("hotlines") == [{"label": "Công an", "phone": "113"}]:
        del kept["hotlines"]
    return kept


def doubts(done: Imported) -> list[str]:
    """What was proposed and not taken: ``C7 lost-zero: 0950 000 004``."""
    return [
        f"{each.spot.cell} {each.kind}: {', '.join(each.proposed)}"
        for each in done.proposals
        if not each.accepted
    ]


def told(done: Imported) -> list[str]:
    """What was told beside the proposals: ``B5 no-name``."""
    asked = {each.finding for each in done.proposals}
    return [
        f"{each.value('cell') or ''} {each.code.removeprefix('import-')}"
        for each in done.change.diagnostics
        if each not in asked and each.code.startswith("import-")
    ]
