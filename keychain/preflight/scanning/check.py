"""Whether each code is read from its print, and by how much more it could be worse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from keychain.diagnostics import Diagnostic, error, warning
from keychain.preflight.expected import HAND, Expected
from keychain.preflight.reading.codes import decode_codes
from keychain.preflight.reading.pages import PageUnreadable, PdfPages, open_pages
from keychain.preflight.scanning.camera import photograph
from keychain.preflight.scanning.conditions import (
    COARSE_DPI,
    PRINTERS,
    RAMPS,
    STANDARD,
    WORSE,
    Conditions,
    Ramp,
    Stress,
    at_distance,
    further,
)
from keychain.preflight.scanning.find import FoundCode, find_codes, picture_of
from keychain.preflight.scanning.printed import Print, print_dots, with_coarse_gain, with_gain, worn
from keychain.values import dataclass

SCAN_FAILS = error("scan-fails", "A code that a normal telephone misses sends nobody to help.")
THIN_DISTANCE = warning("scan-thin-distance", "Not everybody brings the telephone very close.")
THIN_GAIN = warning("scan-thin-gain", "Toner and ink spread more on some paper than on other.")
THIN_CONTRAST = warning("scan-thin-contrast", "Toner runs low, and tags grow pale in use.")
THIN_WEAR = warning("scan-thin-wear", "Keys scratch a tag for as long as it hangs beside them.")

_THIN = {
    "distance": THIN_DISTANCE,
    "gain": THIN_GAIN,
    "contrast": THIN_CONTRAST,
    "scratches": THIN_WEAR,
}

_PRINTS = (1, 2, 3, 4, 5)
"""For each level five prints are made, worn in other places; most of them must be read."""

_ENOUGH = 0.45
"""mm; the module that ordinary telephones read well from a hand."""

_SURELY_READ = 120.0
"""mm. A larger code is a poster's; its pictures would be large, and nothing learned from them."""

_FRAMES = (0, 1, 2)
"""A telephone takes many pictures a second and needs one that it can read; here it has three."""


Progress = Callable[[Sequence[FoundCode]], AbstractContextManager[Iterable[FoundCode]]]
"""Hands the codes on one by one, and may show how far they are."""


@dataclass(frozen=True, slots=True)
class Limit:
    """``level`` of ``stress`` is the first at which the code is no longer read, None where it is
    read at all of them; ``enough`` is what it should bear, ``worst`` the last that was tried."""

    stress: Stress
    level: float | None
    enough: float
    worst: float
    share: float

    @property
    def thin(self) -> bool:
        """Whether the code stops being read before ``enough``, or there."""
        if self.level is None:
            return False
        falling = self.worst < self.enough
        return self.level >= self.enough if falling else self.level <= self.enough


@dataclass(frozen=True, slots=True)
class Printed:
    """A code from a printer of ``dpi``: whether it is read at the standard point, and its limits,
    of which there are none where it is not, or where they were not asked for."""

    dpi: int
    read: bool
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """What became of one code on each printer."""

    code: FoundCode
    printed: tuple[Printed, ...]


def scan_codes(
    data: bytes,
    expected: Expected | None,
    *,
    ramps: bool = False,
    printers: Sequence[int] = PRINTERS,
    progress: Progress = nullcontext,
) -> tuple[Scan, ...]:
    """Each distinct code of the PDF ``data``, printed and photographed.

    Without ``ramps`` only at the standard point, some milliseconds each; with them some hundreds.
    ``progress`` wraps the codes while they are scanned. A file that cannot be drawn has no codes.
    The same bytes give the same result.
    """
    try:
        with open_pages(data) as pages:
            codes = find_codes(pages, expected)
            with progress(codes) as each:
                return tuple(
                    Scan(code, tuple(_printed(pages, code, dpi, ramps) for dpi in printers))
                    for code in each
                )
    except PageUnreadable:
        return ()


