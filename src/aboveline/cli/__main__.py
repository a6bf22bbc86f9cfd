"""`python -m aboveline.cli`."""

import sys

from aboveline.cli import main

sys.exit(main())
