"""The same input gives the same bytes, and a build that is killed leaves whole files only."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

from keychain.ledger import open_ledger

ROOT = Path(__file__).parent.parent


def command(out: Path, *more: str) -> list[str]:
    return [
        *(sys.executable, "-m", "keychain", "build", "--output", str(out)),
        *("--contacts", str(ROOT / "contacts.yaml"), "--layouts", str(ROOT / "layouts")),
        *("--as-of", "2026-12-01", *more),
    ]


def digests(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*.pdf")
    }


def test_other_locale_time_zone_and_hash_seed_give_identical_bytes(tmp_path: Path) -> None:
    found = []
    for name, seed, zone, locale in (
        ("a", "1", "Asia/Ho_Chi_Minh", "vi_VN.UTF-8"),
        ("b", "4242", "America/Los_Angeles", "C"),
    ):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        env["SOURCE_DATE_EPOCH"] = seed
        made = command(tmp_path / name, "--no-verify")
        subprocess.run(made, env=env, check=True, capture_output=True)
        found.append(digests(tmp_path / name))
    assert found[0] == found[1]
    assert len(found[0]) == 11 + 1 + 11  # sheets, the ticket, and lists


def jobs_in(out: Path) -> int:
    """How many PDFs the ledger knows, which must be sound."""
    ledger = open_ledger(out / "ledger.sqlite3")
    try:
        assert ledger.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return len(ledger.jobs())
    finally:
        ledger.close()


def kill_builds(tmp_path: Path, times: int, seed: int) -> None:
    """Kill as many builds, each at a random moment; every PDF there is must be whole, and the
    ledger know of the whole build or of none."""
    out = tmp_path / "out"
    rng = random.Random(seed)
    started = time.monotonic()
    subprocess.run(command(out, "--no-verify"), check=True, capture_output=True)
    whole = time.monotonic() - started
    good = digests(out)
    for path in [*out.rglob("*.pdf"), *out.glob("ledger.*")]:
        path.unlink()
    for _ in range(times):
        process = subprocess.Popen(
            command(out, "--no-verify"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(rng.uniform(0.2, 1.0) * whole)
        process.kill()
        process.wait()
        for name, digest in digests(out).items():
            assert digest == good[name], name
        for path in out.rglob("job.json"):
            assert path.read_text(encoding="utf-8").rstrip().endswith("}")
        assert jobs_in(out) in (0, 11)
    subprocess.run(command(out, "--no-verify"), check=True, capture_output=True)
    assert digests(out) == good
    assert jobs_in(out) == 11
    assert [p for p in out.rglob("*") if p.name.startswith(".keychain-")] == []
    for path in out.rglob("*.pdf"):
        pikepdf.open(path).close()


def test_a_killed_build_leaves_no_partial_file(tmp_path: Path) -> None:
    kill_builds(tmp_path, 4, seed=1)


@pytest.mark.stress
def test_many_killed_builds_leave_no_partial_file(tmp_path: Path) -> None:
    kill_builds(tmp_path, 200, seed=2)
