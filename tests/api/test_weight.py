"""What commands and workers start with does not load the interface: only addresses need it."""

import subprocess
import sys

CODE = """
import sys
import django
django.setup()
from django.core.management import load_command_class
load_command_class("reports", "assess")
import config.celery, reports.tasks, api.models, api.services
print(sorted({name.partition(".")[0] for name in sys.modules} & {"ninja", "pydantic", "pydantic_core"}))
"""


def test_assess_and_workers_load_no_pydantic() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
