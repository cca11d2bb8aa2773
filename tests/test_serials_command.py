"""Numbered tags on the command line: built, listed, recorded, gone on with, found again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from cli_samples import CONTACTS, FOLDER, Project, Told
from pypdfium2 import PdfDocument

from keychain.cli import main
from keychain.tags.serial import Series

FAST = ("--layout", "fob-54x29", "--no-verify", "--json")


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    made = Project(tmp_path, capsys)
    text = CONTACTS.replace("  spare: 5%\n", "  spare: 5%\n  serial: yes\n")
    text = text.replace("households: 52\n", "households: 52\n    code: 3\n")
    made.write(text.replace("households: 20\n", "households: 20\n    code: 11\n"))
    return made


def say(project: Project, *command: str) -> Told:
    """A command that knows no layouts."""
    project.capsys.readouterr()
    code = main([*command, "--lang", "en"])
    told = project.capsys.readouterr()
    return Told(code, told.out, told.err)


def serial(village: str, number: int) -> str:
    return Series(f"KM-{village}", 1).serial(number)


def files(project: Project, *more: str) -> list[dict[str, Any]]:
    told = project.run("build", *FAST, *more)
    assert told.code == 0, told.err
    found: list[dict[str, Any]] = told.document["files"]
    return found


def ranges(project: Project, *more: str) -> list[Any]:
    return [file["serials"] for file in files(project, *more)]


def test_files_tell_their_numbers(project: Project) -> None:
    assert ranges(project) == [
        {"first": serial("03", 1), "last": serial("03", 72)},  # 3 sheets of 24 for 55
        {"first": serial("11", 1), "last": serial("11", 24)},
    ]
    (shared,) = ranges(project, "--sheets", "gang")
    assert shared == [
        {"first": serial("03", 1), "last": serial("03", 69)},
        {"first": serial("11", 1), "last": serial("11", 27)},
    ]


def test_without_a_campaign_that_asks_nothing_is_numbered(project: Project) -> None:
    project.change("  serial: yes\n", "")
    for file in files(project):
        assert "serials" not in file
    assert "KM-" not in text(project.folder / "ban-phuc.pdf")


def text(path: Path) -> str:
    document = PdfDocument(path.read_bytes())
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_list_has_the_numbers_in_their_order(project: Project) -> None:
    files(project)
    said = text(project.folder / "lists" / "khe-bung.pdf")
    places = [said.index(serial("11", number)) for number in range(1, 25)]
    assert places == sorted(places)
    assert "Số hiệu thẻ" in said


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_bytes_do_not_depend_on_the_number_of_processes(project: Project, jobs: str) -> None:
    digests = {file["path"]: file["sha256"] for file in files(project)}
    again = files(project, "--jobs", jobs, "--force")
    assert {file["path"]: file["sha256"] for file in again} == digests


def test_numbers_go_on_behind_those_that_were_handed_out(project: Project) -> None:
    files(project)
    assert say(project, "record", f"output/{FOLDER}/ban-phuc.pdf").code == 0
    told = project.run("build", *FAST)
    first, second = told.document["files"]
    assert first["serials"] == {"first": serial("03", 73), "last": serial("03", 144)}
    assert second["serials"]["first"] == serial("11", 1), "that village's are not out"
    assert told.codes == ["serials-continued"]
    # The numbers that people hold come back only where they are asked for.
    (again,) = files(project, "ban-phuc", "--serial-from", "1")
    assert again["serials"]["first"] == serial("03", 1)
    (more,) = files(project, "ban-phuc", "--copies", "5")
    assert more["serials"] == {"first": serial("03", 73), "last": serial("03", 96)}


def test_a_village_that_grew_gets_numbers_behind_its_own(project: Project) -> None:
    files(project)
    assert say(project, "record", f"output/{FOLDER}").code == 0
    project.change("households: 20", "households: 40")
    (file,) = files(project, "--changed")
    assert file["village"] == "khe-bung"
    assert file["serials"]["first"] == serial("11", 25)


def test_what_is_there_is_kept_until_numbers_are_out(project: Project) -> None:
    one = files(project)
    changed = [Path(file["path"]).stat().st_mtime_ns for file in one]
    assert files(project) == one
    assert [Path(file["path"]).stat().st_mtime_ns for file in one] == changed
    assert say(project, "record", f"output/{FOLDER}/khe-bung.pdf").code == 0
    two = files(project)
    assert (two[0]["sha256"], two[1]["sha256"] != one[1]["sha256"]) == (one[0]["sha256"], True)
    assert Path(two[0]["path"]).stat().st_mtime_ns == changed[0]


def test_a_finished_pdf_is_compared_with_its_own_numbers(project: Project) -> None:
    files(project, "--serial-from", "40")
    path = f"output/{FOLDER}/khe-bung.pdf"
    assert project.run("verify", path).code == 0
    # Whether the campaign still numbers tags is no matter of this PDF; which code it was is.
    project.change("  serial: yes\n", "")
    assert project.run("verify", path).code == 0
    project.change("code: 11", "code: 12")
    told = project.run("verify", path, "--json")
    assert told.code == 4 and "serial-series-changed" in told.codes


def test_a_found_tag_is_known_by_its_number(project: Project) -> None:
    files(project)
    number = serial("03", 17)
    told = say(project, "history", number)
    assert told.out.splitlines() == [
        f"{number}: Bản Phục, Xã Kiên Mộc, Tỉnh Lạng Sơn",
        "  no hand-out of this number is recorded",
    ]
    assert say(project, "record", f"output/{FOLDER}", "--on", "2026-12-05").code == 0
    told = say(project, "history", number.replace("-", "").lower())
    first, second = told.out.splitlines()
    assert first == f"{number}: Bản Phục, Xã Kiên Mộc, Tỉnh Lạng Sơn"
    assert second.startswith("  5/12/2026: 72 tags 12/2026 ")
    (found,) = say(project, "history", number, "--json").document["serials"]
    assert (found["village"], found["issues"][0]["day"]) == ("ban-phuc", "2026-12-05")
    # It is still known once the village is gone from the directory.
    project.change("  ban-phuc:\n    name: Bản Phục\n", "  moi:\n    name: Bản Mới\n")
    project.change("code: 3", "code: 4")
    (found,) = say(project, "history", number, "--json").document["serials"]
    assert (found["village"], found["name"]) == ("ban-phuc", "Bản Phục")


def test_a_slip_in_a_number_is_told_and_not_looked_up(project: Project) -> None:
    number = serial("03", 17)
    told = say(project, "history", number[:-1] + str((int(number[-1]) + 1) % 10))
    assert told.code == 2 and "check digits" in told.unbroken
    assert say(project, "history", number, "ban-phuc").code == 2
    nobody = say(project, "history", serial("77", 17))
    assert nobody.code == 0 and "no village here has this code" in nobody.out


@pytest.mark.parametrize("part", ["KM-03-0017", "km 03 0017", "KM-03-017-59", "KM.03.0017.5"])
def test_a_number_without_its_end_is_no_village(project: Project, part: str) -> None:
    told = say(project, "history", part)
    assert told.code == 2 and "not a tag’s whole number" in told.unbroken
    told = say(project, "history", "khu 3")
    assert told.code == 2 and "no village" in told.unbroken


def test_numbers_that_are_out_are_not_given_again_in_silence(project: Project) -> None:
    files(project)
    assert say(project, "record", f"output/{FOLDER}").code == 0
    first = ("--serial-from", "72")
    told = project.run("build", *FAST, "ban-phuc", *first)
    assert (told.code, told.codes) == (0, ["serials-again"])
    (finding,) = told.document["diagnostics"]
    assert serial("03", 72) in finding["message"] and finding["severity"] == "warning"
    # Behind them, or where nobody holds a number yet, there is nothing to warn of.
    for free in ("74", "5000"):
        told = project.run("build", *FAST, "ban-phuc", "--serial-from", free)
        assert told.codes == []


def test_a_shop_prints_each_page_of_numbered_tags_once(project: Project) -> None:
    shop = ("build", "--layout", "fob-54x29", "--no-verify", "--press", "shop")
    assert "prints every page once" in " ".join(project.run(*shop).out.split())
    project.change("  serial: yes\n", "")
    told = " ".join(project.run(*shop).out.split())
    assert "every page once" not in told and "How many of each" in told
    # Nor does the table count sheets that there are none of.
    assert re.search(r"Together \d+ –", told)


def test_a_proof_says_in_what_tags_differ(project: Project) -> None:
    numbered = ("--layout", "fob-54x29")
    assert project.run("build", *numbered).code == 0
    assert project.run("proof").code == 0
    said = " ".join(text(project.folder / "_proof.pdf").split())
    assert f"chỉ khác nhau ở số hiệu, {serial('03', 1)} đến {serial('03', 72)}" in said
    assert "tất cả như nhau" not in said
    project.change("  serial: yes\n", "")
    assert project.run("build", *numbered).code == 0
    assert project.run("proof").code == 0
    said = " ".join(text(project.folder / "_proof.pdf").split())
    assert "tất cả như nhau" in said and "số hiệu" not in said


def test_history_tells_the_numbers_of_an_issue(project: Project) -> None:
    files(project)
    assert say(project, "record", f"output/{FOLDER}/khe-bung.pdf").code == 0
    told = say(project, "history", "khe-bung")
    assert f"numbers {serial('11', 1)} to {serial('11', 24)}" in told.out


def test_where_a_first_number_means_nothing_it_is_refused(project: Project) -> None:
    project.change("  serial: yes\n", "")
    told = project.run("build", *FAST, "--serial-from", "5")
    assert told.code == 2 and "serial: yes" in told.unbroken
    for wrong in ("0", "-1", "1000000", "x"):
        assert project.run("build", f"--serial-from={wrong}").code == 2


def test_nobody_is_told_to_print_numbers_twice(project: Project) -> None:
    paths = [file["path"] for file in files(project)]
    assert say(project, "record", *paths).code == 0
    again = say(project, "record", *paths)
    assert again.code == 0 and "2 warnings" in again.err
    assert again.unbroken.count("Do not print this PDF again: its numbers are given.") == 1
    assert "If more of the same PDF were printed" not in again.unbroken


def test_a_damaged_ledger_gives_no_numbers(project: Project) -> None:
    files(project)
    (project.root / "output" / "ledger.sqlite3").write_bytes(b"no ledger")
    told = project.run("build", *FAST, "--force")
    assert told.code != 0 and "serials-unknown" in told.codes
    assert told.document["files"] == []
    # What is to be mended is told, and what to do about it.
    assert {"ledger-damaged", "serials-unknown"} < set(told.codes)
    assert told.codes.count("ledger-damaged") == 1
    # Both villages wait for the same: it is told once, of their file.
    (unknown,) = (d for d in told.document["diagnostics"] if d["code"] == "serials-unknown")
    assert (unknown["file"], unknown["village"]) == ("contacts.yaml", None)
    shown = project.run("build", *FAST[:-1], "--force")
    assert shown.unbroken.count("which numbers people hold is unknown") == 1
    assert "2 villages have NO new PDF: Bản Phục, Khe Bủng" in " ".join(shown.out.split())
    told = say(project, "history", serial("03", 7))
    assert told.code == 3 and "ledger-damaged" in told.err
    assert told.out.strip() == f"{serial('03', 7)}: Bản Phục, Xã Kiên Mộc, Tỉnh Lạng Sơn"
