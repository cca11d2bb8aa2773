"""The command line as words and options; a wrong one is answered with the nearest right one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from keyword import iskeyword
from typing import NoReturn

from keychain.cli.columns import wrap
from keychain.cli.words import LANGUAGES, Words
from keychain.diagnostics import Value
from keychain.text import nearest


class UsageError(Exception):
    """A command line that cannot be meant. ``key`` is its sentence in the words' ``[ui]``."""

    def __init__(self, key: str, **values: Value) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def wrong_word(key: str, given: str, known: Sequence[str]) -> UsageError:
    """``given`` is none of ``known``: the nearest is named, else all of them."""
    close = nearest(given, known)
    if close:
        return UsageError(f"{key}-near", given=given, nearest=close)
    return UsageError(key, given=given, known=tuple(known))


class Parser(argparse.ArgumentParser):
    """argparse without its own English: every sentence comes from the words file."""

    def __init__(self, words: Words, command: str) -> None:
        super().__init__(
            prog=f"keychain {command}",
            usage=words.say(f"usage-{command}"),
            description=words.say(f"command-{command}"),
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self.words = words
        self.command = command
        self.flags: list[str] = []
        self.repeated: set[str] = set()
        self.values = self.add_argument_group(words.say("heading-values"))
        self.options = self.add_argument_group(words.say("heading-options"))

    def value(self, name: str, help_key: str) -> None:
        """Values without a flag, any number of them, shown as ``help_key``'s metavar."""
        self.values.add_argument(
            name,
            nargs="*",
            metavar=self.words.say(f"metavar-{name}"),
            help=self.words.say(help_key),
        )

    def option(
        self,
        flag: str,
        read: Callable[[str], object] | None = None,
        *,
        default: object = None,
        metavar: str | None = None,
        repeated: bool = False,
        help_key: str | None = None,
    ) -> None:
        """``flag VALUE`` read by ``read``, or, without ``read``, a switch that is on or off.

        Its help is the sentence ``option-…`` of the words file, or ``help_key``. What may be
        ``repeated`` gives a list, or None. ``metavar`` lists choices with ``|`` between them.
        """
        self.flags.append(flag)
        # argparse formats helps with %.
        key = help_key or "option-" + flag.removeprefix("--")
        told = self.words.say(key).replace("%", "%%")
        if read is None:
            self.options.add_argument(flag, action="store_true", help=told)
        else:
            action = "append" if repeated else "store"
            self.repeated |= {flag} if repeated else set()
            name = flag.removeprefix("--").replace("-", "_")
            self.options.add_argument(
                flag,
                type=read,
                action=action,
                default=default,
                metavar=metavar,
                help=told,
                dest=f"{name}_" if iskeyword(name) else name,
            )

    def help_option(self) -> None:
        """``-h`` and ``--help``."""
        self.flags.append("--help")
        told = self.words.say("option-help")
        self.options.add_argument("-h", "--help", action="help", help=told)

    def read(self, argv: Sequence[str]) -> argparse.Namespace:
        """The values of ``argv``.

        Raises UsageError for an option that is unknown, or lacks its value, or has a wrong one.
        """
        try:
            given, rest = self.parse_known_intermixed_args(argv)
        except argparse.ArgumentError as problem:
            raise UsageError("option-value-missing", option=problem.argument_name or "") from None
        if rest:
            option = rest[0].partition("=")[0]
            if option.startswith("-"):
                raise wrong_word("unknown-option", option, self.flags)
            raise UsageError("unexpected-value", given=rest[0])
        return given

    def format_usage(self) -> str:
        """The usage line under its own heading."""
        return f"{self.words.say('heading-usage')}: {self.usage}\n"

    def format_help(self) -> str:
        """The whole help: what the command does, examples, and only then what it takes."""
        formatter = self._get_formatter()
        formatter.add_text("\n".join(wrap(f"{self.prog}: {self.description}", 80)))
        formatter.start_section(self.words.say("heading-examples"))
        formatter.add_text(self.words.say(f"examples-{self.command}"))
        formatter.end_section()
        formatter.add_usage(
            self.usage, self._actions, [], prefix=self.words.say("heading-usage") + ": "
        )
        for group in (self.values, self.options):
            formatter.start_section(group.title)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        return formatter.format_help()

    def error(self, message: str) -> NoReturn:
        """What argparse itself objects to and no rule above has a sentence for."""
        raise UsageError("usage", problem=message)


COMMON = ("--contacts", "--layouts", "--json", "--lang")


def add_common(parser: Parser, flags: Sequence[str] = COMMON) -> None:
    """The options that commands have in common, all or those in ``flags``, and ``--help``."""
    if "--contacts" in flags:
        parser.option("--contacts", str, default="contacts.yaml", metavar="PATH")
    if "--layouts" in flags:
        parser.option("--layouts", str, default="layouts", metavar="DIR")
    if "--json" in flags:
        parser.option("--json")
    if "--lang" in flags:
        parser.option("--lang", read_language, metavar="vi|en")
    parser.help_option()


def one_of(option: str, known: Sequence[str]) -> Callable[[str], str]:
    """A reader for one of ``known``."""

    def read(text: str) -> str:
        if text not in known:
            raise UsageError("wrong-choice", option=option, given=text, known=tuple(known))
        return text

    return read


def read_language(text: str) -> str:
    """``vi`` or ``en``."""
    return one_of("--lang", LANGUAGES)(text)
