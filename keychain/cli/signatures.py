"""What each command takes, apart from what it does: help and completion need no more.

The modules of the commands import the stages, which takes a fifth of a second; this one does not.
"""

from __future__ import annotations

from keychain.build.options import DEFAULT_LAYOUT, OFFICE
from keychain.cli.arguments import (
    Parser,
    add_common,
    one_of,
)
from keychain.cli.lengths import NEGATIVE, read_reading
from keychain.cli.option_values import (
    read_copies,
    read_day,
    read_dpi,
    read_executor,
    read_jobs,
    read_serial_from,
    read_spare,
    read_start,
)
from keychain.cli.rotation_signatures import ROTATION
from keychain.cli.signature import Signature
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
    parser.option("--serial-from", read_serial_from, metavar="N")
    parser.option("--output", str, default="output", metavar="DIR")
    parser.option("--jobs", read_jobs, metavar="N")
    parser.option("--executor", read_executor, metavar="URI")
    parser.option("--changed")
    parser.option("--force", help_key="option-build-force")
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


def _directory(parser: Parser) -> None:
    parser.value("villages", "value-villages")
    forms = ("pdf", "poster", "html", "vcf", "csv", "xlsx")
    parser.option("--format", one_of("--format", forms), default="pdf", metavar="|".join(forms))
    parser.option("--as-of", read_day, metavar="YYYY-MM-DD", help_key="option-directory-as-of")
    parser.option("--only-duty")
    parser.option("--each")
    parser.option("--booklet")
    papers = ("A4", "A5", "A3")
    parser.option(
        "--paper",
        one_of("--paper", papers),
        metavar="|".join(papers),
        help_key="option-directory-paper",
    )
    parser.option("--layout", str, metavar="NAME", help_key="option-poster-layout")
    parser.option("--press", str, default=OFFICE, metavar="NAME", help_key="option-poster-press")
    versions = ("3.0", "4.0")
    parser.option("--vcard", one_of("--vcard", versions), metavar="3.0|4.0")
    parser.option(
        "--output", str, default="output", metavar="DIR", help_key="option-directory-output"
    )


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


SIGNATURES = {
    "init": Signature(_init, common=("--json", "--lang")),
    "check": Signature(_check),
    "build": Signature(_build),
    "verify": Signature(_verify),
    "proof": Signature(_proof),
    "directory": Signature(_directory),
    "preview": Signature(_preview),
    "layouts": Signature(_layouts),
    "labels": Signature(_labels, common=("--layouts", "--json", "--lang")),
    "calibrate": Signature(_calibrate, common=("--layouts", "--json", "--lang")),
    **ROTATION,
    "schema": Signature(_schema, common=("--json", "--lang")),
    "completion": Signature(_completion, common=("--lang",)),
}
