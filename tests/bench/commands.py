"""What commands take of one processor, each in a process of its own on a new installation."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
EXAMPLE = "docs/examples/firm.yaml"
ROUNDS = 5
GOALS = {"prepare --demo": 12, "prepare": 2, "assess": 1}


def measure() -> dict[str, float]:
    """Return seconds of CPU: of the first set-up, of one more, and the least of several of one file."""
    with TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "SHUJIE_VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        return {
            "prepare --demo": _cpu(environment, "prepare", "--demo"),
            "prepare": _cpu(environment, "prepare"),
            "assess": min(_cpu(environment, "assess", EXAMPLE) for _ in range(ROUNDS)),
        }


def _cpu(environment: dict[str, str], *arguments: str) -> float:
    before = os.times()
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system
