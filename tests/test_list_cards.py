"""vCards of telephones old and new, and our own: a person is a row, a number is never lost."""

from __future__ import annotations

import quopri

import pytest
from list_samples import cell, good, refused, text_cells, warned

from keychain.contacts.importing.reading import read_list
from keychain.contacts.importing.reading.card_lines import components, part_cards
from keychain.contacts.importing.table import Cell

NAME, RANK, ROLE, PHONE = "Họ và tên", "Cấp bậc", "Chức vụ", "Số điện thoại"


def rows(data: str | bytes) -> list[dict[str, str]]:
    """The cards in ``data`` by heads."""
    read = good(data.encode() if isinstance(data, str) else data, "list.vcf")
    assert read.cards
    return by_heads(text_cells(read))


def by_heads(cells: dict[int, dict[int, str]]) -> list[dict[str, str]]:
    heads = cells.pop(1)
    return [{heads[column]: text for column, text in row.items()} for row in cells.values()]


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> str:
    return end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def test_a_card_of_an_old_telephone() -> None:
    """vCard 2.1: quoted-printable over two lines, bare types, commas as they are, CR at the end."""
    name = quopri.encodestring("Nguyễn Văn An".encode()).decode()
    family = "Nguy=E1=BB=85n"
    data = card(
        f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{family};An;V=C4=83n;;",
        f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{name[:16]}=",
        name[16:],
        "TEL;CELL:0950000001",
        "TEL;WORK;PREF:0950 000 002, 0950 000 003",
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:d=C3=B2ng 1=0D=0Ad=C3=B2ng 2, 3",
        version="2.1",
    )
    assert rows(data) == [
        {
            NAME: "Nguyễn Văn An",
            PHONE: "0950000001; 0950 000 002, 0950 000 003",
            "Ghi chú": "dòng 1\ndòng 2, 3",
        }
    ]


def test_an_old_card_without_a_shown_name() -> None:
    data = card("N:Nguyễn;An;Văn;Thiếu tá", "TEL:113", version="2.1")
    assert rows(data) == [{NAME: "Nguyễn Văn An", RANK: "Thiếu tá", PHONE: "113"}]


def test_a_card_of_an_iphone() -> None:
    """3.0: grouped items, folded lines, escapes, an own label, a photo."""
    data = card(
        "N:Nông;Bình;Thị;;",
        "FN:Nông Thị",
        "  Bình",
        "ORG:Công an xã Kiên Mộc;Tổ 1",
        "TITLE:Phó Trưởng\\, Công an xã",
        "item1.TEL;type=pref:0950 000 001",
        "item1.X-ABLabel:Zalo",
        "TEL;type=CELL;type=VOICE:+84 950 000 002",
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg",
        *[" " + "A" * 74] * 5000,
        "CATEGORIES:myContacts,Bản Phục,thôn Bản Hang",
        "NOTE:trực\\n24/7",
        end="\n",
    )
    assert rows(data) == [
        {
            NAME: "Nông Thị Bình",
            ROLE: "Phó Trưởng, Công an xã",
            PHONE: "0950 000 001; +84 950 000 002",
            "Thôn": "Bản Phục; thôn Bản Hang",
            "Đơn vị": "Công an xã Kiên Mộc, Tổ 1",
            "Ghi chú": "trực\n24/7\nmyContacts",
        }
    ]


def test_a_card_of_version_4() -> None:
    data = card(
        "FN:Hoàng Văn An",
        "ROLE:Trưởng thôn",
        'TEL;VALUE=uri;TYPE="voice,cell";PREF=1:tel:+84-950-000-001',
        "TEL;VALUE=uri:TEL:02053800113;ext=12",
        "TEL;VALUE=text:0950 000 003",
        "TEL;VALUE=uri:tel:+84950000001",
        version="4.0",
    )
    assert rows(data) == [
        {
            NAME: "Hoàng Văn An",
            ROLE: "Trưởng thôn",
            PHONE: "+84-950-000-001; 02053800113 ext 12; 0950 000 003; +84950000001",
        }
    ]


