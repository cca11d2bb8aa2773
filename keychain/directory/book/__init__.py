"""The directory as a book: what stands in it, in which order, and what leads where."""

from keychain.directory.book.compose import compose_pages
from keychain.directory.book.model import PagedDirectory

__all__ = ["PagedDirectory", "compose_pages"]
