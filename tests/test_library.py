"""``import keychain``: the few names that a program needs."""

from __future__ import annotations

import doctest
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from cli_samples import CONTACTS, PROJECT

import keychain

DAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def in_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(PROJECT / "contacts.yaml", tmp_path)
    shutil.copytree(PROJECT / "layouts", tmp_path / "layouts")
    monkeypatch.chdir(tmp_path)


def examples_in(text: str, name: str) -> doctest.TestResults:
    test = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    assert test.examples
    return doctest.DocTestRunner().run(test)


def test_the_example_in_the_docstring_is_true() -> None:
    assert keychain.__doc__
    assert examples_in(keychain.__doc__, "keychain").failed == 0


def test_the_example_in_the_readme_is_true() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    assert len(list(Path("output").glob("*/[!_]*.pdf"))) == 11


def test_import_is_cheap_and_every_name_is_there() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, keychain; early = set(sys.modules); "
            "assert all(getattr(keychain, name) for name in keychain.__all__); "
            "print(sorted(m for m in early if m.startswith('keychain')), 'reportlab' in early)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "['keychain'] False\n"
    assert set(keychain.__all__) == set(__import__("keychain.api").api.__all__)
    assert not hasattr(keychain, "no_such_name")


def test_a_directory_from_bytes() -> None:
    project = keychain.load(CONTACTS.encode(), "layouts")
    (commune,) = project.communes
    assert [village.id for village in commune.villages] == ["ban-phuc", "khe-bung"]
    built = project.build(DAY, villages=["Khe Bung"], output="out")
    assert built.ok and not built.failed
    (file,) = built.files
    assert file.path == Path("out/xa-kien-moc-lang-son/khe-bung.pdf")
    # 20 households and 5 % more.
    assert (file.needed, file.verified) == (21, True)
    assert (file.path.parent / "job.json").is_file()
    assert project.verify(file.path).verified
    assert project.verify(file.path.read_bytes()).verified


def test_what_is_wrong_comes_as_values() -> None:
    text = CONTACTS.replace("0950 000 001", "0950 000")
    project = keychain.load(text.encode())
    finding = next(f for f in project.diagnostics if f.severity is keychain.Severity.ERROR)
    assert finding.place is not None and finding.place.line == 12
    assert keychain.describe(finding).startswith("contacts.yaml:12:")
    assert ": lỗi: " in keychain.describe(finding, "vi")
    built = project.build(DAY, output="out")
    assert not built.ok
    assert built.failed == ("ban-phuc",)
    assert [file.villages for file in built.files] == [("khe-bung",)]


def test_a_pdf_with_another_number_is_refused() -> None:
    before = keychain.load(CONTACTS.encode())
    (file,) = before.build(DAY, villages=["khe-bung"], output="out").files
    after = keychain.load(CONTACTS.replace("0950 000 002", "0950 000 003").encode())
    reread = after.verify(file.path)
    assert not reread.verified
    assert "contents-changed" in {finding.code for finding in reread.diagnostics}


def test_files_that_are_not_there_are_findings() -> None:
    missing = keychain.load("no.yaml")
    assert missing.communes == ()
    assert [f.place and f.place.file for f in missing.diagnostics] == ["no.yaml"]
    assert not missing.build(DAY).ok
    nowhere = keychain.load("contacts.yaml", "no-layouts").build(DAY, villages=["ban-phuc"])
    assert not nowhere.ok and nowhere.failed == ("ban-phuc",) and nowhere.diagnostics


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"villages": ["ban phuk"]}, "Bản Phục"),
        ({"faces": "top"}, "both, front, back"),
        ({"sheets": "sideways"}, "village, one, gang"),
        ({"start": "third"}, "third"),
        ({"start": "3:1"}, "PDF"),
        ({"copies": 0}, "copies"),
        ({"language": "fr"}, "vi, en"),
    ],
)
def test_a_call_that_cannot_be_meant_is_a_value_error(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        keychain.load("contacts.yaml").build(DAY, **wrong)  # type: ignore[arg-type]  # on purpose
    assert not Path("output").exists()


def test_a_damaged_ledger_is_told_with_what_it_stops() -> None:
    contacts = Path("contacts.yaml")
    text = contacts.read_text(encoding="utf-8")
    contacts.write_text(text.replace("campaign:\n", "campaign:\n  serial: yes\n"), encoding="utf-8")
    Path("output").mkdir()
    Path("output/ledger.sqlite3").write_bytes(b"no ledger")
    built = keychain.load("contacts.yaml").build(DAY, verify=False)
    assert not built.ok and len(built.failed) == 11
    codes = [each.code for each in built.diagnostics]
    assert codes.count("serials-unknown") == codes.count("ledger-damaged") == 1
