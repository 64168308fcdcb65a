"""The standards of the tests: `standard_2024()` straight from its file, `load_2024()` published in the database."""

from functools import cache
from pathlib import Path

from assessment.domain import exchange
from assessment.domain.standard import Standard

STANDARDS = Path(__file__).parents[1] / "assessment" / "standards"
FILE_2024 = STANDARDS / "miit-sme-2024.yaml"


@cache
def standard_2024() -> Standard:
    """Return the committed standard, without a database."""
    return exchange.load(FILE_2024.read_text(encoding="utf-8"))
