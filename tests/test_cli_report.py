"""Findings as a person sees them in a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from keychain.cli.columns import cells, pad, shorten, visible, window, wrap
from keychain.cli.report import format_report, in_order
from keychain.cli.words import Words, load_words
from keychain.diagnostics import Place, error, note, warning

FAULT = error("some-fault", "for tests")
DOUBT = warning("some-doubt", "for tests")
HINT = note("some-hint", "for tests")


def english() -> Words:
    words = load_words("en")
    said = {
        rule.code: {"message": "{what} is wrong", "hint": "Write it anew."}
        for rule in (FAULT, DOUBT, HINT)
    }
    return Words("en", {**words.table, **said})


def lines_of(text: str) -> dict[str, list[str]]:
    return {"contacts.yaml": text.split("\n")}


def test_place_line_caret_and_hint() -> None:
    source = lines_of("villages:\n  ban-phuc: {phone: 0950}\n")
    finding = FAULT(Place("contacts.yaml", 2, 21), what="“0950”")
    assert format_report([finding], english(), source.get) == (
        "contacts.yaml:2:21: error: “0950” is wrong [some-fault]\n"
        " 2 |   ban-phuc: {phone: 0950}\n"
        "   |                     ^\n"
        "   = Write it anew.\n"
        "\n"
        "1 error"
    )


def test_a_long_finding_is_broken_between_words_and_never_within_a_number() -> None:
    source = lines_of("phone: 950 000 002\n")
    finding = FAULT(Place("contacts.yaml", 1, 8), what="950 000 002, probably 0950 000 002,")
    assert format_report([finding], english(), source.get, width=60) == (
        "contacts.yaml:1:8: error: 950 000 002, probably\n"
        "    0950 000 002, is wrong [some-fault]\n"
        " 1 | phone: 950 000 002\n"
        "   |        ^\n"
        "   = Write it anew.\n"
        "\n"
        "1 error"
    )


def test_the_caret_stands_under_the_letter_whatever_stands_before() -> None:
    # Decomposed ấ is three code points in one cell; a full-width digit fills two; a tab four.
    line = "a\u0302\u0301０\tx"
    source = lines_of(line)
    report = format_report([FAULT(Place("contacts.yaml", 1, 6), what="x")], english(), source.get)
    text, caret = report.split("\n")[1:3]
    assert cells(text[: text.index("x")]) == len(" 1 | ") + 1 + 2 + 4
    assert caret == "   | " + " " * 7 + "^"


def test_the_same_in_many_lines_is_told_once_with_the_other_lines() -> None:
    source = lines_of("\n".join(f"- officer {number}" for number in range(1, 31)))
    found = [FAULT(Place("contacts.yaml", line, 3), what="it") for line in range(2, 26)]
    found.append(FAULT(Place("other.yaml", 4, 1), what="it"))
    assert format_report(found, english(), source.get, width=60) == (
        "contacts.yaml:2:3: error: it is wrong [some-fault]\n"
        " 2 | - officer 2\n"
        "   |   ^\n"
        "   = Write it anew.\n"
        "   = The same again: line 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n"
        "     13, 14, 15, 16, 17, 18, 19, 20, 21, 22, ….\n"
        "\n"
        "other.yaml:4:1: error: it is wrong [some-fault]\n"
        "  = Write it anew.\n"
        "\n"
        "25 errors"
    )


def test_villages_boxes_pages_and_positions_where_there_is_no_file() -> None:
    finding = FAULT(what="it").about(village="ban-phuc", box="lead", page=3, position="2:4")
    report = format_report([finding], english(), lambda _: None)
    assert report.startswith("ban-phuc, box lead, page 3, position 2:4: error: it is wrong")


def test_a_finished_file_is_named_with_the_page() -> None:
    finding = FAULT(Place("output/a.pdf", 0, 0), what="it").about(village="ban-phuc", page=3)
    report = format_report([finding], english(), lambda _: None)
    assert report.startswith("output/a.pdf, ban-phuc, page 3: error: it is wrong")


def test_the_same_at_many_positions_is_told_once_and_counted_each_time() -> None:
    found = [
        FAULT(what="it").about(village="ban-phuc", page=page, position=f"{row}:1")
        for page in (1, 3)
        for row in range(1, 9)
    ]
    positions = "8 positions (1:1, 2:1, 3:1, 4:1, 5:1, 6:1, …)"
    assert format_report(found, english(), lambda _: None) == (
        f"ban-phuc, page 1, {positions}\n"
        f"ban-phuc, page 3, {positions}: error: it is\n"
        "    wrong [some-fault]\n"
        "  = Write it anew.\n"
        "\n"
        "16 errors"
    )


def test_a_long_message_is_broken_but_not_its_path_nor_its_severity() -> None:
    place = Place("thư mục của tôi/danh bạ xã.yaml", 0, 0)
    report = format_report([DOUBT(place, what="x")], load_words("vi"), lambda _: None, width=40)
    first, second = report.split("\n")[:2]
    assert first == "thư mục của tôi/danh bạ xã.yaml:"
    assert second.startswith("    cảnh báo: ")
    painted = format_report(
        [FAULT(what="it " * 20)], english(), lambda _: None, width=40, colour=True
    )
    assert painted.startswith("\x1b[31;1merror\x1b[0m: it it")
    plain = painted.replace("\x1b[31;1m", "").replace("\x1b[0m", "")
    assert max(map(cells, plain.split("\n"))) <= 40


def test_order_and_counts() -> None:
    found = [
        FAULT(what="last"),
        DOUBT(Place("b.yaml", 1, 1), what="x"),
        FAULT(Place("a.yaml", 12, 1), what="x"),
        FAULT(Place("a.yaml", 2, 9), what="x"),
        FAULT(Place("a.yaml", 2, 9), what="x"),
        HINT(what="after"),
    ]
    assert [d.place and (d.place.file, d.place.line) for d in in_order(found)] == [
        ("a.yaml", 2),
        ("a.yaml", 12),
        ("b.yaml", 1),
        None,
        None,
    ]
    report = format_report(found, english(), lambda _: None)
    assert report.endswith("\n\n3 errors, 1 warning, 1 note")
    assert format_report([], english(), lambda _: None) == ""


def test_colours_only_when_asked() -> None:
    finding = FAULT(Place("contacts.yaml", 1, 1), what="x")
    plain = format_report([finding], english(), lines_of("x").get)
    painted = format_report([finding], english(), lines_of("x").get, colour=True)
    assert "\x1b" not in plain
    assert painted.replace("\x1b[31;1m", "").replace("\x1b[0m", "") == plain


def test_what_a_file_holds_cannot_command_the_terminal() -> None:
    finding = FAULT(Place("contacts.yaml", 1, 1), what="\x1b[2J\u202e")
    report = format_report([finding], english(), lines_of("\x1b]0;x\x07\u202e").get)
    assert not set(report) & {"\x1b", "\x07", "\u202e"}


def test_a_place_beyond_the_file_shows_no_line() -> None:
    finding = FAULT(Place("contacts.yaml", 7, 3), what="x")
    report = format_report([finding], english(), lines_of("one\ntwo").get)
    assert "|" not in report


@given(st.text(max_size=300), st.integers(0, 300), st.integers(20, 90))
def test_a_window_shows_the_place_within_its_width(line: str, at: int, width: int) -> None:
    line = visible(line)
    text, cell = window(line, at, width)
    assert cells(text) <= width
    assert 0 <= cell <= width
    if at < len(line) and cells(line[at]):
        shown = text.removesuffix("…")
        before = next(i for i in range(len(text) + 1) if cells(text[:i]) == cell)
        while before < len(text) and not cells(text[before]):
            before += 1
        assert line[at] in shown[before : before + 2] or line[at] == "…"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), st.integers(1, 40))
def test_columns_keep_their_width(text: str, width: int) -> None:
    short = shorten(visible(text), width)
    assert cells(short) <= width
    assert cells(pad(short, width)) == width
    assert cells(pad(short, width, right=True)) == width


def test_widths_known_by_hand() -> None:
    assert cells("Bản Phục") == 8
    assert cells("Ba\u0309n Phu\u0323c") == 8
    assert cells("公安") == 4
    assert shorten("Tổ dân phố số 12", 6) == "Tổ dâ…"
    assert wrap("một hai ba bốn", 7) == ["một hai", "ba bốn"]


def test_of_a_province_s_notes_the_first_are_told() -> None:
    rule = note("serials-continued", "because")
    notes = [
        rule(None, name=f"Bản {i}", last="A", first="B").about(village=f"v{i}") for i in range(40)
    ]
    report = format_report(notes, load_words("en"), lines_of("").get)
    assert report.count("Bản ") == 12 and "Bản 11:" in report
    assert report.endswith("… and 28 more notes of this kind [serials-continued]\n\n40 notes")
    assert "more note" not in format_report(notes[:12], load_words("en"), lines_of("").get)
    # What leads to a line is there to be mended.
    placed = [rule(Place("f", i, 1), name=f"Bản {i}", last="A", first="B") for i in range(1, 40)]
    assert format_report(placed, load_words("en"), lines_of("").get).count("Bản ") == 39
