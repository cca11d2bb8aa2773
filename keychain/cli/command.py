"""What a command is to the edge."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass

from keychain.cli.arguments import Parser
from keychain.cli.console import Console
from keychain.cli.words import Words


@dataclass(frozen=True, slots=True)
class Command:
    """``add_arguments`` declares the command's own options, ``run`` gives the exit code."""

    add_arguments: Callable[[Parser], None]
    run: Callable[[Namespace, Words, Console], int]
