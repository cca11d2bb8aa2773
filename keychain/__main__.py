"""``python -m keychain``, and what the command ``keychain`` runs."""

import gc
import sys

from keychain.cli import main


def run() -> int:
    """Run the process's command line and return its exit code."""
    code = main()
    # All that is left goes with the process: to look for cycles in it would take a tenth of a
    # commune's build.
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(run())
