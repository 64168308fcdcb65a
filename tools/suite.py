"""`dev.py test`: everything, or the tests that are named, on the servers and the browser it finds.

Only what the chosen tests need is started (`tests/servers.py`).
A missing source is named and skipped on a developer's machine; under CI=true it fails.
"""

import os
import shutil
import subprocess

from tools import environment
from tools.environment import PYTHON, ROOT, VENV, say

# The first draws nothing on a screen and takes a quarter less processor time for the same journeys.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
BROWSER_MISSING = f"no Chromium: install {BROWSERS[0]} and fonts-noto-cjk"
NO_TESTS = 5  # pytest's exit code where nothing was selected
BYTECODE = VENV / "bytecode"  # of tests too, which pytest rewrites: a quarter of a minute for each process


def run(arguments: list[str]) -> int:
    environment.ensure("test")
    environment.compile_translations()
    if not arguments:
        say("A short journey on SQLite:")
        code = _pytest("-m", "sqlite")
        if code not in (0, NO_TESTS):
            return code
        say("Everything on PostgreSQL, with Redis and a browser:")
    return _pytest("--db=postgres", "--redis", "--browser", "-n", "auto", "--dist", "worksteal", *arguments)


def _pytest(*arguments: str) -> int:
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(BYTECODE)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # a shell's
    return subprocess.run(
        [PYTHON, "-m", "pytest", "-q", *arguments], cwd=ROOT, env=env, check=False
    ).returncode


def ensure_browser() -> None:
    """Have a Chromium and Chinese fonts; on Debian as root they are installed.

    Where there is none, the fixture `chromium` says so: it skips, and under CI it fails.
    """
    if browser() or not (shutil.which("apt-get") and os.geteuid() == 0):
        return
    say("Installing Chromium for the browser journeys …")
    _apt("update")
    for name in BROWSERS[:2]:  # an older Debian has only the second
        if browser() is None:
            _apt("install", "-y", "--no-install-recommends", name, "fonts-noto-cjk")


def browser() -> str | None:
    """Return the path of the first Chromium that is installed; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _apt(*arguments: str) -> None:
    subprocess.run(["apt-get", *arguments], stdout=subprocess.DEVNULL, check=False)
