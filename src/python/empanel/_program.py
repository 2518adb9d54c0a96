"""The console script ``empanel``."""

from __future__ import annotations

import os
import signal
import sys


def main() -> int:
    """Runs the command line on this process's arguments and returns its exit code."""
    from . import _native

    # The program stops on Ctrl-C by itself and keeps the best plan; Python would not hear it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.stdout.flush()
    arguments = ["empanel", *map(os.fsencode, sys.argv[1:])]
    arguments = [os.fsdecode(argument) for argument in arguments]
    return _native.run(arguments, sys.executable, ["-m", "empanel"])
