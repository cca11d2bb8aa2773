"""How high the digits of numbers stand on the tag: they are read by the old, in a hurry."""

from __future__ import annotations

from collections.abc import Iterator

from keychain.diagnostics import Diagnostic, warning
from keychain.geometry import Rect
from keychain.preflight.expected import ARM
from keychain.preflight.finished import FinishedFace

NUMBER_LOW = warning(
    "number-low", "An old person, or anybody in the dark, cannot read low digits at arm's length."
)

LEAST_LEAD = 2.5
"""mm at arm's length; the number that is called first. 14 minutes of arc: Smith, Letter Size and
Legibility, Human Factors 21 (1979), found over 90 % of displays legible at 10 (0.003 rad)."""

LEAST = 2.0
"""mm at arm's length; the others, where there is no room for more: 11 minutes of arc."""

_EXACT = 0.02


def check_heights(face: FinishedFace) -> Iterator[tuple[Rect, Diagnostic]]:
    """Numbers whose digits' ink is lower than it should be, with their areas on paper."""
    wanted = {number.printed: i == 0 for i, number in enumerate(face.tag.numbers)}
    for seen in face.marks:
        letters = seen.mark.letters
        text = "".join(letter.text for letter in letters)
        for printed, lead in wanted.items():
            start = text.replace("\u00a0", " ").find(printed)
            if start < 0 or len(text) != len(letters) or _goes_on(text, start, printed):
                continue
            digits = [
                face.ink(seen, letter.ink)
                for letter in letters[start : start + len(printed)]
                if letter.text.isdigit()
            ]
            heights = [face.on_face(digit).height for digit in digits]
            least = (LEAST_LEAD if lead else LEAST) * face.tag.read_from / ARM
            if heights and min(heights) < least - _EXACT:
                low = digits[heights.index(min(heights))]
                yield (
                    low,
                    NUMBER_LOW(number=printed, mm=round(min(heights), 2), least=round(least, 2)),
                )


def _goes_on(text: str, start: int, printed: str) -> bool:
    """Whether the digits are part of a longer number."""
    around = text[max(start - 1, 0) : start] + text[start + len(printed) :][:1]
    return any(letter.isdigit() for letter in around)
