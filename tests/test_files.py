"""Files appear whole or not at all, and their names are safe everywhere."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from keychain import files
from keychain.files import (
    FileTooLarge,
    TargetInUse,
    extended_length,
    read_bytes,
    settle,
    write_whole,
)

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such thing")


def test_a_file_is_written_with_its_folders_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "xã" / "Bản Phục" / "tag.pdf"
    write_whole(path, b"first")
    assert path.read_bytes() == b"first"
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert [p.name for p in path.parent.iterdir()] == ["tag.pdf"]


@posix_only
def test_a_link_is_followed_and_permissions_stay(tmp_path: Path) -> None:
    real = tmp_path / "real" / "contacts.yaml"
    write_whole(real, b"old")
    real.chmod(0o600)
    link = tmp_path / "contacts.yaml"
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


@posix_only
def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    write_whole(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == usual.stat().st_mode


def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tag.pdf"
    write_whole(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["tag.pdf"]


def test_a_folder_of_that_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tag.pdf").mkdir()
    with pytest.raises(OSError):
        write_whole(tmp_path / "tag.pdf", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["tag.pdf"]


class Held:
    """Stands for Windows, which lets nobody replace a file that a viewer holds open."""

    def __init__(self, patch: pytest.MonkeyPatch, refusals: int) -> None:
        self.refusals = refusals
        self.pauses: list[float] = []
        replace = Path.replace

        def refuse(this: Path, target: Path) -> Path:
            if self.refusals:
                self.refusals -= 1
                raise PermissionError(13, "Access is denied")
            return replace(this, target)

        patch.setattr(files, "_WINDOWS", True)
        patch.setattr(Path, "replace", refuse)
        patch.setattr(time, "sleep", self.pauses.append)


def test_a_file_held_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tag.pdf"
    path.write_bytes(b"old")
    held = Held(monkeypatch, 3)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert len(held.pauses) == 3


def test_a_file_held_by_a_viewer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tag.pdf"
    path.write_bytes(b"old")
    held = Held(monkeypatch, 1000)
    with pytest.raises(TargetInUse) as told:
        write_whole(path, b"new")
    assert Path(told.value.filename) == path
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["tag.pdf"]
    assert 2 < sum(held.pauses) < 5


def test_a_folder_without_permission_is_not_called_a_held_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Held(monkeypatch, 1000)
    with pytest.raises(PermissionError) as told:
        write_whole(tmp_path / "tag.pdf", b"new")
    assert not isinstance(told.value, TargetInUse)


def test_writers_in_one_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    def write(number: int) -> None:
        write_whole(tmp_path / f"{number % 7}.pdf", b"%d" % number * 5000)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(200)))
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"{n}.pdf" for n in range(7)]
    for path in tmp_path.iterdir():
        data = path.read_bytes()
        assert data == data[: len(data) // 5000] * 5000


@posix_only
def test_who_has_the_old_file_open_keeps_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "tag.pdf"
    write_whole(path, b"old" * 100_000)
    with path.open("rb") as reader:
        write_whole(path, b"new")
        assert reader.read() == b"old" * 100_000
    assert path.read_bytes() == b"new"


_KEEP_WRITING = """
import sys
from pathlib import Path
from keychain.files import write_whole
print("ready", flush=True)
number = 0
while True:
    number += 1
    write_whole(Path(sys.argv[1]), (b"%08d" % number) * 50_000)
