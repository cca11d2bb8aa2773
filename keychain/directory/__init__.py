"""The contact directory: composed from the same roster as the tags, and written in many forms.

``compose`` turns rosters into a :class:`~keychain.directory.model.DirectoryBook`; beside it stand
the forms that need no layout: vCards, tables, a page for a browser. reportlab sets the PDF, in
``keychain.pdf``.
"""

from keychain.directory.compose import compose_book, compose_commune
from keychain.directory.model import DirectoryBook

__all__ = ["DirectoryBook", "compose_book", "compose_commune"]
