"""YAML read as text at places, and each fault of form where a person looks for it.

Lines and columns are counted by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from keychain.diagnostics import Diagnostic
from keychain.yaml_source import YamlDocument, events, read_yaml
from keychain.yaml_source.events import PythonParser, open_parser
from keychain.yaml_source.nodes import Mapping, Scalar, Sequence


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each parser that PyYAML may have on a clerk's machine."""
    if request.param == "python":
        monkeypatch.setattr(events, "open_parser", PythonParser)
    elif isinstance(open_parser(""), PythonParser):
        pytest.skip("PyYAML was built without libyaml")
    yield


def read(text: str | bytes) -> YamlDocument:
    return read_yaml(text if isinstance(text, bytes) else text.encode(), "f.yaml")


def told(document: YamlDocument) -> list[tuple[str, int, int]]:
    return [where(d) for d in document.diagnostics]


def where(diagnostic: Diagnostic) -> tuple[str, int, int]:
    assert diagnostic.place is not None
    assert diagnostic.place.file == "f.yaml"
    return diagnostic.code, diagnostic.place.line, diagnostic.place.column


FAULTS = [
    ("commune:\n  name Xã\n  province: Tỉnh\n", ("missing-colon", 2, 3)),
    ("commune:\n  name:Xã\n  province: Tỉnh\n", ("missing-colon", 2, 3)),
    ("commune:\n  province: Tỉnh\n  name Xã\nb: c\n", ("missing-colon", 3, 3)),
    ("commune\n  name: Xã\nb: c\n", ("missing-colon", 1, 1)),
    ("a: b\nhello world\nc: d\n", ("missing-colon", 2, 1)),
    ('commune:\n  name: "Xã\n  province: T\nb: c\n', ("unclosed-quote", 2, 9)),
    ('commune:\n  name: "Xã\n  province: "T"\nb: c\n', ("unclosed-quote", 2, 9)),
    ("commune:\n  name: 'Xã\n  province: T\nb: c\n", ("unclosed-quote", 2, 9)),
    ('commune:\n  name: "Xã" Kiên\n', ("text-after-quote", 2, 14)),
    ("o:\n  a:\n    phones: [113, 114\n    name: x\nb: c\n", ("unclosed-bracket", 3, 13)),
    ("h:\n  - {label: a, phone: 113\n  - {label: b}\nb: c\n", ("unclosed-bracket", 2, 5)),
    ("a: [1, 2}\nb: c\n", ("unclosed-bracket", 1, 4)),
    ("b: c\na: [", ("unclosed-bracket", 2, 4)),
    ("b: c\na: [1,\n", ("unclosed-bracket", 2, 4)),
    ("h:\n  - {label: Công an phone: 113}\n", ("missing-comma", 2, 26)),
    ('a: ["x" "y"]\n', ("missing-comma", 1, 9)),
    ("a: [1, 2]]\nb: c\n", ("stray-bracket", 1, 10)),
    ("a: ]\nb: c\n", ("stray-bracket", 1, 4)),
    ("commune:\n  name: Xã\n    province: T\n", ("wrong-indent", 3, 5)),
    ("commune:\n    name: Xã\n  province: T\n", ("wrong-indent", 3, 3)),
    ("commune:\n  name: Xã\n province: T\n", ("wrong-indent", 3, 2)),
    ("h:\n  - label: x\n  phone: y\n", ("wrong-indent", 3, 3)),
    ("commune:\n  name: Xã: Kiên\n", ("second-colon", 2, 11)),
    ("a: b: c: d\n", ("second-colon", 1, 5)),
    ("commune:\n  name: @Xã\n", ("reserved-character", 2, 9)),
    ("commune:\n  name: `Xã\n", ("reserved-character", 2, 9)),
    ("commune:\n  name: %Xã\n", ("reserved-character", 2, 9)),
    ("a: | text\n  b\n", ("reserved-character", 1, 4)),
    ("v:\n  a:\n    officers:\n      - x\n    - y\n", ("misplaced-item", 5, 5)),
    ("commune:\n  name: x\n  - y\n", ("misplaced-item", 3, 3)),
    ("a: - b\n", ("misplaced-item", 1, 4)),
    ('a: "\\d"\n', ("bad-escape", 1, 5)),
    ('a: "C:\\users"\n', ("bad-escape", 1, 7)),
    ('a: "\\UFFFFFFFF"\n', ("bad-escape", 1, 5)),
    ("a: 1\nb:\n  c: 2\n  c: 3\n", ("duplicate-key", 4, 3)),
    ("a: {x: 1, y: 2, x: 3}\n", ("duplicate-key", 1, 17)),
    ("a: 1\na: 2\n", ("duplicate-key", 2, 1)),
    ("a:\n  - {b: 1, b: 2}\n", ("duplicate-key", 2, 12)),
    ("a: !!str 113\n", ("yaml-tag", 1, 4)),
    ("a: !x\n  b: c\n", ("yaml-tag", 1, 4)),
    ("a: ! b\n", ("yaml-tag", 1, 4)),
    ("a: !p!x b\n", ("yaml-tag", 1, 4)),
    ("a: &x 113\n", ("yaml-anchor", 1, 4)),
    ("a: *x\n", ("yaml-alias", 1, 4)),
    ("a: *b*\n", ("yaml-alias", 1, 4)),
    ("a:\n  <<: {b: c}\n", ("merge-key", 2, 3)),
    ("{a: b}: c\n", ("key-not-text", 1, 1)),
    ("? [a]\n: b\n", ("key-not-text", 1, 3)),
    ("a: b\n---\nc: d\n", ("several-documents", 2, 1)),
    ("---\na: b\n...\nc: d\n", ("several-documents", 4, 1)),
    ("%YAML 1.1\n---\na: b\n", ("directive", 1, 1)),
    ("a:\n\tb: c\n", ("tab-indent", 2, 1)),
    ("a:\n  \tb: c\n", ("tab-indent", 2, 3)),
    ("", ("empty-file", 1, 1)),
    ("# only a comment\n\n", ("empty-file", 1, 1)),
    ("- a\n- b\n", ("no-keys", 1, 1)),
    ("hello\n", ("no-keys", 1, 1)),
    ("a: b\x07c\n", ("control-character", 1, 5)),
    ("a: b\x85c\n", ("control-character", 1, 5)),
    ('a: "b\\x07c"\n', ("control-character", 1, 4)),
    ("a: Bản\u200b Phục\n", ("invisible-character", 1, 7)),
    ("a: b\u202ec\n", ("invisible-character", 1, 5)),
    ("a: b\u00adc\n", ("invisible-character", 1, 5)),
    ("a: b\ufeffc\n", ("invisible-character", 1, 5)),
    ('a: "b\\u200bc"\n', ("invisible-character", 1, 4)),
    ("# b\u2066c\na: b\n", ("invisible-character", 1, 4)),
    ("a: e" + "\u0301" * 31 + "\n", ("stacked-marks", 1, 5)),
    ('a: "e' + "\\u0301" * 31 + '"\n', ("stacked-marks", 1, 4)),
]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_a_fault_and_its_place(text: str, fault: tuple[str, int, int]) -> None:
    assert told(read(text)) == [fault]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_places_do_not_depend_on_line_ends(text: str, fault: tuple[str, int, int]) -> None:
    for end in ("\r\n", "\r"):
        assert told(read(text.replace("\n", end))) == [fault]


