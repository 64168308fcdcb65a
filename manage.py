#!/usr/bin/env python3
"""Django's command line."""

import atexit
import gc
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SHUJIE_DB_STATEMENT_SECONDS", "0")  # a migration takes the time it takes
    # Nearly all that a command makes stays until it ends, and goes with the process. To look through all of
    # it for garbage again and again, and thrice at the end, took a third of a short command.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
