"""CSV, TSV and text in the encodings that offices have: rows as Excel numbers them, names whole."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from list_samples import cell, good, refused, text_cells, warned

from keychain.contacts.importing.reading.cell_text import clean
from keychain.contacts.importing.reading.encodings import decode
from keychain.contacts.importing.reading.old_fonts import (
    CP1252,
    from_cp1252,
    from_tcvn3,
    from_vni,
)
from keychain.contacts.importing.reading.recovery import find_scheme
from keychain.contacts.importing.reading.separated import sniff_separator
from keychain.contacts.importing.reading.syllables import is_syllable
from keychain.contacts.importing.table import Cell

HEAD = "Họ và tên,Số điện thoại,Thôn\r\n"
ROW = "Nguyễn Thị Ánh,0950 000 001,Bản Phục\r\n"
LIST = HEAD + ROW
CELLS = {
    1: {1: "Họ và tên", 2: "Số điện thoại", 3: "Thôn"},
    2: {1: "Nguyễn Thị Ánh", 2: "0950 000 001", 3: "Bản Phục"},
}


def tcvn3(text: str) -> str:
    """``text`` as typed for .VnTime: the table of TCVN 5712:1993 by hand, as Latin-1 shows it."""
    letters = dict(
        zip(
            "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
            "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
            strict=True,
        )
    )
    return "".join(letters.get(c, letters.get(c.lower(), c)) for c in text)


def vni(text: str) -> str:
    """``text`` as typed for VNI-Times: vowel, then its marks; worked by hand from VNI's table."""
    marks = {
        "": dict(zip("\u0301\u0300\u0309\u0303\u0323", "ùøûõï", strict=True)),
        "\u0302": dict(zip(("", *"\u0301\u0300\u0309\u0303\u0323"), "âáàåãä", strict=True)),
        "\u0306": dict(zip(("", *"\u0301\u0300\u0309\u0303\u0323"), "êéèúüë", strict=True)),
    }
    single = dict(zip("íìỉĩịỵđơư", "íìæóòîñôö", strict=True))
    single |= {a.upper(): b.upper() for a, b in single.items()}

    def letter(c: str) -> str:
        if c in single:
            return single[c]
        base, *over = list(unicodedata.normalize("NFD", c))
        hat = "".join(m for m in over if m in "\u0302\u0306")
        horn = "\u031b" in over
        tone = "".join(m for m in over if m not in "\u0302\u0306\u031b")
        sign = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[base] if horn else base
        mark = marks[hat].get(tone, "") if hat or tone else ""
        return sign + (mark.upper() if c.isupper() else mark)

    return "".join(map(letter, text))


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode(),
        codecs.BOM_UTF8 + LIST.encode(),
        unicodedata.normalize("NFD", LIST).encode(),
        codecs.BOM_UTF16_LE + LIST.replace(",", "\t").encode("utf-16-le"),
        codecs.BOM_UTF16_BE + LIST.encode("utf-16-be"),
        LIST.encode("utf-16-le"),
        LIST.encode("utf-16-be"),
        LIST.replace(",", ";").encode(),
        LIST.replace(",", "|").replace("\r\n", "\r").encode(),
        b"sep=;\r\n" + LIST.replace(",", ";").encode(),
        LIST.replace("\r\n", "\n").strip().encode(),
        LIST.replace("0950 000 001", '="0950 000 001"').encode(),
        LIST.replace("0950 000 001", '"=""0950 000 001"""').encode(),
    ],
)
def test_one_list_in_many_forms(data: bytes) -> None:
    assert text_cells(good(data, "list.csv")) == CELLS


def windows_1258(text: str) -> bytes:
    """As Windows writes it: â, ê, ô, ơ, ư whole, tones as marks behind the vowel."""
    held = bytearray()
    for c in text:
        try:
            held += c.encode("cp1258")
            continue
        except UnicodeEncodeError:
            pass
        parts = unicodedata.normalize("NFD", c)
        tone = next(m for m in parts if m in "\u0300\u0301\u0303\u0309\u0323")
        held += unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258")
        held += tone.encode("cp1258")
    return bytes(held)


def test_windows_1258() -> None:
    assert b"Nguy\xea\xden Th\xf2i" not in windows_1258(LIST)
    assert b"Nguy\xea\xden Thi\xf2" in windows_1258(LIST)
    assert text_cells(good(windows_1258(LIST), "list.csv")) == CELLS