def test_one_broken_card_does_not_lose_the_others() -> None:
    data = (
        card("FN:An", "TEL:1")
        + "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bình\r\nTEL:2\r\n"
        + card("FN:Chi", "chẳng phải dòng nào", "TEL:3")
        + "rác\r\n"
        + card("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=no-such:D=C5", "TEL:4")
        + card("FN:Em", "TEL:5")
    )
    read, found = warned(data.encode(), "list-card-broken", "list.vcf")
    assert [(row[NAME], row[PHONE]) for row in by_heads(text_cells(read)) if NAME in row] == [
        ("An", "1"),
        ("Bình", "2"),
        ("Chi", "3"),
        ("Em", "5"),
    ]
    assert text_cells(read)[5] == {2: "4"}
    assert (found.value("count"), found.value("cards")) == (3, "2, 3, 4")


def test_parameters_without_end_do_not_hold_the_reader_up() -> None:
    """A pattern of vobject takes exponential time for these; they never reach it."""
    data = card("FN:An", "TEL;TYPE=" + "a," * 40 + 'b"c', "TEL;TYPE=" + ",a" * 40 + ':1"')
    read, _ = warned(data.encode(), "list-card-broken", "list.vcf")
    assert by_heads(text_cells(read)) == [{NAME: "An"}]


def test_a_card_for_old_fonts() -> None:
    data = card("FN:NguyÔn V¨n B×nh", "TEL:0950 000 001").encode("latin-1")
    read, _ = warned(data, "list-old-font", "list.vcf")
    assert by_heads(text_cells(read))[0][NAME] == "Nguyễn Văn Bình"


@pytest.mark.parametrize("data", [card(), "BEGIN:VCARD\r\n" + "END:VCARD\r\n"])
def test_cards_that_say_nothing(data: str) -> None:
    refused(data.encode(), "list-empty", "list.vcf")


COMMUNE = "X-KEYCHAIN-COMMUNE:Xã Kiên Mộc;;Tỉnh Lạng Sơn"
OWN = (
    card(
        "FN:Thiếu tá Hoàng Văn An",
        "N:Hoàng;An;Văn;Thiếu tá;",
        "TITLE:Trưởng Công an xã",
        "TEL;TYPE=CELL;TYPE=WORK;TYPE=VOICE;TYPE=PREF:+84950000001",
        "TEL;TYPE=WORK;X-EXT=12:+842053800113",
        "CATEGORIES:Xã Kiên Mộc,Thôn Bản Phục,Bản Hang",
        "NOTE:Không đọc",
        COMMUNE,
        "X-KEYCHAIN-OFFICER:hoang-van-an;Trưởng Công an xã",
        "X-KEYCHAIN-POST:ban-phuc;Bản Phục;thôn;2;Trưởng Công an xã;2026-01-01;2026-11-30",
        "X-KEYCHAIN-POST:ban-hang;Bản Hang;;1;Phụ trách\\; thôn;;",
        "X-KEYCHAIN-DAY:2026-12-01",
    )
    + card(
        "FN:Nông Thị Bình",
        "N:Nông;Bình;Thị;;",
        "TEL:113",
        COMMUNE,
        "X-KEYCHAIN-OFFICER:nong-thi-binh;",
        "X-KEYCHAIN-POST:ban-phuc;Bản Phục;thôn;1;;;",
    )
    + card(
        "FN:Trực ban Công an xã (Xã Kiên Mộc)",
        "TEL:+842053800113",
        COMMUNE,
        "X-KEYCHAIN-HOTLINE:Trực ban Công an xã;duty;2",
    )
    + card("FN:Công an", "TEL:113", COMMUNE, "X-KEYCHAIN-HOTLINE:Công an;;1")
    + card("FN:Người khác", "TEL:0950 000 009")
)


