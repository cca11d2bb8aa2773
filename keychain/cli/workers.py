"""Who does the work of ``keychain build``: processes of this machine, or a cluster's."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from keychain import __version__
from keychain.build.work import Setting
from keychain.build.workers import Workers, open_workers, usable_processors
from keychain.cli.arguments import UsageError
from keychain.cli.columns import wrap
from keychain.cli.console import Console
from keychain.cli.words import Words


def workers_of(
    given: Namespace, setting: Setting, words: Words, console: Console
) -> AbstractContextManager[Workers]:
    """The workers that the command line asks for."""
    if given.executor:
        return _cluster(setting, given.executor, words, console)
    return open_workers(setting, given.jobs or usable_processors())


@contextmanager
def _cluster(setting: Setting, address: str, words: Words, console: Console) -> Iterator[Workers]:
    """Workers of a cluster; raises UsageError where there are none that can be used, and
    ConnectionError where they are lost."""
    try:
        from keychain.build import cluster
    except ImportError as problem:
        if problem.name != "distributed":
            raise
        raise UsageError("executor-missing") from None

    def alone() -> None:
        console.tell(
            "\n".join(wrap(words.say("executor-deserted", address=address), console.width))
        )

    try:
        with cluster.open_cluster(setting, address, alone) as workers:
            yield workers
    except cluster.ClusterUnreachable:
        raise UsageError("executor-unreachable", address=address) from None
    except cluster.ClusterIdle:
        raise UsageError("executor-idle", address=address) from None
    except cluster.ClusterUncertified:
        raise UsageError("executor-uncertified") from None
    except cluster.ClusterLost:
        raise ConnectionError(None, words.say("executor-lost"), address) from None
    except cluster.ClusterDiffers:
        raise UsageError("executor-differs", version=__version__) from None