@pytest.mark.parametrize(
    ("typed", "font"),
    [
        (tcvn3(LIST.replace("Ánh", "Lụa")).encode("latin-1"), "TCVN3"),
        (tcvn3(LIST.replace("Ánh", "Lụa")).encode(), "TCVN3"),
        (vni(LIST.replace("Ánh", "Lụa")).encode("latin-1"), "VNI"),
        (vni(LIST.replace("Ánh", "Lụa")).encode("utf-16"), "VNI"),
        (
            "".join(CP1252[b] for b in LIST.replace("Ánh", "Lụa").encode()).encode(),
            "UTF-8",
        ),
    ],
)
def test_lists_typed_before_unicode_are_converted_and_told(typed: bytes, font: str) -> None:
    read, found = warned(typed, "list-old-font", "list.csv")
    row = dict(CELLS[2])
    row[1] = "Nguyễn Thị Lụa"
    assert text_cells(read) == {1: CELLS[1], 2: row}
    assert found.value("font") == font and found.value("count") == 5
    assert found.value("after") == "Họ và tên"
    assert cell(read, 2, 2) == Cell("0950 000 001")
    was = cell(read, 2, 1).was
    assert was and was.startswith("Nguy") and was != "Nguyễn Thị Lụa"


def test_known_conversions() -> None:
    """Words as such lists show them, with what was meant."""
    assert from_tcvn3("Céng hßa x· héi chñ nghÜa ViÖt Nam") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert from_tcvn3("NGUYÔN V¡N Tó") == "NGUYỄN VĂN Tú"
    assert from_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam") == (
        "Cộng hòa xã hội chủ nghĩa Việt Nam"
    )
    assert from_vni("ÑÖÔØNG LYÙ THÖÔØNG KIEÄT") == "ĐƯỜNG LÝ THƯỜNG KIỆT"
    assert from_cp1252("Nguyá»…n VÄƒn An") == "Nguyễn Văn An"
    assert from_cp1252("Nguyễn") == "Nguyễn"


LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
)


@given(st.text(LETTERS))
def test_the_tables_are_whole(text: str) -> None:
    assert from_tcvn3(tcvn3(text)) == text


@given(st.text(LETTERS + LETTERS.upper()))
def test_vni_is_whole(text: str) -> None:
    # A bare vowel before a letter that is a mark in VNI is another letter there.
    assert from_vni(vni(text)) == text


def test_unicode_is_left_alone() -> None:
    """Names of one syllable that two tables read in two ways, and names of other peoples."""
    for names in (
        ["Tô Lâm", "Hà"],
        ["Nông Ðình Thò", "Lý A Sinh"],
        ["Y Bliă Niê", "H’Hen Niê", "Krông Ana", "Ksơr Thư", "Plây Ku"],
        ["José", "Müller", "m² đất", "№ 5", "25 °C"],
        ["Đinh Núp"],
    ):
        assert find_scheme(names) is None, names


def test_in_a_mixed_list_only_what_cannot_be_unicode_is_converted() -> None:
    text = "Nguyễn Văn An,Tô Lâm\nNguyÔn V¨n B×nh,Tô\n"
    read, found = warned(text.encode(), "list-old-font", "list.csv")
    assert text_cells(read) == {
        1: {1: "Nguyễn Văn An", 2: "Tô Lâm"},
        2: {1: "Nguyễn Văn Bình", 2: "Tô"},
    }
    assert found.value("count") == 1


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("Nguyễn", True),
        ("ĐƯỜNG", True),
        ("nghiêng", True),
        ("quyết", True),
        ("Khuỷu", True),
        ("Ðông", True),
        ("Niê", True),
        ("xoong", True),
        ("oách", True),
        ("NguyÔn", False),
        ("Vaên", False),
        ("côt", True),
        ("cồt", False),
        ("Krông", False),
        ("đườnǵ", False),
    ],
)
def test_syllables(word: str, is_one: bool) -> None:
    assert is_syllable(word) is is_one


