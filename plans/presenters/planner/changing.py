"""What the last change made of the plan: steps in and out, money, months, and the way back."""

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from editing.domain.decimals import plain
from enterprises.domain.numbers import NumberKind
from plans.domain.comparing import difference
from plans.domain.goals import address_of
from plans.forms.fields import COST, DURATION
from plans.forms.planner import PlannerForm
from plans.forms.quotes import QuoteForm, quote_form
from plans.presenters.planner.showing import ShownPlan
from plans.selectors.planner import PlannerInputs
from roadmap.domain.measure import Measure
from roadmap.models import Quote

REQUOTED = "requoted"  # a measure whose quote was changed, with the quote before


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From the plan before to the present one.

    `money` in 万元 by the middles, `months` by the upper ends; both None where one of them is no plan.
    `undo`: the page before. Of a quote instead `quote`, to be sent: the one before, or one to be forgotten.
    """

    steps_in: tuple[Measure, ...]
    steps_out: tuple[Measure, ...]
    money: Decimal | None
    months: int | None
    undo: str
    quote: QuoteForm | None = None
    forgets: bool = False


def change(
    inputs: PlannerInputs, present: ShownPlan, *, before: str | None, data: QueryDict
) -> Change | None:
    """Return what changed: a quote, where the parameters name one, else the goal since the page before.

    `before`: the parameters of the page from which this one was asked for, None where that is another page.
    None where nothing was changed.
    """
    against = data.get("with", "")
    goal = present.outcome.goal
    quoted_before = data.get(REQUOTED)
    if isinstance(quoted_before, str):
        code, quote = read_requoted(quoted_before)
        if code not in inputs.situation.measure_by_code:
            return None
        others = {known: own for known, own in inputs.quotes.items() if known != code}
        earlier = replace(inputs, quotes=others if quote is None else {**others, code: quote})
        back = address_of(goal, against=against)
        form = quote_form(code, back, quote)
        return replace(_change(earlier, present, QueryDict(back)), quote=form, forgets=quote is None)
    if before is None:
        return None
    asked = QueryDict(before)
    form_before = PlannerForm(inputs, asked)
    form_before.is_valid()
    if form_before.goal == goal:
        return None
    return _change(inputs, present, asked)


def _change(earlier: PlannerInputs, present: ShownPlan, asked: QueryDict) -> Change:
    form = PlannerForm(earlier, asked)
    form.is_valid()
    old, new = earlier.outcome(form.goal).plan, present.plan
    undo = address_of(form.goal, against=asked.get("with", ""))
    if old is None or new is None:
        return Change(steps_in=(), steps_out=(), money=None, months=None, undo=undo)
    steps = difference(old, new)
    return Change(
        steps_in=steps.only_second,
        steps_out=steps.only_first,
        money=new.cost.mid - old.cost.mid,
        months=new.months.high - old.months.high,
        undo=undo,
    )


def requoted(code: str, before: Quote | None) -> str:
    """Return the parameter that names a measure whose quote was changed, with the quote before."""
    if before is None:
        return code
    return ",".join((code, plain(before.cost), str(before.months), before.note))


def read_requoted(text: str) -> tuple[str, Quote | None]:
    """Return the measure and its quote before, None where there was none. What cannot be read is none."""
    code, *given = text.split(",", maxsplit=3)
    try:
        cost, months = Decimal(given[0]), int(given[1])
    except (IndexError, InvalidOperation, ValueError):
        return code, None
    if not (cost.is_finite() and _fits(cost, COST) and _fits(Decimal(months), DURATION)):
        return code, None
    return code, Quote(measure=code, cost=cost, months=months, note="".join(given[2:]))


def _fits(number: Decimal, kind: NumberKind) -> bool:
    return number >= 0 and (kind.most is None or number <= kind.most)
