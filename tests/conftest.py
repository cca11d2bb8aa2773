"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# Tests run beside each other; how long one example takes then says nothing.
settings.register_profile("keychain", deadline=None)
settings.load_profile("keychain")
