"""Warnings of answers that hardly go together are as good as docs/method.md says."""

import re
from pathlib import Path

import pytest

from tests.assessment.false_alarms import measure
from tests.standards.fixtures import standard_2024

pytestmark = pytest.mark.slow
METHOD = Path(__file__).parents[2] / "docs" / "method.md"
SAID = re.compile(
    r"Of 9,000 honest .*?\((.*?) %\).*?\(recall (.*?) %\), so that (.*?) % of the warned", re.DOTALL
)


def test_few_honest_firms_are_warned_and_half_of_those_that_exaggerate_as_is_said() -> None:
    found = measure(standard_2024())
    assert found.false_alarms < 5, found
    assert found.precision > 65, found
    assert found.recall > 45, found
    said = SAID.search(" ".join(METHOD.read_text(encoding="utf-8").split()))
    assert said is not None
    told = (found.false_alarms, found.recall, found.precision)
    assert [float(number) for number in said.groups()] == pytest.approx(told, abs=1)
