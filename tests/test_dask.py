"""The same build on a Dask cluster of several processes, one of which is killed in the middle."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_samples import Project
from test_parallel import contacts

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
