"""vCards parted into cards and properties: each card by itself, each line by itself.

vobject reads a property's line (its parameters, quoted-printable, character sets, folding). Its
reading of whole cards is not used: one broken line would end the file, and a comma that vCard 2.1
leaves bare would cut a value short, the second number of ``TEL:0912…, 0913…`` for one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import field
from itertools import islice

from keychain.contacts.importing.reading.limits import MAX_ROWS, BeyondLimit
from keychain.values import dataclass

_BEGIN = re.compile(r"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
_END = re.compile(r"^[ \t]*END[ \t]*:[ \t]*VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)

# Pictures, sounds and keys, folded over thousands of lines; in 2.1 base64 ends at an empty line.
_HEAVY = re.compile(
    r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-[\w-]*(?:PHOTO|IMAGE)[\w-]*)[;:]"
    r"[^\n]*(?:\n[ \t][^\n]*)*\n?",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_CARD = 64 * 1024
_MOST_PARAMETERS = 10
"""vobject tries every way to part a line's parameters: of thirty commas, a thousand million."""

_HEAD = re.compile(r'(?:"[^"\n]*"|[^":\n])*:')
_TOKEN = re.compile(r"\\.|.", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """A property's name in capitals, its parameters by name in capitals, its value decoded but
    with its backslashes."""

    name: str
    value: str
    parameters: dict[str, list[str]]


@dataclass(slots=True)
class CardLines:
    """Card ``number``, from 1 in the file; ``broken`` says that some of it could not be read."""

    number: int
    properties: list[Property] = field(default_factory=list)
    broken: bool = False

    def all(self, name: str) -> list[Property]:
        """The properties called ``name``, in order."""
        return [each for each in self.properties if each.name == name]

    def first(self, name: str) -> Property | None:
        """The first property called ``name`` that says something."""
        return next((each for each in self.all(name) if each.value.strip(" ;")), None)

    @property
    def old(self) -> bool:
        """Whether it is vCard 2.1, which escapes nothing but semicolons."""
        version = self.first("VERSION")
        return version is not None and version.value.strip() == "2.1"


def part_cards(text: str) -> Iterator[CardLines]:
    """The cards in ``text``, broken ones too. One that has no end ends where the next begins.

    Raises :class:`BeyondLimit`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    begins = list(islice(_BEGIN.finditer(text), MAX_ROWS + 1))
    if len(begins) > MAX_ROWS:
        raise BeyondLimit(MAX_ROWS + 1)
    ends = [begin.start() for begin in begins[1:]] + [len(text)]
    for number, (begin, limit) in enumerate(zip(begins, ends, strict=True), 1):
        end = _END.search(text, begin.end(), limit)
        body = text[begin.end() : end.start() if end else limit]
        yield _card(number, body, whole=end is not None)


def _card(number: int, body: str, whole: bool) -> CardLines:
    from vobject.base import VObjectError, getLogicalLines, textLineToContentLine

    card = CardLines(number, broken=not whole)
    body = _HEAVY.sub("", body)
    if len(body) > _LONGEST_CARD:
        card.broken = True
        return card
    for line, _ in getLogicalLines(io.StringIO(body)):
        head = _HEAD.match(line)
        if head is None or head[0].count(",") + head[0].count(";") > _MOST_PARAMETERS:
            card.broken = True
            continue
        try:
            content = textLineToContentLine(line)
        except (VObjectError, LookupError, ValueError, TypeError):
            card.broken = True
            continue
        card.properties.append(Property(content.name, content.value, content.params))
    return card


def unescape(value: str, old: bool = False) -> str:
    """``value`` without backslashes (RFC 6350, 3.4; in vCard 2.1 only before a semicolon)."""
    if old:
        return value.replace("\\;", ";")
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def components(value: str, separator: str = ";", old: bool = False) -> list[str]:
    """The parts of a structured value, unescaped; ``separator`` is ``;`` or ``,``."""
    parts = [""]
    for token in _TOKEN.findall(value):
        if token == separator:
            parts.append("")
        else:
            parts[-1] += token
    return [unescape(part, old) for part in parts]
