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
    read_count,
    read_day,
    read_dpi,
    read_spare,
    read_start,
)
from keychain.cli.lengths import NEGATIVE, read_reading
from keychain.cli.words import Words

SHELLS = ("bash", "zsh", "fish", "powershell")

READINGS = (
    "left",
    "top",
    "width",
    "height",
    "back-right",
    "back-down",
    "back-width",
    "back-height",
    "margin",
)
"""What is read off a calibration sheet, in the order of its table."""


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
    parser.option("--labels", str, metavar="NAME")
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
        "--sheets",
        one_of("--sheets", ("village", "one", "gang")),
        default="village",
        metavar="village|one|gang",
    )
    parser.option("--start", read_start, metavar="ROW:COLUMN")
    parser.option("--output", str, default="output", metavar="DIR")
    parser.option("--changed")
    parser.option("--no-verify")


def _verify(parser: Parser) -> None:
    parser.value("pdfs", "value-pdfs")
    parser.option("--scan")
    parser.option("--report", str, metavar="FILE")


def _proof(parser: Parser) -> None:
    parser.value("villages", "value-villages")
    parser.option("--layout", str, metavar="NAME", help_key="option-proof-layout")
    parser.option("--press", str, metavar="NAME", help_key="option-proof-press")
    parser.option("--as-of", read_day, metavar="YYYY-MM-DD", help_key="option-proof-as-of")
    parser.option("--output", str, default="output", metavar="DIR", help_key="option-proof-output")


def _calibrate(parser: Parser) -> None:
    parser._negative_number_matcher = NEGATIVE
    parser.value("profile", "value-profile")
    papers = ("A4", "A3", "SRA3", "Letter")
    parser.option("--paper", one_of("--paper", papers), default="A4", metavar="|".join(papers))
    parser.option("--printer", str, metavar="TEXT")
    parser.option("--tray", str, metavar="TEXT")
    edges = ("long-edge", "short-edge")
    parser.option("--duplex", one_of("--duplex", edges), metavar="|".join(edges))
    parser.option("--press", str, default=OFFICE, metavar="NAME", help_key="option-parent-press")
    parser.option("--read")
    for name in READINGS:
        parser.option(f"--{name}", read_reading, metavar="MM")
    parser.option("--force", help_key="option-calibrate-force")
    parser.option("--output", str, default="output", metavar="DIR", help_key="option-calibrate-to")


def _schema(parser: Parser) -> None:
    parser.value("kind", "value-kind")


def _completion(parser: Parser) -> None:
    parser.value("shell", "value-shell")


def _preview(parser: Parser) -> None:
    parser.value("village", "value-village")
    parser.option("--layout", str, default=DEFAULT_LAYOUT, metavar="NAME")
    parser.option("--press", str, default=OFFICE, metavar="NAME")
    parser.option("--labels", str, metavar="NAME")
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


def _labels(parser: Parser) -> None:
    parser.value("names", "value-names")


def _show(parser: Parser) -> None:
    read = one_of("--show", ("auto", "never"))
    parser.option("--show", read, default="auto", metavar="auto|never")


def _rotate(parser: Parser) -> None:
    parser.value("officers", "value-rotate")
    parser.option("--from", read_day, metavar="YYYY-MM-DD")
    parser.option("--village", str, metavar="VILLAGE", repeated=True, help_key="option-some")
    _person(parser, named=True)
    parser.option("--dry-run")


def _change_number(parser: Parser) -> None:
    parser.value("officer_number", "value-officer-number")
    parser.option("--from", read_day, metavar="YYYY-MM-DD", help_key="option-number-from")
    parser.option("--correct")
    parser.option("--dry-run")


def _add_officer(parser: Parser) -> None:
    parser.value("name_of", "value-officer-name")
    _person(parser, named=False)
    parser.option("--village", str, metavar="VILLAGE", repeated=True, help_key="option-serves")
    parser.option("--id", str, metavar="ID")
    parser.option("--dry-run")


def _retire_officer(parser: Parser) -> None:
    parser.value("officer", "value-officer")
    parser.option("--until", read_day, metavar="YYYY-MM-DD")
    parser.option("--dry-run")


