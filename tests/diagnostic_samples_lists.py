"""What triggers each diagnostic of lists as files, on the command line."""

from __future__ import annotations

from diagnostic_samples import Sample, Told
from list_samples import packed, parts, sheet, workbook

from keychain.contacts.importing.reading.limits import MAX_BYTES, MAX_ROWS, MAX_UNPACKED

HEAD = "Họ và tên,Số điện thoại,Thôn\n"
ROW = "Nông Thị Bình,0950 000 002,Khe Bủng\n"


def texts(*cells: str) -> str:
    """A row's cells, as inline strings."""
    return "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)


def rows(second: str = "<row>", more: str = "") -> str:
    """A head and a person as a worksheet has them."""
    person = texts("Nông Thị Bình", "0950 000 002", "Khe Bủng")
    return f"<row>{texts(*HEAD.strip().split(','))}</row>{second}{person}</row>{more}"


def listed(file: str, data: str | bytes, code: str, exit: int = 3) -> Sample:
    """``keychain import FILE`` as a trial. What is told without stopping leaves 0."""
    command = ("import", file, "--accept", "all", "--dry-run")
    return Sample(file, (Told(code, file),), {file: data}, command, exit)


HIDDEN = parts(rows()) | {"xl/worksheets/sheet2.xml": sheet(rows())}
HIDDEN["xl/workbook.xml"] = str(HIDDEN["xl/workbook.xml"]).replace(
    "</sheets>", '<sheet name="Cũ" sheetId="2" state="hidden" r:id="rId9"/></sheets>'
)
HIDDEN["xl/_rels/workbook.xml.rels"] = str(HIDDEN["xl/_rels/workbook.xml.rels"]).replace(
    'Target="worksheets/sheet1.xml"/>',
    'Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="http://schemas.openxmlformats'
    '.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/>',
)
COLUMNS = parts(rows()) | {
    "xl/worksheets/sheet1.xml": sheet(rows()).replace(
        "<sheetData>", '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
    )
}
HOSTILE = str(parts()["xl/styles.xml"]).replace("?>\n", "?>\n<!DOCTYPE x>")
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
OLD = (HEAD + ROW).encode()
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Nông Thị Bình\nTEL:0950 000 002\nCATEGORIES:Thôn Khe Bủng\n"

SAMPLES = (
    listed("broken.vcf", CARD + "rác\nEND:VCARD\n", "list-card-broken", 0),
    listed("long.csv", f"{HEAD}{'a' * 33_000}\n", "list-cell-too-long"),
    listed("cut.xlsx", workbook(rows())[:-40], "list-damaged"),
    Sample("none", (Told("list-missing", "none.xlsx"),), {}, ("import", "none.xlsx"), 3),
    listed("nothing.csv", ",,\n", "list-empty"),
    listed("letters.csv", OLD.replace(b"\xe1", b"\x81"), "list-encoding"),
    listed("locked.xlsx", LOCKED, "list-encrypted"),
    listed("bytes.csv", bytes(range(256)), "list-format-unknown"),
    listed(
        "sum.xlsx", workbook(rows(more="<row><c><f>A1</f></c></row>")), "list-formula-unsaved", 0
    ),
    listed("columns.xlsx", packed(COLUMNS), "list-hidden-columns", 0),
    listed("rows.xlsx", workbook(rows('<row hidden="1">')), "list-hidden-rows", 0),
    listed("sheets.xlsx", packed(HIDDEN), "list-hidden-sheet", 0),
    listed("lost.csv", "H? và tên,Thôn\nNguy?n V?n An,x\n".encode("latin-1"), "list-letters-lost"),
    listed("letter.xlsx", b"%PDF-1.7\n", "list-not-a-list"),
    listed("fonts.csv", HEAD + ROW.replace("Nông Thị Bình", "N«ng ThÞ B×nh"), "list-old-font", 0),
    listed("quotes.csv", HEAD + '"' + ROW, "list-quotes"),
    listed("portal.xlsx", "<html><table>", "list-save-as-xlsx"),
    listed("large.csv", b"a\n" * (MAX_BYTES // 2 + 1), "list-too-large"),
    listed("rows.csv", "a\n" * (MAX_ROWS + 1), "list-too-many-cells"),
    listed(
        "bomb.xlsx",
        packed(parts() | {"xl/worksheets/sheet1.xml": sheet(" " * MAX_UNPACKED)}),
        "list-unpacks-too-large",
    ),
    listed("attack.xlsx", packed(parts() | {"xl/styles.xml": HOSTILE}), "list-xml-hostile"),
)
