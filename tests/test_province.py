"""A folder is a province: contacts at any depth, a folder a commune, one account of all."""

from __future__ import annotations

import json
import os
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli_samples import CONTACTS, Project

from keychain.build.sources import contacts_files, read_directory
from keychain.cli import main
from keychain.files import read_bytes

BUILD = ("build", "--contacts", "all", "--no-verify", "--as-of", "2026-12-01")


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)


def commune(name: str, district: str = "", province: str = "Tỉnh Lạng Sơn") -> str:
    """The sample commune under another name, with one village of three households."""
    head, _, _ = CONTACTS.partition("villages:\n")
    head = head.replace("Xã Kiên Mộc", name).replace("Tỉnh Lạng Sơn", province)
    if district:
        head = head.replace("  province:", f"  district: {district}\n  province:")
    return f"{head}villages:\n  ban-phuc: {{name: Bản Phục, households: 3, officers: [an, binh]}}\n"


def put(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in contacts_files(root)]


def test_files_are_found_at_any_depth_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in (
        *("b.yaml", "a/z.yml", "a/b/c/d.YAML", "a.yaml", "a/readme.txt", "c.yaml.bak", ".h.yaml"),
        *(".git/x.yaml", "layouts/x.yaml", "a/Output/xa/x.yaml", "output/x.yaml"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    assert names(tmp_path) == ["a/b/c/d.YAML", "a/z.yml", "a.yaml", "b.yaml"]
    assert contacts_files(tmp_path / "b.yaml") == (tmp_path / "b.yaml",)


def test_links_that_lead_in_a_circle_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, a__b_yaml="x")
    try:
        (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    assert names(tmp_path) == ["a/b.yaml"]
    # A province that is reached by a link is one all the same.
    (tmp_path / "link").symlink_to(tmp_path / "a", target_is_directory=True)
    assert names(tmp_path / "link") == ["b.yaml"]


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="nobody is refused a folder here",
)
def test_a_folder_that_may_not_be_looked_into_is_named(tmp_path: Path) -> None:
    put(tmp_path, a__b_yaml=CONTACTS, c_yaml=CONTACTS)
    (tmp_path / "a").chmod(0)
    try:
        directory = read_directory(tmp_path, read_bytes)
    finally:
        (tmp_path / "a").chmod(0o700)
    assert len(directory.communes) == 1
    assert [each.code for each in directory.diagnostics] == ["file-unreadable"]


def test_a_province_has_a_folder_a_commune_and_one_account(project: Project) -> None:
    put(
        project.root / "all",
        lang_son__dinh_lap__kien_moc_yaml=commune("Xã Kiên Mộc"),
        lang_son__binh_xa_yaml=commune("Xã Bính Xá"),
        cao_bang__kien_moc_yaml=commune("Xã Kiên Mộc", province="Tỉnh Cao Bằng"),
        ha_tinh__a_yaml=commune("Xã Tân Tiến", "Huyện Bắc", "Tỉnh Hà Tĩnh"),
        ha_tinh__b_yaml=commune("Xã Tân Tiến", "Huyện Nam", "Tỉnh Hà Tĩnh"),
    )
    told = project.run(*BUILD, "--json")
    assert told.code == 0
    folders = [Path(file["path"]).parent.name for file in told.document["files"]]
    assert folders == [
        "xa-kien-moc-cao-bang",
        "xa-tan-tien-huyen-bac-ha-tinh",
        "xa-tan-tien-huyen-nam-ha-tinh",
        "xa-binh-xa-lang-son",
        "xa-kien-moc-lang-son",
    ]
    job = project.root / "output" / "job.json"
    assert json.loads(job.read_text(encoding="utf-8")) == told.document
    for file in told.document["files"]:
        own = json.loads((Path(file["path"]).parent / "job.json").read_text(encoding="utf-8"))
        assert own["files"] == [file]
    # A single commune's build says nothing of the others.
    project.run("build", "--no-verify", "--as-of", "2026-12-01")
    assert json.loads(job.read_text(encoding="utf-8")) == told.document


def test_one_broken_file_stops_its_commune_and_is_named_in_the_end(project: Project) -> None:
    broken = commune("Xã Bính Xá").replace("hotlines:", "hotlines: [")
    put(
        project.root / "all",
        a_yaml=commune("Xã Kiên Mộc"),
        b_yaml=broken,
        c_yaml=commune("Xã Châu Sơn").replace("households: 3, ", ""),
    )
    told = project.run(*BUILD)
    assert told.code == 3
    end = " ".join(told.out.split())
    assert "1 contacts file could NOT be used" in end and "all/b.yaml" in end
    assert "1 village has NO new PDF: Bản Phục (Xã Châu Sơn)" in end
    assert (project.root / "output/xa-kien-moc-lang-son/ban-phuc.pdf").is_file()
    assert "Xã Bính Xá" not in told.out
    told = project.run(*BUILD, "--json")
    assert [file["commune"] for file in told.document["files"]] == ["Xã Kiên Mộc"]
    assert {d["file"] for d in told.document["diagnostics"]} == {"all/b.yaml", "all/c.yaml"}


def test_names_that_differ_in_diacritics_do_not_clash(project: Project) -> None:
    put(project.root / "all", a_yaml=commune("Xã Tân Hòa"), b_yaml=commune("Xã Tân Hóa"))
    for _ in range(2):
        told = project.run(*BUILD, "--json")
        assert told.code == 0
        first, second = (Path(file["path"]).parent.name for file in told.document["files"])
        assert first == "xa-tan-hoa-lang-son"
        assert second.removeprefix(f"{first}-") == "9bfe"  # printf 'Xã Tân Hóa' | sha256sum
    # Alone, each finds its own folder again.
    told = project.run(*BUILD, "--contacts", "all/b.yaml", "--json")
    assert Path(told.document["files"][0]["path"]).parent.name == second
    told = project.run("proof", "--contacts", "all/b.yaml", "--json")
    assert told.code == 0 and second in told.out


def test_the_same_commune_twice_is_refused(project: Project) -> None:
    put(project.root / "all", a_yaml=commune("Xã Tân Hòa"), copy__a_yaml=commune("Xã Tân Hòa"))
    told = project.run(*BUILD, "--json")
    assert told.code == 3 and told.codes == ["commune-twice"]
    assert len(told.document["files"]) == 1
    again = project.run(*BUILD, "--json")
    assert again.codes == ["commune-twice"] and again.document == told.document
    (finding,) = told.document["diagnostics"]
    assert finding["file"] == "all/copy/a.yaml" and "all/a.yaml" in finding["message"]
    # Nothing of the commune is missing: it was built of the first file.
    told = project.run(*BUILD)
    end = " ".join(told.out.split())
    assert "1 contacts file could NOT be used" in end
    assert "NO new PDF: Bản" not in end


@pytest.mark.parametrize("command", ["check", "plan", "directory", "proof"])
def test_the_same_commune_twice_is_refused_by_every_command(project: Project, command: str) -> None:
    put(project.root / "all", a_yaml=commune("Xã Tân Hòa"), copy__a_yaml=commune("Xã Tân Hòa"))
    project.run(*BUILD)
    told = project.run(command, "--contacts", "all", "--json")
    assert told.code == 3 and told.codes == ["commune-twice"]


def test_one_name_in_two_spellings_is_one_commune(project: Project) -> None:
    put(project.root / "all", a_yaml=commune("Xã Tân Hòa"), b_yaml=commune("XÃ Tân Hoà"))
    assert project.run(*BUILD, "--json").codes == ["commune-twice"]
    # Spelled the other way, it is still the commune whose folder that is.
    (project.root / "all" / "a.yaml").unlink()
    assert project.run(*BUILD, "--json").codes == []


def test_a_commune_that_could_not_be_read_finds_no_other_in_its_place(project: Project) -> None:
    put(project.root / "all", a_yaml="commune: [", b_yaml=commune("Xã Tân Hóa"))
    told = project.run(*BUILD, "--json")
    assert Path(told.document["files"][0]["path"]).parent.name == "xa-tan-hoa-lang-son"
    put(project.root / "all", a_yaml=commune("Xã Tân Hòa"))
    for _ in range(2):
        told = project.run(*BUILD, "--json")
        assert told.code == 0, told.codes
        assert [Path(file["path"]).parent.name for file in told.document["files"]] == [
            "xa-tan-hoa-lang-son-5149",
            "xa-tan-hoa-lang-son",
        ]


def test_each_commune_s_directory_is_in_the_folder_of_its_tags(project: Project) -> None:
    put(project.root / "all", a_yaml=commune("Xã Tân Hòa"), b_yaml=commune("Xã Tân Hóa"))
    project.run(*BUILD)
    each = ("directory", "--format", "csv", "--each", "--json")
    told = project.run(*each, "--contacts", "all")
    paths = [Path(file["path"]).parts[1] for file in told.document["files"]]
    assert paths == ["xa-tan-hoa-lang-son", "xa-tan-hoa-lang-son-9bfe"]
    told = project.run(*each, "--contacts", "all/b.yaml")
    assert Path(told.document["files"][0]["path"]).parts[1] == "xa-tan-hoa-lang-son-9bfe"


def test_progress_ends_with_the_last_commune(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[tuple[int, list[float]]] = []

    @contextmanager
    def counting(_: object, total: int, label: str) -> Iterator[Callable[[float], None]]:
        assert label
        counted.append((total, []))
        yield counted[-1][1].append

    monkeypatch.setattr("keychain.cli.console.Console.counting", counting)
    put(project.root / "all", a_yaml=commune("Xã Tân Hòa"), b_yaml=commune("Xã Mới"))
    project.write(CONTACTS, "all/c.yaml")
    for _ in range(2):  # all made, all kept
        project.run(*BUILD)
        total, steps = counted.pop()
        assert total == 3 and sum(steps) == pytest.approx(3)
    project.run(*BUILD, "khe-bung")
    assert counted.pop() == (1, [1])


def test_the_end_names_every_file_that_could_not_be_used(project: Project) -> None:
    put(project.root / "all", a_yaml="", b_yaml="commune: [", c_yaml=commune("Xã Mới"))
    (project.root / "all" / "b.yaml").rename(project.root / "all" / "xã hỏng.yaml")
    lines = project.run(*BUILD).out.splitlines()
    at = lines.index("2 contacts files could NOT be used, so their communes have no new PDF:")
    assert lines[at + 1 : at + 3] == ["  all/a.yaml", "  all/xã hỏng.yaml"]


def test_many_villages_without_a_pdf_stand_in_a_line_a_commune(project: Project) -> None:
    villages = "".join(f"  v-{i}: {{name: Bản {i}, officers: [an]}}\n" for i in range(9))
    for name in ("Xã Một", "Xã Hai"):
        put(project.root / "all", **{f"{name[3:]}_yaml": commune(name) + villages})
    told = project.run(*BUILD)
    assert told.code == 3
    lines = told.out.splitlines()
    at = lines.index("18 villages have NO new PDF:")
    names = ", ".join(f"Bản {i}" for i in range(9))
    assert lines[at + 1 : at + 3] == [f"  Xã Hai: {names}", f"  Xã Một: {names}"]
    # With none at all their names say nothing.
    assert project.run(*BUILD, "--layouts", "none").out == "No PDF was made.\n"


def test_what_was_made_anew_is_named(project: Project) -> None:
    put(project.root / "all", a_yaml=commune("Xã Tân Hòa"), b_yaml=commune("Xã Mới"))
    assert "Made now" not in project.run(*BUILD).out
    (project.root / "output" / "xa-moi-lang-son" / "ban-phuc.pdf").unlink()
    end = " ".join(project.run(*BUILD).out.split())
    assert "1 of them had not changed and was left as it is. Made now: Bản Phục (Xã Mới)." in end
    assert "Made now" not in project.run(*BUILD).out


def test_history_names_the_commune_of_each_village(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project.root / "all", a_yaml=commune("Xã Tân Hòa"), b_yaml=commune("Xã Mới"))
    project.run(*BUILD)
    assert main(["record", "output", "--lang", "en"]) == 0
    capsys.readouterr()
    assert main(["history", "--contacts", "all", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Bản Phục (Xã Tân Hòa)" in lines and "Bản Phục (Xã Mới)" in lines
    officer = ["history", "--contacts", "all", "--lang", "en", "--officer", "an"]
    assert main(officer) == 0
    told = capsys.readouterr().out
    assert "Bản Phục (Xã Tân Hòa): " in told and "Bản Phục (Xã Mới): " in told
    assert main([*officer, "--json"]) == 0
    circulating = json.loads(capsys.readouterr().out)["circulating"]
    assert [one["commune"] for one in circulating] == ["Xã Tân Hòa", "Xã Mới"]
    assert main(["history", "--contacts", "all/a.yaml", "--lang", "en"]) == 0
    assert "Bản Phục" in capsys.readouterr().out.splitlines()


def test_what_is_no_village_but_a_file_or_a_commune(project: Project) -> None:
    for number in range(9):
        put(project.root / "all", **{f"c{number}_yaml": commune(f"Xã Số {number}")})
    told = project.run("build", "all/c1.yaml")
    assert told.code == 2 and "--contacts all/c1.yaml" in told.unbroken
    told = project.run(*BUILD, "xa so 2")
    assert told.code == 2 and "--contacts all/c2.yaml" in told.unbroken
    told = project.run(*BUILD, "ban phuc")
    assert told.code == 2 and "Xã Số 0, Xã Số 1" in told.unbroken
    assert "Xã Số 5, …." in told.unbroken and "Xã Số 6" not in told.unbroken


def test_the_folder_of_a_name_that_is_no_more(project: Project) -> None:
    put(project.root / "all", a_yaml=commune("Xã Tân Hòa"), b_yaml=commune("Xã Mới"))
    other = ("build", "--no-verify", "--as-of", "2026-12-01", "--contacts", "other")
    put(project.root / "other", c_yaml=commune("Xã Khác"))
    project.run(*BUILD)
    assert project.run(*other, "--json").codes == []
    put(project.root / "all", a_yaml=commune("Xã Tân Lập"))
    (project.root / "all" / "b.yaml").rename(project.root / "all" / "moved.yaml")
    for _ in range(2):
        told = project.run(*BUILD, "--json")
        assert (told.code, told.codes) == (0, ["earlier-folder"])
        (finding,) = told.document["diagnostics"]
        assert finding["file"] == "output/xa-tan-hoa-lang-son"
        assert "Xã Tân Hòa" in finding["message"] and "all/a.yaml" in finding["message"]
    assert project.run(*other, "--json").codes == []
    # A choice among villages says nothing of the rest.
    assert project.run(*BUILD, "ban-phuc", "--contacts", "all/a.yaml", "--json").codes == []
    # Of two communes that were made one, the file is gone.
    (project.root / "all" / "moved.yaml").unlink()
    told = project.run(*BUILD, "--json")
    assert told.codes == ["earlier-folder", "earlier-folder"]


def test_many_communes_have_a_line_each(project: Project) -> None:
    for number in range(13):
        put(project.root / "all", **{f"c{number:02}_yaml": commune(f"Xã Số {number}")})
    told = project.run(*BUILD)
    lines = told.out.splitlines()
    assert lines[0] == "13 communes:"
    assert lines[3].split() == ["Xã", "Số", "0", "24", "1", "output/xa-so-0-lang-son"]
    assert lines[16].split() == ["Together", "312", "13"]
    assert "ban-phuc.pdf" not in told.out
    assert max(map(len, lines)) <= 80


def test_a_province_is_recorded_as_a_whole(project: Project) -> None:
    put(project.root / "all", a_yaml=commune("Xã Tân Hòa"), b_yaml=commune("Xã Kiên Mộc"))
    project.run(*BUILD)
    project.capsys.readouterr()
    assert main(["record", "output", "--json"]) == 0
    assert len(json.loads(project.capsys.readouterr().out)["handouts"]) == 2


def test_a_command_line_of_processes(project: Project) -> None:
    assert project.run("build", "--jobs", "0").code == 2
    assert project.run("build", "--jobs", "two").code == 2
    assert project.run("build", "--executor", "spark://x:1").code == 2
    assert project.run("build", "--executor", "dask://x").code == 2
    told = project.run("build", "--executor", "dask://x:1", "--jobs", "2")
    assert told.code == 2 and "--jobs" in told.err


@pytest.mark.stress
def test_a_large_province_takes_time_in_proportion_and_no_memory(project: Project) -> None:
    taken: dict[int, tuple[float, int]] = {}
    for communes in (50, 200):
        for number in range(communes):
            put(project.root / "all", **{f"c{number:04}_yaml": commune(f"Xã Số {number}")})
        tracemalloc.start()
        began = time.process_time()
        assert project.run(*BUILD, "--jobs", "1", "--force", "--json").code == 0
        taken[communes] = time.process_time() - began, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert taken[200][0] < 6 * taken[50][0]
    assert taken[200][1] < taken[50][1] + 150 * 20_000
