"""What holds for every test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import settings

from keychain.cli import clock

# Tests run beside each other; how long one example takes then says nothing.
settings.register_profile("keychain", deadline=None)
settings.load_profile("keychain")

TODAY = date(2026, 11, 20)
"""Before the launch of the sample's campaign, which is the day of tags until it comes."""


@pytest.fixture(autouse=True, scope="session")
def today() -> Iterator[date]:
    """Tests say the same in a year; commands run as processes of their own are told a day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: TODAY)
        yield TODAY
