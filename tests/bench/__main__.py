"""`python3 dev.py bench`: what costs time, as ratios measured in one run. Nothing here is a test."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from tests.bench import measures  # noqa: E402  (Django first)

if __name__ == "__main__":
    sys.exit(measures.main(sys.argv[1:]))
