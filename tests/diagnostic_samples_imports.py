"""What triggers each diagnostic of an import on the command line."""

from __future__ import annotations

from diagnostic_samples import Sample, Told
from import_samples import workbook

NEW = ("--contacts", "new.yaml", "--commune", "Xã Kiên Mộc", "--province", "Lạng Sơn", "--dry-run")
CONTACTS = """\
commune: {name: Xã Kiên Mộc, province: Tỉnh Lạng Sơn}
officers:
  an: {name: Hoàng Văn An, rank: Thiếu tá, role: Trưởng thôn, phone: 0950 000 001}
  binh: {name: Nông Thị Bình, phone: 0950 000 002}
  chau: {name: Lý Văn Châu, phone: 0950 000 003}
  hai: {name: Vi Văn Hải, phone: 0950 000 004}
  hai-2: {name: Vi Văn Hải, phone: 0950 000 014}
villages:
  ban-phuc:
    name: Bản Phục
    households: 52
    officers: [an, {officer: chau, until: 2020-06-30}, {officer: binh, from: 2020-01-01}]
  ban-hang: {name: Bản Hang, officers: [binh]}
  thon-mot: {name: Thôn Một, officers: [hai]}
  ban-mot: {name: Bản Một, officers: [hai]}
  ban-loi: {name: Bản Lỗi, households: nhiều, officers: [hai]}
"""
SHEET = "list.xlsx"


def told(codes: str, file: str = SHEET) -> tuple[Told, ...]:
    """The findings ``import-…`` of these codes and places: ``lost-zero:2:3``."""
    found = []
    for each in codes.split():
        code, *place = each.split(":")
        line, column = map(int, place) if place else (None, None)
        found.append(Told(f"import-{code}", file, line, column))
    return tuple(found)


def listed(name: str, codes: str, rows: list[list[object]], *more: str, exit_: int = 0) -> Sample:
    """A list that makes a new directory."""
    return Sample(
        name, told(codes), {SHEET: workbook(("A", rows))}, ("import", SHEET, *NEW, *more), exit_
    )


def merged(name: str, codes: str, rows: list[list[object]], exit_: int = 0) -> Sample:
    """A list that goes into a directory that exists."""
    return Sample(
        name,
        told(codes),
        {SHEET: workbook(("A", rows)), "contacts.yaml": CONTACTS},
        ("import", SHEET, "--dry-run"),
        exit_,
    )


HEAD: list[object] = [
    "Họ và tên",
    "Cấp bậc",
    "Chức vụ",
    "SĐT",
    "Thôn",
    "Số hộ",
    "Từ ngày",
    "Ghi chú",
]


def row(name: str, phone: object, village: str = "Bản Phục", **more: object) -> list[object]:
    keys = ("rank", "role", "phone", "village", "households", "day", "note")
    cells = {"phone": phone, "village": village, **more}
    return [name, *(cells.get(key, "") for key in keys)]


CERTAIN = row("Hoàng Văn An", "0950 000 001", "Bản Một")

