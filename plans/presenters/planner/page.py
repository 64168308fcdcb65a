"""What a planner page shows for its parameters: the form, the plan, the comparison, and the firm's quotes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from urllib.parse import parse_qsl

from django.http import QueryDict
from django.utils.translation import gettext as _

from editing.domain.texts import Text
from enterprises.wording.firms import figure_name
from plans.domain.goals import address_of
from plans.domain.scale import Scale, scale
from plans.forms.fields import LONGEST_QUERY
from plans.forms.planner import PlannerForm
from plans.forms.quotes import QuoteForm, quote_form
from plans.presenters.funding import ShownSupport, shown_support
from plans.presenters.planner.changing import Change, change
from plans.presenters.planner.comparison import PlanComparison, comparison
from plans.presenters.planner.showing import ShownPlan, content_of, shown_plan
from plans.selectors.kept import PlanDetails
from plans.selectors.planner import PlannerInputs
from plans.wording.planner import goal_text
from reports.presenters.pictures import draw_gauge
from reports.presenters.result import result_of
from reports.presenters.timeline import Drawn, draw_months
from roadmap.domain.helping import Help
from roadmap.domain.measure import Measure
from roadmap.domain.planning import MARGINS, Effort, furthest
from roadmap.models import Quote
from roadmap.selectors.quotes import effort_of
from standards.domain.standard import Standard

FIELDS = ("target", "kind", "budget", "prices", "months", "at_once", "want", "exclude")
OUTCOMES = "outcomes"  # of all questions together


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """A quote of the firm; `measure` None where the library has it no more."""

    quote: Quote
    measure: Measure | None
    address: str  # of the page where it can be changed

    @property
    def effort(self) -> Effort:
        return effort_of(self.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What is wrong with a field, or with several together, where it is said on the page."""

    name: str
    errors: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlannerPage:
    """All that a planner page shows. `quoting`: the form of the measure whose quote is being entered."""

    inputs: PlannerInputs
    form: PlannerForm
    shown: ShownPlan
    against: str
    comparison: PlanComparison | None
    change: Change | None
    quoting: QuoteForm | None

    @property
    def standard(self) -> Standard:
        return self.inputs.content.standard

    @property
    def is_at_top(self) -> bool:
        return self.inputs.level == self.standard.rule.top

    @property
    def level_name(self) -> Text:
        """The name of the level of the result."""
        return self.standard.rule.name(self.inputs.level)

    @property
    def target_name(self) -> Text:
        """The name of the target; without one, of the level that comes next."""
        return self.standard.rule.name(self.shown.outcome.goal.target or self.shown.aimed)

    @property
    def planned_name(self) -> Text:
        """The name of the level that the plan leads to."""
        return self.standard.rule.name(self.shown.plan.level if self.shown.plan else self.inputs.level)

    @property
    def aimed_name(self) -> Text:
        return self.standard.rule.name(self.shown.aimed)

    @property
    def over(self) -> int:
        """How many percent the nearest plan may cost more than the cheapest."""
        return MARGINS.over

    @property
    def goal_name(self) -> str:
        return goal_text(self.standard, self.shown.outcome.goal)

    @property
    def address(self) -> str:
        """The page's own parameters, in their one spelling."""
        return address_of(self.shown.outcome.goal, against=self.against)

    @property
    def pin(self) -> str:
        """The page with the present plan pinned."""
        return address_of(self.shown.outcome.goal, against=self.shown.query)

    @property
    def as_far(self) -> str:
        """The page with the most progress within the same bounds."""
        return address_of(replace(self.shown.outcome.goal, target=None), against=self.against)

    @property
    def parameters(self) -> list[tuple[str, str]]:
        return parse_qsl(self.address)

    @cached_property
    def errors(self) -> Mapping[str, Slot]:
        """What is wrong with the parameters, by where it is said."""
        found = {name: tuple(map(str, self.form[name].errors)) for name in FIELDS}
        outcomes = tuple(str(error) for field in self.form.outcome_fields for error in field.errors)
        return {
            name: Slot(name=name, errors=errors) for name, errors in {**found, OUTCOMES: outcomes}.items()
        }

    @property
    def help(self) -> Help | None:
        """What helps with the steps of the plan; None where there are none."""
        plan = self.shown.plan
        return self.inputs.help(plan) if plan and plan.steps else None

    @property
    def support(self) -> ShownSupport | None:
        """What support pays for the plan, if it begins today; None where there is nothing to say."""
        plan = self.shown.plan
        if not plan or not plan.steps:
            return None
        return shown_support(self.inputs, plan, begins_on=self.inputs.day, back=self.address)

    @property
    def missing_figures(self) -> str:
        """The names of the figures of the profile that the size class lacks."""
        return _("、").join(map(figure_name, self.inputs.enterprise.sizing.missing))

    @property
    def quoted_measure(self) -> Measure | None:
        """The measure whose quote is being entered."""
        if self.quoting is None:
            return None
        return self.inputs.situation.measure_by_code.get(self.quoting["measure"].value())

    @property
    def quotes_a_step(self) -> bool:
        """Return whether the measure whose quote is being entered is a step of the plan."""
        measure, plan = self.quoted_measure, self.shown.plan
        return measure is not None and plan is not None and measure.code in plan.codes

    @cached_property
    def sliders(self) -> Mapping[str, Scale]:
        """How far the sliders go: to what a plan to the highest level takes; empty where there is none."""
        plan = furthest(self.inputs.situation)
        if plan is None or not plan.steps:
            return {}
        return {"budget": scale(plan.cost.high), "months": scale(Decimal(plan.months.high))}

    @cached_property
    def gauges(self) -> tuple[str, str]:
        """The gauge of the result that the plan leads to, as SVG, wide and compact; empty without a plan."""
        if self.shown.plan is None:
            return "", ""
        then = result_of(replace(self.inputs.content, answers=self.shown.plan.projected))
        return draw_gauge(then), draw_gauge(then, compact=True)

    @property
    def timeline(self) -> Drawn | None:
        """The plan by months as SVG, None without a plan."""
        plan = self.shown.plan
        if plan is None:
            return None
        kept = content_of(self.inputs, self.shown.outcome, plan)
        details = PlanDetails(content=kept, submitted=self.inputs.content)
        return draw_months(details.plan, details.projection)

    @property
    def quote_lines(self) -> tuple[QuoteLine, ...]:
        goal, known = self.shown.outcome.goal, self.inputs.situation.measure_by_code
        return tuple(
            QuoteLine(
                quote=quote,
                measure=known.get(code),
                address=address_of(goal, against=self.against, quote=code),
            )
            for code, quote in self.inputs.quotes.items()
        )


def planner_page(
    inputs: PlannerInputs, data: QueryDict, *, quoting: QuoteForm | None = None, before: str | None = None
) -> PlannerPage:
    """Return the page for these parameters. What is wrong with them stands in the form; the rest holds.

    `quoting`: the form of a quote that was refused. `before`: the parameters that the page had before, None
    where that was another page.
    """
    form = PlannerForm(inputs, data)
    form.is_valid()
    against = data.get("with", "")[:LONGEST_QUERY]
    present = shown_plan(inputs, inputs.outcome(form.goal), against=against)
    page = PlannerPage(
        inputs=inputs,
        form=form,
        shown=present,
        against=against,
        comparison=comparison(inputs, present, against) if against else None,
        change=change(inputs, present, before=before, data=data),
        quoting=quoting,
    )
    asked = data.get("quote", "")
    if quoting is None and asked in inputs.situation.measure_by_code:
        return replace(page, quoting=quote_form(asked, page.address, inputs.quotes.get(asked)))
    return page
