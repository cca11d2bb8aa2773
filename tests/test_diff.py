"""``diff`` of two directories: files, folders, and versions in git."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from plan_samples import TEXT

from keychain.cli import main
from keychain.cli.words import load_words

NEW = (
    TEXT.replace("phone: 0950 000 003", "phone: 0950 000 009")
    .replace("households: 20", "households: 25")
    .replace("  hai: {name: Bản Hai, households: 40, officers: [binh]}\n", "")
    + "  bon: {name: Bản Bốn, households: 12, officers: [an]}\n"
)
EXPECTED = [
    ("mot", False, False, [], [20, 25]),
    ("ba", False, False, ["number-changed"], None),
    ("bon", True, False, [], None),
    ("hai", False, True, [], None),
]


say = load_words("en").say


class Diff:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str, code: int = 0, lang: str = "en") -> tuple[str, str]:
        self.capsys.readouterr()
        assert main(["diff", *arguments, "--lang", lang]) == code, self.capsys.readouterr()
        told = self.capsys.readouterr()
        return told.out, " ".join(told.err.split())

    def villages(self, *arguments: str) -> Any:
        return [
            (
                each["village"],
                each["added"],
                each["removed"],
                [reason["code"] for reason in each["reasons"]],
                each["households"],
            )
            for each in json.loads(self(*arguments, "--json")[0])["villages"]
        ]


@pytest.fixture
def diff(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Diff:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    Path("old.yaml").write_text(TEXT, encoding="utf-8")
    Path("new.yaml").write_text(NEW, encoding="utf-8")
    return Diff(capsys)


def test_two_files(diff: Diff) -> None:
    assert diff.villages("old.yaml", "new.yaml") == EXPECTED
    assert diff.villages("old.yaml", "old.yaml") == []
    assert diff("old.yaml", "old.yaml")[0].strip() == say("diff-nothing")


def test_in_words(diff: Diff) -> None:
    told, _ = diff("old.yaml", "new.yaml")
    parts = [" ".join(part.split()) for part in told.split("\n\n")]
    number = say("why-number-changed", who="Lý Văn Châu", old="0950 000 003", new="0950 000 009")
    assert parts == [
        "Bản Một (Xã A) - households: 20 → 25",
        f"Bản Ba (Xã A) - {number}",
        "Bản Bốn (Xã A) - new",
        "Bản Hai (Xã A) - gone",
    ]
    told, _ = diff("old.yaml", "new.yaml", lang="vi")
    assert "số hộ: 20 → 25" in told and "mới có" in told and "không còn" in told


def test_two_folders(diff: Diff) -> None:
    for name, text in (("a", TEXT), ("b", NEW)):
        Path(name).mkdir()
        Path(name, "xa-a.yaml").write_text(text, encoding="utf-8")
        other = TEXT.replace("Xã A", "Xã B")
        Path(name, "xa-b.yaml").write_text(other, encoding="utf-8")
    assert diff.villages("a", "b") == EXPECTED


def test_what_is_not_there(diff: Diff) -> None:
    told = json.loads(diff("none.yaml", "new.yaml", "--json", code=3)[0])
    assert [each["code"] for each in told["diagnostics"]] == ["file-missing"]
    assert "two directories" in diff("old.yaml", code=2)[1]
    # Nobody knows what changed: it would look as if all villages were new.
    assert diff("none.yaml", "new.yaml", code=3)[0] == ""


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_version_in_git(diff: Diff) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=An", "-c", "user.email=an@example.com")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    Path("sub").mkdir()
    path = Path("sub/contacts.yaml")
    path.write_text(TEXT, encoding="utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    path.write_text(NEW, encoding="utf-8")
    assert diff.villages("HEAD:sub/contacts.yaml", "sub/contacts.yaml") == EXPECTED
    git("commit", "-qam", "second")
    assert diff.villages("HEAD~1:sub/contacts.yaml", "HEAD:sub/contacts.yaml") == EXPECTED
    for wrong in ("HEAD~9:sub/contacts.yaml", "HEAD:none.yaml", "nothing:"):
        assert "git knows no" in diff("old.yaml", wrong, code=2)[1]
    for folder in ("HEAD:sub", "HEAD:"):
        assert "a folder in git" in diff(folder, "sub", code=2)[1]


def test_no_git_at_all(diff: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "git could not be run" in diff("HEAD:old.yaml", "new.yaml", code=2)[1]
