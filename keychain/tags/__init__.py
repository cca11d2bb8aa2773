"""Stage 4, compose: from a village's roster to what its tag says and dials."""

from keychain.tags.compose import compose_tag
from keychain.tags.content import Entry, TagContent

__all__ = ["Entry", "TagContent", "compose_tag"]
