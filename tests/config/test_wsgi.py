"""What a web process has done before anybody asks it for a page."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_all_pages_are_loaded_before_the_first_visitor(tmp_path: Path) -> None:
    program = "import sys, config.wsgi; print('config.urls' in sys.modules)"
    own = {"DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}", "SHUJIE_VAR_DIR": str(tmp_path)}
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | own
    done = subprocess.run(
        [sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"
