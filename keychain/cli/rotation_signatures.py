"""What the commands take that change the contacts, and those that know what people hold."""

from __future__ import annotations

from keychain.build.options import DEFAULT_LAYOUT, OFFICE
from keychain.cli.arguments import Parser
from keychain.cli.option_values import read_copies, read_count, read_day
from keychain.cli.signature import Signature

_EDITS = ("--contacts", "--json", "--lang")


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


def _import(parser: Parser) -> None:
    parser.value("list", "value-list")
    parser.option("--map", str, metavar="COLUMN=KEY", repeated=True)
    parser.option("--sheet", str, metavar="NAME")
    parser.option("--accept", str, metavar="KIND", repeated=True)
    parser.option("--commune", str, metavar="NAME")
    parser.option("--province", str, metavar="NAME")
    parser.option("--from", read_day, metavar="YYYY-MM-DD", help_key="option-number-from")
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
    parser.value("villages", "value-history")
    parser.option(
        "--officer", str, metavar="OFFICER", repeated=True, help_key="option-history-officer"
    )
    parser.option("--as-of", read_day, metavar="YYYY-MM-DD", help_key="option-history-as-of")
    parser.option("--output", str, default="output", metavar="DIR", help_key="option-ledger-output")


def _diff(parser: Parser) -> None:
    parser.value("directories", "value-directories")
    parser.option("--as-of", read_day, metavar="YYYY-MM-DD", help_key="option-diff-as-of")


ROTATION = {
    "import": Signature(_import, _EDITS, "import_list.run"),
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
}
