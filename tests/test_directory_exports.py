"""Tables and cards are read back before they have a name, and the command that makes them."""

from __future__ import annotations

import csv
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import directory_books
import pytest
from cli_samples import FOLDER, Project
from directory_books import book_of, books, two_communes
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from keychain.build.directory import DirectoryRequest, Form, write_form
from keychain.build.export_check import check_numbers
from keychain.directory import csv_table
from keychain.directory.model import DirectoryBook
from keychain.preflight.exports import Form as Read

FORMS: tuple[Read, ...] = ("csv", "xlsx", "vcf")


def written(book: DirectoryBook, form: Form) -> bytes:
    return write_form(book, DirectoryRequest(form), ()).data


def told(data: bytes, form: Read, book: DirectoryBook) -> list[dict[str, object]]:
    found = check_numbers(data, form, book)
    assert {each.code for each in found} <= {"export-numbers-differ"}
    return [dict(each.values) for each in found]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "book",
    [book_of(), book_of(only_duty=True), two_communes(), book_of(language="en")],
    ids=["one", "duty", "two", "en"],
)
def test_what_is_written_is_the_directory(form: Read, book: DirectoryBook) -> None:
    assert told(written(book, form), form, book) == []


@settings(max_examples=25)
@given(books())
@pytest.mark.parametrize("form", FORMS)
def test_no_name_makes_a_right_file_look_wrong(form: Read, book: DirectoryBook) -> None:
    assert told(written(book, form), form, book) == []


@pytest.mark.parametrize("form", ["csv", "vcf"])
def test_one_wrong_digit_is_found(form: Read) -> None:
    data = written(book_of(), form)
    right, wrong = (b"000 002", b"000 003") if form == "csv" else (b"50000002", b"50000003")
    assert right in data
    name = "Nông Thị Bình"
    expected = {"name": name, "found": "0950000003", "expected": "0950000002"}
    assert told(data.replace(right, wrong), form, book_of()) == [expected]


def test_a_lost_extension_is_found() -> None:
    data = written(book_of(), "vcf").replace(b";X-EXT=12", b"")
    assert told(data, "vcf", book_of()) == [
        {
            "name": "Thiếu tá Hoàng Văn An",
            "found": "02053800001, 0950000001",
            "expected": "02053800001 ext 12, 0950000001",
        }
    ]


def test_a_number_that_has_lost_its_zero_is_found() -> None:
    """What Excel would make of a cell that is not text."""
    workbook = load_workbook(BytesIO(written(book_of(), "xlsx")))
    workbook["Danh bạ"]["F5"] = 950000002
    out = BytesIO()
    workbook.save(out)
    assert told(out.getvalue(), "xlsx", book_of()) == [
        {"name": "Nông Thị Bình", "found": "950000002", "expected": "0950000002"}
    ]


def test_two_people_with_each_others_numbers_are_found() -> None:
    text = written(book_of(), "csv").decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline="")))
    rows[3][5], rows[4][5] = rows[4][5], rows[3][5]
    out = StringIO()
    csv.writer(out).writerows(rows)
    names = [each["name"] for each in told(out.getvalue().encode(), "csv", book_of())]
    assert names == ["Hoàng Văn An", "Nông Thị Bình"]


def test_somebody_who_is_missing_and_somebody_too_many_are_found() -> None:
    data = written(book_of(), "csv")
    lines = data.split(b"\r\n")
    assert told(b"\r\n".join(lines[:3] + lines[4:]), "csv", book_of()) == [
        {
            "name": "Hoàng Văn An",
            "found": "–",
            "expected": "02053800001 ext 12, 0950000001",
        }
    ]
    more = data + lines[3].replace("Hoàng Văn An".encode(), "Lý Văn Cũ".encode()) + b"\r\n"
    assert [each["name"] for each in told(more, "csv", book_of())] == ["Lý Văn Cũ"]


def test_an_empty_workbook_is_not_the_directory() -> None:
    out = BytesIO()
    Workbook().save(out)
    names = {each["name"] for each in told(out.getvalue(), "xlsx", book_of())}
    assert names == {"Công an", "Trực ban Công an xã", "Hoàng Văn An", "Nông Thị Bình"}


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    made = Project(tmp_path, capsys)
    made.write(directory_books.CONTACTS)
    return made


FOLDER_OF = FOLDER.replace("lang-son", "huyen-dinh-lap-lang-son")


@pytest.mark.parametrize("form", FORMS)
def test_the_command_writes_one_file(project: Project, form: Read) -> None:
    said = project.run("directory", "--format", form, "--as-of", "2026-12-01", "--json")
    assert said.code == 0
    (file,) = said.document["files"]
    assert file["path"] == f"output/{FOLDER_OF}/directory/directory.{form}"
    assert (file["villages"], file["officers"]) == (["ban-hang", "ban-phuc"], 2)
    assert Path(file["path"]).read_bytes() == written(book_of(), form)


def test_cards_of_the_newer_form_by_choice(project: Project) -> None:
    said = project.run("directory", "--format", "vcf", "--vcard", "4.0", "--json")
    data = Path(said.document["files"][0]["path"]).read_bytes()
    assert data.count(b"VERSION:4.0") == 4


def test_a_file_with_a_wrong_number_gets_no_name(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = csv_table.write_csv
    monkeypatch.setattr(
        csv_table, "write_csv", lambda book: right(book).replace(b"0950 000 001", b"0950 000 007")
    )
    said = project.run("directory", "--format", "csv", "--json")
    assert said.code == 4
    assert said.document["files"] == []
    assert said.codes == ["export-numbers-differ"]
    finding = said.document["diagnostics"][0]
    assert finding["file"] == f"output/{FOLDER_OF}/directory/directory.csv"
    assert "0950000007" in finding["message"] and "0950000001" in finding["message"]
    assert not Path("output").exists()


@pytest.mark.usefixtures("project")
def test_libraries_of_other_forms_are_not_imported() -> None:
    """Start-up time: CSV needs none of them."""
    code = (
        "import sys; from keychain.cli import main; main(['directory', '--format', 'csv']); "
        "print([m for m in ('openpyxl', 'xlsxwriter', 'vobject', 'icalendar', 'reportlab')"
        " if m in sys.modules])"
    )
    root = str(Path(csv_table.__file__).parents[2])
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {root!r}); {code}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout.splitlines()[-1] == "[]"
