"""``plan`` and ``build --changed`` on the command line."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from cli_samples import Project
from plan_samples import DAY, LAYOUTS, TEXT, give, handed_out, read

from keychain.contacts import read_contacts
from keychain.ledger import BuiltJob, BuiltVillage, Handout, open_ledger


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    made = Project(tmp_path, capsys)
    made.write(TEXT)
    return made


def test_exit_code_and_what_it_costs_in_words(project: Project) -> None:
    project.change("spare: 10%", "spare: 10%, tag-cost: 1.500 đ")
    give(project.root, read(), 44)
    assert project.run("plan", "--as-of", "2027-01-01", "--exit-code").code == 0
    project.change("phone: 0950 000 003", "phone: 0950 000 009")
    assert project.run("plan", "--as-of", "2027-01-01").code == 0
    told = project.run("plan", "--as-of", "2027-01-01", "--exit-code")
    assert told.code == 1
    assert "URGENT Bản Ba: 33 tags, 2 sheets" in told.out
    assert "To print: 1 village, 33 tags, 2 sheets. Cost: 49.500 đ." in told.out
    told = project.run("plan", "--as-of", "2027-01-01", "--lang", "vi")
    assert "GẤP Bản Ba: 33 thẻ, 2 tờ" in told.out and "Chi phí: 49.500 đ." in told.out
    assert project.run("plan", "ban hai", "--as-of", "2027-01-01", "--exit-code").code == 0


def test_build_changed_makes_what_plan_lists(project: Project) -> None:
    give(project.root, read(), 33)
    project.change("phone: 0950 000 003", "phone: 0950 000 009")
    day = ("--as-of", "2027-01-01", "--json")
    listed = {v["village"]: v["tags"] for v in project.run("plan", *day).document["villages"]}
    assert listed == {"ba": 33, "hai": 11}
    built = project.run("build", "--changed", "--no-verify", *day)
    assert {f["village"]: f["needed"] for f in built.document["files"]} == listed
    assert built.code == 0
    one = project.run("build", "ban hai", "--changed", "--no-verify", *day).document["files"]
    assert [(file["village"], file["needed"]) for file in one] == [("hai", 11)]
    none = project.run("build", "mot", "--changed", "--no-verify", *day)
    assert (none.code, none.document["files"]) == (0, [])


def test_a_village_that_nobody_serves_is_told_by_both(project: Project) -> None:
    project.change("[chau]", "[{officer: chau, until: 2026-12-31}]")
    day = ("--as-of", "2027-01-01", "--json")
    told = project.run("plan", *day)
    assert (told.code, told.codes) == (3, ["nobody-responsible"])
    built = project.run("build", "--changed", "--no-verify", *day)
    assert (built.code, built.codes) == (3, ["nobody-responsible"])
    assert {f["village"] for f in built.document["files"]} == {"mot", "hai"}


@pytest.mark.parametrize("damage", ["damaged", "newer", "foreign"])
def test_a_ledger_that_cannot_be_used_is_told_and_kept(project: Project, damage: str) -> None:
    give(project.root, read(), 44)
    path = project.root / "output" / "ledger.sqlite3"
    if damage == "damaged":
        path.write_bytes(b"no ledger " * 500)
    else:
        pragma = "user_version = 99" if damage == "newer" else "application_id = 1"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA {pragma}")
    before = path.read_bytes()
    for command in (("plan", "--exit-code"), ("build", "--changed")):
        told = project.run(*command, "--json")
        assert (told.code, told.codes) == (3, [f"ledger-{damage}"]), command
        assert told.document.get("villages", told.document.get("files")) == []
    built = project.run("build", "mot", "--no-verify", "--json")
    assert (built.code, len(built.document["files"])) == (5, 1)
    assert f"ledger-{damage}" in built.codes
    assert path.read_bytes() == before


def test_an_unknown_press_is_wrong_usage(project: Project) -> None:
    # Without its press nobody can say how many sheets there are.
    assert project.run("plan", "--press", "nowhere").code == 2


def test_a_shop_that_makes_its_own_sheets_is_told_of_tags_alone(project: Project) -> None:
    day = ("--as-of", "2027-01-01", "--press", "shop")
    villages = project.run("plan", *day, "--json").document["villages"]
    assert [(v["village"], v["tags"], v["sheets"]) for v in villages] == [
        ("hai", 44, 0),
        ("ba", 33, 0),
        ("mot", 22, 0),
    ]
    assert "sheet" not in project.run("plan", *day).out


@pytest.mark.parametrize("option", [("--copies", "5"), ("--spare", "5%")])
def test_changed_takes_no_other_number_of_tags(project: Project, option: tuple[str, str]) -> None:
    # It would have to break its promise to make what plan lists, or leave the option unheard.
    assert project.run("build", "--changed", *option).code == 2


def test_nothing_changed_is_no_failure(project: Project) -> None:
    give(project.root, read(), 44)
    told = project.run("build", "--changed", "--as-of", "2027-01-01")
    assert (told.code, told.out) == (0, "There is nothing to print: people hold the right tags.\n")


@pytest.mark.stress
def test_a_province_is_planned_in_two_seconds(project: Project) -> None:
    """2,000 villages in 65 communes, two issues each; half of the officers have moved on."""
    folder = project.root / "province"
    folder.mkdir()
    ledger = open_ledger(project.root / "output" / "ledger.sqlite3")
    for number in range(65):
        head, officers, villages = province(number, 31 if number < 50 else 30)
        text = head + "officers:\n" + "".join(officers) + "villages:\n" + "".join(villages)
        contacts, found = read_contacts(text.encode(), "c.yaml")
        assert contacts, found
        name = contacts.commune.name.value
        for turn in range(2):
            issued = [i for own in handed_out(contacts, 60).values() for i in own]
            built = tuple(
                BuiltVillage(i.village, i.village, i.fingerprint, i.shown, 60, 60) for i in issued
            )
            sha = f"{number * 2 + turn:064x}"
            job = BuiltJob(sha, name, "Tỉnh Lạng Sơn", DAY, "fob-54x29", "office", "1", built)
            ledger.hand_out([job], [Handout(sha, v.id, DAY, 60) for v in built])
        moved = text.replace("[o1]", "[o2]").replace("[o3]", "[o4]")
        (folder / f"{number}.yaml").write_text(moved, encoding="utf-8")
    ledger.close()
    begun = time.perf_counter()
    command = ("--contacts", "province", "--as-of", "2027-01-01", "--json")
    told = subprocess.run(
        [sys.executable, "-m", "keychain", "plan", "--layouts", LAYOUTS, *command],
        capture_output=True,
        check=True,
    )
    taken = time.perf_counter() - begun
    assert len(json.loads(told.stdout)["villages"]) > 500
    assert taken < 2, f"{taken:.1f} s"


def province(number: int, count: int) -> tuple[str, list[str], list[str]]:
    head = (
        f"commune: {{name: Xã Số {number}, province: Tỉnh Lạng Sơn}}\n"
        "hotlines: [{label: Công an, phone: 113}]\n"
    )
    officers = [
        f"  o{n}: {{name: Cán Bộ {chr(65 + n)}, phone: 0950 {number:03} 0{n:02}}}\n"
        for n in range(8)
    ]
    villages = [
        f"  v{n}:\n    name: Bản {n}\n    households: 57\n    officers: [o{n % 8}]\n"
        for n in range(count)
    ]
    return head, officers, villages
