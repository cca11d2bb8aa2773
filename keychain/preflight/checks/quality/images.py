"""Images: enough pixels to an inch at the size at which they are printed.

Figures of the Ghent Workgroup, 2022 specification: 150 and 225 ppi for pictures, 550 and 800 for
line art of one bit. A mask shapes the edge of a picture, which is no sharper than the picture, so
for it the picture's figures hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import hypot

from keychain.diagnostics import Diagnostic, error, warning
from keychain.preflight.scene import Seen

COARSE = warning("image-coarse", "Fewer pixels than the screen of a press can show look soft.")
TOO_COARSE = error("image-too-coarse", "Pixels are to be seen as squares; a shop sends it back.")

_PICTURE = (150.0, 225.0)
_LINE_ART = (550.0, 800.0)
_FLAT = 16
"""Images of so few pixels are flat colours or ramps, which have no detail to lose."""


def check_images(scene: Iterable[Seen]) -> Iterator[tuple[Seen, Diagnostic]]:
    """Every image, or its mask, of too few pixels."""
    for seen in scene:
        picture = seen.mark.picture
        if picture is None:
            continue
        sizes = [(picture.width, picture.height, _LINE_ART if picture.bits == 1 else _PICTURE)]
        if picture.mask is not None:
            sizes.append((*picture.mask, _PICTURE))
        found = [
            (_ppi(seen, wide, high), *bounds) for wide, high, bounds in sizes if wide * high > _FLAT
        ]
        for ppi, refused, wanted in found:
            if ppi < wanted - 0.5:
                shown, least = round(ppi), round(wanted)
                if ppi < refused - 0.5:
                    yield seen, TOO_COARSE(ppi=shown, least=least, count=1)
                else:
                    yield seen, COARSE(ppi=shown, least=least, count=1)
                break


def _ppi(seen: Seen, wide: int, high: int) -> float:
    """Pixels to an inch in the direction that has fewer."""
    a, b, c, d = seen.final[:4]
    across, down = hypot(a, b), hypot(c, d)
    return min(
        wide * 72 / across if across else float("inf"), high * 72 / down if down else float("inf")
    )
