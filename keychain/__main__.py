"""``python -m keychain``."""

import sys

from keychain.cli import main

if __name__ == "__main__":
    sys.exit(main())
