"""The manual: every example in it is what the program does, and nothing is left out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from manual.command_help import commands_page
from manual.examples import ROOT, Block, Change, Command, Picture, Whole, begin, steps
from manual.library import library_page, names
from manual.program import said
from manual.rules import diagnostics_page, reasons, rules

import keychain
from keychain.cli import COMMANDS
from keychain.cli.words import LANGUAGES

DOCS = ROOT / "docs"
PAGES = [p for p in sorted(DOCS.rglob("*.md")) if any(steps(p.read_text(encoding="utf-8")))]
NOT_RUN = ("sh", "powershell", "text")
"""Blocks that are shown only: how to install, and what does not end by itself."""


def read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def errors() -> list[str]:
    """The errors that ``keychain check`` finds in the current folder."""
    findings = json.loads(said("keychain check --json")[1])["diagnostics"]
    return [each["message"] for each in findings if each["severity"] == "error"]


def first_village() -> str:
    """The first village of the contacts in the current folder."""
    found = re.search(r"^villages:\n  ([\w-]+):", Path("contacts.yaml").read_text("utf-8"), re.M)
    assert found
    return found[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_the_examples_of_a_page(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    markdown = page.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8" if page.parent.name == "vi" else "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    begin(tmp_path, markdown)
    todo = list(steps(markdown))
    for step, following in zip(todo, [*todo[1:], None], strict=False):
        match step:
            case Whole() | Change():
                step.make(Path.cwd())
                if not isinstance(following, Command):
                    assert errors() == [], step
            case Command(line) if line.startswith("cd "):
                monkeypatch.chdir(line.removeprefix("cd "))
            case Command(line, shown):
                _, told = said(line)
                assert step.fits(told), f"$ {line}\n{shown}\n--- but it says:\n{told}"
            case Picture(layout=layout, village=village):
                wanted = village or first_village()
                line = f"keychain build {wanted} --layout {layout} --copies 1 --output made"
                code, told = said(line)
                assert code == 0, told
            case Block(info):
                assert info in NOT_RUN, f"a block of an unknown kind: {info}"


@pytest.mark.parametrize("page", ["en/first-sheet.md", "vi/first-sheet.md"])
def test_the_manual_installs_as_readme_does(page: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = [step for step in steps(read(page)) if isinstance(step, Block)]
    assert {block.info for block in blocks} == {"sh", "powershell"}
    for block in blocks:
        assert f"```{block.info}\n{block.text}```" in readme


def property_names(schema: object) -> set[str]:
    """The name of every key that a JSON Schema knows."""
    if isinstance(schema, list):
        return set().union(*map(property_names, schema))
    if not isinstance(schema, dict):
        return set()
    own = schema.get("properties")
    names = set(own) if isinstance(own, dict) else set()
    return names.union(*map(property_names, schema.values()))


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("layout", "en/layouts.md"),
        ("layout", "vi/layouts.md"),
        ("contacts", "en/contacts.md"),
        ("contacts", "vi/contacts.md"),
        ("press", "en/presses.md"),
        ("press", "vi/presses.md"),
        ("labels", "en/label-sheets.md"),
        ("labels", "vi/label-sheets.md"),
    ],
)
def test_every_key_is_explained(kind: str, page: str) -> None:
    _, schema = said(f"keychain schema {kind}")
    keys = property_names(json.loads(schema)) - {"vi", "en"}
    assert len(keys) > 10
    told = set(re.findall(r"`([\w-]+)`", read(page)))
    assert keys - told == set()


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_first_page_leads_to_every_other(language: str) -> None:
    pages = {page.name for page in (DOCS / language).glob("*.md")} - {"index.md"}
    first = (DOCS / language / "index.md").read_text(encoding="utf-8")
    assert pages - set(re.findall(r"\]\(([^)#]+\.md)", first)) == set()


def test_the_pages_are_there_in_every_language() -> None:
    pages = {each: {page.name for page in (DOCS / each).glob("*.md")} for each in LANGUAGES}
    # How the program is built is ARCHITECTURE.md, for those who read the source.
    assert pages["en"] - pages["vi"] == {"architecture.md"}
    assert pages["vi"] - pages["en"] == set()


@pytest.mark.parametrize("page", ["layouts.md", "own-layout.md", "label-sheets.md"])
def test_the_pages_on_layouts_have_the_same_examples(page: str) -> None:
    """The same files with the same keys, changes, pictures and commands, in the same order."""
    shown: list[list[object]] = []
    for language in LANGUAGES:
        shown.append([])
        for step in steps(read(f"{language}/{page}")):
            match step:
                case Whole(path, text):
                    shown[-1].append((path, re.findall(r"[\w-]+(?=:)", re.sub("#.*", "", text))))
                case Command(line):
                    shown[-1].append(line)
                case _:
                    shown[-1].append(step)
    assert len(shown[0]) > 5
    assert shown[0] == shown[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_the_library_is_explained(language: str) -> None:
    assert set(names(language)) == set(keychain.__all__)
    assert all(told.endswith(".") for told in names(language).values())
    page = library_page(language)
    assert re.findall(r"^\| `keychain\.(\w+)`", page, re.M) == keychain.__all__


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_diagnostic_is_explained(language: str) -> None:
    codes = {rule.code for area in rules().values() for rule in area}
    assert len(codes) > 100
    assert set(reasons(language)) == codes
    page = diagnostics_page(language)
    assert re.findall(r"^### .* \{ #([\w-]+) \}", page, re.M) == [
        r.code for a in rules().values() for r in a
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_told_of(language: str) -> None:
    page = commands_page(language)
    for name in COMMANDS:
        assert f"## keychain {name}" in page
    assert "Traceback" not in page


@pytest.mark.skipif(find_spec("mkdocs") is None, reason="mkdocs is not there: pip install .[docs]")
def test_the_site_is_built_without_a_warning_and_asks_nothing_of_the_network(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    fetched = re.compile(
        r'<(?:script|img|link rel="(?:stylesheet|icon)")[^>]*(?:src|href)="https?:'
    )
    for page in site.rglob("*.html"):
        assert not fetched.search(page.read_text(encoding="utf-8")), page
    pictures = list(site.rglob("*.png"))
    assert len(pictures) > 20
    assert max(picture.stat().st_size for picture in pictures) < 1024 * 1024