def test_our_own_cards_become_the_rows_of_our_own_table() -> None:
    shared = {"Xã, phường": "Xã Kiên Mộc", "Tỉnh": "Tỉnh Lạng Sơn"}
    hotline = {**shared, "Thôn": "Mọi thôn", "Mã thôn": "*"}
    an = {
        **shared,
        "Tính đến ngày": "2026-12-01",
        "Mã cán bộ": "hoang-van-an",
        NAME: "Hoàng Văn An",
        RANK: "Thiếu tá",
        PHONE: "+84950000001; +842053800113 ext 12",
    }
    read = good(OWN.encode(), "list.vcf")
    heads = {column: each.text for column, each in read.sheets[0].rows[0].cells}
    shown = [
        (row.number, {heads[column]: each.text for column, each in row.cells})
        for row in read.sheets[0].rows[1:]
    ]
    assert shown == [
        (5, {**hotline, "Mã cán bộ": "hotline", NAME: "Công an", PHONE: "113"}),
        (
            4,
            {
                **hotline,
                "Mã cán bộ": "duty",
                NAME: "Trực ban Công an xã",
                PHONE: "+842053800113",
            },
        ),
        (
            3,
            {
                **shared,
                "Thôn": "Thôn Bản Phục",
                "Mã thôn": "ban-phuc",
                "Loại thôn": "thôn",
                "Mã cán bộ": "nong-thi-binh",
                NAME: "Nông Thị Bình",
                PHONE: "113",
            },
        ),
        (
            2,
            {
                **an,
                "Thôn": "Thôn Bản Phục",
                "Mã thôn": "ban-phuc",
                "Loại thôn": "thôn",
                ROLE: "Trưởng Công an xã",
                "Từ ngày": "2026-01-01",
                "Đến ngày": "2026-11-30",
            },
        ),
        (2, {**an, "Thôn": "Bản Hang", "Mã thôn": "ban-hang", ROLE: "Phụ trách; thôn"}),
        (6, {NAME: "Người khác", PHONE: "0950 000 009"}),
    ]
    since = next(column for column, head in heads.items() if head == "Từ ngày")
    dated = next(row for row in read.sheets[0].rows if row.cell(since) and row.number == 2)
    assert dated.cell(since) == Cell("2026-01-01", "date")


def test_an_own_role_is_stated_where_the_posts_do_not_show_it() -> None:
    data = OWN.replace("hoang-van-an;Trưởng Công an xã", "hoang-van-an;Phó Trưởng Công an xã")
    read, _ = read_list(data.encode(), "list.vcf")
    assert read is not None
    heads = [each.text for _, each in read.sheets[0].rows[0].cells]
    own = heads.index("Chức vụ cán bộ") + 1
    texts = [row.cell(own) for row in read.sheets[0].rows if row.number == 2]
    assert texts == [Cell("Phó Trưởng Công an xã")] * 2


@pytest.mark.parametrize(
    ("value", "separator", "parts"),
    [
        ("a;b;c", ";", ["a", "b", "c"]),
        (r"a\;b;c\,d", ";", ["a;b", "c,d"]),
        (r"a\\;b", ";", ["a\\", "b"]),
        (r"a\;", ";", ["a;"]),
        ("a;", ";", ["a", ""]),
        ("", ";", [""]),
        (r"a\nb,c", ",", ["a\nb", "c"]),
        ("a\\", ";", ["a\\"]),
    ],
)
def test_components(value: str, separator: str, parts: list[str]) -> None:
    assert components(value, separator) == parts


def test_cards_are_counted_as_they_stand() -> None:
    data = card("FN:An") + "\n" + card().lower() + card("FN:Chi")
    assert [each.number for each in part_cards(data)] == [1, 2, 3]
    assert cell(good(data.encode(), "list.vcf"), 4, 1).text == "Chi"
