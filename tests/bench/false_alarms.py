"""How many invented firms are warned that are honest, and that exaggerate: the figures of docs/method.md.

python -m tests.bench.false_alarms
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.assessment.false_alarms import measure  # noqa: E402  (Django first)
from tests.standards.fixtures import standard_2024  # noqa: E402

if __name__ == "__main__":
    print(measure(standard_2024()))  # noqa: T201
