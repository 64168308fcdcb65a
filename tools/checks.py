"""`dev.py check`: all that can be said about the code without running it."""

import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools import environment
from tools.environment import PYTHON, ROOT, VENV, say

BIN = VENV / "bin"


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    command: list[str | Path]
    env: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    name: str
    code: int
    output: str
    seconds: float


def run() -> int:
    environment.ensure("test")
    environment.compile_translations()
    with tempfile.TemporaryDirectory(prefix="shujie-check-") as folder, ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(_run, _checks(folder)))
    for outcome in outcomes:
        say(f"{'ok    ' if outcome.code == 0 else 'FAILED'}  {outcome.name}  ({outcome.seconds:.1f} s)")
        if outcome.code:
            say(outcome.output)
    return int(any(outcome.code for outcome in outcomes))


def add_messages() -> int:
    """Add the missing texts to the English catalogue, keeping its translations."""
    return environment.module("tools.messages")


def _checks(folder: str) -> list[Check]:
    here = environment.clean({"SHUJIE_VAR_DIR": folder, "PYTHONWARNINGS": "error"})
    example = environment.clean({**read_env_example(), "SHUJIE_VAR_DIR": folder})
    manage: list[str | Path] = [PYTHON, "manage.py"]
    templates = [*environment.tracked("*.html")]
    return [  # the long ones first
        Check("types (mypy)", [BIN / "mypy", "."], environment.clean()),
        Check("lint (ruff check)", [BIN / "ruff", "check", "."], here),
        Check("format (ruff format)", [BIN / "ruff", "format", "--check", "."], here),
        Check("imports (lint-imports)", [BIN / "lint-imports"], environment.clean()),
        Check("templates (djade)", [BIN / "djade", "--check", "--target-version", "5.2", *templates], here),
        Check("migrations", [*manage, "makemigrations", "--check", "--dry-run"], here),
        Check("translations", [PYTHON, "-m", "tools.messages", "--check"], here),
        Check("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], example),
    ]


def _run(check: Check) -> Outcome:
    begin = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=check.env,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return Outcome(check.name, done.returncode, done.stdout, time.monotonic() - begin)


def read_env_example() -> dict[str, str]:
    """Return the example of a production environment; it must pass the checks as it stands."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("=")[::2] for line in lines if "=" in line and not line.startswith("#")]
    return dict(pairs)
