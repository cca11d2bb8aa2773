"""SVG path data, ``M 0 0 L 10 0 …``, as a path; and the one path that a drawing holds."""

from __future__ import annotations

from collections.abc import Sequence

from keychain.diagnostics import Diagnostic
from keychain.geometry import Close, Move, Path

LONGEST = 50_000
"""Characters; a cut that takes more is no key-ring tag's."""


def read_path(data: str) -> Path | None:
    """What the data draw (SVG 1.1, 8.3), arcs and quadratic curves as cubic ones; None where they
    are not well formed or draw nothing."""
    # svgelements takes a while to load.
    import svgelements

    from keychain.layout.svg_drawing import steps_of
    from keychain.layout.svg_scan import well_formed

    text = data.strip()
    if not text or len(text) > LONGEST or not well_formed("d", text):
        return None
    try:
        path = tuple(steps_of(svgelements.Path(text)))
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return None
    return path if _draws(path) else None


def read_drawn_path(data: bytes) -> tuple[Path | None, Sequence[Diagnostic]]:
    """The one path of an SVG file, in its own unit; None, without a finding, where it holds
    several or none."""
    from keychain.layout.svg_drawing import read_drawing

    drawing, found = read_drawing(data)
    if drawing is None:
        return None, found
    paths = [item.path for item in drawing.items]
    return (paths[0] if len(paths) == 1 and _draws(paths[0]) else None), ()


def _draws(path: Path) -> bool:
    return (
        isinstance(path[0], Move) and any(not isinstance(s, Move | Close) for s in path)
        if path
        else False
    )
