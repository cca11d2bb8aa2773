"""``keychain __complete =WORD BEFORE…``: what the Tab key may put for WORD.

Asked by the scripts of ``keychain completion`` at every press of the key, so no stage is imported.
Each line is a value, a tab, and what it is; the one line ``:files`` or ``:folders`` leaves it to
the shell. WORD comes behind a sign, since some shells drop an empty argument.
"""

from __future__ import annotations

from argparse import Action
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from keychain.cli.arguments import Parser
from keychain.cli.signatures import SHELLS, SIGNATURES, signed_parser
from keychain.cli.words import LANGUAGES, Words
from keychain.files import read_bytes
from keychain.text import fold, nfc, one_line
from keychain.yaml_source import read_yaml
from keychain.yaml_source.nodes import Mapping, Scalar


class Offer(NamedTuple):
    """A value and what it is. One that is ``other`` says the same as a value before it, and is
    offered only once its word is begun."""

    value: str
    about: str = ""
    other: bool = False


FILES = (Offer(":files"),)
FOLDERS = (Offer(":folders"),)

_MOST_READ = 200_000
"""Bytes of contacts that are read for one press of the key: some hundred villages."""


def complete(given: Sequence[str], words: Words) -> str:
    """The lines for the words of a command line, of which the first is the one to complete."""
    word = given[0].removeprefix("=") if given else ""
    # bash parts --layout=fob into three words.
    before = [each for each in given[1:] if each != "="]
    flag, equals, value = word.partition("=")
    front = ""
    if equals and flag.startswith("--"):
        front, word = f"{flag}=", value
        before.append(flag)
    offers = _offers(before, word, words)
    if offers not in (FILES, FOLDERS):
        offers = tuple(each._replace(value=front + each.value) for each in _matching(offers, word))
    return "\n".join("\t".join(filter(None, (o.value, one_line(o.about)))) for o in offers)


def _offers(before: list[str], word: str, words: Words) -> tuple[Offer, ...]:
    """All that may stand after ``before``, whether or not it begins like ``word``."""
    while before and before[0].startswith("--lang"):
        if before.pop(0) == "--lang":
            if not before:
                return _choices(LANGUAGES)
            before.pop(0)
    commands = tuple(Offer(name, words.say(f"command-{name}")) for name in SIGNATURES)
    if not before:
        own = Offer("help", words.say("command-help"))
        return (*commands, own, *_choices(("--help", "--version", "--lang")))
    name, *rest = before
    if name == "help":
        return () if rest else commands
    if name not in SIGNATURES:
        return ()
    parser = signed_parser(name, words)
    flags = {f: action for action in parser.options._group_actions for f in action.option_strings}
    asked = flags.get(rest[-1]) if rest else None
    if asked is not None and asked.nargs != 0:
        return _values(asked.option_strings[-1], asked, rest, words)
    options = _options(parser, flags, rest)
    if word.startswith("-"):
        return options
    (taken,) = parser.values._group_actions or (None,)
    return (_values(taken.dest, taken, rest, words) if taken else ()) or options


def _options(parser: Parser, flags: dict[str, Action], rest: Sequence[str]) -> tuple[Offer, ...]:
    """The long form of each option that has not been given yet, or may be given again."""
    return tuple(
        Offer(flag, (flags[flag].help or "").replace("%%", "%"))
        for flag in parser.flags
        if flag in parser.repeated or flag not in rest
    )


def _values(kind: str, action: Action, rest: Sequence[str], words: Words) -> tuple[Offer, ...]:
    """What the option or value ``kind`` takes."""
    if isinstance(action.metavar, str) and "|" in action.metavar:
        return _choices(action.metavar.split("|"))
    source = _SOURCES.get(kind)
    return source(rest, words) if source else ()


def _choices(known: Iterable[str]) -> tuple[Offer, ...]:
    return tuple(Offer(each) for each in known)


