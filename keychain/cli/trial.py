"""``plan --if EDIT …``: the directory as it would be after an edit that nobody has made."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from importlib import import_module

from keychain.build.sources import Directory
from keychain.cli.arguments import UsageError, wrong_word
from keychain.cli.editing import make_change
from keychain.cli.signatures import signed_parser
from keychain.cli.words import Words
from keychain.diagnostics import has_errors

EDITS = {
    "rotate": ("rotate", "edit"),
    "change-number": ("change_number", "edit"),
    "add-officer": ("add_officer", "edit"),
    "retire-officer": ("retire_officer", "edit"),
    "add-village": ("add_village", "edit"),
    "rename-village": ("change_village", "edit_name"),
    "retire-village": ("change_village", "edit_end"),
    "set-households": ("change_village", "edit_households"),
}
"""The commands that can be tried, and what makes their change."""


def tried_directory(directory: Directory, given: Namespace, words: Words) -> Directory:
    """``directory`` with the commune that the edit in ``given.rest`` changes as it would be then.

    Raises UsageError for an edit that cannot be meant.
    """
    if not given.rest:
        raise UsageError("if-what", known=tuple(EDITS))
    name, *arguments = given.rest
    if name not in EDITS:
        raise wrong_word("unknown-edit", name, tuple(EDITS))
    asked = signed_parser(name, words).read(arguments)
    asked.contacts = given.contacts
    module, function = EDITS[name]
    edit = getattr(import_module(f"keychain.cli.{module}"), function)(asked, words)
    change, _ = make_change(asked, edit, write=False)
    contacts = change.contacts
    if contacts is None or has_errors(change.diagnostics):
        return Directory(directory.files, (), (*directory.diagnostics, *change.diagnostics))
    communes = tuple(contacts if one.file == contacts.file else one for one in directory.communes)
    return replace(directory, communes=communes)
