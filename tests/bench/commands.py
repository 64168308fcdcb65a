"""What commands take of one processor, each in a process of its own on a new installation."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from editing.domain.canonical import canonical_json
from editing.domain.strict_data import load_yaml

ROOT = Path(__file__).parents[2]
EXAMPLE = "docs/examples/firm.yaml"
ROUNDS = 5
FIRMS = 20_000
BATCH = f"assess --batch, {FIRMS:,} firms"
GOALS = {"prepare --demo": 12, "prepare": 2, "assess": 1, BATCH: 8}  # 8 s: 5,000 firms a second on two cores


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
            BATCH: _cpu(environment, "assess", "--batch", _batch(Path(folder))),
        }


def _batch(folder: Path) -> str:
    firm = load_yaml((ROOT / EXAMPLE).read_text(encoding="utf-8"))
    file = folder / "firms.jsonl"
    file.write_text(FIRMS * f"{canonical_json(firm)}\n", encoding="utf-8")
    return str(file)


def _cpu(environment: dict[str, str], *arguments: str) -> float:
    before = os.times()
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system
