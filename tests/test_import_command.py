"""``keychain import`` as a clerk meets it: what is written, what is told, and what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cli_samples import CONTACTS, Project
from import_samples import workbook
from openpyxl.worksheet.worksheet import Worksheet

from keychain.cli import main
from keychain.cli.complete import complete
from keychain.cli.words import load_words
from keychain.contacts import read_contacts
from keychain.diagnostics import has_errors
from keychain.files import read_bytes

HEAD: list[object] = ["STT", "Họ và tên", "Số điện thoại", "Thôn"]
ROWS: list[list[object]] = [
    HEAD,
    [1, "HOÀNG VĂN AN", "0950 000 001", "Bản Phục"],
    [2, "Lý Văn Châu", 950000003, "Bản Hang"],
    [3, "Vi Văn Hải", "0950 000 004", "Bản Phục"],
]
PLACE = ("--commune", "Xã Kiên Mộc", "--province", "Tỉnh Lạng Sơn")


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    project = Project(tmp_path, capsys)
    (tmp_path / "list.xlsx").write_bytes(workbook(("Danh sách", ROWS)))
    return project


def say(shell: Project, *arguments: str, code: int = 0) -> tuple[str, str]:
    shell.capsys.readouterr()
    assert main([*arguments, "--lang", "en"]) == code
    told = shell.capsys.readouterr()
    return told.out, told.err


def document(shell: Project, *arguments: str, code: int = 0) -> dict[str, Any]:
    out, err = say(shell, *arguments, "--json", code=code)
    assert err == ""
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


def test_a_new_file_is_written_whole_and_can_be_built_from(shell: Project) -> None:
    path = shell.root / "contacts.yaml"
    path.unlink()
    out, err = say(shell, "import", "list.xlsx", *PLACE, "--accept", "lost-zero")
    assert err == ""
    assert "Officers: 3 added" in out and "Villages: 2 added" in out
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schemas/contacts.schema.json\n")
    assert "# " in text and "$" not in text.split("\n", 1)[1]
    contacts, found = read_contacts(text.encode(), "contacts.yaml")
    assert contacts is not None and not has_errors(found)
    assert [each.name.value for each in contacts.officers] == [
        "Hoàng Văn An",
        "Lý Văn Châu",
        "Vi Văn Hải",
    ]
    assert contacts.officers[1].phones[0].digits == "0950000003"
    say(shell, "check", code=3)  # layouts are another matter
    assert not (shell.root / "contacts.yaml.bak").exists()


def test_what_is_doubtful_is_told_by_its_cell_and_not_written(shell: Project) -> None:
    (shell.root / "contacts.yaml").unlink()
    out, err = say(shell, "import", "list.xlsx", *PLACE)
    assert "list.xlsx:Danh sách:C3: warning: “950000003” of Lý Văn Châu has lost" in err
    assert "--accept lost-zero" in err and "[import-lost-zero]" in err
    assert "1 proposal is left out" in out
    assert "0950 000 003" not in (shell.root / "contacts.yaml").read_text(encoding="utf-8")
    # A workbook has no lines: none are shown.
    assert not re.search(r"^ *\d+ \|", err, re.MULTILINE)


def test_a_dry_run_shows_the_result_and_writes_nothing(shell: Project) -> None:
    (shell.root / "contacts.yaml").unlink()
    out, _ = say(shell, "import", "list.xlsx", *PLACE, "--dry-run")
    assert "    name: Hoàng Văn An\n" in out and "Nothing was written" in out
    assert not (shell.root / "contacts.yaml").exists()


def test_a_column_that_is_not_there_is_no_column(shell: Project) -> None:
    """Foo names a column as letters do, AAA too; nothing of the list stands in it."""
    for name in ("Foo", "E", "Tên gọi"):
        _, err = say(shell, "import", "list.xlsx", "--map", f"{name}=name", code=2)
        assert f"the list has no column “{name}”" in err
    wide = workbook(("Danh sách", ROWS), ("Ghi chép", [["Việc", "Ngày", "Ai", "Ở đâu"], ["Họp"]]))
    (shell.root / "wide.xlsx").write_bytes(wide)
    _, err = say(shell, "import", "wide.xlsx", "--map", "B=name", "--dry-run")
    assert "import-other-sheets" not in err


def test_a_large_file_is_not_read_whole(shell: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a disk image that somebody drags in, no more is read than a list may have."""
    asked: list[int] = []

    def read(path: Path, most: int = 0) -> bytes:
        asked.append(most)
        return read_bytes(path, most) if most else read_bytes(path)

    monkeypatch.setattr("keychain.cli.import_list.read_bytes", read)
    with (shell.root / "image.xlsx").open("wb") as file:
        file.truncate(300 * 2**20)
    (found,) = document(shell, "import", "image.xlsx", code=3)["diagnostics"]
    assert found["code"] == "list-too-large" and "300 MB" in found["message"]
    assert asked[0] == 32 * 2**20