def _add_village(parser: Parser) -> None:
    parser.value("name_of", "value-village-name")
    parser.option("--officer", str, metavar="OFFICER", repeated=True)
    parser.option("--kind", str, metavar="KIND")
    parser.option("--households", read_count, metavar="N")
    parser.option("--id", str, metavar="ID")
    parser.option("--dry-run")


def _rename_village(parser: Parser) -> None:
    parser.value("village_name", "value-rename")
    parser.option("--dry-run")


def _retire_village(parser: Parser) -> None:
    parser.value("village", "value-one-village")
    parser.option("--until", read_day, metavar="YYYY-MM-DD")
    parser.option("--dry-run")


def _set_households(parser: Parser) -> None:
    parser.value("village_count", "value-households")
    parser.option("--dry-run")


def _undo(parser: Parser) -> None:
    parser.option("--dry-run")


def _person(parser: Parser, *, named: bool) -> None:
    if named:
        parser.option("--name", str, metavar="NAME")
    parser.option("--rank", str, metavar="RANK")
    parser.option("--role", str, metavar="ROLE")
    parser.option("--phone", str, metavar="NUMBER", repeated=True)


def _plan(parser: Parser) -> None:
    parser.value("villages", "value-villages")
    parser.option("--as-of", read_day, metavar="YYYY-MM-DD")
    parser.option("--layout", str, default=DEFAULT_LAYOUT, metavar="NAME")
    parser.option("--press", str, default=OFFICE, metavar="NAME")
    parser.option("--if", str, metavar="EDIT…")
    parser.option("--exit-code")
    parser.option("--calendar", str, metavar="FILE")
    parser.option("--output", str, default="output", metavar="DIR", help_key="option-ledger-output")


def _record(parser: Parser) -> None:
    parser.value("jobs", "value-jobs")
    parser.option("--on", read_day, metavar="YYYY-MM-DD")
    parser.option(
        "--village", str, metavar="VILLAGE", repeated=True, help_key="option-record-village"
    )
    parser.option("--count", read_copies, metavar="N")
    parser.option("--in-addition")
    parser.option("--rebuild", str, metavar="DIR")
    parser.option("--output", str, default="output", metavar="DIR", help_key="option-ledger-output")


def _history(parser: Parser) -> None:
    parser.value("villages", "value-villages")
    parser.option(
        "--officer", str, metavar="OFFICER", repeated=True, help_key="option-history-officer"
    )
    parser.option("--as-of", read_day, metavar="YYYY-MM-DD", help_key="option-history-as-of")
    parser.option("--output", str, default="output", metavar="DIR", help_key="option-ledger-output")


def _diff(parser: Parser) -> None:
    parser.value("directories", "value-directories")
    parser.option("--as-of", read_day, metavar="YYYY-MM-DD", help_key="option-diff-as-of")


_EDITS = ("--contacts", "--json", "--lang")

SIGNATURES = {
    "init": Signature(_init, common=("--json", "--lang")),
    "check": Signature(_check),
    "build": Signature(_build),
    "verify": Signature(_verify),
    "proof": Signature(_proof),
    "preview": Signature(_preview),
    "layouts": Signature(_layouts),
    "labels": Signature(_labels, common=("--layouts", "--json", "--lang")),
    "calibrate": Signature(_calibrate, common=("--layouts", "--json", "--lang")),
    "rotate": Signature(_rotate, _EDITS),
    "change-number": Signature(_change_number, _EDITS),
    "add-officer": Signature(_add_officer, _EDITS),
    "retire-officer": Signature(_retire_officer, _EDITS),
    "add-village": Signature(_add_village, _EDITS),
    "rename-village": Signature(_rename_village, _EDITS, "change_village.rename"),
    "retire-village": Signature(_retire_village, _EDITS, "change_village.retire"),
    "set-households": Signature(_set_households, _EDITS, "change_village.set_households"),
    "undo": Signature(_undo, _EDITS),
    "plan": Signature(_plan, rest="--if"),
    "record": Signature(_record, ("--json", "--lang")),
    "history": Signature(_history, _EDITS),
    "diff": Signature(_diff, ("--json", "--lang")),
    "schema": Signature(_schema, common=("--json", "--lang")),
    "completion": Signature(_completion, common=("--lang",)),
}
