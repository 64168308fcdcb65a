"""How often honest firms are warned, and exaggerations are not, among invented firms."""

import random
from collections import Counter
from dataclasses import dataclass

from assessment.domain.contradictions import contradictions
from standards.domain.answer_file import read_answers
from standards.domain.standard import Standard
from tests.assessment.plausible_firms import EXAGGERATIONS, Told, honest

FIRMS, EVERY = 10_000, 10  # every tenth firm exaggerates


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Of firms that exaggerate by kind: how many there are (`planted`), and are warned (`caught`)."""

    honest: int
    alarms: int  # honest firms that are warned
    planted: Counter[str]
    caught: Counter[str]

    @property
    def false_alarms(self) -> float:
        """In percent, as the following two."""
        return 100 * self.alarms / self.honest

    @property
    def recall(self) -> float:
        return 100 * self.caught.total() / self.planted.total()

    @property
    def precision(self) -> float:
        return 100 * self.caught.total() / (self.caught.total() + self.alarms)

    def __str__(self) -> str:
        whole = (
            f"{self.alarms} of {self.honest} honest firms are warned ({self.false_alarms:.1f} %), "
            f"{self.caught.total()} of {self.planted.total()} that exaggerate: "
            f"recall {self.recall:.0f} %, precision {self.precision:.0f} %"
        )
        kinds = (f"  {kind}: {100 * self.caught[kind] / count:.0f} %" for kind, count in self.planted.items())
        return "\n".join((whole, *kinds))


def warned(standard: Standard, told: Told) -> bool:
    return bool(contradictions(standard, read_answers(standard, told.questions, told.scenes)))


def measure(standard: Standard) -> Measured:
    dice = random.Random(2024)
    kinds, alarms = list(EXAGGERATIONS), 0
    planted: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for number in range(FIRMS):
        told = honest(standard, dice)
        if number % EVERY:
            alarms += warned(standard, told)
            continue
        kind = kinds[number // EVERY % len(kinds)]
        planted[kind] += 1
        caught[kind] += warned(standard, EXAGGERATIONS[kind](told))
    return Measured(honest=FIRMS - planted.total(), alarms=alarms, planted=planted, caught=caught)
