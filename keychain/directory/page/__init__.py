"""The directory as one file for a browser: all of it in the page, a search over it, no network."""

from keychain.directory.page.page import directory_page

__all__ = ["directory_page"]
