"""What becomes of a lot that somebody has been given: there already, or to come."""

from __future__ import annotations

from typing import Protocol

from keychain.build.village import Outcome
from keychain.values import dataclass


class Promise(Protocol):
    """What is asked of a ``concurrent.futures.Future``."""

    def result(self, timeout: float | None = None) -> Outcome:
        """The outcome. Raises TimeoutError where it is not there within ``timeout`` seconds, and
        what went wrong."""
        ...

    def done(self) -> bool:
        """Whether there is an outcome, or a problem in its place."""
        ...

    def cancelled(self) -> bool:
        """Whether it was given up."""
        ...

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """What went wrong."""
        ...


@dataclass(frozen=True, slots=True)
class Settled:
    """A promise kept, or broken, before it is asked for. A Future would do, but takes longer to
    load than a village to make."""

    outcome: Outcome | BaseException

    def result(self, timeout: float | None = None) -> Outcome:  # noqa: ARG002  # a Future's
        """The outcome, at once."""
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        return self.outcome

    def done(self) -> bool:
        """Always."""
        return True

    def cancelled(self) -> bool:
        """Never."""
        return False

    def exception(self, timeout: float | None = None) -> BaseException | None:  # noqa: ARG002
        """What went wrong, if it did."""
        return self.outcome if isinstance(self.outcome, BaseException) else None
