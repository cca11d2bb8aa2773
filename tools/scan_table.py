"""Prints the table of docs/*/scanning.md: at which level each layout's code is no longer read.

    python tools/scan_table.py PDF…

Each PDF is one that ``keychain build --layout NAME`` made, called after its layout; its
first code is tried.
"""

from __future__ import annotations

import sys
from pathlib import Path

from keychain.preflight.scanning import scan_codes


def main(paths: list[str]) -> None:
    """A row for each PDF and printer."""
    for path in paths:
        for scan in scan_codes(Path(path).read_bytes(), None, ramps=True)[:1]:
            for printed in scan.printed:
                cells = [Path(path).stem, f"{scan.code.module:.3f}", str(printed.dpi)]
                cells += ["–" if x.level is None else f"{x.level:g}" for x in printed.limits]
                print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main(sys.argv[1:])
