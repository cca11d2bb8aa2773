"""Workbooks: each cell as the clerk sees it in Excel, at the row and column that Excel gives it."""

from __future__ import annotations

import datetime
import io

import pytest
from list_samples import cell, good, packed, parts, text_cells, warned, workbook
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from keychain.contacts.importing.reading import read_list
from keychain.contacts.importing.reading.number_text import number_text
from keychain.contacts.importing.table import Cell


def saved(book: Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_a_list_as_clerks_keep_it() -> None:
    """A title above the head, a village for two rows, a zero that Excel took."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Danh sách"
    sheet["A1"] = "DANH SÁCH CÁN BỘ"
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["STT", "Họ và tên", "Số điện thoại", "Thôn"])
    sheet.append([1, "Nông Thị Bình", 950000002, "Bản Phục"])
    sheet.append([2, " Hoàng\u00a0Văn An ", "0950.000.001", None])
    sheet.merge_cells("D4:D5")
    read = good(saved(book))
    assert [each.name for each in read.sheets] == ["Danh sách"]
    assert text_cells(read) == {
        1: dict.fromkeys((1, 2, 3, 4), "DANH SÁCH CÁN BỘ"),
        3: {1: "STT", 2: "Họ và tên", 3: "Số điện thoại", 4: "Thôn"},
        4: {1: "1", 2: "Nông Thị Bình", 3: "950000002", 4: "Bản Phục"},
        5: {1: "2", 2: "Hoàng Văn An", 3: "0950.000.001", 4: "Bản Phục"},
    }
    assert cell(read, 4, 3) == Cell("950000002", "number")
    assert cell(read, 4, 4) == Cell("Bản Phục")
    assert cell(read, 5, 4) == Cell("Bản Phục", merged=True)


def test_what_a_cell_can_be() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    values = [True, datetime.date(2026, 12, 1), datetime.time(7, 30), 0.1 + 0.2, 52, 950000001.0]
    sheet.append([*values, "=HYPERLINK(1)", "#REF!"])
    sheet["A1"].comment = Comment("không đọc", "x")
    sheet["G1"].data_type = "s"
    assert [each for _, each in good(saved(book)).sheets[0].rows[0].cells] == [
        Cell("TRUE"),
        Cell("2026-12-01", "date"),
        Cell("07:30:00", "date"),
        Cell("0.3", "number"),
        Cell("52", "number"),
        Cell("950000001", "number"),
        Cell("=HYPERLINK(1)"),
        Cell("#REF!", "error"),
    ]


def test_what_excel_writes() -> None:
    """Rich text, phonetic text, inline strings, escapes, E-notation, a time of day in a date."""
    shared = (
        "<si><r><t>Nguyễn </t></r><r><rPr><b/></rPr><t xml:space='preserve'>Văn A</t></r></si>"
        "<si><t>Hà</t><rPh sb='0' eb='2'><t>HA</t></rPh></si>"
        "<si><t>0950 000 001_x000D_\n0950 000 002</t></si>"
    )
    rows = (
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>'
        '<c r="C2" t="s"><v>2</v></c><c r="E2" t="inlineStr"><is><t>Bản Có</t></is></c></row>'
        '<row r="4" spans="1:3"><c r="A4"><v>9.50000001E8</v></c>'
        '<c r="B4" s="1"><v>950000001</v></c><c r="C4" s="2"><v>46357</v></c>'
        '<c r="D4" t="str"><f>A2</f><v>Nguyễn Văn A</v></c><c r="E4" t="b"><v>0</v></c></row>'
    )
    read = good(workbook(rows, shared=shared))
    assert text_cells(read) == {
        2: {1: "Nguyễn Văn A", 2: "Hà", 3: "0950 000 001\n0950 000 002", 5: "Bản Có"},
        4: {1: "950000001", 2: "0950000001", 3: "2026-12-01", 4: "Nguyễn Văn A", 5: "FALSE"},
    }
    assert cell(read, 4, 2) == Cell("0950000001", "number")
    assert cell(read, 4, 4).kind == "formula"


def test_names_come_out_composed_and_invisible_marks_go() -> None:
    decomposed = "Nguye\u0302\u0303n Va\u0306n A"
    rows = (
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{decomposed}</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>\u202a0950 000 001\u202c</t></is></c>'
        '<c r="C1" t="inlineStr"><is><t> \u00a0 </t></is></c></row>'
    )
    assert text_cells(good(workbook(rows))) == {1: {1: "Nguyễn Văn A", 2: "0950 000 001"}}


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (912345678, "General", "912345678"),
        (912345678, "0", "912345678"),
        (912345678, "#,##0", "912345678"),
        (912345678, "@", "912345678"),
        (912345678, "0000000000", "0912345678"),
        (912345678, "0000 000 000", "0912 345 678"),
        (912345678, r"0000\ 000\ 000", "0912 345 678"),
        (912345678, "0000-000-000", "0912-345-678"),
        (912345678, '0000"."000"."000', "0912.345.678"),
        (912345678, "0000000000;-0000000000", "0912345678"),
        (912345678, '"0"000000000', "0912345678"),
        (912345678, '"0"#########', "0912345678"),
        (912345678, '"+84" 000 000 000', "+84 912 345 678"),
        (912345678, "[$-42A]0000000000", "0912345678"),
        (912345678, "[Red]0000000000", "0912345678"),
        (2053800113, "(0000) 0000 000", "(0205) 3800 113"),
        (912345678.0, "0###,###,###", "912345678"),
        (12345678901, "0000000000", "12345678901"),
        (912345678, "[<=9999999]###-####;(###) ###-####", "912345678"),
        (113, "0.00", "113"),
        (52, '0" hộ"', "52"),
        (0.05, "0%", "0.05"),
        (1e300, "General", "1" + "0" * 300),
        (float("inf"), "General", ""),
    ],
)
def test_a_number_shows_the_zeros_of_its_format(
    value: int | float, number_format: str, shown: str
) -> None:
    assert number_text(value, number_format) == shown


def test_a_formula_that_was_never_calculated_is_told() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["An", "=A1"])
    read, found = warned(saved(book), "list-formula-unsaved")
    assert text_cells(read) == {1: {1: "An"}}
    assert (found.value("sheet"), found.value("count"), found.value("cells")) == ("Sheet", 1, "B1")


def test_hidden_rows_are_read_and_told_and_hidden_sheets_left_out_and_told() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for name in ("An", "Bình", "Chi"):
        sheet.append([name])
    sheet.row_dimensions[2].hidden = True
    secret = book.create_sheet("Cũ")
    secret["A1"] = "Dũng"
    secret.sheet_state = "hidden"
    book.create_sheet("Trống").sheet_state = "hidden"
    read, found = read_list(saved(book), "list.xlsx")
    assert read is not None
    assert [(row.number, row.hidden) for row in read.sheets[0].rows] == [
        (1, False),
        (2, True),
        (3, False),
    ]
    assert len(read.sheets) == 1
    assert [(each.code, each.value("rows") or each.value("sheet")) for each in found] == [
        ("list-hidden-rows", "2"),
        ("list-hidden-sheet", "Cũ"),
    ]


def test_hidden_columns_are_read_and_told() -> None:
    """Excel writes one element for a run of columns; what holds nothing is not worth a word."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["An", "0950 000 001", "cũ: 0950 000 011", "x"])
    sheet.column_dimensions.group("B", "C", hidden=True)
    sheet.column_dimensions["F"].hidden = True
    read, found = read_list(saved(book), "list.xlsx")
    assert read is not None
    assert len(read.sheets[0].rows[0].cells) == 4
    assert [(each.code, each.value("columns"), each.value("count")) for each in found] == [
        ("list-hidden-columns", "B, C", 2)
    ]


def test_the_font_of_a_cell_says_how_its_letters_are_meant() -> None:
    rows = (
        '<row r="1"><c r="A1" s="3" t="inlineStr"><is><t>NguyÔn V¨n Tô</t></is></c>'
        '<c r="B1" s="4" t="inlineStr"><is><t>n«ng thÞ b×nh</t></is></c>'
        '<c r="C1" s="3" t="inlineStr"><is><t>Hoàng Văn Đức</t></is></c>'
        '<c r="D1" s="3" t="inlineStr"><is><t>Hoàng Lâm</t></is></c>'
        '<c r="E1" t="inlineStr"><is><t>Tô Lâm</t></is></c></row>'
    )
    read, found = warned(workbook(rows), "list-old-font")
    assert text_cells(read)[1] == {
        1: "Nguyễn Văn Tụ",
        2: "NÔNG THỊ BÌNH",
        3: "Hoàng Văn Đức",
        4: "Hoàng Lâm",
        5: "Tô Lâm",
    }
    assert cell(read, 1, 1).was == "NguyÔn V¨n Tô"
    assert cell(read, 1, 3).was is None
    assert (found.value("font"), found.value("count")) == ("TCVN3", 2)


def test_a_font_that_openpyxl_wrote() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Leâ Thò Höông"
    sheet["A1"].font = Font(name="VNI-Times")
    read, _ = warned(saved(book), "list-old-font")
    assert cell(read, 1, 1).text == "Lê Thị Hương"


def test_a_workbook_with_macros_and_what_else_excel_adds_is_read() -> None:
    members = parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    macros = str(members["[Content_Types].xml"]).replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    members |= {
        "[Content_Types].xml": macros,
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        "xl/theme/theme1.xml": b"<broken",
        "docProps/core.xml": b"<broken",
        "xl/media/image1.png": b"\x89PNG",
        "xl/externalLinks/externalLink1.xml": b"<broken",
    }
    assert text_cells(good(packed(members), "list.xlsm")) == {1: {1: "1"}}


def test_the_name_does_not_matter() -> None:
    data = workbook('<row r="1"><c r="A1"><v>1</v></c></row>')
    assert text_cells(good(data, "list.csv")) == {1: {1: "1"}}
