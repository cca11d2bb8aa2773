"""``keychain build`` as a person or a script meets it: files, JSON, exit codes."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from cli_samples import CONTACTS, FOLDER, Project

from keychain.files import TargetInUse
from keychain.layout.placed import PlacedFace, TextItem
from keychain.pdf import write_pdf
from keychain.sheets.model import SheetBook


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)


def test_json_is_job_json_and_true_to_the_files(project: Project) -> None:
    told = project.run("build", "--json")
    assert told.code == 0 and told.err == ""
    document = told.document
    assert project.job == document
    assert list(document) == ["as_of", "layout", "press", "files", "diagnostics"]
    assert document["layout"] == "fob-54x29" and document["press"] == "office"
    assert document["as_of"] == "2026-12-01"
    first, second = document["files"]
    assert list(first) == [
        "commune",
        "village",
        "path",
        "needed",
        "tags",
        "sheets",
        "pages",
        "sha256",
        "verified",
        "ticket",
        "list",
    ]
    assert first["path"] == f"output/{FOLDER}/ban-phuc.pdf"
    # 52 × 1.05 = 54.6; 20 × 1.05 = 21; PRINT: an A4 takes 24 tags of 54 × 29.
    assert (first["needed"], first["tags"], first["sheets"], first["pages"]) == (55, 72, 3, 6)
    assert (second["needed"], second["tags"], second["sheets"], second["pages"]) == (21, 24, 1, 2)
    for file in document["files"]:
        data = Path(file["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        assert len(pypdfium2.PdfDocument(data)) == file["pages"]
        assert file["verified"] is True


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_end_tells_what_to_do_next(project: Project, language: str) -> None:
    told = project.run("build", "--lang", language)
    assert told.code == 0 and told.err == ""
    for needed in ("ban-phuc.pdf", "Khe Bủng", "100 %", "100 mm", "A4", f"output/{FOLDER}"):
        assert needed in told.out
    assert ("LONG" if language == "en" else "DÀI") in told.out
    assert max(map(len, told.out.splitlines())) <= 80


def test_one_village_by_its_name_without_diacritics(project: Project) -> None:
    told = project.run("build", "KHE BUNG", "--json")
    assert told.code == 0
    assert [file["village"] for file in told.document["files"]] == ["khe-bung"]
    assert project.pdfs == ["khe-bung.pdf"]


def test_unknown_names_are_wrong_usage_with_the_nearest(project: Project) -> None:
    told = project.run("build", "ban phup")
    assert told.code == 2 and "“Bản Phục”" in " ".join(told.err.split())
    told = project.run("build", "--layout", "fob-54x28")
    assert told.code == 2 and "“fob-54x29”" in told.unbroken
    assert not (project.root / "output").exists()


def test_one_village_s_error_stops_that_village(project: Project) -> None:
    project.change("phone: 0950 000 001", "phone: 0950 000 OO1")
    told = project.run("build", "--json")
    assert told.code == 3
    assert [file["village"] for file in told.document["files"]] == ["khe-bung"]
    assert project.pdfs == ["khe-bung.pdf"]
    assert project.job == told.document
    fault = next(d for d in told.document["diagnostics"] if d["severity"] == "error")
    assert (fault["file"], fault["line"]) == ("contacts.yaml", 12)
    assert project.run("build", "khe-bung").code == 0


def test_a_broken_file_builds_nothing(project: Project) -> None:
    project.change("province: Tỉnh Lạng Sơn", "province: Tỉnh Lạng Sơn\n  province: X")
    told = project.run("build", "--json")
    assert told.code == 3
    assert told.document["files"] == [] and "duplicate-key" in told.codes
    assert not (project.root / "output").exists()


def test_missing_contacts_are_refused_input(project: Project) -> None:
    told = project.run("build", "--contacts", "nowhere.yaml", "--json")
    assert told.code == 3
    (finding,) = told.document["diagnostics"]
    assert finding["code"] == "file-missing"
    assert (finding["file"], finding["line"], finding["column"]) == ("nowhere.yaml", None, None)


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_a_folder_without_layouts_is_named(project: Project, folder: str) -> None:
    (project.root / "empty").mkdir()
    for command in ("check", "build"):
        told = project.run(command, "--layouts", folder, "--json")
        assert told.code == 3
        assert [(d["code"], d["file"]) for d in told.document["diagnostics"]] == [
            ("no-layouts", folder)
        ]


def test_a_layout_with_a_fault_is_named_from_here(project: Project) -> None:
    layouts = project.root / "mine"
    layouts.mkdir()
    (layouts / "broken.yaml").write_text("title: X\nshape: oval\n", encoding="utf-8")
    told = project.run("build", "--layouts", "mine", "--layout", "broken", "--json")
    assert told.code == 3
    assert {each["file"] for each in told.document["diagnostics"]} == {"mine/broken.yaml"}


def test_how_many_is_never_guessed(project: Project) -> None:
    project.change("    households: 20\n", "")
    told = project.run("build", "--json", "--no-verify")
    assert told.code == 3
    assert told.codes == ["quantity-unknown"]
    assert told.document["diagnostics"][0]["village"] == "khe-bung"
    assert project.pdfs == ["ban-phuc.pdf"]
    told = project.run("build", "--json", "--no-verify", "--copies", "25")
    assert told.code == 0
    assert [file["needed"] for file in told.document["files"]] == [25, 25]


def test_spare_from_the_command_line_replaces_the_campaign_s(project: Project) -> None:
    told = project.run("build", "--json", "--no-verify", "--spare", "0%")
    assert [file["needed"] for file in told.document["files"]] == [52, 20]
    assert [file["verified"] for file in told.document["files"]] == [False, False]
    assert "NOT VERIFIED" in project.run("build", "--no-verify").out


def test_one_file_for_all(project: Project) -> None:
    told = project.run("build", "--json", "--sheets", "one")
    assert told.code == 0
    (file,) = told.document["files"]
    assert file["village"] is None and file["villages"] == ["ban-phuc", "khe-bung"]
    assert project.pdfs == ["_all.pdf"]
    # Three sheets and one, each run behind its separator; two pages a sheet.
    assert (file["sheets"], file["pages"]) == (6, 12)
    bookmarks = list(pypdfium2.PdfDocument(file["path"]).get_toc())
    assert [mark.get_title() for mark in bookmarks] == ["Bản Phục", "Khe Bủng"]


def test_one_face(project: Project) -> None:
    told = project.run("build", "khe-bung", "--json", "--faces", "front")
    assert told.code == 0
    assert [(f["sheets"], f["pages"]) for f in told.document["files"]] == [(1, 1)]
    assert "one side" in project.run("build", "khe-bung", "--faces", "front").out


def with_wrong_number(book: SheetBook) -> SheetBook:
    """The same sheets, with one digit of every officer's number another."""

    def spoilt(face: PlacedFace) -> PlacedFace:
        items = tuple(
            replace(item, text=item.text.replace("0950 000 002", "0950 000 003"))
            if isinstance(item, TextItem)
            else item
            for item in face.items
        )
        return replace(face, items=items)

    tags = tuple(replace(t, front=spoilt(t.front), back=spoilt(t.back)) for t in book.tags)
    return replace(book, tags=tags)


