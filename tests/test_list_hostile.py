"""Files that mean harm or are not what they say: refused or read, soon and in little memory."""

from __future__ import annotations

import base64
import importlib
import io
import random
import struct
import subprocess
import sys
import textwrap
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from list_samples import (
    HEAD,
    MAIN,
    STYLES,
    good,
    packed,
    parts,
    refused,
    sheet,
    text_cells,
    workbook,
)
from test_list_cards import OWN
from test_list_text import LIST, tcvn3

from keychain.contacts.importing.reading import MAX_BYTES, read_list
from keychain.contacts.importing.reading.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from keychain.contacts.importing.reading.package import safe_package

MB = 2**20
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


class Spent:
    """What reading took: seconds of this process, and the most memory that Python held, bytes."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.memory = 0

    def __enter__(self) -> Spent:
        tracemalloc.start()
        self._begun = time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.process_time() - self._begun
        self.memory = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()


def with_part(name: str, part: str | bytes, rows: str = ONE) -> bytes:
    return packed(parts(rows) | {name: part})


def test_a_zip_bomb() -> None:
    """100 MB of spaces in 100 kB, with true sizes."""
    bomb = sheet(" " * (100 * MB))
    data = with_part("xl/worksheets/sheet1.xml", bomb)
    del bomb
    assert len(data) < MB
    with Spent() as spent:
        refused(data, "list-unpacks-too-large")
    assert spent.seconds < 2 and spent.memory < 120 * MB


def lying(data: bytes, name: bytes, size: int) -> bytes:
    """``data`` with another unpacked size for the member ``name``, in both its headers."""
    held = bytearray(data)
    for signature, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = held.find(signature)
        while at >= 0:
            if held[at + name_at :].startswith(name):
                struct.pack_into("<I", held, at + size_at, size)
            at = held.find(signature, at + 4)
    return bytes(held)


@pytest.mark.parametrize("size", [10, 2**31])
def test_a_zip_whose_sizes_lie(size: int) -> None:
    name = "xl/worksheets/sheet1.xml"
    data = lying(with_part(name, sheet(" " * (100 * MB))), name.encode(), size)
    with Spent() as spent:
        read, found = read_list(data, "list.xlsx")
    assert read is None and found[0].code in ("list-unpacks-too-large", "list-damaged")
    assert spent.seconds < 2 and spent.memory < 120 * MB


def test_members_that_lie_over_each_other() -> None:
    """One kernel of compressed bytes, quoted by ten thousand names (Fifield, WOOT 2019)."""
    kernel = zlib.compress(b"<a>" + b" " * MB + b"</a>", 9)[2:-4]
    crc = zlib.crc32(b"<a>" + b" " * MB + b"</a>")
    fields = (20, 0, 8, 0, 0, crc, len(kernel), MB + 7)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", *fields, 5, 0) + b"a.xml" + kernel
    names = [b"[Content_Types].xml", *(b"xl/%05d.xml" % n for n in range(9000))]
    central = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, *fields, len(name), 0, 0, 0, 0, 0, 0) + name
        for name in names
    )
    end = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, len(names), len(names), len(central), len(local), 0
    )
    with Spent() as spent:
        read, found = read_list(local + central + end, "list.xlsx")
    assert read is None and found[0].code in ("list-unpacks-too-large", "list-damaged")
    assert spent.seconds < 3 and spent.memory < 120 * MB


LAUGHS = "".join(
    f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}'
    + (f"&l{n - 1};" * 9 if n else "")
    + '">'
    for n in range(10)
)
DTDS = {
    "billion laughs": f"<!DOCTYPE x [{LAUGHS}]>",
    "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>',
    "external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "external DTD": '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">',
    "harmless": "<!DOCTYPE x>",
}


@pytest.mark.parametrize("dtd", DTDS.values(), ids=DTDS.keys())
@pytest.mark.parametrize(
    "part",
    [
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
    ],
)
def test_no_dtd_is_ever_read(part: str, dtd: str) -> None:
    name = "l9" if "l9" in dtd else "a"
    whole = str(parts(ONE)[part]).replace("?>\n", f"?>\n{dtd}", 1)
    if "sheet1" in part:
        whole = whole.replace("<v>1</v>", f"<v>&{name};</v>")
    assert dtd in whole
    for data in (with_part(part, whole), with_part(part, whole.encode("utf-16"))):
        with Spent() as spent:
            if data is not None and whole.startswith(HEAD):
                read, found = read_list(data, "list.xlsx")
        assert read is None and found[0].code in ("list-xml-hostile", "list-damaged")
        assert spent.seconds < 1 and spent.memory < 20 * MB
    refused(with_part(part, whole), "list-xml-hostile")


def test_a_dtd_in_utf_16_is_seen() -> None:
    whole = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><worksheet xmlns="{MAIN}"/>'
    refused(with_part("xl/worksheets/sheet1.xml", whole.encode("utf-16")), "list-xml-hostile")


@pytest.mark.parametrize("count", [200_000, pytest.param(1_000_000, marks=pytest.mark.stress)])
def test_rows_that_hold_nothing(count: int) -> None:
    """Formatted rows without a value are no rows, and the list above them is read."""
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="5"/></row>' for n in range(2, count + 1))
    data = with_part("xl/worksheets/sheet1.xml", sheet(ONE + empty))
    del empty
    begun = time.process_time()
    assert text_cells(good(data)) == {1: {1: "1"}}
    assert time.process_time() - begun < count / 100_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_openpyxl_gets_ends_with_the_last_row_that_holds_something(encoding: str) -> None:
    """It would read empty rows ten times slower than the first pass does."""
    name = "xl/worksheets/sheet1.xml"
    rows = '<row r="1"/>' + ONE.replace('r="1"', 'r="2"').replace("A1", "A2")
    merged = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    whole = sheet(rows + '<row r="3"/>' + '<row r="4"><c s="1"/></row>', merged)
    whole = whole.replace("UTF-8", encoding[:6].upper().rstrip("-"))
    data = with_part(name, whole.encode(encoding))
    package, scans = safe_package(data, "list.xlsx")
    assert (scans[name].last_row, scans[name].cells) == (2, 1)
    part = zipfile.ZipFile(io.BytesIO(package)).read(name)
    left = whole if encoding == "utf-16" else sheet(rows, merged)
    assert part.decode(encoding)[60:] == left[60:]
    assert text_cells(good(data)) == {2: {1: "1"}}


def test_a_sheet_that_claims_to_be_as_large_as_can_be() -> None:
    whole = sheet(ONE).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    with Spent() as spent:
        assert text_cells(good(with_part("xl/worksheets/sheet1.xml", whole))) == {1: {1: "1"}}
    assert spent.seconds < 1 and spent.memory < 20 * MB


def test_the_whole_sheet_merged() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row>'
    more = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with Spent() as spent:
        cells = text_cells(good(workbook(rows, more)))
    assert cells == {n: {1: "1", 2: "1", 3: "1"} for n in (1, 2, 3)}
    assert spent.seconds < 1 and spent.memory < 20 * MB


def test_many_merged_areas_over_each_other() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>2</v></c></row>'
        for n in range(1, 1001)
    )
    areas = "".join(f'<mergeCell ref="A{n}:B1000"/>' for n in range(1, 1001))
    with Spent() as spent:
        refused(workbook(rows, f"<mergeCells>{areas}</mergeCells>"), "list-too-many-cells")
    assert spent.seconds < 2 and spent.memory < 20 * MB


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        (f'<row r="{MAX_ROWS + 1}"><c><v>1</v></c></row>', MAX_ROWS + 1),
        (f'<row r="2">{"<c/>" * MAX_COLUMNS}<c><v>1</v></c></row>', 2),
        ('<row r="7"><c r="XFD7"><v>1</v></c></row>', 7),
        ("<row>" + "<c><v>1</v></c>" * 500 + "</row>", None),
    ],
)
def test_more_than_a_list_can_be(rows: str, row: int | None) -> None:
    if row is None:
        rows, row = rows * (MAX_CELLS // 500 + 1), MAX_CELLS // 500 + 1
    assert refused(workbook(rows), "list-too-many-cells").value("row") == row


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="9999999999999"><c><v>1</v></c></row>',
        '<row r="-1"><c><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c><v>1</v></c></row><row r="1"><c><v>2</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="A1"><v>0950 000 001</v></c></row>',
        '<row r="1"><c r="A1" s="99"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>' + "9" * 5000 + "</v></c></row>",
        "<c><v>1</v></c>",
        "<row r='1'><c r='A1'><v>1</v></c></row",
        "<a>" * 100_000 + "</a>" * 100_000,
    ],
)
def test_what_no_spreadsheet_program_writes(rows: str) -> None:
    """Rows out of order would be left out without a word; so the file is not trusted at all."""
    refused(workbook(rows), "list-damaged") if "<a>" not in rows else read_list(
        workbook(rows), "list.xlsx"
    )


def test_a_workbook_cut_short() -> None:
    data = workbook(ONE)
    for end in (4, 30, 200, len(data) // 2, len(data) - 30, len(data) - 1):
        refused(data[:end], "list-damaged")


def test_names_that_leave_the_folder_go_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    members = parts(ONE)
    for name in ("../../evil.xml", "/abs.xml", "C:\\evil.xml", "xl/../../evil.xml", "con.xml"):
        members[name] = "<x/>"
    read_list(packed(members), "list.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_points_elsewhere() -> None:
    rels = str(parts()["xl/_rels/workbook.xml.rels"])
    for target in ("../../../etc/passwd", "http://example.invalid/", "worksheets/none.xml", ""):
        part = rels.replace("worksheets/sheet1.xml", target)
        read, _ = read_list(with_part("xl/_rels/workbook.xml.rels", part), "list.xlsx")
        assert read is None


def test_a_formula_in_a_name_is_text() -> None:
    evil = "=cmd|'/c calc'!A0"
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{evil}</t></is></c></row>'
    assert text_cells(good(workbook(rows))) == {1: {1: evil}}
    assert text_cells(good(f'"{evil}",x\n'.encode(), "a.csv")) == {1: {1: evil, 2: "x"}}


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
CLAIMS = [
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "list-not-a-list", "PNG"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "list-not-a-list", "JPEG"),
    (b"%PDF-1.7\n", "list-not-a-list", "PDF"),
    (b"MZ\x90\0\x03\0\0\0", "list-not-a-list", "EXE"),
    (b"\x7fELF\x02\x01", "list-not-a-list", "ELF"),
    (b"{\\rtf1\\ansi", "list-not-a-list", "RTF"),
    (b'{"officers": []}', "list-not-a-list", "JSON"),
    (b"BEGIN:VCALENDAR\r\n", "list-not-a-list", "iCalendar"),
    (b"<?xml version='1.0'?><x/>", "list-not-a-list", "XML"),
    (
        b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
        "list-save-as-xlsx",
        "XML Spreadsheet 2003",
    ),
    (b"\xef\xbb\xbf\r\n<html xmlns:x='urn'><table>", "list-save-as-xlsx", "HTML"),
    ("<TABLE><tr><td>Họ tên".encode("utf-16"), "list-save-as-xlsx", "HTML"),
    (b"<!DOCTYPE html>", "list-save-as-xlsx", "HTML"),
    (b"MIME-Version: 1.0\r\n", "list-save-as-xlsx", "MHTML"),
    (b"\x09\x08\x10\x00\x00\x06", "list-save-as-xlsx", "Excel 97–2003 (.xls)"),
    (OLE + "Workbook".encode("utf-16-le"), "list-save-as-xlsx", "Excel 97–2003 (.xls)"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "list-encrypted", None),
    (OLE + "WordDocument".encode("utf-16-le"), "list-not-a-list", "Word 97–2003 (.doc)"),
    (OLE, "list-not-a-list", "OLE2"),
    (packed({"word/document.xml": "<x/>"}), "list-not-a-list", "Word (.docx)"),
    (packed({"ppt/presentation.xml": "<x/>"}), "list-not-a-list", "PowerPoint (.pptx)"),
    (packed({"xl/workbook.bin": "x"}), "list-save-as-xlsx", "Excel Binary (.xlsb)"),
    (
        packed(
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}
        ),
        "list-save-as-xlsx",
        "OpenDocument (.ods)",
    ),
    (packed({"Index/Document.iwa": "x"}), "list-save-as-xlsx", "Numbers"),
    (packed({"x.txt": "x"}), "list-not-a-list", "ZIP"),
    (b"PK\x03\x04 is no zip", "list-damaged", None),
    (bytes(range(256)) * 8, "list-format-unknown", None),
    (b"", "list-empty", None),
]


@pytest.mark.parametrize("file", ["list.xlsx", "list.csv", "list.vcf"])
@pytest.mark.parametrize(("data", "code", "kind"), CLAIMS)
def test_what_a_file_is_and_not_what_it_claims(
    data: bytes, code: str, kind: str | None, file: str
) -> None:
    assert refused(data, code, file).value("kind") == kind


def test_names_that_begin_like_signatures_are_text() -> None:
    assert text_cells(good("BM,MZ\nPKhông,1\n".encode(), "a.csv"))[1] == {1: "BM", 2: "MZ"}
    assert text_cells(good(b"PK,1\n", "a.csv")) == {1: {1: "PK", 2: "1"}}


def test_an_encrypted_member_is_an_encrypted_list() -> None:
    data = bytearray(workbook(ONE))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    refused(bytes(data), "list-encrypted")


def test_a_file_above_the_limit_is_not_even_looked_at() -> None:
    for data in (b"," * (100 * MB), b"a" * (50 * MB)):
        begun = time.process_time()
        refused(data, "list-too-large", "list.csv")
        assert time.process_time() - begun < 0.1


TEXTS: dict[str, tuple[Callable[[int], bytes], str]] = {
    "commas": (lambda size: b"," * size, "list-too-many-cells"),
    "cells": (lambda size: b"a," * (size // 2), "list-too-many-cells"),
    "rows": (lambda size: b"a\n" * (size // 2), "list-too-many-cells"),
    "empty rows": (lambda size: b"\n" * size, "list-empty"),
    "a line": (lambda size: b"a" * size, "list-too-many-cells"),
    "a quotation": (lambda size: b'"' + b"a\n" * (size // 2 - 1), "list-cell-too-long"),
    "letters of no encoding": (lambda size: b"\xb5a\x81\xff\n" * (size // 5), "list-encoding"),
    "marks": (lambda size: b"a" + "\u0323".encode() * (size // 2 - 1), "list-too-many-cells"),
    "cards": (lambda size: b"BEGIN:VCARD\n" * (size // 12), "list-too-many-cells"),
    "one card": (lambda size: b"BEGIN:VCARD\nN:a\n" + b" a\n" * (size // 3 - 9), "list-empty"),
    "a photo": (lambda size: b"BEGIN:VCARD\nPHOTO:" + b"A\n " * (size // 3 - 9), "list-empty"),
    "a parameter": (lambda size: b"BEGIN:VCARD\nTEL" + b";a=b" * (size // 4 - 9), "list-empty"),
}


def check_endless(name: str, size: int) -> None:
    make, code = TEXTS[name]
    data = make(size)
    begun = time.process_time()
    read, found = read_list(data, "list.csv")
    assert read is None and found[0].code == code, found
    assert time.process_time() - begun < size / MB


@pytest.mark.parametrize("name", TEXTS)
def test_text_without_end(name: str) -> None:
    check_endless(name, 3 * MB)


@pytest.mark.stress
@pytest.mark.parametrize("name", TEXTS)
def test_text_up_to_the_limit(name: str) -> None:
    check_endless(name, MAX_BYTES)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of this kind")
@pytest.mark.parametrize("name", ["bomb", "laughs", "claims"])
def test_memory_of_the_whole_process_is_bounded(name: str, tmp_path: Path) -> None:
    """What C libraries take is not traced: the system itself counts here, 600 MB of addresses."""
    samples = {
        "bomb": with_part("xl/worksheets/sheet1.xml", sheet(" " * (100 * MB))),
        "laughs": with_part(
            "xl/sharedStrings.xml", f"{HEAD}{DTDS['billion laughs']}<sst>&l9;</sst>"
        ),
        "claims": workbook(ONE, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    }
    path = tmp_path / "list.xlsx"
    path.write_bytes(samples[name])
    program = """
        import resource, sys
        resource.setrlimit(resource.RLIMIT_AS, (600 * 2**20,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
        from pathlib import Path
        from keychain.contacts.importing.reading import read_list
        read, found = read_list(Path(sys.argv[1]).read_bytes(), "list.xlsx")
        print(read is None, *(each.code for each in found))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(path)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    expected = {
        "bomb": "True list-unpacks-too-large",
        "laughs": "True list-xml-hostile",
        "claims": "False",
    }
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, expected[name], "")


def test_openpyxl_would_not_expand_entities_either() -> None:
    """The second line of defence: its reader of sheets is defusedxml's."""
    reader = importlib.import_module("openpyxl.worksheet._reader")
    assert reader.iterparse.__module__.startswith("defusedxml")
    whole = f'{HEAD}{DTDS["billion laughs"]}<worksheet xmlns="{MAIN}"><a>&l9;</a></worksheet>'
    with pytest.raises(ValueError, match="EntitiesForbidden"):
        list(reader.iterparse(io.BytesIO(whole.encode())))


def photo_cards() -> bytes:
    photo = base64.b64encode(bytes(range(256)) * 20).decode()
    return OWN.replace("NOTE:", f"PHOTO;ENCODING=b:{photo}\r\nNOTE:").encode()


GOOD = {
    "list.xlsx": workbook(
        ONE + '<row r="3"><c r="B3" s="1"><v>950000001</v></c><c r="C3" t="s"><v>0</v></c></row>',
        '<mergeCells><mergeCell ref="A1:C2"/></mergeCells>',
        "<si><t>Nguyễn Văn An</t></si>",
    ),
    "stored.xlsx": packed(parts(ONE, "", "<si><t>An</t></si>"), zipfile.ZIP_STORED),
    "list.csv": LIST.encode() * 5,
    "old.csv": tcvn3(LIST).encode("latin-1") * 5,
    "wide.txt": LIST.encode("utf-16"),
    "list.vcf": photo_cards(),
}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` with a few bytes changed, or a piece of it left out, doubled or moved."""
    held = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at, to = sorted((chance.randrange(len(held) + 1), chance.randrange(len(held) + 1)))
        match chance.randrange(6):
            case 0:
                del held[at : min(to, at + 50)]
            case 1:
                held[at:at] = held[at : min(to, at + 200)]
            case 2:
                held[at:at] = chance.choice(
                    (b"\0", b"\xff", b'"', b"<", b"&", b"=", b":", b";", b"9")
                )
            case _:
                if at < len(held):
                    held[at] = chance.randrange(256)
        if not held:
            break
    return bytes(held)


def changed_parts(data: bytes, chance: random.Random) -> bytes:
    """A workbook with one part changed, in a zip that is whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(members))
    return packed({**members, name: mutated(members[name], chance)})


def read_mutants(count: int, seed: int) -> dict[str, int]:
    """Read ``count`` mutants of good files; how many ended in which way. None raises."""
    chance = random.Random(seed)
    ways: dict[str, int] = {}
    for n in range(count):
        file = list(GOOD)[n % len(GOOD)]
        change = changed_parts if file.endswith("xlsx") and chance.random() < 0.7 else mutated
        data = change(GOOD[file], chance)
        begun = time.process_time()
        read, found = read_list(data, file)
        assert time.process_time() - begun < 5
        assert (read is None) == any(each.severity == "error" for each in found)
        way = "read" if read else found[0].code
        ways[way] = ways.get(way, 0) + 1
    return ways


def test_no_change_of_bytes_is_ever_more_than_a_refusal() -> None:
    ways = read_mutants(400, 1)
    assert ways["read"] > 50 and len(ways) > 4


@pytest.mark.stress
def test_twenty_thousand_changes(capsys: pytest.CaptureFixture[str]) -> None:
    ways = read_mutants(20_000, 2)
    with capsys.disabled():
        sys.stdout.write(f"\nmutants of lists: {dict(sorted(ways.items()))}\n")
    assert sum(ways.values()) == 20_000


def test_five_thousand_rows_are_read_soon() -> None:
    """Two seconds are asked for; half of that is measured on a laptop of 2020."""
    row = (
        '<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="s"><v>0</v></c>'
        '<c r="C{n}" s="1"><v>950000001</v></c><c r="D{n}" t="s"><v>1</v></c>'
        '<c r="E{n}" t="inlineStr"><is><t>Bản Phục {n}</t></is></c></row>'
    )
    rows = "".join(row.format(n=n) for n in range(1, 5001))
    data = workbook(rows, "", "<si><t>Nguyễn Văn An</t></si><si><t>Thiếu tá</t></si>")
    begun = time.process_time()
    assert len(good(data).sheets[0].rows) == 5000
    assert time.process_time() - begun < 3
    assert "0000000000" in STYLES