def test_the_first_of_two_keys_is_kept_and_named() -> None:
    document = read("a: 1\nb: 2\n\na: 3\n")
    assert document.diagnostics[0].value("first") == 1
    assert document.root is not None
    assert document.root.get("a") == Scalar("1", document.root.get("a").place)  # type: ignore[union-attr]  # it is there


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        ("a: é".encode("latin-1"), "not-utf-8", 1, 4),
        ("# Bản\na: ".encode() + b"\xff", "not-utf-8", 2, 4),
        (b"\xef\xbb\xbfa: \xff", "not-utf-8", 1, 4),
        (b"a: \xed\xa0\x80", "not-utf-8", 1, 4),  # a surrogate
        ("a: b".encode("utf-16"), "utf-16", 1, 1),
        ("a: b".encode("utf-16-be"), "utf-16", 1, 1),
        (b"\xfe\xff" + "a: b".encode("utf-16-be"), "utf-16", 1, 1),
        ("a: b".encode("utf-32"), "utf-16", 1, 1),
        (b"a" * (1280 * 1024 + 1), "file-too-large", 1, 1),
        (b"a:\n" * 100_001, "too-many-lines", 100_001, 1),
        (b"[" * 30, "too-deep", 1, 21),
        (b"PK\x03\x04\x14\x00\x06\x00", "not-text", 1, 1),  # a workbook of Excel
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not-text", 1, 1),
    ],
)
def test_bytes_that_are_refused(data: bytes, code: str, line: int, column: int) -> None:
    assert told(read(data)) == [(code, line, column)]


def test_utf_32_is_named_as_such() -> None:
    assert read("a".encode("utf-32")).diagnostics[0].value("encoding") == "UTF-32"
    assert read("a".encode("utf-16")).diagnostics[0].value("encoding") == "UTF-16"


@pytest.mark.usefixtures("parser")
def test_nothing_is_typed_and_places_count_characters() -> None:
    text = "\ufeffphone: 0345671234\r\nd: 2026-12-01\r\nđ𝒳: [yes, ~, 'x', 1_000]\r\nlast: 0x1F"
    document = read(text)
    assert document.diagnostics == ()
    assert document.complete
    root = document.root
    assert root is not None
    values = [v.text for _, v in root.entries if isinstance(v, Scalar)]
    assert values == ["0345671234", "2026-12-01", "0x1F"]
    listed = root.get("đ𝒳")
    assert isinstance(listed, Sequence)
    items = [item for item in listed.items if isinstance(item, Scalar)]
    assert [item.text for item in items] == ["yes", "~", "x", "1_000"]
    assert [item.place.column for item in items] == [6, 11, 14, 19]
    assert [item.plain for item in items] == [True, True, False, True]
    assert (listed.place.line, listed.place.column) == (3, 5)


