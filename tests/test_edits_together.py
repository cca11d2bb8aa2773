"""People who edit at once lose nothing, and a process that is killed leaves one of two states."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from keychain.build.edits import backup_of, change_file, undo_change
from keychain.contacts import read_contacts
from keychain.contacts.editing.steps import EditVillage, Step
from keychain.contacts.model import Contacts
from keychain.files import read_bytes

TEXT = """\
commune: {name: Xã A, province: Tỉnh Lạng Sơn}   # xã
officers:
  an: {name: Nguyễn Văn An, phone: 0950 000 001}
villages:
  ban-phuc:
    name: Bản Phục
    households: 0        # số hộ
    officers: [an]
"""

COUNTING = """
import sys
from pathlib import Path
from test_edits_together import count_one
for _ in range(int(sys.argv[2])):
    assert count_one(Path(sys.argv[1])), "an edit was refused"
"""
"""Adds one household, again and again; an edit that is lost leaves the sum too small."""


def count_one(path: Path) -> bool:
    def one_more(contacts: Contacts) -> tuple[Step, ...]:
        return (
            EditVillage("ban-phuc", "households", str(1 + (contacts.villages[0].households or 0))),
        )

    return change_file(path, read_bytes, one_more, write=True).written


def counting(path: Path, times: int) -> subprocess.Popen[bytes]:
    here = str(Path(__file__).parent)
    code = f"import sys; sys.path.insert(0, {here!r})\n{COUNTING}"
    return subprocess.Popen([sys.executable, "-c", code, str(path), str(times)])


def counted(path: Path) -> int:
    """What the file has counted; that nothing else in it has changed."""
    text = path.read_text(encoding="utf-8")
    match = re.search(r"households: (\d+)", text)
    assert match and text == TEXT.replace("households: 0", match[0])
    return int(match[1])


def edit_at_once(path: Path, times: int) -> None:
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    processes = [counting(path, times) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert counted(path) == 2 * times
    assert counted(backup_of(path)) == 2 * times - 1


def kill_often(path: Path, times: int) -> None:
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    chance = random.Random(times)
    last = 0
    for _ in range(times):
        process = counting(path, 1_000_000)
        before = path.read_bytes()
        while process.poll() is None and path.read_bytes() == before:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.03))
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        process.wait()
        now = counted(path)
        assert now > last
        assert counted(backup_of(path)) in (now - 1, now)
        last = now
    contacts, found = read_contacts(path.read_bytes(), "c.yaml")
    assert contacts and contacts.villages[0].households == last, found


def test_two_who_edit_at_once_lose_nothing(tmp_path: Path) -> None:
    edit_at_once(tmp_path / "contacts.yaml", 15)


def test_killed_in_the_middle(tmp_path: Path) -> None:
    kill_often(tmp_path / "contacts.yaml", 3)


@pytest.mark.stress
def test_a_thousand_edits_at_once(tmp_path: Path) -> None:
    edit_at_once(tmp_path / "contacts.yaml", 500)


@pytest.mark.stress
def test_two_hundred_kills(tmp_path: Path) -> None:
    kill_often(tmp_path / "contacts.yaml", 200)


def test_undo_puts_the_last_version_back_and_undoing_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "contacts.yaml"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    assert not undo_change(path, read_bytes, write=True).written
    assert count_one(path) and counted(path) == 1
    assert undo_change(path, read_bytes, write=True).written and counted(path) == 0
    assert undo_change(path, read_bytes, write=True).written and counted(path) == 1


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "contacts.yaml"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    change = change_file(
        path, read_bytes, lambda _: (EditVillage("ban-phuc", "households", "7"),), write=False
    )
    assert change.after and b"households: 7" in change.after
    assert counted(path) == 0 and not backup_of(path).exists()
