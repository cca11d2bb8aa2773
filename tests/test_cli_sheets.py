"""``keychain build`` with villages on shared sheets and with a begun sheet, and verified again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cli_samples import Project

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.expected import Expected


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)


def job_of(path: str) -> Any:
    """The job that a PDF carries."""
    with pikepdf.open(path) as pdf:
        return json.loads(str(pdf.docinfo["/KeychainJob"]))


def test_villages_on_shared_sheets(project: Project) -> None:
    told = project.run("build", "--json", "--sheets", "gang")
    assert told.code == 0
    (file,) = told.document["files"]
    assert file["village"] is None and file["villages"] == ["ban-phuc", "khe-bung"]
    # 55 and 21 tags take four sheets of 24; 20 spare ones go 14.5 to 5.5, equals to the first.
    assert (file["needed"], file["tags"], file["sheets"], file["pages"]) == (76, 96, 4, 8)
    assert "_gang.pdf" in project.pdfs
    job = job_of(file["path"])
    assert job["sheets"] == "gang" and "start" not in job
    assert [village["tags"] for village in job["villages"]] == [69, 27]
    assert project.run("verify", file["path"]).code == 0


def test_the_table_of_shared_sheets(project: Project) -> None:
    told = project.run("build", "--sheets", "gang", "--no-verify")
    assert "Bản Phục      69" in told.out and "Khe Bủng      27" in told.out
    assert "2 villages    96       4  _gang.pdf" in told.out
    assert "sort its tags by the name on them" in " ".join(told.out.split())


def test_a_village_that_fails_stays_out_of_shared_sheets(project: Project) -> None:
    project.change("    officers: [binh]\n", "    officers: [nobody]\n")
    told = project.run("build", "--json", "--sheets", "gang", "--no-verify")
    assert told.code == 3
    (file,) = told.document["files"]
    assert (file["villages"], file["tags"]) == (["ban-phuc"], 72)


def test_what_fails_its_verification_is_made_anew_without_the_village(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = error("number-missing", "")

    def check(_: bytes, expected: Expected) -> tuple[Diagnostic, ...]:
        found = [tag.village_id for tag in expected.tags if tag.village_id == "khe-bung"]
        return tuple(fault(number="0950 000 002", name="An").about(village=v) for v in found)

    monkeypatch.setattr("keychain.preflight.check_pdf", check)
    told = project.run("build", "--json", "--sheets", "gang")
    assert told.code == 4
    assert told.document["files"][0]["villages"] == ["ban-phuc"]
    assert [d["village"] for d in told.document["diagnostics"]] == ["khe-bung"]
    assert "1 village has NO new PDF: Khe Bủng" in project.run("build", "--sheets", "gang").out


def test_a_begun_sheet(project: Project) -> None:
    told = project.run("build", "khe-bung", "--json", "--start", " 3:2")
    assert told.code == 0
    (file,) = told.document["files"]
    # Seven places of the first sheet are used: 17 and 24 tags for 21.
    assert (file["needed"], file["tags"], file["sheets"]) == (21, 41, 2)
    job = job_of(file["path"])
    assert job["start"] == "3:2"
    assert project.run("verify", file["path"]).code == 0
    told = project.run("build", "khe-bung", "--start", "7", "--no-verify")
    assert "The begun sheet comes first; 7 places on it are used." in told.out
    assert project.run("build", "khe-bung", "--start", "0", "--no-verify").code == 0


def test_a_begun_sheet_is_one_sheet(project: Project) -> None:
    told = project.run("build", "--start", "3:2")
    assert told.code == 2 and "this build makes 2 PDFs" in told.unbroken
    assert project.run("build", "--start", "3:2", "--sheets", "one", "--no-verify").code == 0


@pytest.mark.parametrize("start", ["", "a", "-1", "3:", ":2", "0:1", "3:0", "1.5", "٣", "9" * 5])
def test_what_is_no_place_on_a_sheet(project: Project, start: str) -> None:
    told = project.run("build", "khe-bung", f"--start={start}")
    assert told.code == 2 and "neither a place" in told.unbroken
