"""Tables and paragraphs of papers: everything stands in its place, once, whatever it says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keychain.layout.spec import Align
from keychain.papers.paragraph import Paragraph, fill_lines, height_of, set_paragraphs
from keychain.papers.table import PAD, Column, TableCell, row_height, set_row, split_rows


class EmSquares:
    """Every letter is half an em wide, so widths can be worked by hand."""

    def width(self, text: str, _font: object) -> float:
        return len(text) / 2

    def lacks(self, _text: str, _font: object) -> str:
        return ""


MEASURE = EmSquares()
TEN_MM = 10 / 25.4 * 72
"""pt: at this size a letter is 5 mm wide."""

words = st.text(st.sampled_from("aẵĐ-–/ 0\N{NO-BREAK SPACE}"), max_size=40)
cells = st.lists(st.builds(Paragraph, words, size=st.sampled_from((6.0, 9.5, 14.0))), max_size=3)


def test_lines_are_filled_word_by_word() -> None:
    told = Paragraph("một hai ba", size=TEN_MM)
    assert fill_lines(told, 35.0, MEASURE) == ("một hai", "ba")  # 7 letters of 5 mm
    assert fill_lines(told, 34.9, MEASURE) == ("một", "hai ba")
    assert fill_lines(told, 50.0, MEASURE) == ("một hai ba",)


@pytest.mark.parametrize("number", ["0205 3800 113", "069 2345 678", "1900 1234 ext 18"])
def test_a_telephone_number_is_one_word(number: str) -> None:
    kept = number.replace(" ", "\N{NO-BREAK SPACE}")
    told = Paragraph(f"Gọi {number} ngay", size=TEN_MM)
    assert fill_lines(told, 5.0 * len(number), MEASURE) == ("Gọi", kept, "ngay")


def test_a_word_wider_than_its_line_goes_on_in_the_next() -> None:
    assert fill_lines(Paragraph("ban-phuc", size=TEN_MM), 25.0, MEASURE) == ("ban-", "phuc")
    assert fill_lines(Paragraph("Nghiêng", size=TEN_MM), 15.0, MEASURE) == ("Ngh", "iên", "g")
    assert fill_lines(Paragraph("ab", size=TEN_MM), 1.0, MEASURE) == ("a", "b")


@given(words, st.floats(5, 80))
def test_no_letter_is_lost_and_no_line_too_wide(text: str, width: float) -> None:
    paragraph = Paragraph(text, size=9.5)
    lines = fill_lines(paragraph, width, MEASURE)
    kept = "".join(lines).replace("\N{NO-BREAK SPACE}", " ")  # within a telephone number
    assert kept.replace(" ", "") == text.replace("\N{NO-BREAK SPACE}", " ").replace(" ", "")
    letter = 9.5 / 2 * 25.4 / 72
    assert all(len(line) * letter <= max(width, letter) + 1e-5 for line in lines)


@given(
    st.lists(st.tuples(cells.map(tuple), st.floats(12, 60)), min_size=1, max_size=5),
    st.sampled_from(("left", "centre", "right")),
)
@settings(max_examples=60)
def test_texts_stand_within_their_cells_and_never_on_one_another(
    row: list[tuple[TableCell, float]], align: Align
) -> None:
    columns = [Column(width, align) for _, width in row]
    texts = [cell for cell, _ in row]
    height = row_height(texts, columns, 4.0, MEASURE)
    x = 20.0
    for cell, column in zip(texts, columns, strict=True):
        own = set_row([cell], [column], x, 50.0, height, MEASURE)
        baselines = []
        for item in own:
            em = item.size * 25.4 / 72
            assert item.x >= x + PAD - 1e-6
            assert item.x + item.width <= x + column.width - PAD + 1e-4
            assert item.baseline - em >= 50.0 - 1e-6
            assert item.baseline + em / 4 <= 50.0 + height + 1e-6
            baselines.append((item.baseline - em, item.baseline + em / 4))
        for (_, above), (below, _) in pairwise(baselines):
            assert below >= above - 1e-6
        x += column.width


def test_paragraphs_take_the_height_that_is_told() -> None:
    told = (Paragraph("một hai ba", size=TEN_MM), Paragraph("bốn", size=TEN_MM))
    assert height_of(told, 35.0, MEASURE) == 3 * 12.5
    items = set_paragraphs(told, 0, 0, 35.0, MEASURE)
    assert [round(item.baseline, 6) for item in items] == [10, 22.5, 35]


def test_rows_go_on_on_the_next_page() -> None:
    assert split_rows([10] * 7, 30, 40, 0) == (range(3), range(3, 7))
    assert split_rows([10] * 8, 30, 40, 0) == (range(3), range(3, 7), range(7, 8))
    assert split_rows([], 30, 40, 20) == (range(0),)


def test_nobody_signs_an_empty_page() -> None:
    assert split_rows([10] * 3, 30, 40, 10) == (range(1), range(1, 3))
    assert split_rows([10] * 5, 50, 40, 10) == (range(3), range(3, 5))
    # A page's only row stays, or its head would stand alone.
    assert split_rows([10], 10, 40, 10) == (range(1), range(1, 1))


@given(
    st.lists(st.floats(1, 30), max_size=60), st.floats(30, 90), st.floats(60, 120), st.floats(0, 29)
)
def test_every_row_stands_once_and_each_page_has_room(
    heights: list[float], first: float, later: float, tail: float
) -> None:
    pages = split_rows(heights, first, later, tail)
    assert [row for page in pages for row in page] == list(range(len(heights)))
    for number, page in enumerate(pages):
        room = later if number else first
        rest = tail if number == len(pages) - 1 else 0.0
        assert sum(heights[row] for row in page) + rest <= room + 1e-5
        assert page or not heights or len(pages[number - 1]) == 1
