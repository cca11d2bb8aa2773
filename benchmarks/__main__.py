"""``python -m benchmarks [compare|growth]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from benchmarks.pieces import PIECES, Piece
from benchmarks.timing import Taken, in_turn

PEERS = {
    "reportlab, a form a tag": ("reportlab_forms", "reportlab"),
    "typst": ("typst_grid", "typst"),
    "fpdf2": ("fpdf2_cells", "fpdf"),
    "reportlab, naive": ("reportlab_naive", "reportlab"),
    "pylabels": ("pylabels_sheets", "labels"),
    "weasyprint": ("weasyprint_page", "weasyprint"),
}
"""Module and the library that it needs, the yardstick first."""
SLOW = ("pylabels", "weasyprint")
"""They take minutes for a large piece: only where ``--slow`` asks for them."""
LARGE = 10_000
"""Tags."""
NUMBERING = ("reportlab_forms", "typst_grid")
"""Those that were taught to give each tag something of its own."""
YARDSTICK = next(iter(PEERS))

BUILD = [
    *(sys.executable, "-m", "keychain", "build", "--contacts", "contacts"),
    *("--as-of", "2026-12-01", "--force", "--output"),
]
OURS = {
    "keychain, one file, not verified": ("--sheets", "one", "--no-verify"),
    "keychain, a file a village, not verified": ("--no-verify",),
    "keychain, a file a village, verified": (),
}
"""Beside the tags keychain writes hand-out lists and a job ticket. Fronts alone where all tags of a
village are alike, as the others have but one face; both where the back bears a number."""


def compare(rounds: int, *, slow: bool) -> None:
    """Each piece of work by everybody who is here."""
    missing = {library for _, library in PEERS.values() if find_spec(library) is None}
    for library in sorted(missing):
        print(f"{library} is not installed: left out")
    with tempfile.TemporaryDirectory() as folder:
        for piece in PIECES:
            root = Path(folder, piece.name)
            piece.write(root)
            runs: dict[str, tuple[list[str], Path, Path]] = {}
            for number, (name, more) in enumerate(OURS.items()):
                out = root / f"ours-{number}"
                faces = "front" if piece.own == "nothing" and "--no-verify" in more else "both"
                told = ("--layout", piece.layout, "--faces", faces, *more)
                runs[name] = ([*BUILD, out.name, *told], root, out)
            for name, (module, library) in PEERS.items():
                tedious = name in SLOW and piece.villages * piece.tags > LARGE and not slow
                able = piece.own == "nothing" or module in NUMBERING
                if library not in missing and able and not tedious:
                    out = root / f"{module}.pdf"
                    script = [sys.executable, "-m", f"benchmarks.peers.{module}", "work.json"]
                    runs[name] = ([*script, out.name], root, out)
            print(f"\n{piece.name}: {piece.villages} villages × {piece.tags} tags")
            _table(in_turn(runs, rounds))


def _table(taken: dict[str, Taken]) -> None:
    print(f"{'':42} {'s':>8} {'ratio':>7} {'CPU s':>8} {'ratio':>7} {'MiB':>6} {'bytes':>11}")
    yardstick = taken.get(YARDSTICK)
    for name, one in taken.items():
        wall = f"{one.wall / yardstick.wall:.2f}" if yardstick else "–"
        busy = f"{one.busy / yardstick.busy:.2f}" if yardstick else "–"
        print(
            f"{name:42} {one.wall:8.2f} {wall:>7} {one.busy:8.2f} {busy:>7} {one.peak:6.0f}"
            f" {one.written:11,}"
        )


def growth(largest: int, tags: int, *, verify: bool) -> None:
    """Ten times the villages, ten to a commune, up to ``largest``: time a village, and memory; then
    the same again, unchanged."""
    print(f"{'villages':>9} {'s':>8} {'ms each':>8} {'MiB':>6} {'again s':>8} {'MiB':>6}")
    villages = 10
    while villages <= largest:
        with tempfile.TemporaryDirectory() as folder:
            root, out = Path(folder), Path(folder, "output")
            Piece("growth", villages // 10, 10, tags).write(root)
            told = ("--layout", "card-cr80", "--sheets", "one")
            first = [*BUILD, out.name, *told, *([] if verify else ["--no-verify"])]
            again = [word for word in first if word != "--force"]
            one = in_turn({"": (first, root, out)}, 1)[""]
            two = in_turn({"": (again, root, out)}, 1)[""]
        each = 1000 * one.wall / villages
        print(
            f"{villages:9} {one.wall:8.1f} {each:8.1f} {one.peak:6.0f} {two.wall:8.2f}"
            f" {two.peak:6.0f}",
            flush=True,
        )
        villages *= 10


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("compare", "growth"), default="compare")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run (5)")
    parser.add_argument("--largest", type=int, default=1000, help="villages to grow to (1000)")
    parser.add_argument("--tags", type=int, default=440, help="tags a village, in growth (440)")
    parser.add_argument("--slow", action="store_true", help="slow peers at large pieces too")
    parser.add_argument("--no-verify", action="store_true", help="in growth, read nothing back")
    given = parser.parse_args()
    if given.what == "growth":
        growth(given.largest, given.tags, verify=not given.no_verify)
    else:
        compare(given.rounds, slow=given.slow)


if __name__ == "__main__":
    main()
