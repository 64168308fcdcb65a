"""The support for a plan as pages show it: what is paid, how late a contract may be signed, what is asked."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.forms import BoundField

from plans.forms.facts import FactsForm
from plans.selectors.planner import PlannerInputs
from roadmap.domain.funding import Grant
from roadmap.domain.planning import Plan
from roadmap.wording import funding as wording
from standards.wording.results import local


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGrant:
    """What one measure pays."""

    grant: Grant
    rule: str
    signing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to the firm, with what an answer may be worth; empty for one that is answered."""

    field: BoundField
    worth: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSupport:
    """The best combination, and the form that may make it better."""

    total: str
    grants: tuple[ShownGrant, ...]
    form: FactsForm
    asked: tuple[Asked, ...]
    said: tuple[Asked, ...]


def shown_support(
    inputs: PlannerInputs, plan: Plan, *, begins_on: date, back: str = "", kept: UUID | None = None
) -> ShownSupport | None:
    """Return the support for a plan that begins on a day; None where there is nothing to say.

    The answers lead back to the kept plan, else to the planner with the parameters `back`.
    """
    found = inputs.support(plan, begins_on)
    if found is None or not (found.sure.grants or found.questions or found.said):
        return None
    titles = {step.measure.code: local(step.measure.title) for step in plan.steps}
    asked = [question.fact for question in found.questions]
    form = FactsForm([*asked, *found.said], known=inputs.facts, back=back, kept=kept)
    return ShownSupport(
        total=wording.total_text(found.sure),
        grants=tuple(
            ShownGrant(
                grant=grant,
                rule=wording.grant_text(grant, inputs.content.standard),
                signing=wording.signing_texts(grant, lambda one: titles[one.code]),
            )
            for grant in found.sure.grants
        ),
        form=form,
        asked=tuple(
            Asked(field=form.field_of(question.fact), worth=wording.worth_text(question))
            for question in found.questions
        ),
        said=tuple(Asked(field=form.field_of(fact)) for fact in found.said),
    )