def test_letters_that_nothing_explains_are_refused() -> None:
    refused(bytes(range(0x80, 0x100)) * 4, "list-encoding", "list.csv")
    refused(LIST.encode()[:-1] + b"\xff\xfe\xfd\xfc\xfb", "list-encoding", "list.csv")
    refused("Müller Übermaß Straße\n".encode("latin-1"), "list-encoding", "list.csv")


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("H? và tên,S?T\nNguy?n V?n An,1\n", "Nguy?n V?n An"),
        ("Họ tên\nNguy\ufffdn An\n", "Nguy\ufffdn An"),
    ],
)
def test_letters_that_became_question_marks_are_no_names(text: str, lost: str) -> None:
    """What Excel in English makes of Vietnamese in plain CSV, as LibreOffice does in Latin-1."""
    code = "list-letters-lost"
    found = refused(text.encode("utf-8" if "\ufffd" in text else "latin-1"), code, "list.csv")
    assert found.value("text") == (lost if "\ufffd" in text else "S?T")


def test_a_question_is_a_question() -> None:
    text = "Nguyễn An,gọi được không?\nhttp://a.vn/?b=c?d,có hay không?có\n"
    assert text_cells(good(text.encode(), "a.csv"))[1][2] == "gọi được không?"


def test_ascii_and_signs_alone_need_no_guess() -> None:
    assert text_cells(good(b"Lan\xa0,0950 000 001 \x96 Zalo\n", "a.csv")) == {
        1: {1: "Lan", 2: "0950 000 001 – Zalo"}
    }


def test_rows_are_numbered_as_excel_does() -> None:
    text = 'An,"dòng 1\r\ndòng 2"\r\n\r\n;;\r\nBình,"nói ""chào"""\r\n,\r\nChi,\r\n'
    read = good(text.encode(), "list.csv")
    assert text_cells(read) == {
        1: {1: "An", 2: "dòng 1\ndòng 2"},
        3: {1: ";;"},
        4: {1: "Bình", 2: 'nói "chào"'},
        6: {1: "Chi"},
    }


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\nc,d\n", ","),
        ("Tên;Số\nAn;0950, 0951\nBình;0950, 0951\n", ";"),
        ("Danh sách, xã Kiên Mộc\nTên\tSố\nAn\t1, 2\n", "\t"),
        ('"a;b",c\n"d;e",f\n', ","),
        ("một cột\nhai dòng\n", ","),
        ("a|b|c\n1|2|3\n", "|"),
        ("STT,Tên\n1,An; Bình; Chi\n2,Dũng; Em; Gấm\n3,Hà\n", ","),
    ],
)
def test_the_separator_is_the_one_that_makes_columns(text: str, separator: str) -> None:
    assert sniff_separator(text) == separator


def test_ten_thousand_rows_are_one_list() -> None:
    read = good((HEAD + ROW * 10_000).encode(), "list.csv")
    assert [row.number for row in read.sheets[0].rows] == list(range(1, 10_002))


def test_tsv_is_parted_by_tabs_alone() -> None:
    assert text_cells(good(b"a;b;c\n1;2;3\tx\n", "list.tsv")) == {
        1: {1: "a;b;c"},
        2: {1: "1;2;3", 2: "x"},
    }


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('An,1\nBình,"2\nChi,3\n', 2),
        ('An,1\n"Bình"x,2\n', 2),
    ],
)
def test_a_quotation_mark_left_open_is_refused(text: str, row: int) -> None:
    assert refused(text.encode(), "list-quotes", "list.csv").value("row") == row


def test_a_quotation_mark_inside_a_cell_is_a_letter() -> None:
    assert text_cells(good('Nông "Tý" An,1\n'.encode(), "a.csv")) == {
        1: {1: 'Nông "Tý" An', 2: "1"}
    }


@pytest.mark.parametrize("data", [b"", b"  \r\n\r\n", codecs.BOM_UTF8, b",,,\n,,\n", b'""\n'])
def test_nothing_is_no_list(data: bytes) -> None:
    refused(data, "list-empty", "list.csv")


def test_nul_bytes_are_no_text() -> None:
    refused(b"An,0950\0 000 001\n", "list-format-unknown", "list.csv")
    refused(b"\0" * 100, "list-format-unknown", "list.csv")


@given(st.text())
def test_a_clean_cell_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.lists(st.sampled_from(LIST.split()), min_size=3).map(" ".join))
def test_what_was_written_in_an_encoding_is_read_from_it(text: str) -> None:
    assert decode(text.encode()) == text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == text
    assert decode(windows_1258(text)) == text
