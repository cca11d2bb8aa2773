"""Text that is compared, searched and made into file names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keychain.text import excerpt, fold, nearest, nfc, one_line, slug, spelling


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Xã Kiên Mộc", "xa kien moc"),
        ("Đình Lập", "dinh lap"),
        ("Ðình Lập", "dinh lap"),  # U+00D0, not Đ
        ("  HIN\u00a0ĐĂM ", "hin dam"),
        ("Hòa", "hoa"),
        ("Hoà", "hoa"),
        ("Ea H’Leo", "ea h'leo"),
        ("ƀuôn", "buon"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


def test_spelling_knows_where_a_tone_may_stand() -> None:
    assert spelling("Hòa Bình") == spelling("Hoà BÌNH")
    assert spelling("Đại úy") == spelling("Đại uý")
    assert spelling("Bản Cò") != spelling("Bản Có")
    assert spelling("Bản Lu") != spelling("Bản Lư")


def test_nearest() -> None:
    assert nearest("nmae", ("phone", "name")) == "name"
    assert nearest("Hoàng Văn An", ("nong-thi-binh", "hoang-van-an")) == "hoang-van-an"
    assert nearest("zzz", ("phone", "name")) is None
    assert nearest("zzz", ("phone", "name"), least=0) == "phone"
    assert nearest("zzz", (), least=0) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Phường Văn Miếu - Quốc Tử Giám", "phuong-van-mieu-quoc-tu-giam"),
        ("H'Hen Niê", "h-hen-nie"),
        ("Còn", "con_"),  # CON is a device on Windows
        ("../../etc", "etc"),
    ],
)
def test_slug(text: str, name: str) -> None:
    assert slug(text) == name


@given(st.text())
def test_a_slug_is_always_a_short_ascii_name(text: str) -> None:
    name = slug(text)
    assert 1 <= len(name) <= 60
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")


def test_one_line_and_excerpt() -> None:
    assert one_line(" Bản \n\u00a0 Phục ") == "Bản Phục"
    assert excerpt("x" * 61) == "x" * 59 + "…"
    assert excerpt("x" * 60) == "x" * 60


@given(st.text())
def test_comparisons_do_not_depend_on_the_normal_form(text: str) -> None:
    other = unicodedata.normalize("NFD", text)
    for compare in (nfc, fold, spelling, slug):
        assert compare(text) == compare(other)
