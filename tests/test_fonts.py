"""The bundled fonts: their metrics against Pillow's FreeType, their letters, their files."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from keychain.layout.placed import Font
from keychain.pdf import FontMeasure
from keychain.pdf.fonts import FOLDERS, load_font

MEASURE = FontMeasure()
FONTS = [
    *(Font(family, w) for family in list(FOLDERS)[::2] for w in (400, 500, 600, 700, 800)),
    Font("Noto Sans", 400),
    Font("Noto Sans", 700),
]
VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
ALPHABET = (
    VOWELS + VOWELS.upper() + "bcdđfghjklmnpqrstvwxzBCDĐFGHJKLMNPQRSTVWXZ0123456789 .,:-–·/’'()“”"
)


def freetype(font: Font, em: int) -> ImageFont.FreeTypeFont:
    style = load_font(font).reportlab.face.name.decode().split("-")[1]
    folder = FOLDERS[font.family]
    path = files("keychain") / "data" / "fonts" / folder / f"{folder}_{font.weight}{style}.ttf"
    return ImageFont.truetype(str(path), em, layout_engine=ImageFont.Layout.BASIC)


@pytest.mark.parametrize("font", FONTS, ids=lambda f: f"{f.family} {f.weight}")
def test_width_is_freetypes(font: Font) -> None:
    em = load_font(font).reportlab.face.unitsPerEm
    for letter in ALPHABET:
        # FreeType's hinting moves an advance by a unit at most.
        assert MEASURE.width(letter, font) * em == pytest.approx(
            freetype(font, em).getlength(letter), abs=1.01
        )
    assert MEASURE.lacks(ALPHABET, font) == ""


@pytest.mark.parametrize(
    ("text", "em"), [("0950 000 003", 5.49), ("0205 3800 113", 5.99), ("113", 1.51)]
)
def test_digits_are_as_wide_as_the_designer_measured(text: str, em: float) -> None:
    assert MEASURE.width(text, Font("Roboto Condensed", 600)) == pytest.approx(em, abs=0.005)


@given(st.text(ALPHABET), st.text(ALPHABET))
def test_width_adds_up(one: str, other: str) -> None:
    font = Font("Be Vietnam Pro", 400)
    assert MEASURE.width(one + other, font) == pytest.approx(
        MEASURE.width(one, font) + MEASURE.width(other, font)
    )


@pytest.mark.parametrize(
    ("text", "family", "lacking"),
    [
        ("ƀĭŏŭĕ", "Be Vietnam Pro", "ƀĭŏŭĕ"),
        ("Niê ƀ", "Roboto Condensed", "ƀ"),
        ("ơ̆ng ê̆", "Roboto Condensed", "\u0306"),
        ("ơ̆ng ê̆", "Be Vietnam Pro", "\u0306"),
        ("ơ̆ ê̆ ô̆ ư̆ Ơ̆ Ê̆ Ô̆ Ư̆ ƀ č ñ ĭ ŏ ŭ ĕ", "Noto Sans", ""),
        # A tone given apart, as NFD has it, would be drawn beside its letter.
        ("a\u0301", "Noto Sans", "\u0301"),
        ("\u0306", "Noto Sans", "\u0306"),
        ("日本日", "Noto Sans", "日本"),
        # A code point that stands for a letter inside the font stands for nothing outside it.
        ("\ue016", "Noto Sans", "\ue016"),
    ],
)
def test_lacks(text: str, family: str, lacking: str) -> None:
    assert MEASURE.lacks(text, Font(family, 400)) == lacking


@given(st.text(max_size=20))
def test_lacks_nothing_that_is_not_there(text: str) -> None:
    for family in FOLDERS:
        lacking = MEASURE.lacks(text, Font(family, 400))
        assert set(lacking) <= set(text)
        assert len(lacking) == len(set(lacking))


def test_letter_with_mark_is_as_wide_as_the_letter() -> None:
    font = Font("Noto Sans", 700)
    assert MEASURE.width("ê̆", font) == MEASURE.width("ê", font)


def test_unknown_fonts_are_named() -> None:
    with pytest.raises(LookupError, match="Helvetica 400"):
        load_font(Font("Helvetica", 400))
    with pytest.raises(LookupError, match="Noto Sans 500"):
        load_font(Font("Noto Sans", 500))


def test_files_are_small_and_licensed() -> None:
    for folder in FOLDERS.values():
        data = files("keychain") / "data" / "fonts" / folder
        assert "SIL OPEN FONT LICENSE" in (data / "OFL.txt").read_text(encoding="utf-8")
        for file in data.iterdir():
            assert len(file.read_bytes()) < 1 << 20


@pytest.mark.parametrize("font", FONTS, ids=lambda f: f"{f.family} {f.weight}")
def test_fonts_carry_no_instructions(font: Font) -> None:
    # A third of what each PDF embeds would be for the pixels of coarse screens.
    assert not load_font(font).reportlab.face.table.keys() & {"cvt ", "fpgm", "prep"}


def test_only_fonts_in_use_are_parsed() -> None:
    script = (
        "from keychain.pdf import FontMeasure; from keychain.pdf.fonts import load_font;"
        "from keychain.layout.placed import Font;"
        "FontMeasure().width('a', Font('Noto Sans', 400));"
        "print(load_font.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "1"
