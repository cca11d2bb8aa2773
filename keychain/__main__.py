"""``python -m keychain``, and what the command ``keychain`` runs."""

import gc
import sys

from keychain.cli import main

MANY_OBJECTS = 200_000
"""New ones, after which Python looks for cycles among them. There are hardly any, and with its own
700 that takes a twentieth of a build."""


def run() -> int:
    """Run the process's command line and return its exit code."""
    gc.set_threshold(MANY_OBJECTS)
    code = main()
    # All that is left goes with the process: to look for cycles in it would take a tenth of a
    # commune's build.
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(run())
