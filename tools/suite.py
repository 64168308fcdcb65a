"""`dev.py test`: everything, or the tests that are named, on the servers and the browser it finds.

Only what the chosen tests need is started (`tests/servers.py`).
A missing source is named and skipped on a developer's machine; under CI=true it fails.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tools import environment
from tools.environment import PYTHON, ROOT, say

# The first draws nothing on a screen and takes a quarter less processor time for the same journeys.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
SOFTHSM_MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so")
SOFTHSM_MISSING = "no SoftHSM: install softhsm2"
BROWSER_MISSING = f"no Chromium: install {BROWSERS[0]} and fonts-noto-cjk"
NO_TESTS = 5  # pytest's exit code where nothing was selected


def run(arguments: list[str]) -> int:
    environment.ensure("test")
    environment.compile_translations()
    if not arguments:
        say("A short journey on SQLite:")
        code = _pytest("-m", "sqlite", *_naming("mark.sqlite"))
        if code not in (0, NO_TESTS):
            return code
        say("Everything on PostgreSQL, with Redis and a browser:")
    workers = "auto" if arguments else str((os.cpu_count() or 1) + 1)  # one waits: pages, limits, leases
    return _pytest("--db=postgres", "--redis", "--install", "-n", workers, "--dist", "worksteal", *arguments)


def _pytest(*arguments: str | Path) -> int:
    return subprocess.run([PYTHON, "-m", "pytest", "-q", *arguments], cwd=ROOT, check=False).returncode


def _naming(mark: str) -> list[Path]:
    """Return the files that name a mark: pytest would import all of them to find their tests."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [file for file in files if mark in file.read_text(encoding="utf-8")]


def ensure_browser() -> None:
    """Have a Chromium and Chinese fonts."""
    fonts = "fonts-noto-cjk"
    _ensure("Chromium for the browser journeys", browser, *((name, fonts) for name in BROWSERS[:2]))


def ensure_token() -> None:
    """Have a SoftHSM, which stands for a security module."""
    _ensure("SoftHSM", token_module, ("softhsm2",))


def _ensure(what: str, find: Callable[[], str | None], *choices: tuple[str, ...]) -> None:
    """Have what `find` finds; on Debian as root the first packages are installed that it knows.

    Where there is none, the fixture that wants it says so: it skips, and under CI it fails.
    """
    if find() or not (shutil.which("apt-get") and os.geteuid() == 0):
        return
    say(f"Installing {what} …")
    _apt("update")
    for packages in choices:  # an older Debian does not know all
        if find() is None:
            _apt("install", "-y", "--no-install-recommends", *packages)


def browser() -> str | None:
    """Return the path of the first Chromium that is installed; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def token_module() -> str | None:
    """Return the path of SoftHSM's module; None where it or its command is not there."""
    found = next((path for path in SOFTHSM_MODULES if Path(path).exists()), None)
    return found if shutil.which("softhsm2-util") else None


def _apt(*arguments: str) -> None:
    subprocess.run(["apt-get", *arguments], stdout=subprocess.DEVNULL, check=False)