"""


def _kill_a_writer(path: Path, after: float) -> None:
    """Let another process write the file again and again, and kill it in the midst of that."""
    with subprocess.Popen(
        [sys.executable, "-c", _KEEP_WRITING, str(path)], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == b"ready"
        time.sleep(after)
        writer.kill()


def _kill_and_look(folder: Path, times: int) -> int:
    """How many kills left something; what stands under the final name is whole every time."""
    path = folder / "tag.pdf"
    write_whole(path, b"00000000" * 50_000)
    chance = random.Random(7)
    left = 0
    for _ in range(times):
        _kill_a_writer(path, chance.uniform(0.001, 0.03))
        data = path.read_bytes()
        assert data == data[:8] * 50_000
        left += len(list(folder.iterdir())) > 1
        write_whole(folder / "other.pdf", b"next")
        assert sorted(p.name for p in folder.iterdir()) == ["other.pdf", "tag.pdf"]
        (folder / "other.pdf").unlink()
    return left


def test_a_killed_writer_leaves_the_last_good_file(tmp_path: Path) -> None:
    _kill_and_look(tmp_path, 5)


@pytest.mark.stress
def test_many_killed_writers(tmp_path: Path) -> None:
    # Most kills come while a file is being written, so some leave a part of one.
    assert _kill_and_look(tmp_path, 200) > 0


@posix_only
def test_what_a_stopped_process_still_writes_is_not_taken_for_a_leftover(tmp_path: Path) -> None:
    path = tmp_path / "tag.pdf"
    with subprocess.Popen(
        [sys.executable, "-c", _KEEP_WRITING, str(path)], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        try:
            for _ in range(50):
                time.sleep(0.003)
                writer.send_signal(signal.SIGSTOP)
                os.waitpid(writer.pid, os.WUNTRACED)
                # Stopped in the midst of a write, and alive: its part file must stay.
                before = {p.name for p in tmp_path.glob(".keychain-*.part") if p.stat().st_size}
                write_whole(tmp_path / "other.pdf", b"next")
                assert before <= {p.name for p in tmp_path.iterdir()}
                writer.send_signal(signal.SIGCONT)
            assert writer.poll() is None
        finally:
            writer.kill()


def test_an_interrupted_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "tag.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


@posix_only
def test_a_folder_of_many_files_is_settled_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / ".keychain-0.part"
    left.touch()
    synced: list[bool] = []
    fsync = os.fsync

    def count(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", count)
    for number in range(5):
        write_whole(tmp_path / f"{number}.pdf", b"new", settled=False)
    assert synced == [False] * 5 and left.exists()
    settle(tmp_path)
    assert synced == [*[False] * 5, True] and not left.exists()
    settle(tmp_path / "none")


def test_reading_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "contacts.yaml"
    path.write_bytes(b"x" * 100)
    assert read_bytes(path, most=100) == b"x" * 100
    with pytest.raises(FileTooLarge) as told:
        read_bytes(path, most=99)
    assert (Path(told.value.filename), told.value.size) == (path, 100)
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / "none.yaml")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_an_endless_file_is_refused_soon() -> None:
    with pytest.raises(FileTooLarge):
        read_bytes(Path("/dev/zero"), most=1000)


@pytest.mark.parametrize(
    ("path", "reached"),
    [
        ("C:\\output\\tag.pdf", "C:\\output\\tag.pdf"),
        ("C:\\" + "x" * 237, "C:\\" + "x" * 237),
        ("C:\\" + "x" * 238, "\\\\?\\C:\\" + "x" * 238),
        ("\\\\server\\share\\" + "x" * 230, "\\\\?\\UNC\\server\\share\\" + "x" * 230),
        ("\\\\?\\C:\\" + "x" * 300, "\\\\?\\C:\\" + "x" * 300),
    ],
)
def test_long_windows_paths(path: str, reached: str) -> None:
    assert extended_length(path) == reached


def test_a_part_file_that_vanishes_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Another process may take the new file for a leftover before it is locked.
    fsync = os.fsync
    thieves = iter([True])

    def steal(descriptor: int) -> None:
        fsync(descriptor)
        if next(thieves, False):
            (part,) = tmp_path.glob(".keychain-*.part")
            part.unlink()

    monkeypatch.setattr(os, "fsync", steal)
    write_whole(tmp_path / "tag.pdf", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["tag.pdf"]


def test_a_small_file_takes_little_memory(tmp_path: Path) -> None:
    (tmp_path / "small").write_bytes(b"abc" * 1_000_000)
    tracemalloc.start()
    try:
        assert read_bytes(tmp_path / "small") == b"abc" * 1_000_000
        assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    finally:
        tracemalloc.stop()
