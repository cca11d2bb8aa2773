"""CSV and workbooks of the directory, read back by other libraries than wrote them."""

from __future__ import annotations

import csv
import re
import time
import zipfile
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import directory_books
import pytest
from directory_books import book_of, books, two_communes
from hypothesis import given, settings
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from keychain.contacts.exchange import unguard
from keychain.directory.csv_table import write_csv
from keychain.directory.model import DirectoryBook
from keychain.directory.workbook import write_workbook

HEADS = [
    *("STT", "Thôn", "Họ và tên", "Cấp bậc", "Chức vụ", "Số điện thoại", "Từ ngày", "Đến ngày"),
    *("Mã thôn", "Mã cán bộ", "Loại thôn", "Chức vụ cán bộ"),
]
BOTH = "0950 000 001; 0205 3800 001 ext 12"
FIRST, LAST = date(2026, 1, 1), date(2027, 6, 30)
CHIEF, PLAIN, LEAD = "Trưởng Công an xã", "Công an viên", "Tổ trưởng"
HOME, KIND = "Thôn Bản Phục", "thôn"
TITLE, SLOGAN = "Móc chìa khóa an ninh", "Toàn dân bảo vệ an ninh Tổ quốc"
POSTS: list[list[Any]] = [
    [1, "Bản Hang", "Hoàng Văn An", "Thiếu tá", CHIEF, BOTH, "", "", "ban-hang", "an", "", ""],
    [2, "Bản Hang", "Nông Thị Bình", "", PLAIN, "0950 000 002", "", "", "ban-hang", "binh", "", ""],
    [3, HOME, "Nông Thị Bình", "", LEAD, "0950 000 002", FIRST, LAST, "ban-phuc", "binh", KIND, ""],
    [4, HOME, "Hoàng Văn An", "Thiếu tá", CHIEF, BOTH, "", "", "ban-phuc", "an", KIND, ""],
]
"""Worked by hand from directory_books.CONTACTS: officers who have left are not there."""


def without_own_role(row: list[Any]) -> list[Any]:
    """Nông Thị Bình's own role is the first of her two, so nothing has to be said of it."""
    return row[:-1]


def sheets_of(data: bytes) -> dict[str, list[list[Any]]]:
    """All cells by sheet, as calamine (Rust) reads them; an empty one is an empty text."""
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    return {
        name: [list(row) for row in workbook.get_sheet_by_name(name).to_python()]
        for name in workbook.sheet_names
    }


