"""What triggers each diagnostic of numbered tags, on the command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
from cli_samples import CONTACTS
from diagnostic_samples import Sample, Told
from diagnostic_samples_files import LAYOUT, OWN, PDF

from keychain.cli import main
from keychain.diagnostics import Diagnostic
from keychain.preflight import check_pdf

MARK = '          mark: {text: "{mark.month} {mark.code}", style: words}\n'
TEXT = MARK + '          serial: {text: "{serial}", style: words}\n'
FILES = {
    "contacts.yaml": CONTACTS.replace("  spare: 5%\n", "  spare: 5%\n  serial: yes\n")
    .replace("households: 52\n", "households: 52\n    code: 03\n")
    .replace("households: 20\n", "households: 20\n    code: 11\n"),
    OWN: LAYOUT.replace(MARK, TEXT),
}
CODED = {
    **FILES,
    OWN: FILES[OWN].replace("qr: dial", "qr: serial").replace("    row:", "    gap: 3mm\n    row:"),
}
BUILD = ("build", "khe-bung", "--layout", "own", "--copies", "2", "--no-verify")
LEDGER = "output/ledger.sqlite3"


def build() -> None:
    assert main([*BUILD, "--json"]) == 0


def spoilt(old: bytes, new: bytes) -> Callable[[], None]:
    """What spoils the first page of the village's PDF."""

    def before() -> None:
        build()
        with pikepdf.open(PDF, allow_overwriting_input=True) as pdf:
            said = pdf.pages[0].Contents.read_bytes()
            spoilt = re.sub(old, new, said, flags=re.DOTALL)
            assert said != spoilt
            pdf.pages[0].Contents = pdf.make_stream(spoilt)
            pdf.save(PDF)

    return before


def recorded() -> None:
    build()
    assert main(["record", PDF, "--json"]) == 0


def other_code() -> None:
    build()
    Path("contacts.yaml").write_text(
        FILES["contacts.yaml"].replace("code: 11", "code: 12"), encoding="utf-8"
    )


def damaged_ledger() -> None:
    Path("output").mkdir()
    Path(LEDGER).write_bytes(b"no ledger")


def contacts(code: str, old: str, new: str, line: int, column: int, exit: int = 3) -> Sample:
    text = FILES["contacts.yaml"]
    assert text.count(old) == 1
    files = {**FILES, "contacts.yaml": text.replace(old, new)}
    return Sample(new, (Told(code, "contacts.yaml", line, column),), files, ("check",), exit)


def here(code: str, **more: str | int) -> Told:
    return replace(Told(code, PDF, village="khe-bung"), **more)  # type: ignore[arg-type]  # as given


VERIFY = ("verify", PDF)
# A number is a matrix and its letters, and the whole a text: BT … Tm … Tf (…) Tj … ET. The number
# of the sheet is shorter.
_NUMBER = rb"\((?:\\.|[^()\\]){10,}\) Tj"
_ONE, _TWO = rb"(" + _NUMBER + rb")(.*?)(" + _NUMBER + rb")", rb"\3\2\1"
_CODES = rb"(q\n[-0-9. ]+cm)(.*?)(q\n[-0-9. ]+cm)(?!.*q\n[-0-9. ]+cm)"

SAMPLES = (
    contacts("village-code-form", "code: 11", "code: 1A", 24, 11),
    contacts("village-code-twice", "code: 11", "code: 3", 24, 11),
    contacts("village-codes-unstated", "    code: 11\n", "", 21, 3, 0),
    Sample("no box", (Told("layout-without-serial", OWN),), {**FILES, OWN: LAYOUT}, BUILD, 0),
    Sample(
        "a box that is never there",
        (Told("serial-not-shown", "contacts.yaml", village="khe-bung"),),
        {**FILES, OWN: FILES[OWN].replace('"{serial}", ', '"{serial}", when: {lacks: serial}, ')},
        BUILD,
    ),
    Sample(
        "no numbers left",
        (Told("serials-used-up", "contacts.yaml", village="khe-bung"),),
        FILES,
        (*BUILD, "--serial-from", "999990"),
    ),
    Sample(
        "handed out already",
        (Told("serials-continued", None, village="khe-bung"),),
        FILES,
        BUILD,
        0,
        recorded,
    ),
    Sample(
        "handed out already, and asked for again",
        (Told("serials-again", None, village="khe-bung"),),
        FILES,
        (*BUILD, "--serial-from", "2"),
        0,
        recorded,
    ),
    Sample(
        "recorded twice",
        (Told("numbered-already-recorded", LEDGER, village="khe-bung"),),
        FILES,
        ("record", PDF),
        0,
        recorded,
    ),
    Sample(
        "nobody knows",
        (Told("serials-unknown", "contacts.yaml"),),
        FILES,
        BUILD,
        3,
        damaged_ledger,
    ),
    Sample(
        "one number less",
        (here("serial-missing", page=1, position="1:1"),),
        FILES,
        VERIFY,
        4,
        spoilt(_NUMBER, b""),
    ),
    Sample(
        "two numbers exchanged",
        (
            here("serial-wrong", page=1, position="1:1"),
            here("serial-wrong", page=1, position="2:1"),
        ),
        FILES,
        VERIFY,
        4,
        spoilt(_ONE, _TWO),
    ),
    Sample(
        "two codes exchanged",
        (here("serial-code-wrong", page=1, position="1:1"),),
        CODED,
        VERIFY,
        4,
        spoilt(_CODES, rb"\3\2\1"),
    ),
    Sample("another code", (here("serial-series-changed"),), FILES, VERIFY, 4, other_code),
)

ONLY_BY_STAGE = {
    "serial-job-differs": "verify makes what is expected from the job of the PDF itself",
}


def by_stage() -> Iterator[Diagnostic]:
    """A job that tells of other numbers."""
    from serial_books import numbered

    made = numbered()
    job = made.made.book.job.replace('"first": 1', '"first": 7')
    other = replace(made.made, book=replace(made.made.book, job=job))
    yield from check_pdf(replace(made, made=other).pdf(), made.expected)
