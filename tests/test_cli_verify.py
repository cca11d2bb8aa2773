"""``keychain verify`` and ``keychain check`` on a small commune."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli_samples import CONTACTS, FOLDER, PROJECT, Project
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keychain.cli import main


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)


@pytest.fixture
def built(project: Project) -> Project:
    assert project.run("build", "khe-bung", "--no-verify").code == 0
    return project


PDF = f"output/{FOLDER}/khe-bung.pdf"


def test_a_good_pdf(built: Project) -> None:
    told = built.run("verify", PDF, "--json")
    assert told.code == 0
    (file,), found = told.document["files"], told.document["diagnostics"]
    assert found == []
    assert (file["path"], file["village"], file["verified"]) == (PDF, "khe-bung", True)
    assert file["standard"] is None
    (code,) = file["codes"]
    assert (code["payload"], code["whose"]) == ("tel:+84950000002", ["Đại úy Nông Thị Bình"])
    assert abs(code["module_mm"] - 0.508) < 0.005
    assert code["scan"] == {"300": {"read": True, "stops": {}}}
    assert "1 PDF is right" in built.run("verify", PDF).out


@pytest.mark.parametrize("faces", ["front", "back"])
@pytest.mark.parametrize("sheets", ["village", "one"])
def test_what_a_build_made_verifies_whatever_was_asked_for(
    project: Project, faces: str, sheets: str
) -> None:
    made = project.run(
        "build", "--faces", faces, "--sheets", sheets, "--copies", "3", "--no-verify", "--json"
    )
    paths = [file["path"] for file in made.document["files"]]
    told = project.run("verify", *paths, "--json")
    assert (told.code, told.codes) == (0, [])
    villages = ["ban-phuc", "khe-bung"] if sheets == "village" else [None]
    assert [file["village"] for file in told.document["files"]] == villages


def test_a_number_that_has_changed_since(built: Project) -> None:
    built.change("0950 000 002", "0950 000 009")
    told = built.run("verify", PDF, "--json")
    assert told.code == 4
    assert "contents-changed" in told.codes
    assert {(d["file"], d["village"]) for d in told.document["diagnostics"]} == {(PDF, "khe-bung")}
    assert any("0950 000 009" in d["message"] for d in told.document["diagnostics"])
    assert told.document["files"][0]["verified"] is False


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  khe-bung:", "  khe-luong:", "job-village-gone"),
        ("[binh]", "[{officer: binh, until: 2026-11-30}]", "job-village-unusable"),
        ("name: Xã Kiên Mộc", "name: Xã Bính Xá", "job-commune-unknown"),
    ],
)
def test_a_directory_that_has_nothing_to_compare_with(
    built: Project, old: str, new: str, code: str
) -> None:
    built.change(old, new)
    told = built.run("verify", PDF, "--json")
    assert told.code == 4 and code in told.codes


def test_what_is_no_pdf_of_ours(project: Project) -> None:
    (project.root / "a.pdf").write_bytes(b"%PDF-1.6 but nothing more")
    told = project.run("verify", "a.pdf", "b.pdf", "--json")
    assert told.code == 4
    assert sorted(told.codes) == ["file-missing", "pdf-unreadable"]
    assert [file["village"] for file in told.document["files"]] == [None, None]


def test_a_layout_that_is_gone(built: Project) -> None:
    (built.root / "empty").mkdir()
    told = built.run("verify", PDF, "--layouts", "empty", "--json")
    assert told.code == 4 and "job-layout-gone" in told.codes


def test_contacts_that_cannot_be_read(built: Project) -> None:
    built.write("commune: [")
    told = built.run("verify", PDF, "--json")
    assert told.code == 3
    nothing: dict[str, object] = {"standard": None, "codes": []}
    assert told.document["files"] == [{"path": PDF, "village": None, "verified": None, **nothing}]


@pytest.mark.parametrize(
    ("language", "said", "bad"),
    [
        ("en", "3 PDFs could not be compared", "NOT RIGHT"),
        ("vi", "Chưa so sánh được 3 tệp PDF", "KHÔNG ĐÚNG"),
    ],
)
def test_of_contacts_that_cannot_be_read_is_told_once_and_pdfs_are_counted(
    built: Project, language: str, said: str, bad: str
) -> None:
    built.write("commune: [", "broken.yaml")
    asked = ("--contacts", "broken.yaml", "--report", "r.html", "--lang", language)
    told = built.run("verify", PDF, "b.pdf", "c.pdf", *asked)
    assert told.code == 3
    assert told.err.count("broken.yaml:") == 1
    assert said in " ".join(told.out.split()) and told.out.count("PDF") == 1
    page = (built.root / "r.html").read_text(encoding="utf-8")
    assert said in page and bad not in page and bad not in told.out


def test_check_counts_what_is_right(project: Project) -> None:
    told = project.run("check")
    assert (told.code, told.err) == (0, "")
    assert told.out == "All is right: 2 villages, 2 officers, 72 households, 8 layouts.\n"
    assert project.run("check", "--json").document == {"diagnostics": []}


def test_check_reports_everything_at_once(project: Project) -> None:
    project.change("name: Khe Bủng", "name:")
    project.change("phone: 0950 000 001", "phone: 0950 000 OO1")
    project.change("households: 52", "households: many")
    told = project.run("check", "--json")
    assert told.code == 3
    lines = {d["line"] for d in told.document["diagnostics"] if d["severity"] == "error"}
    assert {12, 17, 20} <= lines
    shown = project.run("check")
    assert shown.out == "" and "contacts.yaml:12:" in shown.err and "^" in shown.err


def test_check_looks_at_the_day(project: Project) -> None:
    project.change("officers: [binh]", "officers: [{officer: binh, until: 2027-01-15}]")
    told = project.run("check", "--as-of", "2026-12-01")
    assert told.code == 0 and "1 warning" in told.err and "Usable" in told.out
    told = project.run("check", "--as-of", "2027-01-16", "--json")
    assert told.code == 3
    assert [d["village"] for d in told.document["diagnostics"]] == ["khe-bung"]


def test_check_reads_every_layout(project: Project) -> None:
    (project.root / "mine").mkdir()
    for name in ("one", "two"):
        (project.root / "mine" / f"{name}.yaml").write_text("shape: oval\n", encoding="utf-8")
    told = project.run("check", "--layouts", "mine", "--json")
    assert told.code == 3
    files = {d["file"] for d in told.document["diagnostics"]}
    assert files == {"mine/one.yaml", "mine/two.yaml"}


def mutated() -> st.SearchStrategy[str]:
    """The sample with a few of its pieces cut out, doubled or replaced."""
    at = st.integers(0, len(CONTACTS))
    signs = ("\t", "- ", ": ", "{", "]", "'", "&a", "!!x", "\n")
    piece = st.text(max_size=6) | st.sampled_from(signs)

    @st.composite
    def spoil(draw: st.DrawFn) -> str:
        text = CONTACTS
        for _ in range(draw(st.integers(1, 3))):
            start, length = draw(at), draw(st.integers(0, 12))
            text = text[:start] + draw(piece) + text[start + length :]
        return text

    return spoil()


@pytest.fixture
def one_layout(tmp_path: Path) -> Path:
    """A folder of the usual layout alone: reading the others anew each time takes most of it."""
    for name in ("base.yaml", "fob-54x29.yaml"):
        shutil.copy(PROJECT / "layouts" / name, tmp_path)
    return tmp_path


@settings(
    max_examples=50,
    deadline=5000,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=mutated() | st.text(max_size=200), language=st.sampled_from(["en", "vi"]))
def test_no_text_brings_check_down(
    text: str, language: str, one_layout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = one_layout / "directory.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    arguments = ["check", "--contacts", str(file), "--layouts", str(one_layout)]
    capsys.readouterr()
    assert main([*arguments, "--lang", language]) in (0, 3)
    assert "Traceback" not in capsys.readouterr().err
    main([*arguments, "--lang", language, "--json"])
    for finding in json.loads(capsys.readouterr().out)["diagnostics"]:
        assert finding["hint"], f"no words for {finding}"


def test_a_folder_stands_for_the_pdfs_in_it(project: Project) -> None:
    assert project.run("build", "--no-verify").code == 0
    told = project.run("verify", "output", "--json")
    assert told.code == 0
    assert [Path(file["path"]).name for file in told.document["files"]] == [
        "ban-phuc.pdf",
        "khe-bung.pdf",
    ]
    (project.root / "empty").mkdir()
    told = project.run("verify", "empty", "--json")
    assert told.code == 4 and told.codes == ["file-unreadable"]
