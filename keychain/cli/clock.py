"""Which day it is: the one place that asks the machine's clock for it, so that tests can say."""

from __future__ import annotations

from datetime import date


def today() -> date:
    """The day by the machine's own time zone."""
    return date.today()
