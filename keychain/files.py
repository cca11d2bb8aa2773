"""Files that appear whole or not at all, on Windows as on Linux and macOS.

Every function raises OSError for what the machine refuses; ``TargetInUse`` and ``FileTooLarge``
are kinds of it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
import time
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

LARGEST_FILE = 256 * 2**20
"""Bytes that ``read_bytes`` reads at most, where its caller does not say."""

_AT_ONCE = 2**20
"""Bytes."""

_WINDOWS = os.name == "nt"
_PREFIX, _SUFFIX = ".keychain-", ".part"
"""Around a random name: a file being written, or what a killed run has left of one."""
_ATTEMPTS = 8
_PAUSE = 0.05
"""Seconds before the second attempt, twice as long before each further one, up to a second."""
_LONG_PATH = 240
"""Characters. Windows takes up to 259 in a file's path, 247 in a folder's, without a prefix."""


class TargetInUse(PermissionError):
    """The file cannot be replaced since another program holds it open. ``filename`` is its path."""


class FileTooLarge(OSError):
    """The file has more bytes than its reader allows. ``filename`` is its path, ``size`` how many
    bytes it has, as far as that is known."""

    def __init__(self, path: str, size: int) -> None:
        super().__init__(None, "file too large", path)
        self.size = size


def write_whole(path: Path, data: bytes, *, settled: bool = True) -> None:
    """Put ``data`` under ``path``: at every moment the name holds the old file or the new one.

    Missing folders are made. A link is followed, and an existing file keeps its permissions. The
    folder is left as ``settle`` leaves it unless ``settled`` is off, for whoever has hundreds of
    files to write there and does that afterwards, once. Raises TargetInUse on Windows when a
    viewer holds the file open for longer than about three seconds.
    """
    target = Path(os.path.realpath(path))
    folder = target.parent
    _reachable(folder).mkdir(parents=True, exist_ok=True)
    if settled:
        _remove_leftovers(folder)
    for attempt in range(_ATTEMPTS):
        try:
            _write_once(folder, target, data)
            break
        except FileNotFoundError:
            # Another process took the new file for a leftover in the moment before it was locked.
            if attempt == _ATTEMPTS - 1:
                raise
    if settled:
        _sync_folder(folder)


def settle(folder: Path) -> None:
    """Make the names in ``folder`` last through a power cut, where the file system can, and remove
    what killed runs have left there."""
    folder = Path(os.path.realpath(folder))
    _sync_folder(folder)
    _remove_leftovers(folder)


def read_bytes(path: Path, most: int = LARGEST_FILE) -> bytes:
    """The bytes of a file. Raises FileTooLarge where it has more than ``most``."""
    parts: list[bytes] = []
    left = most + 1
    with _reachable(path).open("rb") as file:
        # Python takes as much memory as it is asked for before it knows how much there is.
        while left and (part := file.read(min(left, _AT_ONCE))):
            parts.append(part)
            left -= len(part)
        size = os.fstat(file.fileno()).st_size
    data = b"".join(parts)
    if len(data) > most:
        raise FileTooLarge(os.fspath(path), max(size, len(data)))
    return data


def extended_length(path: str) -> str:
    """A Windows path in the form that is not bound to 260 characters, where it is a long one.

    ``path`` is absolute and normal, as the form demands that (Microsoft Learn, Maximum Path
    Length Limitation).
    """
    if len(path) <= _LONG_PATH or path.startswith("\\\\?\\"):
        return path
    if path.startswith("\\\\"):
        return "\\\\?\\UNC\\" + path[2:]
    return "\\\\?\\" + path


def _reachable(path: Path) -> Path:
    """``path`` as the system's calls take it, however long it is."""
    return Path(extended_length(os.path.normpath(path.absolute()))) if _WINDOWS else path


def _write_once(folder: Path, target: Path, data: bytes) -> None:
    new = _reachable(folder / f"{_PREFIX}{secrets.token_hex(6)}{_SUFFIX}")
    try:
        with new.open("xb") as file:
            _lock(file)
            _keep_permissions(file, target)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if not _WINDOWS:
                # Still locked, so that no other process takes it for a leftover.
                new.replace(target)
        if _WINDOWS:
            _replace_patiently(new, target)
    except BaseException:  # Ctrl-C too leaves no half file; it is raised again
        with contextlib.suppress(OSError):
            new.unlink()
        raise


def _replace_patiently(new: Path, target: Path) -> None:
    """Replace on Windows, which refuses while a viewer, an indexer or a scanner has the file."""
    for attempt in range(_ATTEMPTS):
        try:
            new.replace(_reachable(target))
            return
        except PermissionError as refused:
            if attempt < _ATTEMPTS - 1:
                # While it is open, no other process can remove it as a leftover.
                with new.open("rb"):
                    time.sleep(min(1.0, _PAUSE * 2**attempt))
            elif _reachable(target).is_file():
                raise TargetInUse(refused.errno, "file is in use", os.fspath(target)) from refused
            else:
                raise


def _remove_leftovers(folder: Path) -> None:
    """Remove the unfinished files of processes that are no more."""
    for left in _reachable(folder).glob(f"{_PREFIX}*{_SUFFIX}"):
        # One that vanishes meanwhile or is open elsewhere is another process's business.
        with contextlib.suppress(OSError):
            _remove_if_left(left)


if sys.platform == "win32":

    def _lock(file: BinaryIO) -> None:
        """Nothing to do: Windows deletes no file that is open."""

    def _keep_permissions(file: BinaryIO, target: Path) -> None:
        """Nothing to do: on Windows the folder grants them."""

    def _remove_if_left(path: Path) -> None:
        path.unlink()

    def _sync_folder(folder: Path) -> None:
        """Nothing to do: Windows has no such call."""

else:

    def _lock(file: BinaryIO) -> None:
        """Mark the file as being written; the mark goes when the process does."""
        # Some network folders have no locks. There a leftover stays.
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX)

    def _keep_permissions(file: BinaryIO, target: Path) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.fchmod(file.fileno(), stat.S_IMODE(target.stat().st_mode))

    def _remove_if_left(path: Path) -> None:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()

    def _sync_folder(folder: Path) -> None:
        """Make the new name last through a power cut, where the file system can."""
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