def rows_of(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def test_a_workbook_holds_what_the_directory_holds() -> None:
    sheets = sheets_of(write_workbook(book_of()))
    assert list(sheets) == ["Danh bạ", "Số dùng chung", "Thông tin"]
    title, told, heads, *posts = sheets["Danh bạ"]
    assert title[0] == "Danh bạ Công an xã Kiên Mộc"
    assert told[0] == "Huyện Đình Lập · Tỉnh Lạng Sơn · Số điện thoại tính đến ngày 01/12/2026"
    assert heads == HEADS[:-1]
    assert posts == [without_own_role(row) for row in POSTS]
    assert sheets["Số dùng chung"] == [
        ["Tên gọi", "Số điện thoại", "Trực ban"],
        ["Công an", "113", ""],
        ["Trực ban Công an xã", "0205 3800 113", "x"],
    ]
    assert sheets["Thông tin"] == [
        ["Xã, phường", "Huyện", "Tỉnh", "Tính đến ngày", "Đợt phát", "Khẩu hiệu"],
        ["Xã Kiên Mộc", "Huyện Đình Lập", "Tỉnh Lạng Sơn", date(2026, 12, 1), TITLE, SLOGAN],
    ]


def test_csv_holds_what_the_directory_holds() -> None:
    data = write_csv(book_of())
    assert data.startswith(b"\xef\xbb\xbfSTT,")
    assert data.count(b"\n") == data.count(b"\r\n") == 7
    heads, *rows = rows_of(data)
    assert heads == [*HEADS[:-1], "Xã, phường", "Huyện", "Tỉnh", "Tính đến ngày"]
    whose = ["Xã Kiên Mộc", "Huyện Đình Lập", "Tỉnh Lạng Sơn", "2026-12-01"]
    every = ["", "", "*"]
    assert rows[:2] == [
        ["1", "Mọi thôn", "Công an", "", "", "113", *every, "hotline", "", *whose],
        [
            "2",
            "Mọi thôn",
            "Trực ban Công an xã",
            "",
            "",
            "0205 3800 113",
            *every,
            "duty",
            "",
            *whose,
        ],
    ]
    posts = [[str(row[0] + 2), *map(str, without_own_role(row)[1:]), *whose] for row in POSTS]
    assert rows[2:] == posts


def test_an_own_role_that_no_post_tells_has_a_column() -> None:
    text = directory_books.CONTACTS.replace("officers: [an, binh]", "officers: [an]")
    heads, *posts = sheets_of(write_workbook(book_of(text)))["Danh bạ"][2:]
    assert heads == HEADS
    assert [row[-1] for row in posts] == ["", PLAIN, ""]
    assert "Chức vụ cán bộ" in rows_of(write_csv(book_of(text)))[0]


def test_english_heads() -> None:
    sheets = sheets_of(write_workbook(book_of(language="en")))
    assert list(sheets) == ["Directory", "Hotlines", "About"]
    assert sheets["Directory"][2][:8] == [
        *("No.", "Village", "Full name", "Rank", "Role", "Phone", "From", "Until")
    ]
    assert sheets["Directory"][0][0] == "Directory of the Police of Xã Kiên Mộc"


def test_without_personal_numbers() -> None:
    book = book_of(only_duty=True)
    _, told, _, *posts = sheets_of(write_workbook(book))["Danh bạ"]
    assert told[0].endswith(" · Không có số cá nhân")
    desk = "0205 3800 001 ext 12"
    assert [row[5] for row in posts] == [desk, "", "", desk]
    assert b"0950" not in write_csv(book)
    assert "0950" not in every_xml(write_workbook(book))


def test_several_communes_are_told_apart() -> None:
    sheets = sheets_of(write_workbook(two_communes()))
    title, told, heads, *posts = sheets["Danh bạ"]
    assert title[0] == "Danh bạ Công an các xã, phường"
    assert told[0] == "2 xã, phường · Số điện thoại tính đến ngày 01/12/2026"
    assert heads[1] == "Xã, phường"
    assert [row[1] for row in posts][::4] == [
        "Xã Kiên Mộc, Huyện Đình Lập, Tỉnh Cao Bằng",
        "Xã Kiên Mộc, Huyện Đình Lập, Tỉnh Lạng Sơn",
    ]
    assert [row[0] for row in posts] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [row[2] for row in sheets["Thông tin"][1:]] == ["Tỉnh Cao Bằng", "Tỉnh Lạng Sơn"]
    assert len(sheets["Số dùng chung"]) == 5


def test_without_hotlines_there_is_room_for_them() -> None:
    hotlines = re.compile("hotlines:.*?officers:", re.DOTALL)
    book = book_of(hotlines.sub("officers:", directory_books.CONTACTS, count=1))
    heads = ["Tên gọi", "Số điện thoại", "Trực ban"]
    assert sheets_of(write_workbook(book))["Số dùng chung"] == [heads]
    assert len(rows_of(write_csv(book))) == 1 + len(POSTS)


def every_xml(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def test_a_clerk_finds_the_sheet_ready() -> None:
    """Frozen heads, filters, widths, paper; each by openpyxl, which did not write them."""
    workbook = load_workbook(BytesIO(write_workbook(book_of())))
    sheet = workbook["Danh bạ"]
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:K7"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'Danh bạ'!$A$1:$H$7"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    setup = sheet.sheet_properties.pageSetUpPr
    assert setup is not None and setup.fitToPage
    # One page wide, which is what stands for nothing said, and as many as it takes down.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet["C3"].fill.start_color.rgb == "FFD3011C"
    assert sheet["C3"].font.bold
    for column in "BCDEF":
        longest = max(len(str(sheet[f"{column}{row}"].value or "")) for row in range(3, 8))
        assert sheet.column_dimensions[column].width >= longest
    for row in range(4, 8):
        number = sheet[f"F{row}"]
        assert (number.data_type, number.number_format) == ("s", "@")
    assert sheet["G6"].value.date() == FIRST
    assert sheet["G6"].number_format == "dd/mm/yyyy"
    assert '<ignoredError sqref="A1:XFD7" numberStoredAsText="1"/>' in every_xml(
        write_workbook(book_of())
    )


def test_a_number_that_a_clerk_adds_keeps_its_zero() -> None:
    """The column's own format, which holds for the rows under the table, is text."""
    workbook = load_workbook(BytesIO(write_workbook(book_of())))
    for sheet, column in (("Danh bạ", "F"), ("Số dùng chung", "B")):
        assert workbook[sheet].column_dimensions[column].number_format == "@"


def test_texts_like_formulas_are_texts() -> None:
    text = directory_books.CONTACTS.replace("Hoàng Văn An", "=1+1 An")
    text = text.replace("name: Bản Hang", 'name: "\'@Bản Hang"')
    data = write_workbook(book_of(text))
    sheet = load_workbook(BytesIO(data))["Danh bạ"]
    assert (sheet["C4"].value, sheet["C4"].data_type, sheet["C4"].quotePrefix) == (
        *("=1+1 An", "s"),
        True,
    )
    assert (sheet["B4"].value, sheet["B4"].quotePrefix) == ("'@Bản Hang", True)
    assert not sheet["C5"].quotePrefix
    rows = rows_of(write_csv(book_of(text)))
    assert (rows[3][1], rows[3][2]) == ("''@Bản Hang", "'=1+1 An")


def printed(book: DirectoryBook) -> list[tuple[str, str]]:
    """Names and numbers in the order of the posts, from the book alone."""
    return [
        (each.officer.name, "; ".join(number.printed for number in each.officer.numbers))
        for commune in book.communes
        for village in commune.villages
        for each in village.serving
    ]


@settings(max_examples=40)
@given(books())
def test_names_and_numbers_come_back_from_a_workbook(book: DirectoryBook) -> None:
    data = write_workbook(book)
    _, _, heads, *posts = sheets_of(data)["Danh bạ"]
    name, phone = heads.index("Họ và tên"), heads.index("Số điện thoại")
    assert [(row[name], row[phone]) for row in posts] == printed(book)
    xml = every_xml(data)
    assert not re.search(r"<f[ >/]", xml)
    assert "externalLink" not in xml and "<hyperlink " not in xml and "TargetMode" not in xml


@settings(max_examples=60)
@given(books())
def test_names_and_numbers_come_back_from_csv(book: DirectoryBook) -> None:
    rows = rows_of(write_csv(book))[2:]
    assert [(unguard(row[2]), row[5]) for row in rows] == printed(book)
    for row in rows:
        for cell in row:
            assert not cell.startswith(tuple("=+-@\t\r"))


def test_the_same_book_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = write_workbook(book_of()), write_csv(book_of())
    monkeypatch.setattr(time, "time", lambda: 4e9)
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        assert (write_workbook(book_of()), write_csv(book_of())) == before
    finally:
        monkeypatch.undo()
        if hasattr(time, "tzset"):
            time.tzset()
    assert "2026-12-01T00:00:00Z" in every_xml(before[0])
    with zipfile.ZipFile(BytesIO(before[0])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook is made in memory: a clerk's folder for temporary files may be read-only."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    write_workbook(book_of())
    assert list(tmp_path.iterdir()) == []
