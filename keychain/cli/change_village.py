"""``rename-village``, ``retire-village`` and ``set-households``: one value of a village."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from keychain.cli.arguments import UsageError
from keychain.cli.console import Console
from keychain.cli.editing import Edit, Intent, edit_day, run_change
from keychain.cli.option_values import read_count
from keychain.cli.summary import say_day
from keychain.cli.villages import named_villages
from keychain.cli.words import Words
from keychain.contacts.editing.steps import EditVillage
from keychain.contacts.model import Contacts, Village

Key = Literal["name", "households", "until"]


def rename(given: Namespace, words: Words, console: Console) -> int:
    """Another name; the id, and so the file's name, stays."""
    return run_change(given, words, console, edit_name(given, words))


def set_households(given: Namespace, words: Words, console: Console) -> int:
    """Another number of households."""
    return run_change(given, words, console, edit_households(given, words))


def retire(given: Namespace, words: Words, console: Console) -> int:
    """The village's last day: by default the day before the one that commands work for."""
    return run_change(given, words, console, edit_end(given, words))


def edit_name(given: Namespace, words: Words) -> Edit:
    """The change that ``rename-village`` asks for. Raises UsageError."""
    asked, name = _two(given.village_name, "rename-two")
    return _set(words, asked, "name", lambda _: name)


def edit_households(given: Namespace, words: Words) -> Edit:
    """The change that ``set-households`` asks for. Raises UsageError."""
    asked, count = _two(given.village_count, "households-two")
    read_count(count)
    return _set(words, asked, "households", lambda _: count)


def edit_end(given: Namespace, words: Words) -> Edit:
    """The change that ``retire-village`` asks for. Raises UsageError."""
    if len(given.village) != 1:
        raise UsageError("one-village")

    def until(contacts: Contacts) -> str:
        return (given.until or edit_day(None, contacts) - timedelta(days=1)).isoformat()

    return _set(words, given.village[0], "until", until)


def _two(values: list[str], key: str) -> tuple[str, str]:
    if len(values) != 2:
        raise UsageError(key)
    return values[0], values[1]


def _set(words: Words, asked: str, key: Key, value: Callable[[Contacts], str]) -> Edit:
    def intend(contacts: Contacts) -> Intent:
        id_ = named_villages((asked,), (contacts,))[contacts.file][0]
        village = next(each for each in contacts.villages if each.id == id_)
        new = value(contacts)
        shown = say_day(date.fromisoformat(new)) if key == "until" else new
        old = _old(village, key)
        said = words.say(f"village-{key}", name=village.name.value, old=old, new=shown)
        return Intent((EditVillage(id_, key, new),), said, {"villages": [id_]})

    return Edit(intend, villages=(asked,))


def _old(village: Village, key: Key) -> str:
    if key == "name":
        return village.name.value
    old = village.households if key == "households" else village.end
    return "–" if old is None else str(old)
