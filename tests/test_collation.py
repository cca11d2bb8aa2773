"""The order of Vietnamese words and names, against lists that ICU has sorted."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from keychain.collation import collation_key, initial, name_key

LISTS: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "data" / "collation" / "icu_vi.json").read_text(encoding="utf-8")
)
"""Lists in ICU's order; ``oracle`` says how they were made."""
ORDERED = sorted(set(LISTS) - {"oracle"})

_ICU = """
const order = new Intl.Collator("vi", {numeric: true}).compare
process.stdout.write(JSON.stringify(
  JSON.parse(require("fs").readFileSync(0)).map(list => list.sort(order))))
"""


@pytest.mark.parametrize("name", ORDERED)
def test_lists_are_sorted_as_icu_sorts_them(name: str) -> None:
    shuffled = random.Random(7).sample(LISTS[name], len(LISTS[name]))
    assert sorted(shuffled, key=collation_key) == LISTS[name]
    assert len(LISTS[name]) > 10


def test_code_points_sort_otherwise() -> None:
    """The lists can fail: the order of code points is not that of ICU."""
    assert all(sorted(LISTS[name]) != LISTS[name] for name in ORDERED if name != "villages")


def test_composed_and_decomposed_text_have_one_place() -> None:
    for name in ORDERED:
        for text in LISTS[name]:
            assert collation_key(text) == collation_key(unicodedata.normalize("NFD", text))


def drawn_lists(count: int) -> list[list[str]]:
    """Lists of words that differ in a letter, a tone or case, as names of one commune do."""
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
    tones = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    chance = random.Random(20261126)
    lists = []
    for _ in range(count):
        words = set()
        for _ in range(30):
            drawn = [chance.choice(letters) + chance.choice(tones) for _ in range(3)]
            drawn.insert(
                chance.randrange(3), chance.choice(["", " ", "-", "'", "’", "ƀ", "ñ", "12", "7"])
            )
            word = unicodedata.normalize("NFC", "".join(drawn))
            words |= {
                word,
                word.capitalize(),
                unicodedata.normalize("NFC", word[:1] + "\u0323" + word[1:]),
            }
        lists.append(sorted(words))
    return lists


@pytest.mark.skipif(shutil.which("node") is None, reason="no Node.js with ICU on this machine")
def test_drawn_lists_are_sorted_as_icu_sorts_them() -> None:
    lists = drawn_lists(60)
    done = subprocess.run(
        ["node", "-e", _ICU], input=json.dumps(lists).encode(), capture_output=True, check=True
    )
    for ours, icu in zip(lists, json.loads(done.stdout), strict=True):
        assert [collation_key(word) for word in icu] == sorted(map(collation_key, ours))


def test_people_stand_by_their_given_names() -> None:
    people = ["Vi Văn Đạt", "Hoàng Văn An", "Nông Thị Ánh", "Lý Văn Dạt", "Âu Thị An", "H'Hen Niê"]
    assert sorted(people, key=name_key) == [
        "Âu Thị An",
        "Hoàng Văn An",
        "Nông Thị Ánh",
        "Lý Văn Dạt",
        "Vi Văn Đạt",
        "H'Hen Niê",
    ]


def test_one_given_name_in_two_spellings_is_one() -> None:
    people = ["Vi Thị Hòa", "An Thị Hoà", "Lý Thị Hòa"]
    assert sorted(people, key=name_key) == ["An Thị Hoà", "Lý Thị Hòa", "Vi Thị Hòa"]


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Ánh", "A"),
        ("Đạt", "Đ"),
        ("ƯNG", "Ư"),
        ("ông", "Ô"),
        ("Ế", "Ê"),
        ("H'Hen", "H"),
        ("7", "#"),
    ],
)
def test_the_letter_of_an_index(text: str, letter: str) -> None:
    assert initial(text) == letter
    assert initial(unicodedata.normalize("NFD", text)) == letter
