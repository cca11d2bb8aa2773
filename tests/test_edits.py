"""Edits of contacts files that somebody wrote by hand: the bytes that must come out, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_samples import Project

from keychain.cli import main

BLOCK = """\
# Danh bạ   # của xã
commune:
  name: Xã A   # xã
  province: Tỉnh Lạng Sơn
hotlines:
- {label: Công an, phone: 113}

officers:   # cán bộ
  # người thứ nhất
  an:
    name: Hoàng Văn An   # trưởng
    phone: "0950 000 001"   # di động

  'binh':
     name: 'Nông Thị Bình'
     role: Công an viên
     phones:   # hai số
     - 0950 000 002   # chính
     - 0205 3800 102
  # sau cùng
villages:
  ban-phuc:   # thôn lớn
    name: Bản Phục
    households: 52   # số hộ
    officers:   # theo thứ tự
      - an   # trước
      # và
      - officer: binh   # sau
        role: "Phó"
  # thôn nhỏ
  "khe-bung":
    officers: [ an, binh ]   # hai người
    name: Khe Bủng
# hết
"""
FLOW = """\
{commune: {name: Xã A, province: Tỉnh Lạng Sơn}, # xã
 hotlines: [{label: Công an, phone: 113}],
 officers: {an: {name: Hoàng Văn An, phone: 0950 000 001},
            "binh": {phones: ['0950 000 002', {phone: 0205 3800 102}], name: Nông Thị Bình}},
 villages: {ban-phuc: {name: Bản Phục, officers: [an, {officer: binh, role: Phó}]},
            khe-bung: {officers: [an,], households: 20, name: "Khe Bủng"}}}"""

TEXTS = {"block": BLOCK, "flow": FLOW}
ROTATE = ("rotate", "an", "binh", "--village", "khe-bung", "--from", "2027-01-01")
TO_NEW = ("rotate", "an", "cuc", "--name", "Lê: Cúc", "--phone", "0950 000 003")

EDITS: dict[str, tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    "rotate, block, to a new officer": (
        "block",
        (*TO_NEW, "--rank", "Đại úy", "--from", "2027-01-01"),
        (
            (
                "     - 0205 3800 102\n",
                "     - 0205 3800 102\n"
                "  cuc:\n"
                '     name: "Lê: Cúc"\n'
                "     rank: Đại úy\n"
                "     phone: 0950 000 003\n",
            ),
            (
                "      - an   # trước\n",
                "      - {officer: an, until: 2026-12-31}   # trước\n"
                "      - {officer: cuc, from: 2027-01-01}\n",
            ),
            (
                "[ an, binh ]",
                "[ {officer: an, until: 2026-12-31}, {officer: cuc, from: 2027-01-01}, binh ]",
            ),
        ),
    ),
    "rotate, flow, to a new officer": (
        "flow",
        (*TO_NEW, "--from", "2027-01-01"),
        (
            (
                "name: Nông Thị Bình}}",
                'name: Nông Thị Bình}, cuc: {name: "Lê: Cúc", phone: 0950 000 003}}',
            ),
            (
                "officers: [an, {",
                "officers: [{officer: an, until: 2026-12-31}, {officer: cuc, from: 2027-01-01}, {",
            ),
            (
                "[an,]",
                "[{officer: an, until: 2026-12-31}, {officer: cuc, from: 2027-01-01},]",
            ),
        ),
    ),
    "rotate, flow, in one village": (
        "flow",
        ROTATE,
        (("[an,]", "[{officer: an, until: 2026-12-31}, {officer: binh, from: 2027-01-01},]"),),
    ),
    "rotate, block, where the new one serves": (
        "block",
        ROTATE,
        (("[ an, binh ]", "[ {officer: an, until: 2026-12-31}, binh ]"),),
    ),
    "change-number, phone": (
        "block",
        ("change-number", "an", "0950 000 009", "--from", "2027-01-01"),
        (
            (
                'phone: "0950 000 001"   # di động',
                'phones: [{phone: "0950 000 001", until: 2026-12-31}, '
                "{phone: 0950 000 009, from: 2027-01-01}]   # di động",
            ),
        ),
    ),
    "change-number, phones in lines": (
        "block",
        ("change-number", "binh", "0950 000 009", "--from", "2027-01-01"),
        (
            (
                "     - 0950 000 002   # chính\n",
                "     - {phone: 0950 000 002, until: 2026-12-31}   # chính\n"
                "     - {phone: 0950 000 009, from: 2027-01-01}\n",
            ),
        ),
    ),
    "change-number, phones in brackets": (
        "flow",
        ("change-number", "binh", "0950 000 009", "--from", "2027-01-01"),
        (
            (
                "['0950 000 002', ",
                "[{phone: '0950 000 002', until: 2026-12-31}, "
                "{phone: 0950 000 009, from: 2027-01-01}, ",
            ),
        ),
    ),
    "change-number --correct, in its quotes": (
        "block",
        ("change-number", "an", "0950 000 009", "--correct"),
        (('"0950 000 001"', '"0950 000 009"'),),
    ),
    "change-number --correct, the first of several": (
        "block",
        ("change-number", "binh", "0950 000 009", "--correct"),
        (("- 0950 000 002 ", "- 0950 000 009 "),),
    ),
    "change-number --correct, in brackets": (
        "flow",
        ("change-number", "binh", "0950 000 009", "--correct"),
        (("'0950 000 002'", "'0950 000 009'"),),
    ),
    "add-officer, block": (
        "block",
        (
            "add-officer",
            "Vi Thị Đào",
            "--phone",
            "0950 000 004",
            "--phone",
            "0205 3800 104",
            "--village",
            "ban phuc",
            "--village",
            "khe bung",
        ),
        (
            (
                "     - 0205 3800 102\n",
                "     - 0205 3800 102\n"
                "  vi-thi-dao:\n"
                "     name: Vi Thị Đào\n"
                "     phones: [0950 000 004, 0205 3800 104]\n",
            ),
            ('        role: "Phó"\n', '        role: "Phó"\n      - vi-thi-dao\n'),
            ("[ an, binh ]", "[ an, binh, vi-thi-dao ]"),
        ),
    ),
    "add-officer, flow": (
        "flow",
        ("add-officer", "Vi Thị Đào", "--phone", "0950 000 004", "--village", "khe bung"),
        (
            (
                "name: Nông Thị Bình}}",
                "name: Nông Thị Bình}, vi-thi-dao: {name: Vi Thị Đào, phone: 0950 000 004}}",
            ),
            ("[an,]", "[an, vi-thi-dao,]"),
        ),
    ),
    "retire-officer, block": (
        "block",
        ("retire-officer", "binh", "--until", "2026-12-31"),
        (
            (
                '        role: "Phó"\n',
                '        role: "Phó"\n        until: 2026-12-31\n',
            ),
            ("[ an, binh ]", "[ an, {officer: binh, until: 2026-12-31} ]"),
        ),
    ),
    "retire-officer, flow": (
        "flow",
        ("retire-officer", "binh", "--until", "2026-12-31"),
        (("role: Phó}", "role: Phó, until: 2026-12-31}"),),
    ),
    "add-village, block": (
        "block",
        ("add-village", "Yên", "--officer", "binh", "--kind", "xóm", "--households", "7"),
        (
            (
                "    name: Khe Bủng\n",
                "    name: Khe Bủng\n"
                "  yen:\n"
                "    name: Yên\n"
                "    kind: xóm\n"
                "    households: 7\n"
                "    officers: [binh]\n",
            ),
        ),
    ),
    "add-village, flow": (
        "flow",
        ("add-village", "Bản 5: Mới", "--officer", "an", "--officer", "binh", "--id", "b5"),
        (
            (
                '"Khe Bủng"}}}',
                '"Khe Bủng"}, b5: {name: "Bản 5: Mới", officers: [an, binh]}}}',
            ),
        ),
    ),
    "rename-village, block": (
        "block",
        ("rename-village", "ban phuc", "Bản Phúc #2"),
        (("    name: Bản Phục\n", '    name: "Bản Phúc #2"\n'),),
    ),
    "rename-village, in its quotes": (
        "flow",
        ("rename-village", "khe-bung", "Khe Bung"),
        (('"Khe Bủng"', '"Khe Bung"'),),
    ),
    "retire-village, block": (
        "block",
        ("retire-village", "khe-bung", "--until", "2027-06-30"),
        (("    name: Khe Bủng\n", "    name: Khe Bủng\n    until: 2027-06-30\n"),),
    ),
    "retire-village, flow": (
        "flow",
        ("retire-village", "ban-phuc", "--until", "2027-06-30"),
        (("name: Bản Phục,", "name: Bản Phục, until: 2027-06-30,"),),
    ),
    "set-households, block": (
        "block",
        ("set-households", "ban-phuc", "53"),
        (("households: 52 ", "households: 53 "),),
    ),
    "set-households, new": (
        "block",
        ("set-households", "khe-bung", "21"),
        (("    name: Khe Bủng\n", "    name: Khe Bủng\n    households: 21\n"),),
    ),
    "set-households, flow, new": (
        "flow",
        ("set-households", "ban-phuc", "21"),
        (("{name: Bản Phục,", "{name: Bản Phục, households: 21,"),),
    ),
}


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)


def after(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def edit(project: Project, command: tuple[str, ...], data: bytes) -> bytes:
    path = project.root / "contacts.yaml"
    path.write_bytes(data)
    project.capsys.readouterr()
    code = main([*command, "--lang", "en"])
    assert code == 0, project.capsys.readouterr()
    assert (project.root / "contacts.yaml.bak").read_bytes() == data
    return path.read_bytes()


@pytest.mark.parametrize("name", EDITS)
def test_the_bytes_that_come_out(project: Project, name: str) -> None:
    shape, command, changes = EDITS[name]
    text = TEXTS[shape]
    expected = after(text, changes)
    assert edit(project, command, text.encode()).decode() == expected
    windows = edit(project, command, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert windows == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("name", [name for name in EDITS if EDITS[name][0] == "block"])
def test_no_line_end_at_the_end(project: Project, name: str) -> None:
    _, command, changes = EDITS[name]
    text = BLOCK.removesuffix("\n# hết\n")
    expected = after(text + "\n", changes).removesuffix("\n")
    assert edit(project, command, text.encode()).decode() == expected


def test_a_list_of_officers_with_dashes_at_the_key(project: Project) -> None:
    text = (
        "commune: {name: Xã A, province: Tỉnh B}\n"
        "officers:\n an: {name: A, phone: 0950 000 001}\n binh: {name: B, phone: 0950 000 002}\n"
        "villages:\n v:\n  officers:\n  - officer: an\n    from: 2026-01-01   # đầu\n"
        "    until: 2027-12-31   # cuối\n  name: V"
    )
    expected = after(
        text,
        (
            ("2027-12-31   # cuối", "2026-12-31   # cuối"),
            ("  name: V", "  - {officer: binh, from: 2027-01-01, until: 2027-12-31}\n  name: V"),
        ),
    )
    command = ("rotate", "an", "binh", "--from", "2027-01-01")
    assert edit(project, command, text.encode()).decode() == expected


def test_a_file_that_nothing_changes_is_not_written(project: Project) -> None:
    path = project.root / "contacts.yaml"
    before = path.read_bytes()
    assert main(["set-households", "ban-phuc", "52", "--lang", "en"]) == 0
    assert "Nothing changes." in project.capsys.readouterr().out
    assert path.read_bytes() == before
    assert not (project.root / "contacts.yaml.bak").exists()
