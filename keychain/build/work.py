"""The work of one process: a lot at a time, with what is the same for all of them made ready once.

Everything here can be sent to another process by name, as spawned processes (Windows, macOS) and
other machines need it.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import threading
from functools import cache

from keychain.build.lots import Lot
from keychain.build.options import Options
from keychain.build.village import Outcome, make_lot
from keychain.layout.measure import Measure, Remembered
from keychain.layout.spec import LayoutSpec
from keychain.pdf import FontMeasure
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every lot of a run."""

    layout: LayoutSpec
    options: Options


@cache
def measure() -> Measure:
    """This process's fonts, each parsed when it is first needed, and what they have measured."""
    return Remembered(FontMeasure())


def work_on(setting: Setting, lot: Lot) -> Outcome:
    """What becomes of ``lot``."""
    return make_lot(lot, setting.layout, setting.options, measure())


_SETTINGS: list[Setting] = []
"""The setting of the pool that this process belongs to."""


def join_pool(setting: Setting, cycles: tuple[int, int, int]) -> None:
    """Make this process one of a pool's: it leaves Ctrl-C to the one that asked, and ends with it,
    however that one ends. ``cycles`` says, as ``gc.get_threshold`` does, how often that one looks
    for cycles."""
    from multiprocessing import parent_process

    gc.set_threshold(*cycles)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _SETTINGS[:] = [setting]
    parent = parent_process()
    if parent is not None:
        _watch(parent.sentinel)


def work_in_pool(lot: Lot) -> Outcome:
    """What becomes of ``lot`` in a process of a pool."""
    return work_on(_SETTINGS[0], lot)


def _watch(parent: int) -> None:
    """End this process with its parent: a pool's process waits for work for ever."""
    from multiprocessing import Pipe, connection

    ours, theirs = Pipe(duplex=False)

    def wait() -> None:
        if parent in connection.wait([parent, ours]):
            os.kill(os.getpid(), signal.SIGTERM)

    def leave() -> None:
        theirs.close()
        thread.join()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    # A thread that still waits while the interpreter ends keeps libraries from tidying up.
    atexit.register(leave)
