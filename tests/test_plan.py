"""``plan``, ``build --changed`` and ``history``: why tags are stale, by hand."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cli_samples import PROJECT, Project

from keychain.build.stale import Reason, Stale, Why, stale_days, stale_villages
from keychain.cli import main
from keychain.contacts import read_contacts
from keychain.contacts.model import Contacts
from keychain.contacts.roster import choose
from keychain.ledger import BuiltJob, BuiltVillage, Handout, Issue, open_ledger
from keychain.ledger.model import Replaces
from keychain.tags.compose import shown_of
from keychain.tags.fingerprint import fingerprint_of

DAY = date(2027, 1, 1)
LAYOUTS = str(PROJECT / "layouts")
TEXT = """\
commune: {name: Xã A, province: Tỉnh Lạng Sơn}
campaign: {title: Móc chìa khóa, spare: 10%}
hotlines: [{label: Công an, phone: 113}, {label: Trực ban, phone: 0205 3800 113, duty: true}]
officers:
  an: {name: Hoàng Văn An, phone: 0950 000 001}
  binh: {name: Nông Thị Bình, phone: 0950 000 002}
  chau: {name: Lý Văn Châu, phone: 0950 000 003}
villages:
  mot: {name: Bản Một, households: 20, officers: [an, binh]}
  hai: {name: Bản Hai, households: 40, officers: [binh]}
  ba: {name: Bản Ba, households: 30, officers: [chau]}