def test_a_wrong_pdf_never_gets_its_name(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert project.run("build").code == 0
    good = {name: (project.folder / name).read_bytes() for name in project.pdfs}
    project.change("households: 20", "households: 60")
    monkeypatch.setattr(
        "keychain.build.village.write_pdf",
        lambda book, day: write_pdf(with_wrong_number(book), day),
    )
    told = project.run("build", "khe-bung", "--json")
    assert told.code == 4
    assert told.document["files"] == [] == project.job["files"]
    assert {each["village"] for each in told.document["diagnostics"]} == {"khe-bung"}
    fault = next(d for d in told.document["diagnostics"] if d["severity"] == "error")
    assert fault["page"] and fault["position"]
    earlier = next(d for d in told.document["diagnostics"] if d["code"] == "earlier-file")
    assert earlier["file"] == f"output/{FOLDER}/khe-bung.pdf"
    assert {name: (project.folder / name).read_bytes() for name in project.pdfs} == good
    told = project.run("build", "khe-bung")
    assert told.code == 4 and "NO new PDF: Khe Bủng" in told.out


def test_files_of_earlier_builds_are_named(project: Project) -> None:
    assert project.run("build", "--no-verify").code == 0
    project.change("  khe-bung:\n    name: Khe Bủng", "  khe-luong:\n    name: Khe Luồng")
    told = project.run("build", "--no-verify", "--json")
    assert told.code == 0
    assert [(d["code"], d["severity"], d["file"]) for d in told.document["diagnostics"]] == [
        ("earlier-file", "warning", f"output/{FOLDER}/khe-bung.pdf")
    ]
    assert project.run("build", "ban-phuc", "--no-verify", "--json").codes == []


def test_output_that_cannot_be_written(project: Project) -> None:
    (project.root / "output").write_text("a file where the folder should be")
    told = project.run("build", "--json", "--no-verify")
    assert told.code == 5
    assert set(told.codes) == {"output-unwritable"}


def test_a_pdf_held_open_and_the_highest_code(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.change("phone: 0950 000 001", "phone: 0950 000 OO1")

    def held(path: Path, _: bytes, **_options: bool) -> None:
        raise TargetInUse(13, "file is in use", str(path))

    monkeypatch.setattr("keychain.build.output.write_whole", held)
    told = project.run("build", "--json", "--no-verify")
    assert told.code == 5
    assert "output-held" in told.codes


def test_folders_are_settled_once_however_many_villages_there_are(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[str] = []
    monkeypatch.setattr("keychain.files._sync_folder", lambda folder: settled.append(folder.name))
    assert project.run("build", "--no-verify").code == 0
    assert len(project.job["files"]) > 1 and settled.count("lists") == 1
    # The PDFs together, then the record and job.json, which tell of them.
    assert settled.count(FOLDER) == 3


def test_two_communes_of_one_name_do_not_meet(project: Project) -> None:
    assert project.run("build", "khe-bung", "--no-verify").code == 0
    before = project.job
    project.change("name: Xã Kiên Mộc", "name: Xã Kiên Mốc")
    told = project.run("build", "--no-verify", "--json")
    assert told.code == 5 and told.codes == ["commune-clash"]
    assert project.job == before and project.pdfs == ["khe-bung.pdf"]
    project.change("Tỉnh Lạng Sơn", "Tỉnh Cao Bằng")
    assert project.run("build", "khe-bung", "--no-verify").code == 0
    assert sorted(p.name for p in (project.root / "output").iterdir() if p.is_dir()) == [
        "xa-kien-moc-cao-bang",
        FOLDER,
    ]


def test_a_folder_of_communes(project: Project) -> None:
    (project.root / "communes").mkdir()
    project.write(CONTACTS, "communes/a.yaml")
    project.write(CONTACTS.replace("Xã Kiên Mộc", "Xã Bính Xá"), "communes/b.yml")
    project.write(CONTACTS, "communes/c.yaml")
    project.write("not contacts", "communes/readme.txt")
    told = project.run("build", "--contacts", "communes", "--no-verify", "--json")
    assert told.code == 3
    assert told.codes == ["commune-twice"]
    assert [(file["commune"], file["village"]) for file in told.document["files"]] == [
        ("Xã Kiên Mộc", "ban-phuc"),
        ("Xã Kiên Mộc", "khe-bung"),
        ("Xã Bính Xá", "ban-phuc"),
        ("Xã Bính Xá", "khe-bung"),
    ]
    assert len(project.job["files"]) == 2
    (project.root / "communes" / "c.yaml").unlink()
    told = project.run("build", "ban phuc", "--contacts", "communes")
    assert told.code == 2 and "Xã Bính Xá" in told.err


def test_interrupted_between_villages(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def stop_at_second(book: SheetBook, day: date) -> bytes:
        calls.append(book.title)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return write_pdf(book, day)

    monkeypatch.setattr("keychain.build.village.write_pdf", stop_at_second)
    told = project.run("build", "--no-verify")
    assert told.code == 130
    assert project.pdfs == ["ban-phuc.pdf"]
    assert not (project.folder / "job.json").exists()
    # Begun again, it goes on where it was.
    calls += ["begun again"]
    told = project.run("build", "--no-verify")
    assert told.code == 0 and len(calls) == 4
    assert "Made now: Khe Bủng." in " ".join(told.out.split())


def test_job_json_is_utf_8_with_its_letters(project: Project) -> None:
    project.run("build", "khe-bung", "--no-verify")
    raw = (project.folder / "job.json").read_bytes()
    assert "Xã Kiên Mộc".encode() in raw
    assert raw.endswith(b"}\n") and json.loads(raw)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_folder_whose_name_is_no_text(project: Project) -> None:
    output = os.fsdecode(b"out-\xff")
    told = project.run("build", "khe-bung", "--no-verify", "--json", "--output", output)
    assert told.code == 0
    path = json.loads(told.out)["files"][0]["path"]
    assert path.startswith(output) and Path(path).is_file()
    job = json.loads((Path(path).parent / "job.json").read_bytes())
    assert job["files"][0]["path"] == path


def refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied", "output/x")


def test_what_the_machine_refuses_is_told_without_a_traceback(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keychain.build.claims.Claims.claim", refuse)
    told = project.run("build", "--no-verify")
    assert told.code == 5 and "Permission denied" in told.err


def test_a_folder_that_may_not_be_looked_into(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_dir", refuse)
    told = project.run("build", "--no-verify", "--json")
    assert (told.code, told.codes) == (3, ["file-unreadable"])