def check_scans(scans: Sequence[Scan]) -> Iterator[Diagnostic]:
    """An error for each code that is not read at the standard point, a warning for each limit
    that is close to it."""
    for scan in scans:
        code = scan.code
        for printed in scan.printed:
            if not printed.read:
                rule = SCAN_FAILS(
                    payload=code.payload,
                    dpi=printed.dpi,
                    module=code.module,
                    enough=round(_ENOUGH * code.distance / HAND, 2),
                )
                yield _about(rule, code)
                break
            thin = [limit for limit in printed.limits if limit.thin and limit.stress in _THIN]
            for limit in thin:
                finding = _THIN[limit.stress](
                    payload=code.payload,
                    dpi=printed.dpi,
                    stops=f"{limit.level:g}",
                    enough=f"{limit.enough:g}",
                )
                yield _about(finding, code)
            if thin:
                break  # the finer printer's are no worse, or come of the same


def _about(finding: Diagnostic, code: FoundCode) -> Diagnostic:
    return finding.about(
        village=code.village, page=code.page, position=code.position, area=code.on_page
    )


def _printed(pages: PdfPages, code: FoundCode, dpi: int, ramps: bool) -> Printed:
    if max(code.area.width, code.area.height) > _SURELY_READ:
        return Printed(dpi, read=True)
    page, box = picture_of(pages, code, dpi)
    if not ramps and _surely_reads(code, print_dots(page, box, dpi, COARSE_DPI)):
        return Printed(dpi, read=True)
    trial = _Trial(code, print_dots(page, box, dpi))
    away = code.distance / HAND
    if not trial.reads(at_distance(STANDARD, away), _PRINTS[:1]):
        return Printed(dpi, read=False)
    limits = (trial.limit(further(ramp, away), away) for ramp in RAMPS)
    return Printed(dpi, True, tuple(limits) if ramps else ())


def _surely_reads(code: FoundCode, dots: Print) -> bool:
    """Whether a code is read in conditions that are worse than the standard's: it is read in these
    as well. Where it is not, nothing is known."""
    worse = at_distance(WORSE, code.distance / HAND)
    picture = photograph(with_coarse_gain(dots), code.module, worse, len(_FRAMES) * _PRINTS[0])
    return code.payload in decode_codes(picture)


@dataclass(slots=True)
class _Trial:
    """A code on paper. The print with the standard's gain is kept: most trials begin with it."""

    code: FoundCode
    dots: Print
    _spread: Print | None = None

    def reads(self, of: Conditions, prints: Sequence[int] = _PRINTS) -> bool:
        """Whether the code is read in these conditions, and says what it says, on most prints."""
        if of.gain != STANDARD.gain:
            spread = with_gain(self.dots, of.gain)
        else:
            self._spread = spread = self._spread or with_gain(self.dots, of.gain)
        return all(
            self._reads(worn(spread, round(of.scratches), each), of, each) for each in prints
        )

    def _reads(self, made: Print, of: Conditions, seed: int) -> bool:
        for frame in _FRAMES:
            picture = photograph(made, self.code.module, of, len(_FRAMES) * seed + frame)
            # Readers look at a picture in smaller sizes too, where noise is less.
            if any(self.code.payload in decode_codes(p) for p in (picture, picture.reduce(2))):
                return True
        return False

    def limit(self, ramp: Ramp, away: float) -> Limit:
        """The first level that is not read, found by halving: worse is taken never to be better.
        ``away`` is by how much further than usual the telephone is."""
        usual = at_distance(STANDARD, away)
        good, bad = 0, len(ramp.levels)
        while bad - good > 1:
            middle = (good + bad) // 2
            if self.reads(replace(usual, **{ramp.stress: ramp.levels[middle]})):
                good = middle
            else:
                bad = middle
        level = ramp.levels[bad] if bad < len(ramp.levels) else None
        share = good / (len(ramp.levels) - 1)
        return Limit(ramp.stress, level, ramp.enough, ramp.levels[-1], share)
