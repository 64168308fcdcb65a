"""`dev.py lock`: pin everything in pyproject.toml, with hashes and without any index address."""

import subprocess
from pathlib import Path

from tools.environment import ROOT, tool


def run(arguments: list[str]) -> int:
    """Write `requirements/run.txt`, `extra.txt` with what is optional, and `test.txt`.

    Arguments such as `--upgrade` go to uv.
    """
    base: list[str | Path] = [
        tool("uv", "uv>=0.13") / "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--generate-hashes",
    ]
    base += ["--no-header", "--python-version", "3.11", "pyproject.toml", *arguments]
    optional = ["--all-extras", "-c", "requirements/run.txt"]
    wanted: tuple[tuple[str, list[str]], ...] = (
        ("run", []),
        ("extra", optional),
        ("test", ["--group", "test", *optional]),
    )
    for name, more in wanted:
        command = [*base, *more, "-o", f"requirements/{name}.txt"]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if code:
            return code
    return 0
