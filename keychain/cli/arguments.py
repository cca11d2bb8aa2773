"""Options and values of the command line; a wrong one is answered with the nearest right one."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from keyword import iskeyword
from typing import NoReturn

from keychain.cli.columns import wrap
from keychain.cli.words import LANGUAGES, Words
from keychain.diagnostics import Value
from keychain.text import nearest

MOST_COPIES = 100_000
"""More tags than any commune has households."""

LEAST_DPI, MOST_DPI = 36, 1200
"""A picture of fewer dots shows nothing, and one of more would not fit a clerk's computer."""

MOST_JOBS = 1000

_SCHEMES = {"dask": "tcp", "tcp": "tcp", "tls": "tls"}
"""Dask's own commands show and take the latter two."""
_ADDRESS = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):[0-9]{1,5}")
_START = re.compile(r"0*([1-9][0-9]{0,2}):0*([1-9][0-9]{0,2})|0*([0-9]{1,4})")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OUR_DAY = re.compile(r"[0-9]{1,2}([-/])[0-9]{1,2}\1[0-9]{4}")


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


def read_day(text: str) -> date:
    """A day written 2026-12-01, or as Vietnamese people write it, 1/12/2026 or 01-12-2026."""
    try:
        if _ISO_DAY.fullmatch(text):
            return date.fromisoformat(text)
        if _OUR_DAY.fullmatch(text):
            day, month, year = map(int, text.replace("-", "/").split("/"))
            return date(year, month, day)
        raise ValueError(text)
    except ValueError:
        raise UsageError("wrong-day", given=text) from None


def read_copies(text: str) -> int:
    """A number of tags, from 1 to MOST_COPIES."""
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= MOST_COPIES:
        raise UsageError("wrong-copies", given=text, most=MOST_COPIES)
    return int(text)


def read_serial_from(text: str) -> int:
    """The running number of a first tag, from 1 to MOST_NUMBERED."""
    from keychain.tags.serial import MOST_NUMBERED  # with what tags are made of, for this one

    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= MOST_NUMBERED:
        raise UsageError("wrong-serial-from", given=text, most=MOST_NUMBERED)
    return int(text)


def read_count(text: str) -> int:
    """A number of households, from 0 to MOST_COPIES."""
    if not (text.isascii() and text.isdigit()) or int(text[:9]) > MOST_COPIES:
        raise UsageError("wrong-count", given=text, most=MOST_COPIES)
    return int(text)


def read_jobs(text: str) -> int:
    """A number of processes, from 1 to MOST_JOBS."""
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= MOST_JOBS:
        raise UsageError("wrong-jobs", given=text, most=MOST_JOBS)
    return int(text)


def read_executor(text: str) -> str:
    """The address of a Dask scheduler, ``tcp://HOST:PORT``, of ``dask://HOST:PORT``; ``tls://`` as
    it is given."""
    scheme, _, address = text.partition("://")
    if scheme not in _SCHEMES or not _ADDRESS.fullmatch(address):
        raise UsageError("wrong-executor", given=text)
    return f"{_SCHEMES[scheme]}://{address}"


def read_dpi(text: str) -> int:
    """Dots per inch, from LEAST_DPI to MOST_DPI."""
    if not (text.isascii() and text.isdigit()) or not LEAST_DPI <= int(text[:9]) <= MOST_DPI:
        raise UsageError("wrong-dpi", given=text, least=LEAST_DPI, most=MOST_DPI)
    return int(text)


def read_start(text: str) -> str:
    """Where a begun sheet goes on: ``3:1``, a row and a column, or how many places are used, which
    is empty for none."""
    given = _START.fullmatch(text.strip()) if text.isascii() else None
    if given is None:
        raise UsageError("wrong-start", given=text)
    row, column, used = given.groups()
    return f"{row}:{column}" if row else used.lstrip("0")


def read_spare(text: str) -> Decimal:
    """A percentage from 0 to 100, with or without its sign, decimals with a point or a comma."""
    try:
        share = Decimal(text.strip().removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        raise UsageError("wrong-spare", given=text) from None
    if not (share.is_finite() and 0 <= share <= 100):
        raise UsageError("wrong-spare", given=text)
    return share