def test_what_is_found_in_the_new_file_is_shown_as_it_stands_there(shell: Project) -> None:
    """The line numbers are those of the file that would be written, not of the one that is."""
    rows = [[*HEAD], [1, "Lý Văn Châu", "0950 000 003", "Thôn Lạ"]]
    (shell.root / "list.xlsx").write_bytes(workbook(("Danh sách", rows)))
    _, err = say(shell, "import", "list.xlsx", "--dry-run")
    assert re.search(r"contacts\.yaml:\d+:3: note: .*\n( .*\n)* \d+ \|   ly-van-chau:", err), err


def own_table(shell: Project, change: Callable[[Worksheet], None]) -> dict[str, Any]:
    """What is told of the directory's own workbook after somebody has changed it."""
    assert shell.run("directory", "--format", "xlsx").code == 0
    (path,) = shell.folder.glob("directory/*.xlsx")
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return document(shell, "import", str(path), "--dry-run")


def test_a_row_that_is_gone_is_told_and_nobody_is_dropped(shell: Project) -> None:
    def delete(sheet: Worksheet) -> None:
        rows = [row[0].row for row in sheet.iter_rows() if row[2].value == "Hoàng Văn An"]
        assert len(rows) == 2 and rows[1] is not None
        sheet.delete_rows(rows[1])

    shell.change("officers: [binh]", "officers: [binh, an]")
    told = own_table(shell, delete)
    (note,) = told["diagnostics"]
    assert note["code"] == "import-not-in-list"
    assert "Hoàng Văn An (Khe Bủng)" in note["message"]
    assert told["diff"] == ""


def test_a_number_changed_in_one_of_two_rows_is_asked_about(shell: Project) -> None:
    """Which of the rows is right nobody knows; that the person is in the list is plain."""

    def change(sheet: Worksheet) -> None:
        first = next(row for row in sheet.iter_rows() if row[2].value == "Nông Thị Bình")
        first[5].value = "0950 000 022"

    told = own_table(shell, change)
    assert [each["code"] for each in told["diagnostics"]] == ["import-same-id"]
    assert told["diff"] == ""


def test_without_a_commune_its_name_is_asked_for(shell: Project) -> None:
    (shell.root / "contacts.yaml").unlink()
    _, err = say(shell, "import", "list.xlsx")
    assert "[import-commune-open]" in err
    found = document(shell, "check", code=3)["diagnostics"]
    empty = [each for each in found if each["code"] == "empty-value"]
    assert len(empty) == 2, "name and province, and nothing else"


def test_a_merge_shows_its_diff_keeps_a_backup_and_is_undone(shell: Project) -> None:
    out, err = say(shell, "import", "list.xlsx", "--accept", "all")
    assert "+  vi-van-hai:" in out and "-    officers: [an, binh]" in out
    assert "+    officers: [an, binh, vi-van-hai]" in out
    assert "import-not-in-list" in err
    backup = (shell.root / "contacts.yaml.bak").read_text(encoding="utf-8")
    assert backup == CONTACTS
    say(shell, "undo")
    assert (shell.root / "contacts.yaml").read_text(encoding="utf-8") == CONTACTS


