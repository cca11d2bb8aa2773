"""The manual's list of commands: what the program itself says for ``--help``."""

from __future__ import annotations

from keychain.cli import COMMANDS
from manual.program import said


def commands_page(language: str) -> str:
    """Each command under a heading of its own, with its help."""
    parts = [_block(f"keychain --help --lang {language}")]
    for name in COMMANDS:
        told = _block(f"keychain {name} --help --lang {language}")
        parts += [f"## keychain {name} {{ #{name} }}", told]
    return "\n\n".join(parts)


def _block(line: str) -> str:
    told = said(line)[1].rstrip("\n")
    return f"```text\n{told}\n```"
