"""What triggers each diagnostic of edits and of the ledger on the command line."""

from __future__ import annotations

import json
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

import pikepdf
from diagnostic_samples import Sample, Told
from diagnostic_samples_files import PDF, put
from filelock import FileLock

from keychain.build.record import HandoutRequest, record_handouts
from keychain.files import read_bytes
from keychain.ledger import open_ledger

LEDGER = "output/ledger.sqlite3"
HELD = ExitStack()
"""What another process would hold; whoever runs a sample closes it."""


def newer_ledger() -> None:
    open_ledger(Path(LEDGER)).close()
    with closing(sqlite3.connect(LEDGER)) as connection:
        connection.execute("PRAGMA user_version = 99")


def busy_ledger() -> None:
    put()
    open_ledger(Path(LEDGER)).close()
    connection = HELD.enter_context(closing(sqlite3.connect(LEDGER, isolation_level=None)))
    connection.execute("BEGIN IMMEDIATE")


def ledger_in_the_way() -> None:
    """A folder of the ledger's name: nothing can be written there, whoever may write anywhere."""
    Path(LEDGER).mkdir(parents=True)


def lock_contacts() -> None:
    HELD.enter_context(FileLock(".contacts.yaml.lock"))


def foreign_ledger() -> None:
    Path("output").mkdir()
    with closing(sqlite3.connect(LEDGER)) as connection:
        connection.execute("CREATE TABLE customers (name TEXT)")


def damaged_ledger() -> None:
    Path("output").mkdir()
    Path(LEDGER).write_bytes(b"no database, " * 400)


def recorded() -> None:
    record_handouts(Path("output"), [put()], read_bytes, HandoutRequest())


def without_content() -> None:
    """A PDF as an earlier version made it: its job does not say what the tags show."""
    place = put()
    with pikepdf.open(place, allow_overwriting_input=True) as pdf:
        job = json.loads(str(pdf.docinfo["/KeychainJob"]))
        for village in job["villages"]:
            del village["shown"]
        pdf.docinfo["/KeychainJob"] = json.dumps(job, ensure_ascii=False)
        pdf.save(place)


PLAN = ("plan", "--layout", "own")
HOUSEHOLDS = ("set-households", "khe-bung", "21")

SAMPLES = (
    Sample("held", (Told("contacts-locked", "contacts.yaml"),), {}, HOUSEHOLDS, 5, lock_contacts),
    Sample("busy", (Told("ledger-busy", LEDGER),), {}, ("record", PDF), 5, busy_ledger),
    Sample("unwritable", (Told("ledger-unwritable", LEDGER),), {}, PLAN, 3, ledger_in_the_way),
    Sample("undo", (Told("nothing-to-undo", "contacts.yaml"),), {}, ("undo",)),
    Sample(
        "retire the only one",
        (Told("village-left-alone", "contacts.yaml", village="khe-bung"),),
        {},
        ("retire-officer", "binh", "--until", "2026-12-31"),
    ),
    Sample("damaged", (Told("ledger-damaged", LEDGER),), {}, PLAN, 3, damaged_ledger),
    Sample("newer", (Told("ledger-newer", LEDGER),), {}, PLAN, 3, newer_ledger),
    Sample("foreign", (Told("ledger-foreign", LEDGER),), {}, ("history",), 3, foreign_ledger),
    Sample(
        "twice",
        (Told("already-recorded", LEDGER, village="khe-bung"),),
        {},
        ("record", PDF),
        0,
        recorded,
    ),
    Sample("of old", (Told("job-without-content", PDF),), {}, ("record", PDF), 3, without_content),
)
