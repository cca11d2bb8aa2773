"""How two tags differ: every kind by hand, and what must hold of any two."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keychain.tags.shown import Difference, Kind, Shown, ShownEntry, differences, read_shown

AN = ShownEntry("Hoàng Văn An", "0950 000 001", "0950000001", False, "Thiếu tá", "Trưởng Công an")
BINH = ShownEntry("Nông Thị Bình", "0950 000 002", "0950000002", False, "Đại úy")
CHAU = ShownEntry("Lý Văn Châu", "0950 000 003", "0950000003", False)
DESK = ShownEntry("Trực ban", "0205 3800 113", "02053800113", True)
POLICE = ShownEntry("Công an", "113", "113", True)
WORDS = (
    ("commune", "Xã Kiên Mộc"),
    ("district", None),
    ("province", "Tỉnh Lạng Sơn"),
    ("kind", "thôn"),
    ("title", "Móc chìa khóa"),
    ("slogan", None),
    ("language", "vi"),
)
TAG = Shown("Bản Phục", (AN, POLICE, DESK, BINH), WORDS)


def entries(*them: ShownEntry) -> Shown:
    return replace(TAG, entries=them)


def worded(**words: str | None) -> Shown:
    return replace(TAG, words=tuple((key, words.get(key, value)) for key, value in WORDS))


def renumbered(of: ShownEntry) -> ShownEntry:
    return replace(of, printed="0950 000 009", dialled="0950000009")


def second(of: ShownEntry) -> ShownEntry:
    return replace(of, printed="0950 000 008", dialled="0950000008")


CASES: dict[str, tuple[Shown, tuple[tuple[str, str, str | None, str | None], ...]]] = {
    "an officer's number": (
        entries(renumbered(AN), POLICE, DESK, BINH),
        (("number-changed", AN.name, "0950 000 001", "0950 000 009"),),
    ),
    "a hotline's number": (
        entries(AN, POLICE, renumbered(DESK), BINH),
        (("number-changed", "Trực ban", "0205 3800 113", "0950 000 009"),),
    ),
    "a hotline that is gone": (
        entries(AN, POLICE, BINH),
        (("number-changed", "Trực ban", "0205 3800 113", None),),
    ),
    "a second number": (
        entries(AN, POLICE, DESK, BINH, second(BINH)),
        (("officer-added", BINH.name, None, "0950 000 008"),),
    ),
    "one for one": (
        entries(AN, POLICE, DESK, CHAU),
        (("officer-replaced", BINH.name, "0950 000 002", CHAU.name),),
    ),
    "one who is gone": (
        entries(AN, POLICE, DESK),
        (("officer-replaced", BINH.name, "0950 000 002", None),),
    ),
    "two for one": (
        entries(AN, POLICE, DESK, CHAU, second(replace(CHAU, name="Vi Thị Hoa"))),
        (("officer-replaced", BINH.name, "0950 000 002", None),),
    ),
    "one who came": (
        entries(AN, POLICE, DESK, BINH, CHAU),
        (("officer-added", CHAU.name, None, "0950 000 003"),),
    ),
    "one who came with two numbers": (
        entries(AN, POLICE, DESK, BINH, CHAU, second(CHAU)),
        (("officer-added", CHAU.name, None, "0950 000 003, 0950 000 008"),),
    ),
    "a hotline that came": (
        entries(AN, POLICE, DESK, replace(POLICE, name="Cấp cứu", printed="115"), BINH),
        (("officer-added", "Cấp cứu", None, "115"),),
    ),
    "another is dialled": (
        entries(BINH, POLICE, DESK, AN),
        (("dial-changed", BINH.name, AN.name, BINH.name),),
    ),
    "the desk is dialled": (
        entries(DESK, POLICE, AN, BINH),
        (("dial-changed", "Trực ban", AN.name, "Trực ban"),),
    ),
    "a rank": (
        entries(AN, POLICE, DESK, replace(BINH, rank="Thiếu tá")),
        (("wording-changed", BINH.name, "Đại úy", "Thiếu tá"),),
    ),
    "a role that is new": (
        entries(AN, POLICE, DESK, replace(BINH, role="Công an viên")),
        (("wording-changed", BINH.name, None, "Công an viên"),),
    ),
    "a name in other letters": (
        entries(AN, POLICE, DESK, replace(BINH, name="NÔNG THỊ BÌNH")),
        (("wording-changed", BINH.name, BINH.name, "NÔNG THỊ BÌNH"),),
    ),
    "the village's name": (
        replace(TAG, village="Bản Phúc"),
        (("wording-changed", "village", "Bản Phục", "Bản Phúc"),),
    ),
    "title and slogan": (
        worded(title=None, slogan="Toàn dân"),
        (
            ("wording-changed", "title", "Móc chìa khóa", None),
            ("wording-changed", "slogan", None, "Toàn dân"),
        ),
    ),
    "a language": (worded(language="en"), (("wording-changed", "language", "vi", "en"),)),
    "the order of the others": (
        entries(AN, DESK, POLICE, BINH),
        (
            (
                "wording-changed",
                "order",
                "Hoàng Văn An 0950 000 001, Công an 113, Trực ban 0205 3800 113, "
                "Nông Thị Bình 0950 000 002",
                "Hoàng Văn An 0950 000 001, Trực ban 0205 3800 113, Công an 113, "
                "Nông Thị Bình 0950 000 002",
            ),
        ),
    ),
    "a number as it is printed": (
        entries(AN, POLICE, DESK, replace(BINH, printed="0950.000.002")),
        (("wording-changed", BINH.name, "0950 000 002", "0950.000.002"),),
    ),
    "the gravest first": (
        replace(
            entries(BINH, POLICE, renumbered(DESK), replace(AN, rank=None)),
            village="Bản Khác",
        ),
        (
            ("number-changed", "Trực ban", "0205 3800 113", "0950 000 009"),
            ("dial-changed", BINH.name, AN.name, BINH.name),
            ("wording-changed", AN.name, "Thiếu tá", None),
            ("wording-changed", "village", "Bản Phục", "Bản Khác"),
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_differences_by_hand(name: str) -> None:
    new, expected = CASES[name]
    assert differences(TAG, new) == tuple(
        Difference(Kind(kind), who, was, is_) for kind, who, was, is_ in expected
    )


def test_which_of_a_persons_numbers_is_dialled() -> None:
    then, now = entries(AN, second(AN), DESK), entries(second(AN), AN, DESK)
    (found,) = differences(then, now)
    assert found == Difference(Kind.DIAL_CHANGED, AN.name, "0950 000 001", "0950 000 008")


def test_one_who_went_with_two_numbers() -> None:
    (found,) = differences(entries(AN, BINH, second(BINH)), entries(AN))
    assert (found.kind, found.old) == (Kind.OFFICER_REPLACED, "0950 000 002, 0950 000 008")


NAMES = st.sampled_from(("Hoàng Văn An", "HOÀNG VĂN AN", "Nông Thị Bình", "Lý Văn Châu"))
NUMBERS = st.sampled_from([f"095000000{n}" for n in range(5)])
MAYBE = st.sampled_from((None, "Đại úy", "Thiếu tá"))
ENTRIES = st.builds(
    lambda name, number, hotline, rank, role: ShownEntry(
        name, f"{number[:4]} {number[4:]}", number, hotline, rank, role
    ),
    NAMES,
    NUMBERS,
    st.booleans(),
    MAYBE,
    MAYBE,
)
TAGS = st.builds(
    Shown,
    st.sampled_from(("Bản Phục", "Bản Phúc")),
    st.lists(ENTRIES, min_size=1, max_size=5).map(tuple),
    st.tuples(*(st.tuples(st.just(key), MAYBE) for key, _ in WORDS)),
)


@given(TAGS, TAGS)
def test_tags_differ_where_they_are_not_the_same(old: Shown, new: Shown) -> None:
    assert differences(old, old) == ()
    found = differences(old, new)
    assert bool(found) == (old != new)
    order = [list(Kind).index(one.kind) for one in found]
    assert order == sorted(order)
    assert len(set(found)) == len(found)


@given(TAGS, TAGS)
def test_no_number_that_is_wrong_goes_untold(old: Shown, new: Shown) -> None:
    there = {entry.dialled for entry in new.entries}
    grave = (Kind.NUMBER_CHANGED, Kind.OFFICER_REPLACED)
    told = [one.old or "" for one in differences(old, new) if one.kind in grave]
    for entry in old.entries:
        if entry.dialled not in there:
            assert any(entry.printed in each for each in told), entry


def as_text(shown: Shown) -> dict[str, Any]:
    keys = ("name", "printed", "dialled", "hotline", "rank", "role")
    each = [{key: getattr(entry, key) for key in keys} for entry in shown.entries]
    return {"village": shown.village, "entries": each, **dict(shown.words)}


@given(TAGS)
def test_what_is_written_is_read(shown: Shown) -> None:
    assert read_shown(json.dumps(as_text(shown))) == shown


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(
    TAGS, st.sampled_from(("village", "entries", "title", "0.name", "0.rank", "0.dialled")), JSON
)
def test_hostile_content_is_none_or_content(shown: Shown, where: str, value: Any) -> None:
    data = as_text(shown)
    at, _, key = where.rpartition(".")
    (data["entries"][0] if at else data)[key] = value
    read = read_shown(json.dumps(data))
    assert read is None or all(isinstance(entry.name, str) for entry in read.entries)


@given(JSON | st.text())
def test_no_content_is_none(value: Any) -> None:
    assert read_shown(json.dumps(value)) is None


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"entries": []}', "\0", "1e999", "NaN"])
def test_what_is_no_content_at_all(text: str) -> None:
    assert read_shown(text) is None
