"""`python -m safelight` is the command line."""

import sys

from safelight.cli import main

if __name__ == "__main__":
    sys.exit(main())
