"""What each tag shows, its two faces taken together: its numbers and no others, its village,
its issue mark, and all of it to be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from keychain.diagnostics import Diagnostic, error
from keychain.preflight.checks.names import ShownName, ShownNumber, check_names
from keychain.preflight.expected import ExpectedTag
from keychain.preflight.faces import Face
from keychain.preflight.phrases import FaceText, Found
from keychain.preflight.pieces import Char, Piece
from keychain.text import nfc
from keychain.values import dataclass

NUMBER_MISSING = error("number-missing", "A number that does not show cannot be called.")
NUMBER_FOREIGN = error("number-foreign", "A number that is not in the directory is a wrong one.")
VILLAGE_MISSING = error("village-missing", "Tags are sorted and handed out by their village.")
MARK_MISSING = error("mark-missing", "Without its mark an old tag cannot be told from a new one.")
TEXT_HIDDEN = error("text-hidden", "Text that is in the file but not to be seen is not there.")
FACE_EMPTY = error("face-empty", "An empty face goes to a household like any other.")
FACE_OF_OTHER_VILLAGE = error(
    "face-of-other-village", "A tag with another village's face calls another village's officers."
)

_LEAST_ON_TAG = 3
"""Digits from which a run on a tag is taken for a number: 113 has three."""

_LEAST_BESIDE = 9
"""The same beside the tags, where sheet numbers, sizes and dates stand."""

Seen = Callable[[Char], bool]
"""Whether all of a character is to be seen on its page."""


@dataclass(frozen=True, slots=True)
class ReadFace:
    """A face compared with a tag. ``page`` is its index; ``foreign`` the runs of digits that are
    none of the tag's numbers."""

    face: Face
    page: int
    numbers: tuple[ShownNumber, ...]
    names: tuple[ShownName, ...]
    village: tuple[Found, ...]
    marks: tuple[Found, ...]
    foreign: tuple[str, ...]


def read_face(face: Face, page: int, tag: ExpectedTag) -> ReadFace:
    """What of ``tag`` a face shows. Longer texts are looked for first, so that a name that
    contains another, or a number, is not taken for it."""
    text = FaceText(face.pieces)
    owners: dict[str, set[str]] = {}
    for number in tag.numbers:
        for name in number.names:
            owners.setdefault(nfc(name), set()).add(nfc(number.printed))
    village = nfc(tag.village)
    words = {nfc(word) for word in tag.words}
    found: dict[str, tuple[Found, ...]] = {}
    for phrase in sorted({*owners, village, *words}, key=lambda p: (-len(p), p)):
        found[phrase] = text.take_phrase(phrase)
    # Of 65,536 codes 10,000 are digits, which may be those of a hotline or of a part of a number.
    printed_numbers = {nfc(number.printed) for number in tag.numbers}
    marks = text.take_code(tag.code, alone=tag.code not in printed_numbers)
    text.take_marks()
    shown = tuple(
        ShownNumber(printed, place)
        for printed in sorted(printed_numbers, key=lambda p: (-len(p), p))
        for place in text.take_number(printed)
    )
    on_face = {number.printed for number in shown}
    return ReadFace(
        face,
        page,
        shown,
        _names(owners, found, on_face),
        found[village],
        marks,
        text.runs(_LEAST_ON_TAG),
    )


def _names(
    owners: dict[str, set[str]], found: dict[str, tuple[Found, ...]], on_face: set[str]
) -> tuple[ShownName, ...]:
    """The names on a face of the numbers on it."""
    longest: dict[str, int] = {}
    for name, numbers in owners.items():
        for printed in numbers if found[name] else ():
            longest[printed] = max(longest.get(printed, 0), len(name))
    return tuple(
        ShownName(name, frozenset(numbers), place, all(longest[p] > len(name) for p in numbers))
        for name, numbers in owners.items()
        if numbers & on_face
        for place in found[name]
    )


def check_tag(
    faces: Sequence[ReadFace],
    tag: ExpectedTag,
    others: Sequence[ExpectedTag],
    seen: Sequence[Seen],
    *,
    whole: bool,
) -> Iterator[tuple[ReadFace, Diagnostic]]:
    """The faces of one tag, front first, each finding with its face.

    ``whole`` tells that these are all the faces that the tag has; of a tag with one face printed
    it is not known which numbers that face should bear, only that it bears some. ``seen`` are the
    faces' own. Where a face is empty or another village's, that is told, and not all
    that follows from it.
    """
    findings = list(_check_content(faces, tag, whole=whole))
    if findings:
        causes = list(_causes(faces, tag, others))
        findings = causes or findings
    yield from findings
    for read, is_seen in zip(faces, seen, strict=True):
        yield from ((read, finding) for finding in check_names(read.numbers, read.names))
        for text in _hidden(read, tag, is_seen):
            yield read, TEXT_HIDDEN(text=text)


def check_beside(pieces: tuple[Piece, ...]) -> Iterator[Diagnostic]:
    """Numbers that stand on a sheet beside all tags."""
    for run in FaceText(pieces).runs(_LEAST_BESIDE):
        yield NUMBER_FOREIGN(found=run)


def _check_content(
    faces: Sequence[ReadFace], tag: ExpectedTag, *, whole: bool
) -> Iterator[tuple[ReadFace, Diagnostic]]:
    first = faces[0]
    shown = {number.printed for read in faces for number in read.numbers}
    wanted = list(dict.fromkeys(nfc(number.printed) for number in tag.numbers))
    if not whole:
        wanted = [] if shown else wanted[:1]
    for printed in wanted:
        if printed not in shown:
            yield first, NUMBER_MISSING(number=printed)
    for read in faces:
        for run in read.foreign:
            yield read, NUMBER_FOREIGN(found=run)
    if whole and not any(read.village for read in faces):
        yield first, VILLAGE_MISSING(name=tag.village)
    if whole and not any(read.marks for read in faces):
        yield first, MARK_MISSING(mark=tag.code)


def _causes(
    faces: Sequence[ReadFace], tag: ExpectedTag, others: Sequence[ExpectedTag]
) -> Iterator[tuple[ReadFace, Diagnostic]]:
    for read in faces:
        if read.face.turn is None:
            yield read, FACE_EMPTY()
            continue
        for other in others:
            if other.village_id == tag.village_id:
                continue
            as_other = read_face(read.face, read.page, other)
            named = as_other.village and not read.village
            if (read.foreign or named) and not as_other.foreign and as_other.numbers:
                yield read, FACE_OF_OTHER_VILLAGE(found=other.village)
                break


def _hidden(read: ReadFace, tag: ExpectedTag, is_seen: Seen) -> Iterator[str]:
    places = [(number.printed, number.found) for number in read.numbers]
    places += [(name.name, name.found) for name in read.names]
    places += [(tag.village, found) for found in read.village]
    places += [(tag.code, found) for found in read.marks]
    for text, found in places:
        if not all(is_seen(c) for c in found.chars if c.text != " "):
            yield text
