"""What stands under `deploy/` is what the program knows: its commands, its variables, its limits."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools import serve
from tools.environment import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")


def commands() -> dict[str, list[str]]:
    """Return, by place, the commands that stand there."""
    found = {
        unit.name: unit.read_text().partition("\nExecStart=")[2].splitlines()[0].split() for unit in UNITS
    }
    found["Containerfile"] = yaml.safe_load(CONTAINERFILE.rpartition("CMD ")[2])
    return found | {name: COMPOSE["services"][name]["command"] for name in ("web", "worker")}


@pytest.mark.parametrize(("place", "command"), commands().items())
def test_every_command_becomes_what_dev_py_runs(
    place: str, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, *arguments = command
    assert program in {"python", "/opt/shujie/.venv/bin/python"}
    assert arguments[:2] == ["-m", "tools.serve"]
    became: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _program, command: became.append(command))
    monkeypatch.setattr(os, "chdir", lambda _folder: None)
    serve.main(arguments[2:])
    if "worker" in arguments:
        assert became == [serve.worker()]
    else:
        host = "0.0.0.0" if place == "web" else "127.0.0.1"
        assert became == [serve.web(port=8000, workers=serve.cores(), host=host)]


def test_every_variable_is_one_of_ours() -> None:
    known = set(
        re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )
    texts = [file.read_text(encoding="utf-8") for file in DEPLOY.rglob("*") if file.is_file()]
    named = {name for text in texts for name in re.findall(r"\b(?:SHUJIE|CELERY|DATABASE)_[A-Z_]+\b", text)}
    assert named
    assert named <= known


def test_the_image_is_run_by_nobody_in_particular_and_writes_nowhere_else() -> None:
    assert CONTAINERFILE.rpartition("USER ")[2].split()[0] == "shujie"
    for name in ("web", "worker", "prepare"):
        service = COMPOSE["services"][name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["volumes"] == ["shujie:/var/lib/shujie"]
    assert "SHUJIE_VAR_DIR=/var/lib/shujie" in CONTAINERFILE
    last = CONTAINERFILE.rpartition("\nFROM ")[2]
    assert not re.search(r"pip install|build-essential|gcc", last)


def test_the_proxy_lets_through_what_the_program_takes() -> None:
    assert "client_max_body_size 105m;" in NGINX
    for header in ("X-Forwarded-For $proxy_add_x_forwarded_for", "X-Forwarded-Proto $scheme", "Host $host"):
        assert f"proxy_set_header {header};" in NGINX


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_has_nothing_to_say_against_a_unit(unit: Path, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        return
    copy = tmp_path / unit.name  # with a program that is here
    copy.write_text(unit.read_text().replace("/opt/shujie/.venv/bin/python", "/bin/true"))
    said = subprocess.run([analyze, "verify", "--man=no", copy], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")
