"""The edge: reads the command line, words what the stages found, prints, and gives exit codes.

Exit codes: 0 done; 2 wrong usage; 3 the input was refused; 4 a finished PDF failed verification;
5 the output could not be written; 130 interrupted. Of several, the highest of 3, 4 and 5.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from keychain import __version__
from keychain.cli.arguments import UsageError, read_language, wrong_word
from keychain.cli.columns import visible, wrap
from keychain.cli.console import Console
from keychain.cli.interruption import Interruption
from keychain.cli.language import language_of
from keychain.cli.signatures import SIGNATURES, signed_parser
from keychain.cli.words import LANGUAGES, Words, load_words

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    Run = Callable[[Namespace, Words, Console], int]
    """Does a command's work with the values of its command line and gives its exit code."""

COMMANDS = tuple(SIGNATURES)
"""Each is a function of a module of this package, imported only when it is asked for."""

USAGE = 2
UNWRITTEN = 5
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line, by default the process's own, and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    console = Console(sys.stdout, sys.stderr, os.environ, sys.stdin)
    words = load_words(_language(arguments))
    try:
        with Interruption():
            return _run(arguments, words, console)
    except UsageError as problem:
        told = words.say("usage-error", problem=words.say(problem.key, **problem.values))
        console.tell("\n".join(wrap(visible(told), console.width)))
        return USAGE
    except KeyboardInterrupt:
        console.tell(words.say("interrupted"))
        return INTERRUPTED
    except OSError as problem:
        where, what = problem.filename or "", problem.strerror or type(problem).__name__
        console.tell(words.say("system-refused", path=str(where), problem=what))
        return UNWRITTEN
    finally:
        console.close()


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, looked for early: wrong usage is to be told in it too."""
    for option, value in zip(arguments, [*arguments, ""][1:], strict=True):
        asked = value if option == "--lang" else option.removeprefix("--lang=")
        if option.startswith("--lang") and asked in LANGUAGES:
            return asked
    return language_of(os.environ)


def _run(arguments: list[str], words: Words, console: Console) -> int:
    while arguments and arguments[0].startswith("--lang"):
        given = arguments.pop(0).partition("=")[2] or (arguments.pop(0) if arguments else "")
        read_language(given)
    if not arguments:
        console.tell(_overview(words))
        return USAGE
    name = arguments.pop(0)
    if name == "__complete":
        from keychain.cli.complete import complete

        console.result(complete(arguments, words))
        return 0
    if name == "help":
        # "keychain help build" is "keychain build --help".
        name, arguments = (arguments or ["--help"])[0], ["--help"]
    if name in ("-h", "--help"):
        console.result(_overview(words))
        return 0
    if name == "--version":
        console.result(f"keychain {__version__}")
        return 0
    if name not in COMMANDS:
        raise wrong_word("unknown-command", name, (*COMMANDS, "help"))
    parser = signed_parser(name, words)
    if "-h" in arguments or "--help" in arguments:
        console.result(parser.format_help().strip())
        return 0
    arguments, rest = SIGNATURES[name].parted(arguments)
    values = parser.read(arguments)
    values.rest = rest
    # Only now: a mistyped option is told without waiting for what the command needs.
    module, function = SIGNATURES[name].runs(name)
    run: Run = getattr(import_module(f"keychain.cli.{module}"), function)
    return run(values, words, console)


def _overview(words: Words) -> str:
    """What ``keychain --help`` says; it imports no command."""
    named = (*COMMANDS, "help")
    widest = max(map(len, named))
    listed = [f"  {name:<{widest}}  {words.say(f'command-{name}')}" for name in named]
    examples = [f"{words.say('heading-examples')}:", words.say("examples-overview")]
    commands = [f"{words.say('heading-commands')}:", *listed]
    parts = [[words.say("overview-head")], examples, commands, [words.say("overview-foot")]]
    return "\n\n".join("\n".join(lines) for lines in parts)
