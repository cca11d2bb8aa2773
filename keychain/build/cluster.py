"""Lots worked on by a Dask cluster: the same function on other machines, values going and coming.

The only module that imports ``distributed``, which is an extra. Workers share no disk with whoever
asked: each is handed what is the same for all lots once, and sends PDFs back as bytes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager

from distributed import Client, KilledWorker, Worker, WorkerPlugin

from keychain.build.digests import digest_of, program_digest
from keychain.build.lots import Lot
from keychain.build.village import Outcome
from keychain.build.work import Setting, work_on
from keychain.build.workers import IN_HAND, Workers

PATIENCE = 10.0
"""Seconds to wait for the scheduler, and for its first worker."""


class ClusterUnreachable(Exception):
    """Nobody answers at the address, or nobody works there."""


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
    several is lost."""

    lost: tuple[type[BaseException], ...] = (KilledWorker,)

    def __init__(self, client: Client, executor: Executor, digest: str) -> None:
        self._client, self._executor = client, executor
        self._digest, self._program = digest, program_digest()
        self._window, self._looked = 0, 0.0

    @property
    def window(self) -> int:
        """As many as its workers can have in hand; some may have joined or left."""
        if time.monotonic() - self._looked > 1:
            self._window = IN_HAND * max(1, len(self._client.nthreads()))
            self._looked = time.monotonic()
        return self._window

    def expect(self, lots: int) -> None:
        """Nothing to prepare."""

    def submit(self, lot: Lot) -> Future[Outcome]:
        """Hand ``lot`` to the cluster."""
        return self._executor.submit(work_in_cluster, self._digest, self._program, lot)

    def renew(self) -> None:
        """Nothing to do: the cluster begins its workers again by itself."""


@contextmanager
def open_cluster(setting: Setting, address: str) -> Iterator[Workers]:
    """The workers of the cluster whose scheduler is at ``address``, ``HOST:PORT``.

    Raises ClusterUnreachable, and ClusterDiffers where a worker has another program. A scheduler
    that is lost meanwhile is a ConnectionError.
    """
    try:
        client = Client(f"tcp://{address}", timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise ClusterUnreachable(str(problem)) from problem
    digest = digest_of(setting.layout, setting.options, places=True)
    ready = MadeReady(digest, setting)
    executor = client.get_executor(pure=False)
    try:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as problem:
            raise ClusterUnreachable("no workers") from problem
        try:
            client.register_plugin(ready)
        except (ImportError, AttributeError) as problem:
            raise ClusterDiffers(str(problem)) from problem
        yield Cluster(client, executor, digest)
        client.unregister_worker_plugin(ready.name)
    except CancelledError as problem:
        raise ConnectionError(None, "the scheduler is gone", address) from problem
    finally:
        # What is still in hand is given up; done, there is nothing.
        executor.shutdown(wait=False)
        client.close(timeout=PATIENCE)
