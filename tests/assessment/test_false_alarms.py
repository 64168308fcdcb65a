"""How often honest firms are warned, and exaggerations are not: the figures of docs/method.md."""

import random
from collections import Counter

import pytest

from assessment.domain.contradictions import contradictions
from standards.domain.answer_file import read_answers
from tests.assessment.plausible_firms import EXAGGERATIONS, Told, honest
from tests.standards.fixtures import standard_2024

pytestmark = pytest.mark.slow
STANDARD = standard_2024()
FIRMS, EVERY = 10_000, 10  # every tenth firm exaggerates


def warned(told: Told) -> bool:
    return bool(contradictions(STANDARD, read_answers(STANDARD, told.questions, told.scenes)))


def test_few_honest_firms_are_warned_and_half_of_those_that_exaggerate() -> None:
    dice = random.Random(2024)
    kinds, alarms = list(EXAGGERATIONS), 0
    caught: Counter[str] = Counter()
    for number in range(FIRMS):
        told = honest(STANDARD, dice)
        kind = kinds[number // EVERY % len(kinds)]
        if number % EVERY:
            alarms += warned(told)
        else:
            caught[kind] += warned(EXAGGERATIONS[kind](told))
    planted, found = FIRMS // EVERY, caught.total()
    figures = f"alarms {alarms}, found {found} of {planted}: {caught}"
    assert alarms < 0.05 * (FIRMS - planted), figures
    assert found / (found + alarms) > 0.65, figures
    assert found / planted > 0.45, figures