def _given(rest: Sequence[str], flag: str, usual: str) -> Path:
    """The path that an option before the word names."""
    for index, each in enumerate(rest):
        if each == flag and index + 1 < len(rest):
            return Path(rest[index + 1])
        if each.startswith(f"{flag}="):
            return Path(each.removeprefix(f"{flag}="))
    return Path(usual)


def _kinds_of_doubt() -> tuple[Offer, ...]:
    # Imported here: at this press alone.
    from keychain.contacts.importing.doubts import ALL
    from keychain.contacts.importing.rules import KINDS

    return _choices((*sorted(KINDS), ALL))


def _villages(rest: Sequence[str], _: Words) -> tuple[Offer, ...]:
    """Ids with the names of their villages, and then names with their ids."""
    path = _given(rest, "--contacts", "contacts.yaml")
    found: list[Offer] = []
    left = _MOST_READ
    for file in sorted(path.glob("*.y*ml")) if path.is_dir() else (path,):
        root, size = _read(file, left)
        left -= size
        villages = root.get("villages") if root else None
        for id_, village in villages.entries if isinstance(villages, Mapping) else ():
            if id_.text not in rest:
                found.append(Offer(id_.text, one_line(_text(village, "name"))))
    names = (Offer(o.about, o.value, other=True) for o in found if o.about)
    return (*found, *(name for name in names if name.value not in rest))


def _presses(rest: Sequence[str], words: Words) -> tuple[Offer, ...]:
    return _layouts(rest, words, "presses")


def _layouts(rest: Sequence[str], words: Words, folder: str = "") -> tuple[Offer, ...]:
    """Layouts that can be printed, or presses, with their titles in the reader's language."""
    found = []
    for file in sorted((_given(rest, "--layouts", "layouts") / folder).glob("*.yaml")):
        root, _ = _read(file, _MOST_READ)
        if root and _text(root, "abstract").strip().casefold() not in ("true", "yes"):
            title = root.get("title")
            told = [_text(title, each) for each in (words.language, *LANGUAGES)]
            found.append(Offer(file.stem, next(filter(None, told), _text(root, "title"))))
    return tuple(found)


def _read(file: Path, most: int) -> tuple[Mapping | None, int]:
    """What could be read of a file of at most ``most`` bytes, and its size."""
    try:
        data = read_bytes(file, max(most, 0))
    except OSError:
        return None, 0
    return read_yaml(data, "").root, len(data)


def _text(node: object, key: str) -> str:
    value = node.get(key) if isinstance(node, Mapping) else None
    return value.text if isinstance(value, Scalar) else ""


_SOURCES: dict[str, Callable[[Sequence[str], Words], tuple[Offer, ...]]] = {
    "villages": _villages,
    "village": _villages,
    "--village": _villages,
    "--layout": _layouts,
    "--press": _presses,
    "--labels": lambda rest, words: _layouts(rest, words, "labels"),
    "names": lambda rest, words: _layouts(rest, words, "labels"),
    "profile": _presses,
    "what": lambda rest, words: _layouts(rest, words) if "show" in rest else _choices(["show"]),
    "shell": lambda *_: _choices(SHELLS),
    "pdfs": lambda *_: FILES,
    "list": lambda *_: FILES,
    "--accept": lambda *_: _kinds_of_doubt(),
    "folder": lambda *_: FOLDERS,
    "--contacts": lambda *_: FILES,
    "--report": lambda *_: FILES,
    "--layouts": lambda *_: FOLDERS,
    "--output": lambda *_: FOLDERS,
    "--pictures": lambda *_: FOLDERS,
}


def _matching(offers: Sequence[Offer], word: str) -> tuple[Offer, ...]:
    """The offers that begin with ``word``; where none does, those whose letters do, without regard
    to case, diacritics, spaces and hyphens."""
    first = [offer for offer in offers if not offer.other]
    begun = [o for o in (offers if word else first) if o.value.startswith(nfc(word))]
    alike = (
        [o for o in some if _letters(o.value).startswith(_letters(word))]
        for some in (first, offers)
    )
    return tuple(begun or next(filter(None, alike), ()))


def _letters(text: str) -> str:
    return fold(text).replace("-", "").replace(" ", "")
