"""Which of some files has been saved since the last look, by time and size."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

PAUSE = 0.05
"""Seconds between two looks; on average a save is seen after half of them."""

SETTLED = 0.03
"""Seconds without a change after which a file is taken to be written whole: many editors empty
a file before they write it."""

Looks = dict[Path, tuple[int, int] | None]


def look_at(paths: Iterable[Path]) -> Looks:
    """When each file was changed, in nanoseconds, and its size; None where it is not there."""
    looks: Looks = {}
    for path in paths:
        try:
            about = path.stat()
        except OSError:
            looks[path] = None
        else:
            looks[path] = (about.st_mtime_ns, about.st_size)
    return looks


def wait_for_change(
    paths: Callable[[], Iterable[Path]],
    before: Looks,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Path, ...]:
    """Wait until a file is not as it was ``before``, and then until it rests; the files changed.

    ``paths`` gives the files to look at anew each time: files may come and go.
    """
    now = look_at(paths())
    while now == before:
        sleep(PAUSE)
        now = look_at(paths())
    while True:
        sleep(SETTLED)
        later = look_at(paths())
        if later == now:
            return tuple(p for p in {**before, **now} if before.get(p) != now.get(p))
        now = later
