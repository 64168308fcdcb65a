#!/usr/bin/env python3
"""Django's command line."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SHUJIE_DB_STATEMENT_SECONDS", "0")  # a migration takes the time it takes
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
