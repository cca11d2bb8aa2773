"""Stage 8 on whole files: good ones pass, and each fault is found at its place, and only it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import preflight_pdfs as sheets
import pytest
from preflight_pdfs import BLACK, Block, Code, Draft, Mark, Words, draft, draw, expected

from keychain.diagnostics import Severity
from keychain.geometry import Rect, Size
from keychain.preflight import Expected, check_pdf, read_pdf_job

Finding = tuple[str, int | None, str | None]


def found(data: bytes, wanted: Expected | None = None) -> set[Finding]:
    findings = check_pdf(data, wanted or expected())
    assert all(f.severity is Severity.ERROR for f in findings)
    return {(f.code, f.page, f.position) for f in findings}


@pytest.mark.parametrize("duplex", ["long-edge", "short-edge"])
def test_a_good_file_has_no_findings(duplex: sheets.Duplex) -> None:
    assert found(draw(draft(duplex)), expected(duplex)) == set()


def test_the_job_is_read_back() -> None:
    job = read_pdf_job(draw(draft()))
    assert job is not None
    assert (job.commune, job.villages[0].id) == ("Xã Kiên Mộc", "ban-phuc")


def drop(what: Callable[[Mark], bool]) -> Callable[[Mark], Mark | None]:
    return lambda mark: None if what(mark) else mark


def is_code(mark: Mark) -> bool:
    return isinstance(mark, Code)


def says(*texts: str) -> Callable[[Mark], bool]:
    return lambda mark: isinstance(mark, Words) and mark.text in texts


def add(sheet: Draft, page: int, position: str, *marks: Mark) -> None:
    sheet.cell(page, position).face += marks


def restyle(sheet: Draft, page: int, position: str, text: str, **how: object) -> None:
    sheet.change(
        page,
        position,
        lambda m: replace(m, **how) if says(text)(m) else m,  # type: ignore[arg-type]  # says() only picks Words
    )


def recode(sheet: Draft, page: int, position: str, **how: object) -> None:
    sheet.change(
        page,
        position,
        lambda m: replace(m, **how) if is_code(m) else m,  # type: ignore[arg-type]  # is_code() only picks Code
    )


def digit_on_front(d: Draft) -> None:
    d.reword(3, "2:1", "0950 000 003", "0950 000 008")


def digit_on_back(d: Draft) -> None:
    d.reword(2, "1:2", "0950 000 001", "0950 000 011")


def digit_on_turned_cell(d: Draft) -> None:
    d.reword(5, "4:1", "0950 000 009", "0950 000 006")


def another_hotline(d: Draft) -> None:
    d.reword(6, "3:1", "113", "114")


def digit_added(d: Draft) -> None:
    d.reword(4, "4:2", "0950 000 002", "0950 000 0022")


def other_grouping(d: Draft) -> None:
    d.reword(4, "1:1", "0950 000 002", "09 5000 0002")


def numbers_swapped(d: Draft) -> None:
    d.reword(2, "2:1", "0950 000 001", "X")
    d.reword(2, "2:1", "0950 000 002", "0950 000 001")
    d.reword(2, "2:1", "X", "0950 000 002")


def numbers_swapped_on_turned_cell(d: Draft) -> None:
    d.reword(6, "4:1", "0205 3800 113", "X")
    d.reword(6, "4:1", "0950 000 001", "0205 3800 113")
    d.reword(6, "4:1", "X", "0950 000 001")


def numbers_moved_round(d: Draft) -> None:
    d.reword(2, "2:1", "0205 3800 113", "X")
    d.reword(2, "2:1", "0950 000 001", "0205 3800 113")
    d.reword(2, "2:1", "0950 000 002", "0950 000 001")
    d.reword(2, "2:1", "X", "0950 000 002")


def hotline_beside_officer(d: Draft) -> None:
    """113 in the row of the duty desk, whose number stands small where 113 was."""
    d.reword(2, "1:1", "113", "X")
    restyle(d, 2, "1:1", "X", size=4)
    d.reword(2, "1:1", "0205 3800 X", "113")
    d.reword(2, "1:1", "X", "0205 3800 113")


def number_gone(d: Draft) -> None:
    d.change(2, "3:2", drop(says("0950 000 002")))


def number_added(d: Draft) -> None:
    add(d, 6, "1:1", Words("0950 000 003", 3, 27.5, 6))


def number_beside_tags(d: Draft) -> None:
    d.pages[2].slug.append(Words("0950 000 777", 90, 195))


def number_over_tags(d: Draft) -> None:
    """The page's own text, not the shared form's, stands in a tag: not one look any more."""
    d.pages[2].slug.append(Words("0950 000 777", 78, 47))


def number_invisible(d: Draft) -> None:
    restyle(d, 1, "1:1", "0950 000 003", mode=3)


def number_white(d: Draft) -> None:
    restyle(d, 1, "4:2", "0950 000 003", colour=sheets.WHITE)


def number_half_covered(d: Draft) -> None:
    add(d, 5, "2:2", Block(15, 9.2, 25, 2))


def last_digit_covered(d: Draft) -> None:
    add(d, 2, "2:2", Block(21.7, 15, 2.5, 3.9))


def label_gone(d: Draft) -> None:
    d.change(2, "1:1", drop(says("Thiếu tá", "Hoàng Văn An")))


def village_misspelt(d: Draft) -> None:
    d.reword(3, "1:2", "Bản Phục", "Bản Phúc")


def village_without_second_line(d: Draft) -> None:
    d.change(5, "1:2", drop(says("Khu tập thể Nhà máy Xi măng")))


def mark_gone(d: Draft) -> None:
    d.reword(4, "1:1", "12/2026 A7F3", "12/2026 A7F8")


def front_empty(d: Draft) -> None:
    d.cell(3, "2:2").face = ()


def back_empty(d: Draft) -> None:
    d.cell(4, "2:2").face = ()


def back_of_other_village(d: Draft) -> None:
    d.cell(2, "3:1").face = sheets.back_of(sheets.XIMANG)


def front_of_other_village(d: Draft) -> None:
    d.cell(5, "3:1").face = sheets.front_of(sheets.PHUC)


def code_of_another(d: Draft) -> None:
    recode(d, 1, "3:2", payload="tel:+84950000008")


def code_with_more(d: Draft) -> None:
    recode(d, 5, "4:2", payload="tel:+849500000099")


def code_light_on_dark(d: Draft) -> None:
    recode(d, 1, "1:1", ink=sheets.WHITE, ground=BLACK)


def code_gone(d: Draft) -> None:
    d.change(1, "4:1", drop(is_code))


def code_covered(d: Draft) -> None:
    add(d, 5, "1:1", Block(42.5, 17.5, 8.5, 8.5))


def code_on_back(d: Draft) -> None:
    add(d, 2, "1:1", Code("tel:113", 44.4, 10, 0.4))


def two_codes(d: Draft) -> None:
    add(d, 3, "1:1", Code("tel:113", 1.8, 10, 0.4))


def code_beside_tags(d: Draft) -> None:
    d.pages[4].cells.append(sheets.Cell(9, 9, Rect(84, 140, 54, 29), 0, (Code("tel:114"),)))


def text_over_the_cut(d: Draft) -> None:
    restyle(d, 1, "3:1", "Từ 12/2026", x=44.6)


def face_upside_down(d: Draft) -> None:
    d.cell(2, "1:1").turn = 180


def lying_face_other_way_round(d: Draft) -> None:
    d.cell(6, "4:2").turn = 90


def red_in_rgb(d: Draft) -> None:
    restyle(d, 3, "3:1", "Từ 12/2026", colour=(1.0, 0.0, 0.0))


def black_as_grey(d: Draft) -> None:
    restyle(d, 2, "3:1", "Thiếu tá", colour=(0.0,))


def decomposed(d: Draft) -> None:
    """With marks that the font has, so that nothing is missing."""
    d.reword(2, "4:1", "Thiếu tá", unicodedata.normalize("NFD", "Đãi nhà"))


def letter_without_glyph(d: Draft) -> None:
    d.reword(2, "4:1", "Thiếu tá", "Thiếu ₿")


def other_font(d: Draft) -> None:
    d.initial_font = "Helvetica"


def text_in_other_font(d: Draft) -> None:
    restyle(d, 4, "1:1", "12/2026 A7F3", font="Helvetica")


def page_gone(d: Draft) -> None:
    d.pages.pop()


def page_twice(d: Draft) -> None:
    d.pages.append(d.pages[0])


def other_paper(d: Draft) -> None:
    d.pages[2].paper = Size(215.9, 279.4)


def other_title(d: Draft) -> None:
    d.title = "Bản Hang"


MUTANTS: list[tuple[Callable[[Draft], None], set[Finding]]] = [
    (digit_on_front, {("number-missing", 3, "2:1"), ("number-foreign", 3, "2:1")}),
    (digit_on_back, {("number-missing", 1, "1:1"), ("number-foreign", 2, "1:2")}),
    (digit_on_turned_cell, {("number-missing", 5, "4:1"), ("number-foreign", 5, "4:1")}),
    (another_hotline, {("number-missing", 5, "3:2"), ("number-foreign", 6, "3:1")}),
    (digit_added, {("number-missing", 3, "4:1"), ("number-foreign", 4, "4:2")}),
    (other_grouping, {("number-missing", 3, "1:2"), ("number-foreign", 4, "1:1")}),
    (numbers_swapped, {("number-beside-other-name", 2, "2:1")}),
    (numbers_swapped_on_turned_cell, {("number-beside-other-name", 6, "4:1")}),
    (numbers_moved_round, {("number-beside-other-name", 2, "2:1")}),
    (hotline_beside_officer, {("number-beside-other-name", 2, "1:1")}),
    (number_gone, {("number-missing", 1, "3:1")}),
    (number_added, {("number-foreign", 6, "1:1")}),
    (number_beside_tags, {("number-foreign", 3, None)}),
    (number_over_tags, {("number-foreign", 3, "1:2")}),
    (number_invisible, {("text-hidden", 1, "1:1")}),
    (number_white, {("text-hidden", 1, "4:2")}),
    (number_half_covered, {("text-hidden", 5, "2:2")}),
    (last_digit_covered, {("text-hidden", 2, "2:2")}),
    (label_gone, {("number-without-name", 2, "1:1")}),
    (village_misspelt, {("village-missing", 3, "1:2")}),
    (village_without_second_line, {("village-missing", 5, "1:2")}),
    (mark_gone, {("mark-missing", 3, "1:2")}),
    (front_empty, {("face-empty", 3, "2:2"), ("code-missing", 3, "2:2")}),
    (back_empty, {("face-empty", 4, "2:2")}),
    (back_of_other_village, {("face-of-other-village", 2, "3:1")}),
    (front_of_other_village, {("face-of-other-village", 5, "3:1"), ("code-payload", 5, "3:1")}),
    (code_of_another, {("code-payload", 1, "3:2")}),
    (code_with_more, {("code-payload", 5, "4:2")}),
    (code_light_on_dark, {("code-dead", 1, "1:1")}),
    (code_gone, {("code-missing", 1, "4:1")}),
    (code_covered, {("code-dead", 5, "1:1")}),
    (code_on_back, {("code-foreign", 2, "1:1")}),
    (two_codes, {("code-foreign", 3, "1:1")}),
    (code_beside_tags, {("code-foreign", 5, None)}),
    (text_over_the_cut, {("text-outside-trim", 1, "3:1")}),
    (face_upside_down, {("face-turned", 2, "1:1")}),
    (lying_face_other_way_round, {("face-turned", 6, "4:2")}),
    (red_in_rgb, {("colour-not-cmyk", 3, "3:1")}),
    (black_as_grey, {("colour-not-cmyk", 2, "3:1")}),
    (decomposed, {("text-not-nfc", 2, "4:1")}),
    (letter_without_glyph, {("glyph-missing", 2, "4:1")}),
    (other_font, {("font-not-embedded", 1, None)}),
    (text_in_other_font, {("font-not-embedded", 4, "1:1")}),
    (page_gone, {("pdf-page-count", None, None)}),
    (page_twice, {("pdf-page-count", None, None)}),
    (other_paper, {("pdf-page-size", 3, None)}),
    (other_title, {("pdf-title", None, None)}),
]


@pytest.mark.parametrize(("spoil", "codes"), MUTANTS, ids=[m[0].__name__ for m in MUTANTS])
def test_one_fault_is_found_at_its_place(
    spoil: Callable[[Draft], None], codes: set[Finding]
) -> None:
    sheet = draft()
    spoil(sheet)
    assert found(draw(sheet)) == codes


def test_backs_in_the_wrong_order() -> None:
    sheet = draft()
    sheet.pages[3], sheet.pages[5] = sheet.pages[5], sheet.pages[3]
    every = {f"{c.row}:{c.column}" for c in sheet.pages[3].cells}
    assert found(draw(sheet)) == {
        ("face-of-other-village", page, position) for page in (4, 6) for position in every
    }


def test_backs_that_are_not_mirrored_are_not_where_they_should_be() -> None:
    sheet = draft()
    for cell, front in zip(sheet.pages[5].cells, sheet.pages[4].cells, strict=True):
        cell.trim = front.trim
    findings = found(draw(sheet))
    assert {code for code, _, _ in findings} >= {"pdf-boxes", "face-empty"}
    assert {page for _, page, _ in findings} == {5, 6}


def test_a_tag_finding_names_its_village() -> None:
    sheet = draft()
    digit_on_turned_cell(sheet)
    assert {f.village for f in check_pdf(draw(sheet), expected())} == {"to-12"}


def test_where_one_face_is_printed_the_other_numbers_need_not_show() -> None:
    sheet, whole = draft(), expected()
    sheet.pages = sheet.pages[::2]
    fronts = tuple(replace(page, partner=None) for page in whole.pages[::2])
    one_side = replace(whole, pages=fronts, sides=("front",), duplex=None)
    assert found(draw(sheet), one_side) == set()
    digit_on_front_of_second = ("number-foreign", 2, "2:1")
    sheet.reword(2, "2:1", "0950 000 003", "0950 000 008")
    assert digit_on_front_of_second in found(draw(sheet), one_side)


def test_a_separator_sheet_holds_nothing() -> None:
    sheet, whole = draft(), expected()
    blank = sheets.Page([], [Words("Bản Phục", 30, 100, 30)])
    sheet.pages.insert(0, blank)
    pages = (
        replace(whole.pages[0], side=None, cells=(), partner=None),
        *(replace(p, partner=p.partner + 1) for p in whole.pages if p.partner is not None),
    )
    assert found(draw(sheet), replace(whole, pages=pages)) == set()


def test_words_with_digits_must_be_announced() -> None:
    silent = replace(expected(), tags=tuple(replace(t, words=()) for t in expected().tags))
    assert {code for code, _, _ in found(draw(draft()), silent)} == {"number-foreign"}
