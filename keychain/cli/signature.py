"""What a command takes: its own values and options, and those that commands have in common."""

from __future__ import annotations

from collections.abc import Callable

from keychain.cli.arguments import COMMON, Parser
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Signature:
    """``add`` declares a command's own values and options, ``common`` are those it takes of the
    options that commands have in common; ``run`` is ``module.function`` where that is not the
    command's own module and its ``run``. After the option ``rest`` another command line follows,
    which is kept as it is."""

    add: Callable[[Parser], None]
    common: tuple[str, ...] = COMMON
    run: str = ""
    rest: str = ""

    def parted(self, arguments: list[str]) -> tuple[list[str], list[str] | None]:
        """A command line and the other one that it carries behind ``rest``, None without any."""
        if self.rest not in arguments:
            return arguments, None
        at = arguments.index(self.rest)
        return arguments[:at], arguments[at + 1 :]

    def runs(self, name: str) -> tuple[str, str]:
        """The module below ``keychain.cli`` that does the command ``name``, and its function."""
        module, _, function = (self.run or name).partition(".")
        return module.replace("-", "_"), function or "run"