"""


def read(*changes: tuple[str, str]) -> Contacts:
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    contacts, found = read_contacts(text.encode(), "c.yaml")
    assert contacts, found
    return contacts


def handed_out(
    contacts: Contacts, count: int, replaces: Replaces = "all", day: date = DAY
) -> dict[str, Sequence[Issue]]:
    """``count`` of the tags of ``contacts`` in every village, on ``day``."""
    issues: dict[str, Sequence[Issue]] = {}
    for roster in choose(contacts, day)[0]:
        shown = shown_of(roster)
        issues[roster.village.id] = (
            Issue(
                "Xã A",
                "Tỉnh Lạng Sơn",
                roster.village.id,
                fingerprint_of(shown),
                shown,
                "fob-54x29",
                day,
                day,
                count,
                replaces,
            ),
        )
    return issues


def plan(
    contacts: Contacts, issues: dict[str, Sequence[Issue]], day: date = DAY
) -> tuple[Stale, ...]:
    return stale_villages(contacts, day, issues, lambda tags: -(-tags // 24))[0]


def reasons(stale: Sequence[Stale]) -> dict[str, tuple[Reason, ...]]:
    return {each.roster.village.id: each.reasons for each in stale}


def test_nothing_is_stale_that_says_the_same() -> None:
    assert plan(read(), handed_out(read(), 44)) == ()


def test_a_number_that_changed_is_urgent() -> None:
    changed = read(("phone: 0950 000 003", "phone: 0950 000 009"))
    (only,) = plan(changed, handed_out(read(), 44))
    assert only.urgent and only.roster.village.id == "ba"
    assert only.reasons == (
        Reason(Why.NUMBER_CHANGED, "Lý Văn Châu", "0950 000 003", "0950 000 009", 44),
    )
    # All of them are printed anew: 30 households and ten percent.
    assert (only.tags, only.sheets, only.cost) == (33, 2, None)


def test_an_officer_replaced_is_told_apart() -> None:
    (only,) = plan(read(("[chau]", "[binh]")), handed_out(read(), 44))
    assert not only.urgent
    assert only.reasons == (
        Reason(Why.OFFICER_REPLACED, "Lý Văn Châu", "0950 000 003", "Nông Thị Bình", 44),
    )


@pytest.mark.parametrize(("days", "told"), [(60, True), (61, False)])
def test_who_leaves_within_sixty_days(days: int, told: bool) -> None:
    until = (DAY + timedelta(days=days)).isoformat()
    leaving = read(("[chau]", f"[{{officer: chau, until: {until}}}]"))
    stale = plan(leaving, handed_out(read(), 44))
    assert [each.tags for each in stale] == [0] * told
    if told:
        assert stale[0].reasons == (Reason(Why.OFFICER_LEAVES, "Lý Văn Châu", new=until),)


def test_a_title_is_cosmetic_and_last() -> None:
    changed = read(
        ("title: Móc chìa khóa", "title: Móc khóa, slogan: Toàn dân"),
        ("phone: 0950 000 001", "phone: 0950 000 009"),
        ("[chau]", "[binh]"),
    )
    stale = plan(changed, handed_out(read(), 44))
    assert [each.roster.village.id for each in stale] == ["mot", "ba", "hai"]
    assert [each.urgent for each in stale] == [True, False, False]
    title = Reason(Why.WORDING_CHANGED, "title", "Móc chìa khóa", "Móc khóa", 44)
    slogan = Reason(Why.WORDING_CHANGED, "slogan", None, "Toàn dân", 44)
    assert stale[2].reasons == (title, slogan)
    assert stale[0].reasons[1:] == (title, slogan)


def test_more_households_need_the_difference() -> None:
    # 20, 40 and 30 households with ten percent: 22, 44 and 33.
    stale = plan(read(), handed_out(read(), 33))
    assert reasons(stale) == {"hai": (Reason(Why.HOUSEHOLDS_GREW, old="33", new="44"),)}
    assert (stale[0].tags, stale[0].sheets) == (11, 1)


def test_never_issued_by_the_number_of_tags_and_what_it_costs() -> None:
    costs = read(("spare: 10%", "spare: 0%, tag-cost: 1.500 đ, sheet-cost: 200"))
    stale = plan(costs, {})
    assert [(s.roster.village.id, s.tags, s.sheets, s.cost) for s in stale] == [
        ("hai", 40, 2, Decimal(60_400)),
        ("ba", 30, 2, Decimal(45_400)),
        ("mot", 20, 1, Decimal(30_200)),
    ]


def test_tags_handed_out_after_the_day_do_not_count() -> None:
    issues = handed_out(read(), 44)
    assert len(plan(read(), issues, DAY - timedelta(days=1))) == 3


def test_a_village_without_households_gets_as_many_as_it_has() -> None:
    unknown = read(("households: 30, officers: [chau]", "officers: [binh]"))
    (only,) = plan(unknown, handed_out(read(), 44))
    assert only.tags == 44


def test_the_days_to_come() -> None:
    coming = read(
        ("[chau]", "[{officer: chau, until: 2027-02-28}, {officer: an, from: 2027-03-01}]"),
        ("phone: 0950 000 001", "phones: [{phone: 0950 000 001, until: 2027-03-31}, 113]"),
    )
    found = stale_days(coming, DAY, handed_out(coming, 44))
    assert [(day.isoformat(), village) for day, village, _ in found] == [
        ("2027-03-01", "ba"),
        ("2027-04-01", "mot"),
    ]
    assert next(each.why for each in found[1][2]) is Why.NUMBER_CHANGED


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    made = Project(tmp_path, capsys)
    made.write(TEXT)
    return made


def give(root: Path, contacts: Contacts, count: int) -> None:
    """A ledger in which every village of ``contacts`` got ``count`` tags on DAY."""
    ledger = open_ledger(root / "output" / "ledger.sqlite3")
    issues = [issue for own in handed_out(contacts, count).values() for issue in own]
    villages = tuple(
        BuiltVillage(i.village, i.village, i.fingerprint, i.shown, count, count) for i in issues
    )
    name, province = contacts.commune.name.value, contacts.commune.province.value
    job = BuiltJob("0" * 64, name, province, DAY, "fob-54x29", "office", "1", villages)
    ledger.hand_out([job], [Handout(job.sha256, v.id, DAY, count) for v in villages])
    ledger.close()


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