SAMPLES = (
    listed(
        "numbers",
        "lost-zero:3:4 old-number:4:4 two-numbers:5:4 letter-for-digit:6:4 words-beside-number:7:4 "
        "odd-form:8:4 damaged-number:9:4 no-area-code:10:4 short-or-old:11:4 doubtful-number:12:4 "
        "ambiguous-number:13:4 unreadable-number:14:4 no-number:15:4 number-in-name:16:1 "
        "number-in-note:17:8 no-name:18:4 village-left-out:3:5",
        [
            HEAD,
            CERTAIN,
            row("Vi Văn A", "950000003"),
            row("Vi Văn B", "025 3800 104"),
            row("Vi Văn C", "0950 000 005/15"),
            row("Vi Văn D", "O950000006"),
            row("Vi Văn E", "0950 000 007 gọi buổi tối"),
            row("Vi Văn G", "0950_000_008"),
            row("Vi Văn H", "9.50000009E+08"),
            row("Vi Văn I", "3800110"),
            row("Vi Văn K", "0203 812 345"),
            row("Vi Văn L", "0205 0800 112"),
            row("Vi Văn M", "332382635"),
            row("Vi Văn N", "chưa có"),
            row("Vi Văn O", ""),
            row("Vi Văn P 0950 000 016", ""),
            row("Vi Văn Q", "0950 000 017", "Bản Một", note="số cũ 0950 000 027"),
            row("", "0950 000 018"),
        ],
    ),
    listed(
        "people and villages",
        "same-name:3:1 near-name:4:1 shared-number:5:4 name-tail:6:1 short-rank:7:2 "
        "unclear-rank:8:2 carried-village:9:5 carried-name:10:1 near-village:11:5 "
        "several-villages:12:5 whole-commune:13:5 unread-households:14:6 other-households:16:5 "
        "day-first:17:7 unread-day:18:7 hotline:19:4 skipped-row:21:2",
        [
            HEAD,
            row("Hoàng Văn An", "0950 000 001"),
            row("Hoàng Văn An", "0950 000 002"),
            row("Hoàng Văn Ann", "0950 000 001"),
            row("Vi Thị Đào", "0950 000 001"),
            row("Vi Văn B (Tư)", "0950 000 003"),
            row("Vi Văn C", "0950 000 004", rank="4/"),
            row("Vi Văn D", "0950 000 005", rank="Th.tá"),
            row("Vi Văn E", "0950 000 006", ""),
            row("", "", "Bản Hang"),
            row("Vi Văn G", "0950 000 007", "Ban Phuc"),
            row("Vi Văn H", "0950 000 008", "Hin Đăm - Khe Luồng"),
            row("Vi Văn I", "0950 000 009", "toàn xã"),
            row("Vi Văn K", "0950 000 010", households="nhiều"),
            row("Vi Văn L", "0950 000 011", "Bản Lự", households=40),
            row("Vi Văn M", "0950 000 012", "Bản Lự", households=41),
            row("Vi Văn N", "0950 000 013", day="01/02/2026"),
            row("Vi Văn O", "0950 000 014", day="đầu năm"),
            row("Đường dây nóng", "0950 000 015", ""),
            ["", "", "", "", "", "", "", ""],
            ["", "Ban chỉ huy", "", "", "", "", "", ""],
        ],
    ),
    listed(
        "second role",
        "second-role:3:3",
        [
            HEAD,
            row("Hoàng Văn An", "0950 000 001", role="Trưởng thôn"),
            row("Hoàng Văn An", "0950 000 001", role="Công an viên"),
            row("Hoàng Văn An", "0950 000 001", role="TRƯỞNG THÔN"),
            row("Hoàng Văn An", "0950 000 001", "Bản Hang", role="Bí thư"),
        ],
    ),
    merged(
        "changes",
        "rank-changed:2:2 role-changed:2:3 number-added:2:4 households-changed:2:5 "
        "number-changed:3:4 days-changed:3:7 serves-again:4:1 unclear-officer:5:1 "
        "unknown-village:6:5 unclear-village:7:5 village-refused:8:5 not-in-list",
        [
            HEAD,
            row(
                "Hoàng Văn An",
                "0950 000 001; 0950 000 011",
                rank="Trung tá",
                role="Công an viên",
                households=54,
            ),
            row("Nông Thị Bình", "0950 000 022", day="2026-05-05"),
            row("Lý Văn Châu", "0950 000 003"),
            row("Vi Văn Hải", "0950 000 099"),
            row("Hứa Thị Dung", "0950 000 005", "Bản Xa"),
            row("Hứa Thị Dung", "0950 000 005", "Một"),
            row("Hứa Thị Dung", "0950 000 005", "Bản Lỗi"),
        ],
    ),
    merged(
        "ids",
        "name-changed:2:2 same-id:4:2",
        [
            ["Mã cán bộ", "Họ và tên", "SĐT", "Mã thôn", "Thôn"],
            ["an", "Hoàng Văn Ân", "0950 000 001", "ban-phuc", "Bản Phục"],
            ["binh", "Nông Thị Bình", "0950 000 002", "ban-phuc", "Bản Phục"],
            ["binh", "Nông Thị Bình", "0950 000 012", "ban-hang", "Bản Hang"],
        ],
    ),
    Sample(
        "head", told("no-head"), {SHEET: workbook(("A", [["a", "b"]]))}, ("import", SHEET, *NEW)
    ),
    listed("nobody", "nothing", [HEAD, row("Vi Văn A", "")], exit_=3),
    Sample(
        "left unread",
        (*told("other-sheets unread-columns"), Told("import-commune-open", "new.yaml")),
        {SHEET: workbook(("A", [[*HEAD, "Xe"], CERTAIN]), ("B", [HEAD[:4], CERTAIN[:4]]))},
        ("import", SHEET, "--contacts", "new.yaml", "--dry-run"),
        0,
    ),
    Sample(
        "no villages",
        (Told("import-villages-open", "new.yaml"),),
        {SHEET: workbook(("A", [HEAD[:4], CERTAIN[:4]]))},
        ("import", SHEET, *NEW),
        0,
    ),
    merged(
        "communes",
        "several-communes",
        [["Họ và tên", "SĐT", "Thôn", "Xã"], ["Lê A", "0950 000 001", "Bản Phục", "Xã Khác"]],
        exit_=3,
    ),
)
