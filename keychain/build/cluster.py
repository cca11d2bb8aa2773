"""Lots worked on by a Dask cluster: the same function on other machines, values going and coming.

The only module that imports ``distributed``, which is an extra. Workers share no disk with whoever
asked: each is handed what is the same for all lots once, and sends PDFs back as bytes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import ExitStack, contextmanager

from distributed import Client, KilledWorker, Security, Worker, WorkerPlugin
from distributed.comm.core import CommClosedError
from distributed.utils import silence_logging_cmgr

from keychain.build.digests import digest_of, program_digest
from keychain.build.lots import Lot
from keychain.build.village import Outcome
from keychain.build.work import Setting, work_on
from keychain.build.workers import IN_HAND, Workers

PATIENCE = 10.0
"""Seconds to wait for the scheduler, and for its first worker."""
ALONE = 5.0
"""Seconds without any worker after which that is told: one that is begun again is back sooner."""
_LOOK = 1.0
"""Seconds between two questions how many workers there are."""


class ClusterUnreachable(Exception):
    """Nobody answers at the address."""


class ClusterIdle(Exception):
    """A scheduler answers, but nobody works for it."""


class ClusterUncertified(Exception):
    """Dask's settings name no certificates that could be shown to a scheduler."""


class ClusterLost(Exception):
    """The scheduler, which answered at first, answers no more."""


class ClusterDiffers(Exception):
    """A worker has another keychain, or other libraries: it would make other bytes."""


_SETTINGS: dict[str, Setting] = {}
"""What this worker has been made ready for, by digest."""
_ONE_AT_A_TIME = threading.Lock()
"""PDFium is not to be used by several threads; a worker should have only one."""


class MadeReady(WorkerPlugin):
    """Hands a setting to every worker, also to those that join later."""

    def __init__(self, digest: str, setting: Setting) -> None:
        self.name = f"keychain-{digest}"
        self.digest, self.setting = digest, setting

    def setup(self, worker: Worker) -> None:  # noqa: ARG002 # named by WorkerPlugin
        """Keep the setting in the worker's process."""
        _SETTINGS[self.digest] = self.setting

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 # named by WorkerPlugin
        """Let go of it."""
        _SETTINGS.pop(self.digest, None)


def work_in_cluster(digest: str, program: str, lot: Lot) -> Outcome:
    """What becomes of ``lot`` in a worker that was made ready for the setting of ``digest``.

    Raises ClusterDiffers where the program here is not the one that asks.
    """
    if program_digest() != program:
        raise ClusterDiffers
    with _ONE_AT_A_TIME:
        return work_on(_SETTINGS[digest], lot)


class Cluster:
    """The workers of a cluster. Dask begins a lot again whose worker has died; one that killed
    several is lost. ``alone`` is called once all have left and none has come back for a while;
    lots are kept for the next that joins."""

    lost: tuple[type[BaseException], ...] = (KilledWorker,)

    def __init__(
        self, client: Client, executor: Executor, digest: str, alone: Callable[[], object]
    ) -> None:
        self._client, self._executor = client, executor
        self._digest, self._program = digest, program_digest()
        self._alone, self._told = alone, False
        self._count, self._looked, self._last_there = 0, 0.0, time.monotonic()

    @property
    def window(self) -> int:
        """As many as its workers can have in hand; some may have joined or left."""
        return IN_HAND * max(1, self._workers())

    def _workers(self) -> int:
        """How many there are, or were a moment ago."""
        now = time.monotonic()
        if now - self._looked > _LOOK:
            self._count, self._looked = len(self._client.nthreads()), now
            if self._count:
                self._last_there, self._told = now, False
        return self._count

    def expect(self, lots: int) -> None:
        """Nothing to prepare."""

    def submit(self, lot: Lot) -> Future[Outcome]:
        """Hand ``lot`` to the cluster."""
        self.check()
        return self._executor.submit(work_in_cluster, self._digest, self._program, lot)

    def check(self) -> None:
        """Raise ClusterLost once Dask has given the scheduler up: what was handed over just then
        stays without an answer for ever. Say so where nobody is there to give one."""
        if self._client.status in ("closing", "closed"):
            raise ClusterLost
        if not self._workers() and not self._told and self._looked - self._last_there > ALONE:
            self._told = True
            self._alone()

    def renew(self) -> None:
        """Nothing to do: the cluster begins its workers again by itself."""


@contextmanager
def open_cluster(setting: Setting, address: str, alone: Callable[[], object]) -> Iterator[Workers]:
    """The workers of the cluster whose scheduler is at ``address``, ``tcp://HOST:PORT``, or
    ``tls://HOST:PORT`` with the certificates that Dask's own settings name. ``alone`` is called
    each time that all of them have left.

    Raises ClusterUnreachable, ClusterIdle, ClusterUncertified, ClusterDiffers where a worker has
    another program, and ClusterLost.
    """
    # What Dask writes of a scheduler that is gone is traces for its own authors.
    with ExitStack() as silence:
        for root in ("distributed", "distributed.client", "tornado.application"):
            silence.enter_context(silence_logging_cmgr("critical", root=root))
        yield from _opened(setting, address, alone)


def _opened(setting: Setting, address: str, alone: Callable[[], object]) -> Iterator[Workers]:
    if address.startswith("tls://"):
        _check_certificates()
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise ClusterUnreachable(str(problem)) from problem
    digest = digest_of(setting.layout, setting.options, places=True)
    ready = MadeReady(digest, setting)
    executor = client.get_executor(pure=False)
    try:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as problem:
            raise ClusterIdle from problem
        try:
            client.register_plugin(ready)
        except (ImportError, AttributeError) as problem:
            raise ClusterDiffers(str(problem)) from problem
        yield Cluster(client, executor, digest, alone)
        client.unregister_worker_plugin(ready.name)
    except (CancelledError, CommClosedError) as problem:
        raise ClusterLost from problem
    finally:
        # What is still in hand is given up; done, there is nothing. A scheduler that is lost
        # cannot be told.
        if client.status == "running":
            executor.shutdown(wait=False)
        client.close(timeout=PATIENCE)


def _check_certificates() -> None:
    try:
        shown = Security().get_connection_args("client").get("ssl_context")
    except OSError as problem:  # a file that is not there, or holds no certificate
        raise ClusterUncertified(str(problem)) from problem
    if shown is None:
        raise ClusterUncertified
