"""The support for a plan: what is sure by what is known of the firm, and what is worth asking it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from editing.domain.decimals import plain
from enterprises.domain.facts import Fact, Facts
from roadmap.domain.funding import Combination, Project, best_combination
from roadmap.domain.matching import Check, Match, facts_of
from roadmap.domain.support import SupportMeasure

# The plan's days, money and level answer these; that nobody knows a deadline is no condition.
BY_THE_PLAN = frozenset(
    {Check.CONTRACT, Check.PAYMENT, Check.OTHER_FUNDING, Check.LEVEL_AFTER, Check.DEADLINE}
)
BY_THE_FIRM = frozenset({Check.OWNERSHIP, Check.TAG, Check.PARK, Check.SUB_SECTOR, Check.PROGRAMME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the firm has not said, and how much more (万元) it might get by saying yes."""

    fact: Fact
    measures: tuple[SupportMeasure, ...]
    more: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPlan:
    """The best combination by what is known, and what could change it, the most money first.

    `said`: what the firm has said already that any of the measures goes by.
    """

    sure: Combination
    questions: tuple[Question, ...]
    said: tuple[Fact, ...]


def support_plan(project: Project, matches: Iterable[Match], facts: Facts) -> SupportPlan:
    """Return the support for a plan. `matches`: of a firm that aims at the plan's level.

    Questions without any more money are left out.
    """
    open_to_firm = [match for match in matches if _is_open(match)]
    said = {fact for match in open_to_firm for fact in facts_of(match.measure) if fact in facts.values}
    fitting: list[SupportMeasure] = []
    waiting: defaultdict[Fact, list[SupportMeasure]] = defaultdict(list)
    for match in (match for match in open_to_firm if not match.obstacles):
        if not set(match.checks) & BY_THE_FIRM:
            fitting.append(match.measure)
            continue
        for fact in facts_of(match.measure):
            if fact not in facts.values:
                waiting[fact].append(match.measure)
    sure = best_combination(project, fitting)
    asked = (
        Question(
            fact=fact,
            measures=tuple(measures),
            more=best_combination(project, [*fitting, *measures]).total - sure.total,
        )
        for fact, measures in waiting.items()
    )
    worth = sorted((one for one in asked if one.more), key=lambda one: (-one.more, one.fact))
    return SupportPlan(sure=sure, questions=tuple(worth), said=tuple(sorted(said)))


def _is_open(match: Match) -> bool:
    """Return whether nothing but what the firm says of itself, and the plan, decides about a measure."""
    answers = {obstacle.value for obstacle in match.obstacles} <= {check.value for check in BY_THE_FIRM}
    return answers and set(match.checks) <= BY_THE_FIRM | BY_THE_PLAN


def support_result(found: SupportPlan) -> dict[str, Any]:
    """Return the support as plain data: exact decimal strings in 万元, days as ISO texts. Its names are a
    public interface."""
    sure = found.sure
    return {
        "total": plain(sure.total),
        "net": plain(sure.net),
        "grants": [
            {
                "measure": grant.measure.code,
                "amount": plain(grant.amount),
                "spent": plain(grant.spent),
                "steps": [spending.code for spending in grant.spendings],
                "sign_by": {code: day.isoformat() for code, day in sorted(grant.sign_by.items())},
            }
            for grant in sure.grants
        ],
        "asked": [
            {
                "topic": question.fact.topic.value,
                "about": question.fact.about,
                "more": plain(question.more),
                "measures": [measure.code for measure in question.measures],
            }
            for question in found.questions
        ],
    }
