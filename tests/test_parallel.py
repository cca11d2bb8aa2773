"""Many processes: the same bytes as one, in the same order; who dies and who is interrupted."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from cli_samples import CONTACTS, PROJECT
from layout_samples import shipped

from keychain.build import workers
from keychain.build.fault import Fault
from keychain.build.lots import Lot, plan_commune
from keychain.build.options import Options
from keychain.build.order import Step, in_order
from keychain.build.village import Outcome
from keychain.build.work import Setting
from keychain.contacts import read_contacts

VILLAGES = 5
FOLDER = "xa-kien-moc-lang-son"


def contacts(villages: int = VILLAGES) -> str:
    """The sample commune with that many villages of 20 households."""
    head, _, _ = CONTACTS.partition("villages:\n")
    return f"{head}villages:\n" + "".join(
        f"  v-{i}: {{name: Bản {i}, households: 20, officers: [an, binh]}}\n"
        for i in range(villages)
    )


def lots(villages: int) -> tuple[Lot, ...]:
    commune, _ = read_contacts(contacts(villages).encode(), "contacts.yaml")
    assert commune is not None
    return plan_commune(commune, date(2026, 12, 1), Options()).lots


def name_of(lot: Lot) -> str:
    return lot.orders[0].roster.village.id


def outcome(lot: Lot) -> Outcome:
    """What a fake worker gives: an outcome that says which lot it was."""
    return Outcome(None, (name_of(lot),), Fault.NONE, ())


class Gone(BrokenExecutor):
    pass


class Asked(Future[Outcome]):
    """What is worked on as soon as somebody asks for it, and all that is in hand with it."""

    def __init__(self, crew: Crew) -> None:
        super().__init__()
        self._crew = crew

    def result(self, timeout: float | None = None) -> Outcome:
        self._crew.work()
        return super().result(timeout)


@dataclass
class Crew:
    """Workers in this process, of whom those die who meet a village of ``deadly``. The others in
    hand are lost with them, as in a pool; ``done`` counts the work on each village."""

    window: int
    deadly: frozenset[str] = frozenset()
    fickle: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)
    renewed: int = 0
    most: int = 0
    lost: tuple[type[BaseException], ...] = (Gone,)
    _waiting: list[tuple[Lot, Future[Outcome]]] = field(default_factory=list)
    _broken: bool = False

    def expect(self, lots: int) -> None:
        pass

    def submit(self, lot: Lot) -> Future[Outcome]:
        if self._broken:
            raise Gone
        future = Asked(self)
        self._waiting.append((lot, future))
        self.most = max(self.most, len(self._waiting))
        return future

    def work(self) -> None:
        # The last comes first: results must not depend on who is quick.
        for lot, future in reversed(self._waiting):
            name = name_of(lot)
            if name in self.deadly or name in self.fickle:
                self.fickle.discard(name)
                self._broken = True
            if self._broken:
                future.set_exception(Gone())
            else:
                self.done.append(name)
                future.set_result(outcome(lot))
        self._waiting.clear()

    def check(self) -> None:
        """Nobody is waited for in vain."""

    def renew(self) -> None:
        self.renewed += 1
        self._broken = False


def results(crew: Crew, asked: tuple[Lot, ...]) -> list[tuple[str, tuple[str, ...]]]:
    steps: list[Step[str]] = [(name_of(lot), lot) for lot in asked]
    found = []
    for name, result in in_order(steps, crew):
        assert result is not None and result.failed == (name,)
        found.append((name, tuple(each.code for each in result.diagnostics)))
    return found


def test_results_come_in_the_order_of_the_lots() -> None:
    asked = lots(30)
    crew = Crew(window=5)
    assert results(crew, asked) == [(f"v-{i}", ()) for i in range(30)]
    assert crew.done != [f"v-{i}" for i in range(30)]  # although they were done in another
    assert crew.most <= 5


@pytest.mark.parametrize("deadly", [0, 3, 9])
def test_one_that_kills_is_told_and_the_others_are_made(deadly: int) -> None:
    crew = Crew(window=5, deadly=frozenset({f"v-{deadly}"}))
    expected = [(f"v-{i}", ("worker-died",) if i == deadly else ()) for i in range(10)]
    assert results(crew, lots(10)) == expected
    assert crew.renewed == 3


def test_one_that_dies_once_is_made_after_all() -> None:
    crew = Crew(window=5, fickle={"v-4"})
    assert results(crew, lots(10)) == [(f"v-{i}", ()) for i in range(10)]
    assert crew.renewed == 1


def test_steps_are_asked_for_as_they_are_needed() -> None:
    asked = 0
    (lot,) = lots(1)

    def steps() -> Iterator[Step[int]]:
        nonlocal asked
        for asked in range(10_000):
            yield asked, lot if asked % 3 else None

    for number, _ in in_order(steps(), Crew(window=4)):
        assert asked - number < 80
        if number == 500:
            break


def script(body: str, *more: str, method: str = "fork") -> list[str]:
    """A process that builds as the command does, with something changed; a pool from the start."""
    begin = f"""
