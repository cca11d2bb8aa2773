"""``keychain completion SHELL``: the script that a shell needs for its Tab key."""

from __future__ import annotations

from argparse import Namespace
from importlib.resources import files

from keychain.cli.arguments import UsageError, wrong_word
from keychain.cli.console import Console
from keychain.cli.signatures import SHELLS
from keychain.cli.words import Words


def run(given: Namespace, _: Words, console: Console) -> int:
    """Print the script; it asks ``keychain __complete`` (``keychain.cli.complete``)."""
    if not given.shell:
        raise UsageError("no-shell", known=SHELLS)
    shell, *rest = given.shell
    if rest:
        raise UsageError("unexpected-value", given=rest[0])
    if shell not in SHELLS:
        raise wrong_word("unknown-shell", shell, SHELLS)
    script = files("keychain").joinpath("data", "completion", f"keychain.{shell}")
    console.result(script.read_text(encoding="utf-8").rstrip("\n"))
    return 0
