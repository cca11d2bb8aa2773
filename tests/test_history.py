"""``history``: each issue of tags, and where a number is still out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_samples import Project
from plan_samples import TEXT, give, read

from keychain.cli import main


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    made = Project(tmp_path, capsys)
    made.write(TEXT)
    return made


def test_history_tells_of_each_issue(project: Project) -> None:
    give(project.root, read(), 44)
    common = ("--json", "--as-of", "2027-06-01")
    project.change("phone: 0950 000 003", "phone: 0950 000 009")
    (only,) = history(project, "ban ba", *common)["villages"]
    (issue,) = only["issues"]
    assert (issue["day"], issue["tags"], issue["stale_since"]) == ("2027-01-01", 44, "2027-01-01")
    (reason,) = issue["reasons"]
    assert (reason["code"], reason["new"]) == ("number-changed", "0950 000 009")
    assert [each["village"] for each in history(project, *common)["villages"]] == [
        "mot",
        "hai",
        "ba",
    ]
    (out,) = history(project, "--officer", "ly van chau", *common)["circulating"]
    assert (out["number"], out["current"], out["tags"]) == ("0950 000 003", False, 44)


def test_history_follows_a_number_to_the_day_on_which_it_ends(project: Project) -> None:
    give(project.root, read(), 44)
    edited = ("change-number", "chau", "0950 000 009", "--from", "2027-04-01")
    assert main([*edited, "--lang", "en"]) == 0
    for day, since in (("2027-03-31", None), ("2027-04-01", "2027-04-01")):
        (only,) = history(project, "ba", "--json", "--as-of", day)["villages"]
        assert only["issues"][0]["stale_since"] == since
        (out,) = history(project, "--officer", "chau", "--json", "--as-of", day)["circulating"]
        assert out["current"] is (since is None)


def test_history_without_a_ledger(project: Project) -> None:
    assert history(project, "--json") == {"villages": [], "circulating": [], "diagnostics": []}
    assert not (project.root / "output").exists()


def history(project: Project, *arguments: str) -> dict[str, Any]:
    project.capsys.readouterr()
    assert main(["history", *arguments, "--lang", "en"]) == 0
    document = json.loads(project.capsys.readouterr().out)
    assert isinstance(document, dict)
    return document


def test_history_knows_a_village_that_the_contacts_no_longer_have(project: Project) -> None:
    give(project.root, read(), 44)
    project.change("  ba: {name: Bản Ba, households: 30, officers: [chau]}\n", "")
    common = ("--json", "--as-of", "2027-06-01")
    for asked in (("ba",), ("ban ba",)):
        (only,) = history(project, *asked, *common)["villages"]
        assert (only["village"], only["gone"]) == ("ba", True)
        assert [issue["tags"] for issue in only["issues"]] == [44]
    gone = {v["village"]: v["gone"] for v in history(project, *common)["villages"]}
    assert gone == {"mot": False, "hai": False, "ba": True}
    told = say(project, "ba", "--as-of", "2027-06-01")[0]
    assert told.startswith("Bản Ba\n") and "no longer in the contacts" in told
    assert "Bản Ba: " in say(project, "--officer", "chau", "--as-of", "2027-06-01")[0]


def test_a_damaged_ledger_is_not_taken_for_an_empty_one(project: Project) -> None:
    (project.root / "output").mkdir()
    (project.root / "output" / "ledger.sqlite3").write_bytes(b"no ledger " * 500)
    out, err = say(project, code=3)
    assert out == "" and "ledger-damaged" in err


def say(project: Project, *arguments: str, code: int = 0) -> tuple[str, str]:
    project.capsys.readouterr()
    assert main(["history", *arguments, "--lang", "en"]) == code
    told = project.capsys.readouterr()
    return told.out, told.err