import os, signal, sys, time
from keychain.build import village, workers
from keychain.cli import main
workers.WORTH = dict.fromkeys(workers.WORTH, 0.0)
workers.start_method = lambda: {method!r}
PARENT, MAKE = os.getpid(), village.write_pdf
{body}
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""
    return [
        *(sys.executable, "-c", begin, "build", "--layouts", str(PROJECT / "layouts")),
        *("--lang", "en", "--as-of", "2026-12-01", "--no-verify", "--jobs", "2", *more),
    ]


def digests(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.suffix in (".pdf", ".json") and path.name != ".built.json"
    }


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contacts.yaml").write_text(contacts(), encoding="utf-8")
    return tmp_path


WAYS = [("1", "spawn"), ("2", "spawn")]
if sys.platform != "win32":
    WAYS += [("2", "fork"), ("5", "fork")]


def test_the_same_bytes_at_any_number_of_processes(project: Path) -> None:
    found = []
    for jobs, method in WAYS:
        made = script("", "--force", "--jobs", jobs, method=method)
        told = subprocess.run(made, capture_output=True, text=True, encoding="utf-8")
        assert (told.returncode, told.stderr) == (0, ""), (jobs, method)
        found.append((digests(project / "output"), told.stdout))
    assert all(each == found[0] for each in found)
    assert len(found[0][0]) == 2 * VILLAGES + 2


def cycles(_: Lot) -> tuple[int, int, int]:
    return gc.get_threshold()


def test_processes_look_for_cycles_as_seldom_as_the_one_that_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "start_method", lambda: "spawn")
    monkeypatch.setattr(workers, "work_in_pool", cycles)
    pool = workers.Pool(Setting(shipped("fob-54x29"), Options()), 1)
    kept = gc.get_threshold()
    gc.set_threshold(54_321, 12, 13)
    try:
        told: object = pool.submit(lots(1)[0]).result()
        assert told == (54_321, 12, 13)
    finally:
        gc.set_threshold(*kept)
        pool.close()


unix = pytest.mark.skipif(sys.platform == "win32", reason="the change is handed on by a fork")

DEADLY = """
def deadly(book, day):
    if os.getpid() != PARENT and "Bản 3" in book.title:
        os.kill(os.getpid(), signal.SIGKILL)
    return MAKE(book, day)
village.write_pdf = deadly
"""


@unix
def test_a_worker_that_dies_takes_one_village_with_it(project: Path) -> None:
    told = subprocess.run(script(DEADLY, "--json"), capture_output=True, text=True)
    assert told.returncode == 5 and told.stderr == ""
    document = json.loads(told.stdout)
    made = [file["village"] for file in document["files"]]
    assert made == [f"v-{i}" for i in range(VILLAGES) if i != 3]
    (found,) = document["diagnostics"]
    assert (found["code"], found["village"]) == ("worker-died", "v-3")
    assert not (project / "output" / FOLDER / "v-3.pdf").exists()
    # Once nothing kills them, only what is missing is made.
    told = subprocess.run(script("", "--json"), capture_output=True, text=True)
    assert told.returncode == 0 and len(json.loads(told.stdout)["files"]) == VILLAGES


SLOW = """
def slow(book, day):
    if os.getpid() != PARENT:
        with open(f"worker-{os.getpid()}", "w"):
            pass
        time.sleep(60)
    return MAKE(book, day)
village.write_pdf = slow
"""


def alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@unix
@pytest.mark.parametrize("how", ["terminal", "alone", "killed"])
def test_an_interrupt_leaves_no_process_and_no_half_file(project: Path, how: str) -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("processes are looked up in /proc")
    process = subprocess.Popen(
        script(SLOW),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while len(list(project.glob("worker-*"))) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    workers = [int(path.name.partition("-")[2]) for path in project.glob("worker-*")]
    assert len(workers) == 2 and all(map(alive, workers))
    if how == "terminal":  # Ctrl-C reaches every process of the command
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT if how == "alone" else signal.SIGKILL)
    began = time.monotonic()
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - began < 10
    if how != "killed":
        assert process.returncode == 130
        assert out == "" and len(err.splitlines()) == 1
    until = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(alive, workers))
    assert not list((project / "output").rglob(".keychain-*"))
    assert not (project / "output" / FOLDER / "job.json").exists()


FICKLE = """
def fickle(book, day):
    number = int(book.title.split("Bản ")[1].split(",")[0])
    if os.getpid() != PARENT and number % 4 == 1:
        try:
            open(f"died-{number}", "x").close()
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    return MAKE(book, day)
village.write_pdf = fickle
"""


@unix
@pytest.mark.stress
def test_many_deaths_cost_no_village(project: Path) -> None:
    (project / "contacts.yaml").write_text(contacts(60), encoding="utf-8")
    told = subprocess.run(script(FICKLE, "--json"), capture_output=True, text=True)
    assert told.returncode == 0 and len(list(project.glob("died-*"))) == 15
    left = digests(project / "output")
    assert len(left) == 2 * 60 + 2
    subprocess.run(script("", "--force", "--jobs", "1"), check=True, capture_output=True)
    assert digests(project / "output") == left
