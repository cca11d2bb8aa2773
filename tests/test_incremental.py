"""A build skips what has not changed, and nothing else: what is there in the end is what a full
build would have left."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest
from cli_samples import CONTACTS, FOLDER, PROJECT, Project, Told

from keychain.build import digests as digests_module
from keychain.build import village
from keychain.build.kept import RECORD_FILE, read_record
from keychain.cli import clock
from keychain.files import read_bytes
from keychain.ledger import open_ledger
from keychain.pdf import write_pdf
from keychain.sheets.model import SheetBook

AS_OF = ("--as-of", "2026-12-01")


class Works(Project):
    """A project that notes which villages' PDFs are really made."""

    made: list[str]

    def build(self, *more: str) -> Told:
        """Build quickly, for one day; ``made`` are the titles of what was made."""
        self.made.clear()
        verify = () if "--verified" in more else ("--no-verify",)
        more = tuple(each for each in more if each != "--verified")
        return self.run("build", "--jobs", "1", *verify, *AS_OF, *more)

    def files(self) -> dict[str, bytes]:
        """All that the build has left, but for its own record and the ledger."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in (self.root / "output").rglob("*")
            if path.is_file() and path.suffix in (".pdf", ".json") and path.name != RECORD_FILE
        }


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Works]:
    monkeypatch.chdir(tmp_path)
    works = Works(tmp_path, capsys)
    works.made = []

    def noted(book: SheetBook, day: date) -> bytes:
        works.made.append(book.title.partition(" – ")[2].partition(",")[0])
        return write_pdf(book, day)

    monkeypatch.setattr(village, "write_pdf", noted)
    yield works


ALL = ["Bản Phục", "Khe Bủng"]


def check_as_full(project: Works, *more: str) -> None:
    """What lies there is what a build from nothing leaves, byte for byte."""
    left = project.files()
    assert project.build("--force", *more).code == 0
    assert project.files() == left


def test_a_second_build_makes_nothing_and_leaves_the_same(project: Works) -> None:
    first = project.build()
    assert project.made == ALL
    left = project.files()
    times = {path: path.stat().st_mtime_ns for path in project.folder.rglob("*")}
    second = project.build()
    assert project.made == [] and project.files() == left
    assert {path: path.stat().st_mtime_ns for path in project.folder.rglob("*")} == times
    assert second.code == 0
    assert "2 of them had not changed" in " ".join(second.out.split())
    assert "had not changed" not in first.out
    assert project.build("--json").document == json.loads(left[f"output/{FOLDER}/job.json"])
    assert project.build("--force").code == 0
    assert project.made == ALL and project.files() == left


@pytest.mark.parametrize(
    ("old", "new", "made"),
    [
        ("phone: 0950 000 001", "phone: 0950 000 009", ["Bản Phục"]),
        ("phone: 0950 000 002", "phone: 0950 000 009", ALL),
        ("households: 20", "households: 60", ["Khe Bủng"]),
        ("phone: 0205 3800 113", "phone: 0205 3800 114", ALL),
        ("spare: 5%", "spare: 60%", ALL),
        ("province: Tỉnh Lạng Sơn", "province: Tỉnh Lạng  Sơn", []),
        ("hotlines:", "# a line more\n\nhotlines:", []),
        ("rank: Thiếu tá, ", "", ["Bản Phục"]),
    ],
)
def test_what_a_change_touches_is_made(project: Works, old: str, new: str, made: list[str]) -> None:
    project.build()
    project.change(old, new)
    assert project.build().code == 0
    assert project.made == made
    check_as_full(project)


def test_a_village_more_and_one_less(project: Works) -> None:
    project.build()
    project.change("villages:\n", "villages:\n  moi: {name: Mới, households: 3, officers: [an]}\n")
    project.build()
    assert project.made == ["Mới"]
    check_as_full(project)
    project.change("  moi: {name: Mới, households: 3, officers: [an]}\n", "")
    told = project.build("--json")
    assert project.made == [] and told.codes == ["earlier-file"]
    assert project.build("--json").codes == ["earlier-file"]
    check_as_full(project)


@pytest.mark.parametrize(
    "more",
    [
        ("--as-of", "2026-12-02"),
        ("--layout", "oval-50x20"),
        ("--press", "shop"),
        ("--faces", "front"),
        ("--copies", "30"),
        ("--verified",),
    ],
)
def test_every_option_counts(project: Works, more: tuple[str, ...]) -> None:
    project.build()
    told = project.build(*more, "--json")
    assert told.code == 0 and project.made == ALL
    assert {file["verified"] for file in told.document["files"]} == {"--verified" in more}
    project.build(*more)
    assert project.made == []


def test_a_layout_file_and_the_program_count(
    project: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    layouts = project.root / "mine"
    layouts.mkdir()
    for path in (PROJECT / "layouts").glob("*.yaml"):
        (layouts / path.name).write_bytes(path.read_bytes())
    mine = ("--layouts", "mine")
    project.build(*mine)
    own = layouts / "fob-54x29.yaml"
    text = own.read_text(encoding="utf-8")
    assert text.count("bleed: 3mm") == 1
    own.write_text(text.replace("bleed: 3mm", "bleed: 2mm"), encoding="utf-8")
    project.build(*mine)
    assert project.made == ALL
    monkeypatch.setattr("keychain.build.run.program_digest", lambda: "another program")
    project.build(*mine)
    assert project.made == ALL


@pytest.mark.parametrize("library", digests_module.LIBRARIES)
def test_a_library_s_version_is_as_its_metadata_has_it(library: str) -> None:
    assert digests_module.installed_version(library) == metadata.version(library)


def test_the_program_s_digest_is_of_its_code_fonts_and_libraries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = digests_module.program_digest.__wrapped__()
    assert digests_module.program_digest.__wrapped__() == before
    monkeypatch.setattr(digests_module, "installed_version", lambda name: f"{name} 0")
    assert digests_module.program_digest.__wrapped__() != before


@pytest.mark.parametrize("name", ["khe-bung.pdf", "lists/khe-bung.pdf"])
@pytest.mark.parametrize("how", ["changed", "same length and time", "gone", "cut", "linked"])
def test_a_file_that_was_changed_is_made_again(project: Works, name: str, how: str) -> None:
    project.build()
    left = project.files()
    path = project.folder / name
    before, data = path.stat(), path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how == "cut":
        path.write_bytes(data[:-10])
    elif how == "linked":
        other = project.root / "other.pdf"
        other.write_bytes((project.folder / "ban-phuc.pdf").read_bytes())
        path.unlink()
        try:
            path.symlink_to(other)
        except OSError:
            pytest.skip("no links here")
    else:
        path.write_bytes(data[:500] + bytes([data[500] ^ 1]) + data[501:])
        if how == "same length and time":
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    if how == "same length and time" and os.name == "nt":
        pytest.skip("Windows does not tell when a file was changed last")
    assert project.build().code == 0
    assert project.made == ["Khe Bủng"] and project.files() == left


def test_a_file_that_was_only_touched_is_left(project: Works) -> None:
    project.build()
    left = project.files()
    os.utime(project.folder / "khe-bung.pdf", (1, 1))
    os.utime(project.folder / "_ticket.pdf", (1, 1))
    project.build()
    assert project.made == [] and project.files() == left
    assert (
        read_record(project.folder, read_bytes).lots["khe-bung.pdf"].seals["khe-bung.pdf"].modified
        == 10**9
    )


@pytest.mark.parametrize("name", ["_ticket.pdf", "job.json", RECORD_FILE, f"../{RECORD_FILE}"])
@pytest.mark.parametrize("damage", [b"", b"{}", b'{"schema": 1}', None])
def test_what_lies_beside_the_pdfs_comes_back(
    project: Works, name: str, damage: bytes | None
) -> None:
    project.build()
    left = project.files()
    path = project.folder / name
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    assert project.build().code == 0
    assert project.files() == left
    assert project.made == (ALL if name == RECORD_FILE else [])
    project.build()
    assert project.made == []


def test_warnings_are_told_again(project: Works) -> None:
    project.change("officers: [binh]", "officers: [{officer: binh, until: 2026-12-20}]")
    first = project.build("--json").document
    assert [each["code"] for each in first["diagnostics"]] == ["officer-leaves-soon"]
    assert project.build("--json").document == first and project.made == []
    assert "officer-leaves-soon" in project.build().err
    # Moved by a line, it is told at its new place, although nothing is made.
    project.change("hotlines:", "# a line more\nhotlines:")
    moved = project.build("--json").document
    assert project.made == []
    assert moved["diagnostics"][0]["line"] == first["diagnostics"][0]["line"] + 1
    assert project.build("--json").document == moved


def test_an_error_is_told_until_it_is_mended(project: Works) -> None:
    project.change("phone: 0950 000 001", "phone: 0950 000 OO1")
    for _ in range(2):
        told = project.build("--json")
        assert told.code == 3 and "phone-letter-for-digit" in told.codes
    project.change("phone: 0950 000 OO1", "phone: 0950 000 001")
    assert project.build().code == 0 and project.made == ["Bản Phục"]
    check_as_full(project)


def test_some_villages_and_then_all(project: Works) -> None:
    project.build("khe-bung")
    assert project.made == ["Khe Bủng"]
    project.build()
    assert project.made == ["Bản Phục"]
    check_as_full(project)
    project.build("khe-bung", "--copies", "7")
    project.build()
    assert project.made == ["Khe Bủng"]
    check_as_full(project)


def test_one_file_for_all_is_kept_too(project: Works) -> None:
    project.build("--sheets", "one")
    assert len(project.made) == 1
    project.build("--sheets", "one")
    assert project.made == []
    project.build()
    assert project.made == ALL
    project.build("--sheets", "one")
    assert project.made == []
    project.change("households: 20", "households: 21")
    project.build("--sheets", "one")
    assert len(project.made) == 1


def test_what_was_never_verified_is_not_taken_for_verified(project: Works) -> None:
    project.build()
    told = project.build("--verified", "--json")
    assert project.made == ALL
    assert all(file["verified"] for file in told.document["files"])
    project.build("--verified")
    assert project.made == []


def jobs_in(root: Path) -> int:
    ledger = open_ledger(root / "output" / "ledger.sqlite3")
    try:
        return len(ledger.jobs())
    finally:
        ledger.close()


def test_a_ledger_that_is_gone_comes_back(project: Works) -> None:
    project.build()
    assert jobs_in(project.root) == 2
    (project.root / "output" / "ledger.sqlite3").unlink()
    project.build()
    assert project.made == [] and jobs_in(project.root) == 2


def test_the_day_of_today_counts_once_the_launch_has_been(
    project: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_on(day: int, month: int) -> None:
        monkeypatch.setattr(clock, "today", lambda: date(2026, month, day))

    is_on(1, 11)
    build = ("build", "--no-verify", "--jobs", "1")
    project.run(*build)
    project.made.clear()
    is_on(30, 11)
    project.run(*build)
    assert project.made == []
    is_on(2, 12)
    project.run(*build)
    assert project.made == ALL


def test_two_communes_do_not_take_each_other_s(project: Works) -> None:
    (project.root / "all").mkdir()
    project.write(CONTACTS, "all/a.yaml")
    project.write(CONTACTS.replace("Xã Kiên Mộc", "Xã Bính Xá"), "all/b.yaml")
    folder = ("--contacts", "all")
    project.build(*folder)
    assert project.made == ALL * 2
    left = project.files()
    project.build(*folder)
    assert project.made == [] and project.files() == left
    # Renamed, a file is read again; its PDFs are as they were.
    (project.root / "all" / "b.yaml").rename(project.root / "all" / "c.yaml")
    project.build(*folder)
    assert project.made == []
    # The same commune twice is refused, whichever of the two was there before.
    project.write(CONTACTS, "all/b.yaml")
    assert project.build(*folder, "--json").codes == ["commune-twice"]
    (project.root / "all" / "b.yaml").unlink()
    project.write(CONTACTS, "all/0.yaml")
    told = project.build(*folder, "--json")
    assert (told.code, told.codes, project.made) == (3, ["commune-twice"], [])
    assert told.document["diagnostics"][0]["file"] == "all/a.yaml"
