"""`manage.py assess`: the method without a browser, exactly as the answer files say."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from tests.standards import load_2024

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "firm.yaml"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chinese")]


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    load_2024()
    call_command("load_roadmaps", verbosity=0, stdout=StringIO())


def assess(*args: object) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr."""
    out, err = StringIO(), StringIO()
    try:
        with translation.override("zh-hans"):
            call_command("assess", *(str(arg) for arg in args), stdout=out, stderr=err, no_color=True)
    except SystemExit as exit_:
        return int(exit_.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()
