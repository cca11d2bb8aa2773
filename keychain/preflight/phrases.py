"""Finding known texts on a face, each character for one of them only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from functools import lru_cache

from keychain.geometry import Rect, Turn
from keychain.preflight.pieces import Char, Piece, around
from keychain.text import nfc
from keychain.values import dataclass

_SEPARATORS = " .-–()"
"""What may stand between the digits of one number."""

_RUN = re.compile(r"\+?\d(?:[ .\-–()]{0,3}\d)+")
_MARK = re.compile(
    r"(?<!\d)(?:0[1-9]|1[0-2])/\d{4}(?!\d)(?:[ ·]+[0-9A-F]{4}(?!\w| ?\d))?"
    r"|^\s*(?:·\s*[0-9A-F]{4}|(?=\d*[A-F])[0-9A-F]{4})\s*$"
)
"""An issue mark, also an older one: month, code, or both."""
_BEFORE_CODE = re.compile(r"(?:·|(?<!\d)(?:0[1-9]|1[0-2])/\d{4})[ ·]*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A text on a face: its ink, direction, and the characters it is made of."""

    ink: Rect
    turn: Turn
    chars: tuple[Char, ...]


@dataclass(slots=True)
class FaceText:
    """A face being searched. What one search has taken, the next does not find again, so the
    longest texts are to be searched first."""

    pieces: tuple[Piece, ...]
    _free: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._free = [piece.text for piece in self.pieces]

    def take_phrase(self, phrase: str) -> tuple[Found, ...]:
        """Every place where ``phrase`` stands as whole words, be it broken over lines."""
        wanted = _plain(phrase)
        found = []
        if wanted:
            for index in range(len(self.pieces)):
                while spans := self._phrase_at(index, wanted):
                    found.append(self._take(spans))
        return tuple(found)

    def take_number(self, printed: str) -> tuple[Found, ...]:
        """Every place where a number stands exactly as printed, with no digit before or after."""
        wanted = _plain(printed)
        found = []
        for index in range(len(self.pieces)):
            start = self._free[index].find(wanted)
            while start >= 0 and wanted:
                end = start + len(wanted)
                text = self._free[index]
                before, after = text[:start].rstrip(_SEPARATORS), text[end:].lstrip(_SEPARATORS)
                if not before[-1:].isdigit() and not after[:1].isdigit():
                    found.append(self._take([(index, start, end)]))
                start = self._free[index].find(wanted, end)
        return tuple(found)

    def take_code(self, code: str, *, alone: bool) -> tuple[Found, ...]:
        """Every place where an issue's four characters stand as a word: behind a month or a dot in
        the middle and, with ``alone``, anywhere. Four digits within a number are none."""
        found = []
        for index in range(len(self.pieces)):
            for hit in list(re.finditer(rf"(?<!\w){code}(?!\w)", self._free[index])):
                before, after = hit.string[: hit.start()], hit.string[hit.end() :]
                number = code.isdigit() and (
                    before.rstrip(_SEPARATORS)[-1:].isdigit()
                    or after.lstrip(_SEPARATORS)[:1].isdigit()
                )
                if _BEFORE_CODE.search(before) or (alone and not number):
                    found.append(self._take([(index, *hit.span())]))
        return tuple(found)

    def take_marks(self) -> None:
        """Issue marks, MM/YYYY and a code, of which no digit is part of a number."""
        for index in range(len(self.pieces)):
            for hit in list(_MARK.finditer(self._free[index])):
                self._take([(index, hit.start(), hit.end())])

    def runs(self, least: int) -> tuple[str, ...]:
        """What is left that looks like a number: runs of at least ``least`` digits."""
        return tuple(
            hit.group()
            for text in self._free
            for hit in _RUN.finditer(text)
            if sum(c.isdigit() for c in hit.group()) >= least
        )

    def _take(self, spans: list[tuple[int, int, int]]) -> Found:
        chars: list[Char] = []
        for index, start, end in spans:
            text = self._free[index]
            self._free[index] = text[:start] + "\0" * (end - start) + text[end:]
            chars += self.pieces[index].chars[start:end]
        first = self.pieces[spans[0][0]]
        ink = around([c.page for c in chars if c.text != " "])
        return Found(first.upright(ink), first.turn, tuple(chars))

    def _phrase_at(self, index: int, wanted: str) -> list[tuple[int, int, int]]:
        """The spans of ``wanted`` that begin somewhere in this piece; none is an empty list."""
        text = self._free[index]
        start = text.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            if _boundary(text, start) and _boundary(text, end):
                return [(index, start, end)]
            start = text.find(wanted, start + 1)
        line = text.rstrip()
        heads, breaks = _breaks(wanted)
        for head, tail in breaks if line.endswith(heads) else ():
            start = len(line) - len(head)
            if line.endswith(head) and _boundary(text, start):
                for below in self._after(index):
                    rest = self._phrase_from(below, tail)
                    if rest:
                        return [(index, start, start + len(head)), *rest]
        return []

    def _phrase_from(self, index: int, wanted: str) -> list[tuple[int, int, int]]:
        """The spans of ``wanted`` where it begins at this piece's beginning."""
        text = self._free[index]
        start = len(text) - len(text.lstrip())
        end = start + len(wanted)
        if text.startswith(wanted, start) and _boundary(text, end):
            return [(index, start, end)]
        line = text.strip()
        for head, tail in _breaks(wanted)[1]:
            if line == head:
                for below in self._after(index):
                    rest = self._phrase_from(below, tail)
                    if rest:
                        return [(index, start, start + len(head)), *rest]
        return []

    def _after(self, index: int) -> Iterator[int]:
        """The pieces that may go on where this one ends: in the next line, or close at the right
        in the same line, where a word in another font stands."""
        piece = self.pieces[index]
        for other, candidate in enumerate(self.pieces):
            if other == index or candidate.turn != piece.turn:
                continue
            down = candidate.baseline - piece.baseline
            gap = candidate.body.x - piece.body.right
            under = candidate.body.x < piece.body.right and piece.body.x < candidate.body.right
            high = max(piece.body.height, candidate.body.height)
            beside = abs(down) < 0.1 and -0.1 < gap < 0.6 * high
            if beside or (under and 0.4 * high < down < 1.7 * high):
                yield other


def _plain(text: str) -> str:
    return " ".join(nfc(text).split())


def _boundary(text: str, at: int) -> bool:
    """Whether a word ends or begins there."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    return not (before.isalnum() and after.isalnum())


@lru_cache(maxsize=1000)  # a village's words are looked for in every piece of its faces
def _breaks(phrase: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The ways to break a phrase in two: at a space, or after a dash or stroke. All first parts,
    and each with its second."""
    found = []
    for i in range(len(phrase) - 1, 0, -1):
        if phrase[i] == " ":
            found.append((phrase[:i], phrase[i + 1 :]))
        elif phrase[i - 1] in "-–—/" and phrase[i] != " ":
            found.append((phrase[:i], phrase[i:]))
    return tuple(head for head, _ in found), tuple(found)
