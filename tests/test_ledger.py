"""The ledger: what goes in comes out, whole or not at all; what is damaged or newer is refused."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keychain.ledger import BuiltJob, BuiltVillage, Handout, Issue, LedgerRefused, open_ledger
from keychain.ledger.holdings import holdings
from keychain.ledger.model import Replaces

DAY = date(2026, 12, 1)


def job(number: int, *villages: str) -> BuiltJob:
    made = tuple(
        BuiltVillage(v, v.title(), f"{number:064x}", f'{{"n":{number}}}', 20, 24)
        for v in villages or ("ban-phuc",)
    )
    return BuiltJob(f"{number:064x}", "Xã A", "Tỉnh B", DAY, "fob-54x29", "office", "0.1", made)


def issue(count: int, replaces: Replaces, number: int = 1, days: int = 0) -> Issue:
    return Issue(
        "Xã A",
        "Tỉnh B",
        "ban-phuc",
        f"{number:064x}",
        f'{{"n":{number}}}',
        "fob-54x29",
        DAY,
        DAY + timedelta(days=days),
        count,
        replaces,
    )


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "out" / "ledger.sqlite3"
    ledger = open_ledger(path)
    one, two = job(1), job(2, "ban-phuc", "ban-hang")
    ledger.add_builds([one])
    ledger.hand_out([one, two], [Handout(two.sha256, "ban-hang", DAY, 7, "count")])
    ledger.add_builds([one, two])
    ledger.close()
    again = open_ledger(path)
    assert again.jobs() == (one, two)
    assert again.handouts() == (Handout(two.sha256, "ban-hang", DAY, 7, "count"),)
    (found,) = again.issues("Xã A", "Tỉnh B")["ban-hang"]
    assert (found.shown, found.count, found.replaces) == ('{"n":2}', 7, "count")
    assert again.issues("Xã A", "Tỉnh C") == {}
    assert again.issues("Xã A", "Tỉnh B", "Huyện D"), "tags that tell no district are anybody's"
    again.close()


def test_two_communes_of_one_name_are_told_apart_by_their_districts(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "l.sqlite3")
    for number, district in ((1, "Huyện C"), (2, "Huyện D")):
        one = job(number)
        shown = f'{{"district":"{district}"}}'
        (village,) = one.villages
        one = replace(one, villages=(replace(village, shown=shown),))
        ledger.hand_out([one], [Handout(one.sha256, "ban-phuc", DAY, number)])
    wanted: dict[str | None, list[int]] = {"Huyện C": [1], "Huyện D": [2], "Huyện E": []}
    for asked, counts in (wanted | {None: [1, 2]}).items():
        issues = ledger.issues("Xã A", "Tỉnh B", asked).get("ban-phuc", ())
        assert [issue.count for issue in issues] == counts
    ledger.close()


def test_a_handout_of_what_is_not_in_the_job_is_refused_whole(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "l.sqlite3")
    wrong = [Handout(job(1).sha256, v, DAY, 7) for v in ("ban-phuc", "nowhere")]
    with pytest.raises(LedgerRefused):
        ledger.hand_out([job(1)], wrong)
    assert ledger.handouts() == () and ledger.jobs() == ()
    ledger.close()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("text", "ledger-damaged"),
        ("cut", "ledger-damaged"),
        ("newer", "ledger-newer"),
        ("foreign", "ledger-foreign"),
    ],
)
def test_what_cannot_be_used_is_refused_and_kept(tmp_path: Path, damage: str, code: str) -> None:
    path = tmp_path / "ledger.sqlite3"
    if damage == "foreign":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE mine (a)")
        connection.close()
    else:
        ledger = open_ledger(path)
        ledger.add_builds([job(n, *(f"v{i}" for i in range(50))) for n in range(20)])
        ledger.close()
    if damage == "text":
        path.write_text("not a ledger at all, " * 300, encoding="utf-8")
    elif damage == "cut":
        data = path.read_bytes()
        path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    elif damage == "newer":
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    before = path.read_bytes()
    with pytest.raises(LedgerRefused) as refused:
        ledger = open_ledger(path)
        try:
            ledger.jobs()
        finally:
            ledger.close()
    assert refused.value.finding.code == code
    assert path.read_bytes() == before


def test_a_ledger_that_may_not_be_written_is_sound(tmp_path: Path) -> None:
    """Whoever is told that it is damaged throws it away."""
    path = tmp_path / "ledger.sqlite3"
    open_ledger(path).close()
    ledger = open_ledger(path)
    ledger.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(LedgerRefused) as refused:
        ledger.add_builds([job(1)])
    assert refused.value.finding.code == "ledger-unwritable"
    ledger.connection.execute("PRAGMA query_only = OFF")
    ledger.connection.execute("PRAGMA max_page_count = 1")  # as on a full disk
    with pytest.raises(LedgerRefused) as refused:
        ledger.add_builds([job(n, *(f"v{i}" for i in range(50))) for n in range(20)])
    assert refused.value.finding.code == "ledger-unwritable"
    ledger.close()


def test_holdings_by_hand() -> None:
    first, second, third = issue(50, "all"), issue(20, "count", 2, 5), issue(10, "none", 3, 9)
    assert [(h.fingerprint[-1], h.count) for h in holdings([first, second, third])] == [
        ("1", 30),
        ("2", 20),
        ("3", 10),
    ]
    assert [h.count for h in holdings([first, second, third], DAY + timedelta(days=5))] == [30, 20]
    # Tags that say the same are for people who had none: they replace only the others.
    again = issue(15, "all", 2, 12)
    held = holdings([first, second, third, again])
    assert [(h.fingerprint[-1], h.count) for h in held] == [("2", 20), ("2", 15)]
    last = issue(5, "all", 4, 12)
    assert [(h.fingerprint[-1], h.count) for h in holdings([first, second, last])] == [("4", 5)]


@given(
    st.lists(
        st.tuples(st.integers(0, 100), st.sampled_from(("all", "count", "none")), st.integers(1, 4))
    )
)
def test_nobody_holds_more_than_was_handed_out(
    given_out: list[tuple[int, Replaces, int]],
) -> None:
    issues = [issue(count, replaces, n, day) for day, (count, replaces, n) in enumerate(given_out)]
    held = holdings(issues)
    assert all(holding.count > 0 for holding in held)
    since = max((i for i, one in enumerate(issues) if one.replaces == "all"), default=0)
    kept = [
        one
        for i, one in enumerate(issues)
        if i >= since or one.fingerprint == issues[since].fingerprint
    ]
    assert sum(h.count for h in held) <= sum(one.count for one in kept)
    if issues and issues[-1].count:
        assert held[-1].fingerprint == issues[-1].fingerprint


WRITING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_ledger import DAY, job
from keychain.ledger import Handout, open_ledger
ledger = open_ledger(Path(sys.argv[1]))
number = len(ledger.jobs())
while True:
    made = job(number, "a", "b", "c")
    ledger.hand_out([made], [Handout(made.sha256, v, DAY, 5) for v in "abc"])
    number += 1
    print(number, flush=True)
"""


def kill_often(path: Path, times: int) -> None:
    for turn in range(times):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITING, str(path), str(Path(__file__).parent)],
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.0007 * (turn % 40))
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        told = process.stdout.read().split()
        process.wait()
        process.stdout.close()
        ledger = open_ledger(path)
        jobs, handouts = ledger.jobs(), ledger.handouts()
        assert ledger.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        ledger.close()
        # Whole: three hand-outs a job; and everything that was told of is there.
        assert len(handouts) == 3 * len(jobs) and jobs
        assert not told or len(jobs) >= int(told[-1])


def test_killed_in_the_middle(tmp_path: Path) -> None:
    kill_often(tmp_path / "ledger.sqlite3", 3)


@pytest.mark.stress
def test_two_hundred_kills(tmp_path: Path) -> None:
    kill_often(tmp_path / "ledger.sqlite3", 200)
