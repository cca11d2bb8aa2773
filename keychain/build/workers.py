"""Who does the work on lots: this process, or a pool of processes on this machine."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from keychain.build.lots import Lot
from keychain.build.promise import Promise, Settled
from keychain.build.work import Setting, join_pool, work_in_pool, work_on

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

IN_HAND = 4
"""Lots that each process may have in hand: enough never to wait for the next, few enough that
results that wait for their turn take little memory."""
MANY = 32
"""Lots for which a pool pays without trying one: each takes some hundredths of a second."""
MOST_PROCESSES = 61
"""What Windows can wait for at once (concurrent.futures, ProcessPoolExecutor)."""


class Workers(Protocol):
    """Processes that work on lots."""

    @property
    def lost(self) -> tuple[type[BaseException], ...]:
        """What a promise raises when its process has died."""
        ...

    @property
    def window(self) -> int:
        """How many lots to have in hand."""
        ...

    def expect(self, lots: int) -> None:
        """Be told how many lots are known to come, before they do."""
        ...

    def submit(self, lot: Lot) -> Promise:
        """Begin with ``lot``."""
        ...

    def check(self) -> None:
        """Raise an error of its own where an answer that is waited for can never come."""
        ...

    def renew(self) -> None:
        """Go on after a process has died; what was in hand is lost."""
        ...


class Here:
    """This process alone: a lot is done when it has been submitted."""

    lost: tuple[type[BaseException], ...] = ()
    window = 1

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self.slowest = 0.0

    def expect(self, lots: int) -> None:
        """Nothing to prepare."""

    def submit(self, lot: Lot) -> Promise:
        """Do the work."""
        began = time.perf_counter()
        outcome = work_on(self._setting, lot)
        self.slowest = max(self.slowest, time.perf_counter() - began)
        return Settled(outcome)

    def check(self) -> None:
        """Nothing is waited for."""

    def renew(self) -> None:
        """Nothing to do: this process is alive."""


class Pool:
    """Processes on this machine, begun when the first lot comes."""

    def __init__(self, setting: Setting, jobs: int) -> None:
        self._setting, self._jobs = setting, min(jobs, MOST_PROCESSES)
        self.window = IN_HAND * self._jobs
        self._executor: ProcessPoolExecutor | None = None
        self._others: set[int | None] = set()

    @property
    def lost(self) -> tuple[type[BaseException], ...]:
        """What the executor raises."""
        from concurrent.futures import BrokenExecutor

        return (BrokenExecutor,)

    def expect(self, lots: int) -> None:
        """Nothing to prepare."""

    def submit(self, lot: Lot) -> Promise:
        """Hand ``lot`` to a process."""
        # Loaded only where there is a pool: a single commune seldom has one.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        # A process that is just beginning must not take a Ctrl-C for its own.
        with _interrupts_held():
            if self._executor is None:
                self._others = {each.pid for each in multiprocessing.active_children()}
                self._executor = ProcessPoolExecutor(
                    self._jobs,
                    mp_context=multiprocessing.get_context(start_method()),
                    initializer=join_pool,
                    initargs=(self._setting, gc.get_threshold()),
                )
            return self._executor.submit(work_in_pool, lot)

    def check(self) -> None:
        """A process that dies breaks the pool, which says so by itself."""

    def renew(self) -> None:
        """Another pool in the place of the broken one."""
        self.close()

    def close(self) -> None:
        """Let the processes end, which have nothing left to do."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def stop(self) -> None:
        """End the processes at once, whatever they are doing."""
        if self._executor is None:
            return
        from multiprocessing import active_children

        # Killed first: a pool that is shut down waits for what its processes have in hand.
        for process in active_children():
            if process.pid not in self._others:
                process.kill()
        self.close()


class AsManyAsPay:
    """This process, until what is known to come is worth the processes that a pool takes."""

    def __init__(self, setting: Setting, jobs: int) -> None:
        self._here, self._pool = Here(setting), Pool(setting, jobs)
        self._crowd = False
        self._worth = WORTH[start_method()]

    @property
    def lost(self) -> tuple[type[BaseException], ...]:
        """As of the pool."""
        return self._pool.lost if self._crowd else ()

    @property
    def window(self) -> int:
        """As of those who are at work."""
        return self._pool.window if self._crowd else self._here.window

    def expect(self, lots: int) -> None:
        """Begin a pool if ``lots`` are many, or like those that were seen take long."""
        if not self._crowd and lots > 1:
            self._crowd = lots >= MANY or lots * self._here.slowest > self._worth

    def submit(self, lot: Lot) -> Promise:
        """Do it, or hand it on."""
        return self._pool.submit(lot) if self._crowd else self._here.submit(lot)

    def check(self) -> None:
        """Nothing to say beside them."""

    def renew(self) -> None:
        """Another pool in the place of the broken one."""
        self._pool.renew()

    def close(self) -> None:
        """Let the processes end."""
        self._pool.close()

    def stop(self) -> None:
        """End the processes at once."""
        self._pool.stop()


WORTH = {"fork": 0.2, "forkserver": 1.5, "spawn": 1.5}
"""Seconds of work from which on a pool pays: forking takes 8 ms, a spawned process reads the
program anew, which takes 0.6 s."""


def start_method() -> str:
    """How processes begin. A fork copies this process as it stands, fonts parsed and all, but is
    safe only on Linux and only where no other thread runs."""
    alone = threading.active_count() == 1
    return "fork" if sys.platform == "linux" and alone else "spawn"


def usable_processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def open_workers(setting: Setting, jobs: int) -> Iterator[Workers]:
    """The workers of this machine, at most ``jobs`` processes. Left through an exception, Ctrl-C
    for one, they end at once."""
    if jobs == 1:
        yield Here(setting)
        return
    workers = AsManyAsPay(setting, jobs)
    try:
        yield workers
    except BaseException:  # raised again, once nobody works on
        workers.stop()
        raise
    workers.close()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits, here and in processes that begin meanwhile, until they say otherwise."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
