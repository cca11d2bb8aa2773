"""``keychain verify`` where contacts have errors: nobody knows what their PDFs should hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_samples import CONTACTS, FOLDER, Project

import keychain

OTHER = "xa-binh-xa-lang-son"


@pytest.fixture
def province(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    """Two communes, each with a file of contacts and a PDF of both of its villages."""
    monkeypatch.chdir(tmp_path)
    project = Project(tmp_path, capsys)
    (tmp_path / "all").mkdir()
    project.write(CONTACTS, "all/kien-moc.yaml")
    project.write(CONTACTS.replace("Xã Kiên Mộc", "Xã Bính Xá"), "all/binh-xa.yaml")
    asked = ("build", "--contacts", "all", "--no-verify", "--sheets", "one", "--copies", "1")
    assert project.run(*asked).code == 0
    return project


def pdf(folder: str) -> str:
    return f"output/{folder}/_all.pdf"


def verdicts(project: Project, *paths: str) -> tuple[int, list[str], dict[str, bool | None]]:
    told = project.run("verify", *paths, "--contacts", "all", "--json")
    errors = [d for d in told.document["diagnostics"] if d["severity"] == "error"]
    files = {file["path"].split("/")[1]: file["verified"] for file in told.document["files"]}
    return told.code, sorted(d["code"] for d in errors), files


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  khe-bung:", " khe-bung:", "wrong-indent"),
        ("phone: 113", "phone: 1l3", "phone-letter-for-digit"),
        ("0950 000 002", "0950 000 0O2", "phone-letter-for-digit"),
    ],
)
def test_a_file_with_errors_says_nothing_of_its_pdfs_and_the_others_are_compared(
    province: Project, old: str, new: str, code: str
) -> None:
    province.write(CONTACTS.replace(old, new), "all/kien-moc.yaml")
    ended, errors, files = verdicts(province, pdf(OTHER), pdf(FOLDER))
    assert ended == 3
    assert (
        {code, "job-not-compared"}
        <= set(errors)
        <= {*(code, "job-not-compared", "officer-has-error")}
    )
    assert files == {OTHER: True, FOLDER: None}


def test_what_is_wrong_all_the_same_is_graver(province: Project) -> None:
    province.write("commune: [", "all/kien-moc.yaml")
    text = CONTACTS.replace("Xã Kiên Mộc", "Xã Bính Xá").replace("0950 000 002", "0950 000 009")
    province.write(text, "all/binh-xa.yaml")
    ended, _, files = verdicts(province, pdf(OTHER), pdf(FOLDER))
    assert (ended, files) == (4, {OTHER: False, FOLDER: None})


def test_a_village_that_is_gone_is_so_beside_one_with_an_error(province: Project) -> None:
    text = CONTACTS.replace("  ban-phuc:", "  ban-cu:").replace("households: 20", "households: x")
    province.write(text, "all/kien-moc.yaml")
    ended, errors, files = verdicts(province, pdf(FOLDER))
    assert (ended, files) == (4, {FOLDER: False})
    assert {"job-village-gone", "job-not-compared"} <= set(errors)


def test_where_every_file_is_read_another_commune_is_unknown(province: Project) -> None:
    (province.root / "all/kien-moc.yaml").unlink()
    text = (province.root / "all/binh-xa.yaml").read_text(encoding="utf-8")
    assert verdicts(province, pdf(FOLDER))[:2] == (4, ["job-commune-unknown"])
    # Of a second file about a commune it is known which.
    province.write(text, "all/binh-xa-2.yaml")
    assert verdicts(province, pdf(FOLDER))[:2] == (4, ["commune-twice", "job-commune-unknown"])


@pytest.mark.parametrize(
    ("language", "good", "unknown", "right", "counted"),
    [
        ("en", "right", "not compared", "1 PDF is right", "1 PDF could not be compared"),
        ("vi", "đúng", "chưa so sánh", "1 tệp PDF đúng", "Chưa so sánh được 1 tệp PDF"),
    ],
)
def test_it_is_said_in_words(
    province: Project, language: str, good: str, unknown: str, right: str, counted: str
) -> None:
    province.write("commune: [", "all/kien-moc.yaml")
    paths = (pdf(OTHER), pdf(FOLDER))
    told = province.run("verify", *paths, "--contacts", "all", "--lang", language)
    assert told.code == 3
    first, second, _, *closing = told.out.splitlines()
    assert first.split("  ")[0] == good and first.endswith(pdf(OTHER))
    assert second.split("  ")[0] == unknown and second.endswith(pdf(FOLDER))
    assert right in closing[0] and counted in " ".join(closing)
    assert "all/kien-moc.yaml [job-not-compared]" in told.unbroken.replace(" có lỗi", "")


def test_the_page_does_not_call_it_right_or_wrong(province: Project) -> None:
    province.write("commune: [", "all/kien-moc.yaml")
    told = province.run("verify", pdf(FOLDER), "--contacts", "all", "--report", "r.html")
    assert told.code == 3
    page = (province.root / "r.html").read_text(encoding="utf-8")
    assert '<p class="verdict open">1 PDF could not be compared' in page
    assert '<span class="verdict open">not compared</span>' in page
    assert "job-not-compared" in page and "verdict bad" not in page and "verdict good" not in page


def test_a_program_is_told_so_too(province: Project) -> None:
    province.write("commune: [", "all/kien-moc.yaml")
    reread = keychain.load("all").verify(pdf(FOLDER))
    assert not reread.verified and not reread.compared
    assert [each.code for each in reread.diagnostics] == ["job-not-compared"]
