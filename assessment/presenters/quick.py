"""What the pages of the quick check show."""

from dataclasses import dataclass

from assessment.domain.quick import quick_result
from assessment.wording.quick import lever_sentence, range_sentence
from editing.domain.texts import Text
from standards.domain.answers import Answers
from standards.domain.standard import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickCard:
    """A provisional level with its range and what would lift it most."""

    level: int
    levels: int
    name: Text
    answered: int
    range: str
    levers: tuple[str, ...]


def quick_card(standard: Standard, answers: Answers) -> QuickCard:
    result = quick_result(standard, answers)
    return QuickCard(
        level=result.level,
        levels=standard.rule.top,
        name=standard.rule.name(result.level),
        answered=result.answered,
        range=range_sentence(standard, result),
        levers=tuple(lever_sentence(standard, lever) for lever in result.levers),
    )
