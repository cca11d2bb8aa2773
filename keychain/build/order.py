"""Many lots at once, and what became of them in the order in which they were given."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from keychain.build.fault import Fault
from keychain.build.lots import Lot
from keychain.build.promise import Promise, Settled
from keychain.build.village import Outcome
from keychain.build.workers import Workers
from keychain.diagnostics import error

WORKER_DIED = error(
    "worker-died", "a process that is gone leaves no PDF and cannot say what was wrong"
)

T = TypeVar("T")

AHEAD = 64
"""Lots that are looked at before they are begun, so that nobody is called for little work."""
_LOOK = 0.5
"""Seconds. Windows hears of Ctrl-C only between two waits."""

Step = tuple[T, Lot | None]
"""Something to do; without a lot it only has its place in the order."""


def in_order(steps: Iterable[Step[T]], workers: Workers) -> Iterator[tuple[T, Outcome | None]]:
    """Each step with the outcome of its lot, in the order of ``steps``, as soon as it is there.

    Steps are asked for as they are needed, so that a country takes no more memory than a commune.
    A process that dies takes with it the one lot that kills it, which is an outcome with an
    error; what else it had in hand is begun again.
    """
    source = iter(steps)
    ahead: deque[Step[T]] = deque()
    waiting: deque[tuple[T, Lot | None, Promise | None]] = deque()
    while True:
        while len(ahead) < AHEAD and (step := next(source, None)) is not None:
            ahead.append(step)
        workers.expect(sum(lot is not None for _, lot in ahead))
        while ahead and len(waiting) < workers.window:
            key, lot = ahead.popleft()
            waiting.append((key, lot, None if lot is None else _begin(lot, workers)))
        if not waiting:
            return
        key, lot, future = waiting.popleft()
        if future is None or lot is None:
            yield key, None
            continue
        try:
            outcome = _result(future, workers)
        except workers.lost:
            lots = [(lot, future), *((each, f) for _, each, f in waiting if each and f)]
            anew = iter(_one_by_one(lots, workers))
            outcome = _result(next(anew), workers)
            waiting = deque((k, each, next(anew) if f else None) for k, each, f in waiting)
        yield key, outcome


def _begin(lot: Lot, workers: Workers) -> Promise:
    try:
        return workers.submit(lot)
    except workers.lost as problem:  # it broke since the last look: found when its turn comes
        return Settled(problem)


def _result(future: Promise, workers: Workers) -> Outcome:
    while True:
        try:
            return future.result(_LOOK)
        except TimeoutError:
            if future.done():  # the work itself raised a TimeoutError
                raise
            workers.check()


def _one_by_one(lots: Sequence[tuple[Lot, Promise]], workers: Workers) -> list[Promise]:
    """What became of lots that were in hand when a process died. Nobody can tell which of them
    killed it, or whether it had begun with them, so each that has no result is tried alone, and
    again if that kills a process."""
    workers.renew()
    found: list[Promise] = []
    for lot, future in lots:
        if future.done() and not future.cancelled() and future.exception() is None:
            found.append(future)
            continue
        found.append(Settled(_alone(lot, workers) or _alone(lot, workers) or _died(lot)))
    return found


def _alone(lot: Lot, workers: Workers) -> Outcome | None:
    """What becomes of ``lot`` while nobody has another one; None where the process dies."""
    try:
        return _result(workers.submit(lot), workers)
    except workers.lost:
        workers.renew()
        return None


def _died(lot: Lot) -> Outcome:
    ids = tuple(order.roster.village.id for order in lot.orders)
    names = tuple(order.roster.village.name.value for order in lot.orders)
    found = WORKER_DIED(lot.orders[0].roster.village.place, villages=names)
    village = ids[0] if len(ids) == 1 else None
    return Outcome(None, ids, Fault.UNWRITTEN, (found.about(village=village),))
