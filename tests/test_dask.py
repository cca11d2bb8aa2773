"""The same build on a Dask cluster of several processes, one of which is killed in the middle."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from cli_samples import Project
from test_parallel import contacts

from keychain.cli.console import Console

dask: Any = pytest.importorskip("dask", reason="Dask is not installed: keychain[dask]")
distributed = pytest.importorskip("distributed", reason="Dask is not installed: keychain[dask]")

AS_OF = ("--as-of", "2026-12-01", "--no-verify")
VILLAGES = 24


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        silence_logs=50,
    ) as cluster:
        yield cluster


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    monkeypatch.chdir(tmp_path)
    project = Project(tmp_path, capsys)
    project.write(contacts(VILLAGES))
    return project


def address(cluster: Any) -> str:
    return "dask://" + str(cluster.scheduler_address).removeprefix("tcp://")


def digests(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.suffix in (".pdf", ".json") and path.name != ".built.json"
    }


def worker_pids(cluster: Any) -> list[int]:
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        return list(client.run(os.getpid).values())


def test_the_same_bytes_from_a_cluster(project: Project, cluster: Any) -> None:
    assert project.run("build", *AS_OF, "--jobs", "1").code == 0
    here = digests(project.root / "output")
    told = project.run("build", *AS_OF, "--force", "--executor", address(cluster), "--json")
    assert told.code == 0 and len(told.document["files"]) == VILLAGES
    assert digests(project.root / "output") == here
    told = project.run("build", *AS_OF, "--executor", address(cluster))
    assert f"{VILLAGES} of them had not changed" in " ".join(told.out.split())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_worker_killed_in_the_middle_costs_nothing(project: Project, cluster: Any) -> None:
    victim, others = worker_pids(cluster)[0], set(worker_pids(cluster))
    killed = threading.Event()

    def kill() -> None:
        until = time.monotonic() + 60
        while not list((project.root / "output").rglob("v-2.pdf")) and time.monotonic() < until:
            time.sleep(0.005)
        os.kill(victim, signal.SIGKILL)
        killed.set()

    killer = threading.Thread(target=kill)
    killer.start()
    told = project.run("build", *AS_OF, "--executor", address(cluster), "--json")
    killer.join()
    assert killed.is_set() and told.code == 0 and told.codes == []
    assert [file["village"] for file in told.document["files"]] == [
        f"v-{i}" for i in range(VILLAGES)
    ]
    cluster_made = digests(project.root / "output")
    assert project.run("build", *AS_OF, "--force", "--jobs", "1").code == 0
    assert digests(project.root / "output") == cluster_made
    until = time.monotonic() + 30
    while (now := set(worker_pids(cluster))) == others and time.monotonic() < until:
        time.sleep(0.1)
    assert victim not in now  # it was one of those at work, and is gone


def test_an_error_of_a_village_comes_back_from_a_worker(project: Project, cluster: Any) -> None:
    project.change("{name: Bản 3,", "{name: Bản Ba Mươi Ba Nghìn Lẻ Một Chữ Thật Dài Dài Dài Dài,")
    here = project.run("build", *AS_OF, "--json", "--jobs", "1").document["diagnostics"]
    there = project.run("build", *AS_OF, "--json", "--force", "--executor", address(cluster))
    assert there.document["diagnostics"] == here


def test_a_worker_with_another_program_is_refused(
    project: Project, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keychain.build.cluster.program_digest", lambda: "another")
    told = project.run("build", *AS_OF, "--executor", address(cluster))
    assert told.code == 2 and "keychain" in told.err
    assert not list((project.root / "output").rglob("*.pdf"))


def test_nobody_at_the_address(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keychain.build.cluster.PATIENCE", 0.5)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = project.run("build", *AS_OF, "--executor", f"dask://127.0.0.1:{port}")
    assert told.code == 2 and f"127.0.0.1:{port}" in told.err


def test_without_dask_the_command_says_what_to_install(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "keychain.build.cluster", raising=False)
    monkeypatch.delattr("keychain.build.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = project.run("build", *AS_OF, "--executor", "dask://127.0.0.1:1")
    assert told.code == 2 and "keychain[dask]" in told.unbroken
    assert json.dumps(told.out) == '""'


def test_a_scheduler_that_nobody_works_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keychain.build.cluster.PATIENCE", 0.5)
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=50) as idle:
        told = project.run("build", *AS_OF, "--executor", address(idle))
    assert told.code == 2 and "has no workers" in told.unbroken


def test_workers_that_have_all_left_are_waited_for_aloud(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keychain.build.cluster.ALONE", 0.5)
    told_alone = threading.Event()
    tell = Console.tell

    def heard(console: Console, text: str) -> None:
        if "All workers have left" in text:
            told_alone.set()
        tell(console, text)

    monkeypatch.setattr(Console, "tell", heard)
    waited = []
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=50
    ) as cluster:

        def leave_and_come_back() -> None:
            until = time.monotonic() + 60
            while not list((project.root / "output").rglob("v-2.pdf")) and time.monotonic() < until:
                time.sleep(0.005)
            cluster.scale(0)
            waited.append(told_alone.wait(30))
            cluster.scale(1)

        leaving = threading.Thread(target=leave_and_come_back)
        leaving.start()
        told = project.run("build", *AS_OF, "--executor", address(cluster))
        leaving.join()
    assert waited == [True] and told.code == 0
    assert told.unbroken.count("All workers have left the scheduler at") == 1
    assert len(list((project.root / "output").rglob("v-*.pdf"))) == 2 * VILLAGES  # and its list


def start(role: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{role}", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_scheduler_that_is_lost_in_the_middle(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process of its own, since it is to be killed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    at = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    scheduler = start("scheduler", *at)
    worker = start("worker", "--nthreads", "1", "--no-dashboard", f"tcp://127.0.0.1:{port}")
    with distributed.Client(f"tcp://127.0.0.1:{port}", timeout=60, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)
    monkeypatch.setattr("keychain.build.cluster.PATIENCE", 1.0)

    def kill() -> None:
        until = time.monotonic() + 60
        while not list((project.root / "output").rglob("v-2.pdf")) and time.monotonic() < until:
            time.sleep(0.005)
        scheduler.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    told = project.run("build", *AS_OF, "--executor", f"tcp://127.0.0.1:{port}", "--lang", "vi")
    killer.join()
    worker.terminate()
    for process in (scheduler, worker):
        process.wait(30)
    assert told.code == 5 and "bộ điều phối không trả lời nữa" in told.err
    assert "Traceback" not in told.err and "distributed" not in told.err
    made = list((project.root / "output").rglob("*.pdf"))
    assert made and all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in made)


def test_a_cluster_that_speaks_tls(project: Project) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path("ca.pem")
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path("own.pem")
    names = {"tls_ca_file": "ca.pem"}
    for role in ("client", "scheduler", "worker"):
        names |= {f"tls_{role}_cert": "own.pem", f"tls_{role}_key": "own.pem"}
    with distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        processes=False,
        dashboard_address=":0",
        silence_logs=50,
        protocol="tls://",
        security=distributed.Security(**names, require_encryption=True),
    ) as cluster:
        at = str(cluster.scheduler_address)
        assert at.startswith("tls://")
        told = project.run("build", *AS_OF, "--executor", at)
        assert told.code == 2 and "distributed.comm.tls" in told.unbroken
        tls = "distributed.comm.tls"
        own = {f"{tls}.client.cert": "own.pem", f"{tls}.client.key": "own.pem"}
        with dask.config.set({f"{tls}.ca-file": "ca.pem", **own}):
            told = project.run("build", *AS_OF, "--executor", at, "--json")
            assert told.code == 0 and len(told.document["files"]) == VILLAGES
            (project.root / "ca.pem").write_text("no certificate", encoding="utf-8")
            told = project.run("build", *AS_OF, "--executor", at)
            assert told.code == 2 and "distributed.comm.tls" in told.unbroken
