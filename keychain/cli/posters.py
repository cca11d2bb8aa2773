"""``keychain directory --format poster``: which layout and press, and what does not go together."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from keychain.build.directory import DirectoriesMade
from keychain.build.layouts import Layouts
from keychain.build.options import OFFICE
from keychain.cli.arguments import UsageError, wrong_word
from keychain.cli.console import Console
from keychain.cli.words import Words
from keychain.contacts.model import Contacts
from keychain.directory.model import ListedCommune
from keychain.files import read_bytes

Make = Callable[[Sequence[tuple[Contacts, ListedCommune]]], DirectoriesMade]

_FORM = "--format poster"


def prepare_posters(given: Namespace, words: Words, console: Console) -> Make | None:
    """What makes the posters that are asked for; None where another form is.

    Raises UsageError for options that do not go with the form, and for a layout or a press that
    there is not.
    """
    if given.format != "poster":
        for option in ("layout", "press"):
            if getattr(given, option) not in (None, OFFICE):
                second = f"--format {given.format}"
                raise UsageError("not-together", first=f"--{option}", second=second)
        return None
    from keychain.build.posters import POSTERS, PosterRequest, make_posters
    from keychain.pdf import FontMeasure

    if given.layout and given.paper:
        raise UsageError("not-together", first="--paper", second="--layout")
    paper = given.paper or "A4"
    if paper not in POSTERS:
        raise UsageError("not-together", first=_FORM, second=f"--paper {paper}")
    layouts = Layouts(Path(given.layouts), read_bytes)
    names, presses = layouts.names(), layouts.presses()
    name = given.layout or POSTERS[paper]
    if given.layout and names and name not in names:
        raise wrong_word("unknown-layout", name, names)
    if names and name not in names:
        raise UsageError("poster-layout-missing", layout=name, folder=given.layouts)
    if given.press not in presses:
        raise wrong_word("unknown-press", given.press, presses)
    request = PosterRequest(name, given.press, given.only_duty)

    def make(listed: Sequence[tuple[Contacts, ListedCommune]]) -> DirectoriesMade:
        return make_posters(
            listed,
            request,
            Path(given.output),
            layouts,
            FontMeasure(),
            read_bytes,
            lambda steps: console.progress(steps, len(steps), words.say("building")),
        )

    return make
