"""The virtual environment: made once, filled from the locked requirements, renewed when they change."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OURS = ("SHUJIE_", "DATABASE_URL", "CELERY_", "DJANGO_")  # what a shell may hold and a check must not see


def say(text: str) -> None:
    print(text, flush=True)


def keep_bytecode() -> None:
    """Have all that is started from here keep its bytecode beside the packages, whatever a shell says.

    That of tests too, which pytest rewrites: a quarter of a minute for each process. Of the packages, a third
    is ever used.
    """
    os.environ["PYTHONPYCACHEPREFIX"] = str(VENV / "bytecode")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def ensure(name: str) -> None:
    """Have the packages of `requirements/NAME.txt` installed; a moment if nothing changed."""
    requirements = ROOT / "requirements" / f"{name}.txt"
    if not _works():
        _make()
    if _stamp("test") == _digest("test") or _stamp(name) == _digest(name):  # `test` contains `run`
        return
    say("Installing packages, about a minute …")
    command: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
        "--require-hashes",
        "--no-compile",  # see `keep_bytecode`
    ]
    if subprocess.run([*command, "-r", requirements], check=False).returncode:
        sys.exit("The packages could not be installed; pip says why above. Start again to go on from here.")
    _stamp_file(name).write_text(_digest(name), encoding="utf-8")


def tool(name: str, requirement: str) -> Path:
    """Return the folder of programs of a package that has an environment of its own, under `var/`."""
    place = ROOT / "var" / name
    if not (place / "installed").exists():
        say(f"Installing {requirement} …")
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([place / "bin" / "pip", "install", "-q", requirement], check=True)
        (place / "installed").touch()
    return place / "bin"


def _works() -> bool:
    if not PYTHON.exists():
        return False
    return (
        subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    )


def _make() -> None:
    if find_spec("ensurepip") is None:
        minor = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(
            "Python's venv module is incomplete here. On Debian and Ubuntu install it and start again:\n"
            f"    apt install python3-venv        (or python{minor}-venv)"
        )
    say("Making the virtual environment .venv …")
    if VENV.exists() and not VENV.is_symlink():
        shutil.rmtree(VENV)
    if subprocess.run([sys.executable, "-m", "venv", VENV], check=False).returncode:
        sys.exit("The virtual environment could not be made; Python says why above.")


def _digest(name: str) -> str:
    locked = (ROOT / "requirements" / f"{name}.txt").read_bytes()
    return hashlib.sha256(sys.version.encode() + locked).hexdigest()


def _stamp_file(name: str) -> Path:
    return VENV / f"installed-{name}"


def _stamp(name: str) -> str:
    file = _stamp_file(name)
    return file.read_text(encoding="utf-8") if file.exists() else ""


def clean(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment variables without Shujie's own, so that a check sees the same everywhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, **(extra or {})}


def manage(*arguments: str, env: Mapping[str, str] | None = None) -> int:
    """Run `manage.py` and return its exit code."""
    return subprocess.run([PYTHON, "manage.py", *arguments], cwd=ROOT, env=env, check=False).returncode


def module(name: str, *arguments: str) -> int:
    """Run a module with the packages of the tests and return its exit code."""
    ensure("test")
    return subprocess.run([PYTHON, "-m", name, *arguments], cwd=ROOT, check=False).returncode


def compile_translations() -> None:
    """Compile what was edited since the last time; no system gettext is needed."""
    for file in (ROOT / "locale").glob("*/LC_MESSAGES/*.po"):
        if _is_stale(file):
            compiler: list[str | Path] = [PYTHON, "-m", "babel.messages.frontend", "compile"]
            files: list[str | Path] = ["-i", file, "-o", file.with_suffix(".mo")]
            subprocess.run([*compiler, *files], cwd=ROOT, check=True, capture_output=True)


def _is_stale(file: Path) -> bool:
    compiled = file.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < file.stat().st_mtime


def tracked(pattern: str) -> Iterable[str]:
    """Return the repository's files of this pattern, relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]
