"""``keychain undo``: the version of contacts.yaml before the last change, put back."""

from __future__ import annotations

from argparse import Namespace

from keychain.build.edits import undo_change
from keychain.cli.console import Console
from keychain.cli.editing import contacts_file, show_change
from keychain.cli.words import Words
from keychain.files import read_bytes


def run(given: Namespace, words: Words, console: Console) -> int:
    """Show what goes back and put it there; undoing twice changes nothing."""
    path = contacts_file(given, (), ())
    change = undo_change(path, read_bytes, write=not given.dry_run)
    return show_change(change, "", words, console, {} if given.json else None)
