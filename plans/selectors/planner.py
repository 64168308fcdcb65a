"""Reads for the planner page: what plans from a result are made from, on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assessment.domain.snapshot import SnapshotContent
from assessment.models import Snapshot
from assessment.selectors.answers import read_snapshot
from enterprises.domain.facts import Fact, Facts
from enterprises.domain.size import SizeClass
from enterprises.models import Enterprise
from enterprises.selectors.firms import read_facts
from enterprises.selectors.sectors import own_sector
from reports.selectors.advice import recommended_on
from roadmap.domain.helping import Help
from roadmap.domain.library import Library
from roadmap.domain.matching import Applicant, facts_of
from roadmap.domain.planning import (
    Goal,
    Plan,
    Recommended,
    Situation,
    firm_situation,
    recommend,
)
from roadmap.domain.support_plan import SupportPlan
from roadmap.models import Quote
from roadmap.selectors.library import help_for, library, support_for
from roadmap.selectors.quotes import efforts_of, list_quotes
from standards.domain.grading import grade


@dataclass(frozen=True, kw_only=True)
class PlannerInputs:
    """What plans from a result are made from on a day. `quotes`: the firm's own, by code of measure."""

    day: date
    snapshot: Snapshot
    content: SnapshotContent
    sector: str
    size: str
    library: Library
    quotes: Mapping[str, Quote]

    @property
    def enterprise(self) -> Enterprise:
        return self.snapshot.assessment.enterprise

    @cached_property
    def level(self) -> int:
        """The level of the result."""
        return grade(self.content.standard, self.content.answers).level

    @cached_property
    def situation(self) -> Situation:
        """Where the firm stands, without anything that it expects."""
        return self.situation_with({})

    def situation_with(self, expected: Mapping[str, str]) -> Situation:
        """Return where the firm stands with these outcomes taken as given."""
        return firm_situation(
            library=self.library,
            sector=self.sector,
            size=self.size,
            standard=self.content.standard,
            answers=self.content.answers,
            expected=expected,
            quotes=efforts_of(self.quotes),
        )

    def outcome(self, goal: Goal) -> Recommended:
        """Return the plan for a goal."""
        situation = self.situation_with(goal.expected) if goal.expected else self.situation
        return recommend(goal, situation)

    def to_next(self) -> Recommended | None:
        """Return the recommended plan to the next level; None at the top, and without measures."""
        quotes = efforts_of(self.quotes)
        return recommended_on(self.content, self.sector, self.library, size=self.size, quotes=quotes)

    @cached_property
    def facts(self) -> Facts:
        """What the firm has said of itself."""
        return read_facts(self.enterprise)

    @property
    def askable(self) -> tuple[Fact, ...]:
        """What any support measure goes by."""
        found = (fact for measure in self.library.support_measures for fact in facts_of(measure))
        return tuple(dict.fromkeys(found))

    def support(self, plan: Plan, begins_on: date) -> SupportPlan | None:
        """Return the support for a plan that begins on a day; None where no sector fits."""
        return support_for(
            shelf=self.library,
            applicant=self.applicant(plan),
            plan=plan,
            standard=self.content.standard,
            begins_on=begins_on,
        )

    def help(self, plan: Plan) -> Help | None:
        """Return what helps the firm with the scenes that a plan raises; None where no sector fits."""
        return help_for(
            shelf=self.library,
            applicant=self.applicant(plan),
            scenes=plan.raised,
            standard=self.content.standard,
        )

    def applicant(self, plan: Plan) -> Applicant:
        """Return the firm as it looks for support for a plan."""
        return Applicant(
            region=self.enterprise.region,
            sector=self.sector,
            size=SizeClass(self.size),
            level=self.level,
            target=plan.level,
            day=self.day,
            facts=self.facts,
        )


def load_planner_inputs(snapshot: Snapshot, on: date) -> PlannerInputs:
    """Return what plans from a result are made from on a day.

    The size class is that of the submission; where that could not be told, the one by the profile of today.
    """
    content, enterprise = read_snapshot(snapshot), snapshot.assessment.enterprise
    size: str = content.enterprise["size"]
    return PlannerInputs(
        day=on,
        snapshot=snapshot,
        content=content,
        sector=own_sector(enterprise, on),
        size=enterprise.sizing.size if size == SizeClass.UNKNOWN else size,
        library=library(on),
        quotes=list_quotes(enterprise),
    )
