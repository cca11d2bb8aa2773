"""Whole processes, timed in turn."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Taken:
    """One process: seconds by the clock and on processors, and MiB at its peak, that of its
    largest process where it has several. ``written`` are bytes."""

    wall: float
    busy: float
    peak: float
    written: int


def timed(command: Sequence[str], folder: Path, out: Path) -> Taken:
    """Run ``command`` in ``folder``, which writes ``out``. Raises CalledProcessError."""
    began = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    # As it is once installed: compiled before it is run.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        busy = usage.ru_utime + usage.ru_stime
        unit = 2**20 if sys.platform == "darwin" else 2**10  # bytes there, KiB on Linux
        peak = usage.ru_maxrss / unit
    else:  # Windows tells neither afterwards
        process.wait()
        busy = peak = float("nan")
    wall = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    files = [out] if out.is_file() else out.rglob("*.pdf")
    return Taken(wall, busy, peak, sum(file.stat().st_size for file in files))


def in_turn(runs: Mapping[str, tuple[Sequence[str], Path, Path]], rounds: int) -> dict[str, Taken]:
    """The median of each of ``runs`` (command, folder, what it writes), one after another, as many
    times as ``rounds`` says, so that a busy moment of the machine is nobody's alone."""
    taken: dict[str, list[Taken]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            taken[name].append(timed(*run))
    return {
        name: Taken(
            median(each.wall for each in all_),
            median(each.busy for each in all_),
            max(each.peak for each in all_),
            all_[-1].written,
        )
        for name, all_ in taken.items()
    }
