"""The README in both languages: the same commands, files and options, which the program knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_samples import PROJECT

from keychain.cli import COMMANDS
from keychain.cli.signatures import signed_parser
from keychain.cli.words import load_words

ENGLISH = PROJECT / "README.md"
READMES = (ENGLISH, PROJECT / "README.vi.md")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(readme: Path) -> list[tuple[str, str]]:
    """The blocks of code with their language, without comments."""
    found = FENCE.findall(readme.read_text(encoding="utf-8"))
    return [(info, re.sub(r" +# .*$", "", code, flags=re.MULTILINE)) for info, code in found]


def code(readme: Path) -> list[str]:
    """All that is set as code, in a block or in a line of text or a table."""
    text = readme.read_text(encoding="utf-8")
    inline = re.findall(r"`([^`]+)`", FENCE.sub("", text))
    return [each for _, each in blocks(readme)] + [" ".join(each.split()) for each in inline]


def options(readme: Path) -> set[str]:
    """The options of keychain that a README names."""
    return {flag for each in code(readme) for flag in re.findall(r"(?<![\w-])--[a-z-]+", each)}


def commands(readme: Path) -> set[str]:
    """The commands of keychain that a README names; not ``keychain-…`` or ``keychain/``."""
    return {name for each in code(readme) for name in re.findall(r"\bkeychain ([\w-]+)", each)}


def test_both_have_the_same_blocks_of_code() -> None:
    english, vietnamese = map(blocks, READMES)
    assert len(english) > 5
    assert vietnamese == english


def test_both_have_the_same_sections_and_rows() -> None:
    heads, rows = [], []
    for readme in READMES:
        text = FENCE.sub("", readme.read_text(encoding="utf-8"))
        heads.append(len(re.findall(r"^## ", text, re.MULTILINE)))
        rows.append([cells.split("|")[1].strip() for cells in re.findall(r"^\| `.*", text, re.M)])
    assert heads[0] == heads[1]
    assert rows[0] == rows[1]


def test_each_names_the_other_at_its_top() -> None:
    for readme, other in (READMES, READMES[::-1]):
        top = readme.read_text(encoding="utf-8").splitlines()[:4]
        assert any(f"]({other.name})" in line for line in top)


@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.name)
def test_links_lead_somewhere(readme: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", readme.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (PROJECT / link).exists()] == []


@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.name)
def test_every_command_and_option_is_known(readme: Path) -> None:
    words = load_words("en")
    assert set(COMMANDS) - commands(readme) == set(), "the README tells of every command"
    assert commands(readme) - {*COMMANDS, "help"} == set()
    flags = {flag for name in COMMANDS for flag in signed_parser(name, words).flags}
    assert len(options(readme)) > 10
    assert options(readme) - flags == set()
    assert options(readme) == options(ENGLISH)