@pytest.mark.usefixtures("parser")
def test_what_honest_files_hold() -> None:
    text = "--- # a comment\na:\tb\nc: 'Ă: d' # e\t\nm: |\n  x\n\n  y\nz: >\n  x\n  y\n...\n# end\n"
    document = read(text)
    assert document.diagnostics == ()
    assert document.root is not None
    values = [v.text for _, v in document.root.entries if isinstance(v, Scalar)]
    assert values == ["b", "Ă: d", "x\n\ny\n", "x y\n"]


def test_joiners_are_letters() -> None:
    assert read("a: ក\u200c\u200dខ\n").diagnostics == ()


@pytest.mark.usefixtures("parser")
def test_one_fault_hides_only_its_own_part() -> None:
    text = (
        "commune:\n"
        '  name: "Xã\n'  # 2
        "  province: Tỉnh\n"
        "hotlines:\n"
        "  - {label: a, phone: 113\n"  # 5
        "  - {label: b, phone: 114}\n"
        "villages:\n"
        "  one:\n"
        "    name: @x\n"  # 9
        "    kind: k\n"
        "  two:\n"
        "    name: Hai\n"
        "\tkind: bản\n"  # 13
        "  three:\n"
        "    name: Ba\n"
        "    name: Ba\n"  # 16
        "extra: x: y\n"  # 17
        "last: 1\n"
    )
    document = read(text)
    assert told(document) == [
        ("unclosed-quote", 2, 9),
        ("unclosed-bracket", 5, 5),
        ("reserved-character", 9, 11),
        ("tab-indent", 13, 1),
        ("duplicate-key", 16, 5),
        ("second-colon", 17, 9),
    ]
    assert not document.complete
    root = document.root
    assert root is not None
    assert not root.whole
    assert [name.text for name, _ in root.entries] == ["commune", "hotlines", "villages", "last"]
    commune, hotlines, villages = (root.get(k) for k in ("commune", "hotlines", "villages"))
    assert isinstance(commune, Mapping)
    assert isinstance(hotlines, Sequence)
    assert isinstance(villages, Mapping)
    assert [name.text for name, _ in commune.entries] == ["province"]
    assert not commune.whole
    assert len(hotlines.items) == 1
    assert not hotlines.whole
    assert [name.text for name, _ in villages.entries] == ["one", "two", "three"]
    assert [v.whole for _, v in villages.entries if isinstance(v, Mapping)] == [False, False, True]


def test_each_tabbed_line_is_told_and_a_crowd_is_counted() -> None:
    document = read("a:\n" + "\tb: c\n" * 150)
    assert [d.code for d in document.diagnostics] == ["tab-indent"] * 100 + ["more-like-this"]
    assert document.diagnostics[-1].value("count") == 50
    assert document.diagnostics[-1].value("like") == "tab-indent"


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n  b: c\n\u00a0\u00a0d: e\n", 3, 1),
        ("a:\n  b: c\n \u00a0d: e\n", 3, 2),
        ("a:\n  b: c\n  d:\u00a0e\n", 3, 5),
        ("a:\n  - b\n  -\u00a0c\n", 3, 4),
        ("a:\n  - b: c\n  -\u00a0d: e\n", 3, 4),
        ("a:\n  - {b: c,\u00a0d: e}\n", 2, 11),
        ("a:\n  - {b: c, d:\u2007e}\n", 2, 14),
    ],
)
def test_a_space_that_is_none_is_told_and_hides_nothing(text: str, line: int, column: int) -> None:
    document = read(text)
    assert told(document) == [("foreign-space", line, column)]
    assert document.root == read(re.sub("[\u00a0\u2007]", " ", text)).root


def test_a_foreign_space_inside_a_value_stays() -> None:
    document = read("a: b\u00a0c\nd: số:\u00a0113\n")
    assert document.diagnostics == ()
    assert document.root is not None
    values = [v.text for _, v in document.root.entries if isinstance(v, Scalar)]
    assert values == ["b\u00a0c", "số:\u00a0113"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: Tổ #5\n", [("text-after-hash", 1, 7)]),
        ("a: 02053812345 #12 trực\n", [("text-after-hash", 1, 16)]),
        ("a:\n  - an  #2\n", [("text-after-hash", 2, 9)]),
        ("a: 'Tổ #5'\n", []),
        ("a: Tổ # 5\n", []),
        ("a: b #c\n", []),
        ("a: b#5\n", []),
        ("#1\na: #2\n  b\n", []),
    ],
)
def test_a_remark_that_may_be_part_of_the_value(
    text: str, found: list[tuple[str, int, int]]
) -> None:
    document = read(text)
    assert told(document) == found
    assert document.complete


@pytest.mark.usefixtures("parser")
def test_a_list_whose_only_item_is_lost_is_still_a_list() -> None:
    document = read("a:\n  - {b: c\nd: e\n")
    assert told(document) == [("unclosed-bracket", 2, 5)]
    assert document.root is not None
    listed = document.root.get("a")
    assert isinstance(listed, Sequence)
    assert (listed.items, listed.whole) == ((), False)
