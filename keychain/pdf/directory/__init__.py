"""The directory as a book: platypus lets villages and indexes flow over its pages."""

from keychain.pdf.directory.document import SetDirectory, write_directory

__all__ = ["SetDirectory", "write_directory"]