def test_a_merge_takes_nothing_away(shell: Project) -> None:
    say(shell, "import", "list.xlsx", "--accept", "all")
    after = (shell.root / "contacts.yaml").read_text(encoding="utf-8")
    contacts, _ = read_contacts(after.encode(), "contacts.yaml")
    before, _ = read_contacts(CONTACTS.encode(), "contacts.yaml")
    assert contacts is not None and before is not None
    for old in before.officers:
        (new,) = (each for each in contacts.officers if each.id == old.id)
        assert set(old.phones) <= set(new.phones)
    for village in before.villages:
        (now,) = (each for each in contacts.villages if each.id == village.id)
        assert [a.officer for a in village.assignments] == [
            a.officer for a in now.assignments[: len(village.assignments)]
        ]


def test_the_same_list_again_changes_nothing(shell: Project) -> None:
    say(shell, "import", "list.xlsx", "--accept", "all")
    once = (shell.root / "contacts.yaml").read_bytes()
    out, _ = say(shell, "import", "list.xlsx", "--accept", "all")
    assert "Nothing changes." in out
    assert (shell.root / "contacts.yaml").read_bytes() == once


def test_json(shell: Project) -> None:
    told = document(shell, "import", "list.xlsx")
    assert list(told) == [
        "contacts",
        "written",
        "officers",
        "villages",
        "proposals",
        "diff",
        "diagnostics",
    ]
    assert told["contacts"] == "contacts.yaml" and told["written"] is True
    assert told["officers"] == {
        "added": ["vi-van-hai"],
        "changed": [],
        "unchanged": ["an"],
    }
    assert told["villages"]["changed"] == ["ban-phuc"]
    assert told["proposals"][0] == {
        "kind": "lost-zero",
        "sheet": "Danh sách",
        "row": 3,
        "column": 3,
        "cell": "C3",
        "written": "950000003",
        "proposed": ["0950 000 003"],
        "accepted": False,
    }
    assert told["diff"].startswith("--- contacts.yaml")
    codes = [each["code"] for each in told["diagnostics"]]
    assert "import-lost-zero" in codes


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list.xlsx", "--accept", "lost-zeros"), "Did you mean “lost-zero”?"),
        (("list.xlsx", "--map", "Thôn=vilage"), "Did you mean “village”?"),
        (("list.xlsx", "--map", "Thông=village"), "Did you mean “Thôn”?"),
        (("list.xlsx", "--map", "Thôn"), "--map takes COLUMN=KEY"),
        (("list.xlsx", "--sheet", "Danh sach 2"), "Did you mean “Danh sách”?"),
        ((), "import takes one file"),
        (("a.csv", "b.csv"), "import takes one file"),
    ],
)
def test_wrong_usage(shell: Project, arguments: tuple[str, ...], said: str) -> None:
    _, err = say(shell, "import", *arguments, code=2)
    assert said in " ".join(err.split())
    assert (shell.root / "contacts.yaml").read_text(encoding="utf-8") == CONTACTS


def test_what_cannot_be_read_is_refused(shell: Project) -> None:
    assert "list-missing" in say(shell, "import", "none.xlsx", code=3)[1]
    (shell.root / "photo.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert "error:" in say(shell, "import", "photo.xlsx", code=3)[1]
    assert (shell.root / "contacts.yaml").read_text(encoding="utf-8") == CONTACTS


def test_a_directory_with_an_error_is_not_merged_into(shell: Project) -> None:
    shell.write(CONTACTS.replace("hotlines:", "hotline:"))
    out, err = say(shell, "import", "list.xlsx", code=3)
    assert "[unknown-key]" in err and "Nothing was written." in out


def test_csv_and_cards_go_the_same_way(shell: Project) -> None:
    rows = "Họ và tên;Điện thoại;Thôn\r\nVi Văn Hải;912345678;Bản Phục\r\n"
    (shell.root / "list.csv").write_text(rows, encoding="utf-8")
    _, err = say(shell, "import", "list.csv", "--dry-run")
    assert "list.csv:B2: warning:" in err
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Vi Văn Hải\r\nTEL:912345678\r\nEND:VCARD\r\n"
    (shell.root / "cards.vcf").write_text(card, encoding="utf-8")
    _, err = say(shell, "import", "cards.vcf", "--dry-run")
    assert "cards.vcf:card 1: warning:" in err


def test_the_tab_key_knows_files_and_kinds_of_doubt() -> None:
    words = load_words("en")
    assert complete(["=", "import"], words) == ":files"
    assert complete(["=lost", "import", "--accept"], words) == ("lost-zero")
