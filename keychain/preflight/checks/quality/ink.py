"""Ink: at no point of the paper more than 300 % of all inks together (Ghent Workgroup, 2022).

First a bound that needs no picture. What is at a point comes from the last mark there that knocks
out, and from marks over it that overprint; those change only the inks that they touch. So an ink
that no overprinting mark touches comes from the one mark, and any other ink is no more than the
most of it in any mark. Transparency blends between such amounts and gives none that is higher,
unless a blend mode is used. Where the bound is over the limit the plates are rendered and summed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from keychain.diagnostics import Diagnostic, error
from keychain.geometry import Rect
from keychain.preflight.place import rect_of
from keychain.preflight.plates import heaviest, is_technical, page_plates
from keychain.preflight.reading.inks import PROCESS
from keychain.preflight.reading.marks import Drawn, Mark
from keychain.preflight.reading.painted import Painted, PaintedPage
from keychain.values import dataclass

INK_HEAVY = error(
    "ink-heavy", "More ink than paper takes does not dry, and sets off on the next sheet."
)

LIMIT = 3.0
_EXACT = 0.02
"""Plates have 255 tones each."""

_LEAST_AREA = 1.0
"""mm²; less than that is where soft edges meet."""

_MOST_RENDERED = 40


@dataclass(slots=True)
class _Bound:
    """The most ink that marks can come to together, as shares of full ink."""

    most: dict[str, float] = field(default_factory=dict)
    alone: set[tuple[tuple[str, float], ...]] = field(default_factory=set)
    total: float = 0.0
    touched: set[str] = field(default_factory=set)
    blends: bool = False

    def add(self, mark: Mark) -> None:
        picture = mark.picture
        inks = tuple((ink, tint) for ink, tint in mark.colour.inks or () if not is_technical(ink))
        for ink, tint in inks:
            self.most[ink] = max(self.most.get(ink, 0.0), tint)
        if mark.overprint:
            known = {*PROCESS, *(ink for ink, _ in inks)}
            self.touched |= {
                ink for ink in known if mark.colour.touches(ink, overprint=True, mode=mark.mode)
            }
        elif picture is not None and picture.total is not None:
            self.total = max(self.total, picture.total)
        if len(self.alone) < 5000:
            self.alone.add(inks)
        else:
            self.blends = True  # too many to tell: look at the plates

    @property
    def highest(self) -> float:
        """The bound."""
        if self.blends:
            return max(sum(self.most.values()), LIMIT + 1 if self.most else 0.0)
        over = sum(self.most.get(ink, 0.0) for ink in self.touched)
        if not self.touched and self.total:
            # A picture's darkest pixel is less than the most of each of its inks together.
            plain = [sum(tint for _, tint in inks) for inks in self.alone]
            if max(plain, default=0.0) <= LIMIT:
                return max([self.total, *plain])
        under = (sum(tint for ink, tint in inks if ink not in self.touched) for inks in self.alone)
        return over + max(under, default=0.0)


def ink_bound(painted: Painted, page: PaintedPage) -> float:
    """The most ink that may be at any point of a page, as a share of one full ink; 4.0 is 400 %."""
    bound = _Bound()
    for stream in _streams(painted, page):
        paint = painted.streams[stream]
        bound.blends = bound.blends or paint.blends
        for item in paint.items:
            if isinstance(item, Mark):
                bound.add(item)
    return bound.highest


def check_ink(data: bytes, painted: Painted) -> Iterator[tuple[PaintedPage, Rect, Diagnostic]]:
    """Every page with too much ink, each look of one once, and where the most of it is."""
    looks: set[object] = set()
    rendered = 0
    for page in painted.pages:
        if page.stream is None:
            continue
        items = painted.streams[page.stream].items
        drawn = tuple(item for item in items if isinstance(item, Drawn))
        own = frozenset((i.colour, i.overprint) for i in items if isinstance(i, Mark))
        if (drawn, own) in looks or rendered >= _MOST_RENDERED:
            continue
        looks.add((drawn, own))
        if ink_bound(painted, page) <= LIMIT:
            continue
        rendered += 1
        plates = page_plates(data, page.number - 1)
        live = rect_of(page.live, page.media)
        heavy = heaviest(plates, LIMIT + _EXACT, live)
        if heavy is not None and heavy.mm2 >= _LEAST_AREA:
            finding = INK_HEAVY(percent=round(heavy.most * 100), least=300, mm2=round(heavy.mm2))
            yield page, heavy.area, finding


def _streams(painted: Painted, page: PaintedPage) -> set[str]:
    """The page's stream and all that are drawn in it, at whatever depth."""
    found: set[str] = set()
    waiting = [page.stream] if page.stream is not None else []
    while waiting:
        stream = waiting.pop()
        if stream not in found and stream in painted.streams:
            found.add(stream)
            drawn = (i for i in painted.streams[stream].items if isinstance(i, Drawn))
            waiting += [item.stream for item in drawn]
    return found
