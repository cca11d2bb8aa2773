"""What each command takes, apart from what it does: help and completion need no more.

The modules of the commands import the stages, which takes a fifth of a second; this one does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from keychain.build.options import DEFAULT_LAYOUT, OFFICE
from keychain.cli.arguments import (
    COMMON,
    Parser,
    add_common,
    one_of,
    read_copies,
    read_day,
    read_dpi,
    read_spare,
)
from keychain.cli.words import Words

SHELLS = ("bash", "zsh", "fish", "powershell")


@dataclass(frozen=True, slots=True)
class Signature:
    """``add`` declares a command's own values and options, ``common`` are those it takes of the
    options that commands have in common."""

    add: Callable[[Parser], None]
    common: tuple[str, ...] = COMMON


def signed_parser(name: str, words: Words) -> Parser:
    """The parser of the command ``name``, one of SIGNATURES, complete."""
    signature = SIGNATURES[name]
    parser = Parser(words, name)
    signature.add(parser)
    add_common(parser, signature.common)
    return parser


def _init(parser: Parser) -> None:
    parser.value("folder", "value-folder")
    parser.option("--commune", str, metavar="NAME")
    parser.option("--province", str, metavar="NAME")
    parser.option("--village", str, metavar="NAME", repeated=True)
    parser.option("--chief", str, metavar="NAME")
    parser.option("--chief-phone", str, metavar="NUMBER")
    parser.option("--duty-phone", str, metavar="NUMBER")


def _check(parser: Parser) -> None:
    parser.option("--as-of", read_day, metavar="YYYY-MM-DD")


def _build(parser: Parser) -> None:
    parser.value("villages", "value-villages")
    parser.option("--layout", str, default=DEFAULT_LAYOUT, metavar="NAME")
    parser.option("--press", str, default=OFFICE, metavar="NAME")
    parser.option("--as-of", read_day, metavar="YYYY-MM-DD")
    parser.option("--copies", read_copies, metavar="N")
    parser.option("--spare", read_spare, metavar="N%")
    parser.option(
        "--faces",
        one_of("--faces", ("both", "front", "back")),
        default="both",
        metavar="both|front|back",
    )
    parser.option(
        "--sheets", one_of("--sheets", ("village", "one")), default="village", metavar="village|one"
    )
    parser.option("--output", str, default="output", metavar="DIR")
    parser.option("--no-verify")


def _verify(parser: Parser) -> None:
    parser.value("pdfs", "value-pdfs")


def _schema(parser: Parser) -> None:
    parser.value("kind", "value-kind")


def _completion(parser: Parser) -> None:
    parser.value("shell", "value-shell")


def _preview(parser: Parser) -> None:
    parser.value("village", "value-village")
    parser.option("--layout", str, default=DEFAULT_LAYOUT, metavar="NAME")
    parser.option("--press", str, default=OFFICE, metavar="NAME")
    parser.option("--as-of", read_day, metavar="YYYY-MM-DD")
    parser.option("--guides")
    parser.option("--watch")
    parser.option("--dpi", read_dpi, default=300, metavar="N")
    parser.option("--sheet-dpi", read_dpi, metavar="N")
    _show(parser)
    parser.option(
        "--output", str, default="output", metavar="DIR", help_key="option-preview-output"
    )


def _layouts(parser: Parser) -> None:
    parser.value("what", "value-what")
    parser.option("--village", str, metavar="VILLAGE", help_key="option-layouts-village")
    parser.option("--as-of", read_day, metavar="YYYY-MM-DD")
    parser.option("--pictures", str, metavar="DIR")
    _show(parser)


def _show(parser: Parser) -> None:
    read = one_of("--show", ("auto", "never"))
    parser.option("--show", read, default="auto", metavar="auto|never")


SIGNATURES = {
    "init": Signature(_init, common=("--json", "--lang")),
    "check": Signature(_check),
    "build": Signature(_build),
    "verify": Signature(_verify),
    "preview": Signature(_preview),
    "layouts": Signature(_layouts),
    "schema": Signature(_schema, common=("--json", "--lang")),
    "completion": Signature(_completion, common=("--lang",)),
}
