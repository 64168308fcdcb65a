"""What is read: the firm, standards, assessments, results, plans, the library."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query
from pydantic import BaseModel, Field

from api.domain.tokens import Scope
from api.presenters import shapes, showing
from api.views.door import (
    asking,
    check_form,
    check_own,
    endpoint,
    own_assessment,
    own_snapshot,
    token_of,
)
from api.views.paging import Paging, page_of
from assessment.selectors.answers import (
    list_assessments,
    list_results,
    load_sheet,
    read_snapshot,
    result_line,
)
from plans.forms.planner import PlannerForm
from plans.presenters.actions import member_ids
from plans.selectors.kept import read_plan_details
from plans.selectors.planner import load_planner_inputs
from plans.selectors.plans import get_plan, list_plans, list_steps
from reports.presenters.result import result_of
from roadmap.domain.case import Case
from roadmap.domain.measure import Measure
from roadmap.domain.support import SupportMeasure
from roadmap.selectors.library import library
from standards.domain.answer_file import STANDARD_NAME
from standards.models import Revision
from standards.selectors.revisions import offered_revisions, published_revision

MOST_REVISIONS = 999_999  # larger numbers no database holds


def read(path: str, shape: Any) -> Any:
    """Put a view that changes nothing at a path."""
    return endpoint("GET", path, scope=Scope.READ, answers={200: shape, 304: None})


@read("/firm", shapes.Firm)
def firm(request: HttpRequest) -> shapes.Firm:
    """The firm that the token belongs to, and what the token may do in it."""
    token = token_of(request)
    verified = token.membership.enterprise.is_verified_on(timezone.localdate())
    return showing.firm(token, verified=verified)


# --- Standards ---------------------------------------------------------------------------------


@read("/standards", shapes.Page[shapes.StandardLine])
def standards(request: HttpRequest, paging: Query[Paging]) -> shapes.Page[shapes.StandardLine]:
    """What an assessment may be started with, the default first."""
    _user, enterprise, _now = asking(request)
    offered = offered_revisions(demonstrations=enterprise.is_demo)
    return page_of(offered, paging, showing.standard_line)


@read("/standards/{code}", shapes.Revision)
def standard(request: HttpRequest, code: str) -> shapes.Revision:
    """The newest published revision of a standard, whole."""
    return _revision(code, None)


@read("/standards/{code}/revisions/{number}", shapes.Revision)
def revision(request: HttpRequest, code: str, number: int) -> shapes.Revision:
    """One published revision of a standard, whole."""
    return _revision(code, number)


def _revision(code: str, number: int | None) -> shapes.Revision:
    if not STANDARD_NAME.match(code) or (number is not None and not 0 < number <= MOST_REVISIONS):
        raise Http404
    try:
        found = published_revision(code, number)
    except Revision.DoesNotExist:
        raise Http404 from None
    return showing.revision(found)


# --- Assessments and results -------------------------------------------------------------------


@read("/assessments", shapes.Page[shapes.AssessmentLine])
def assessments(request: HttpRequest, paging: Query[Paging]) -> shapes.Page[shapes.AssessmentLine]:
    """The firm's assessments, newest first; at most one is a draft."""
    _user, enterprise, _now = asking(request)
    return page_of(list_assessments(enterprise), paging, showing.assessment_line)


@read("/assessments/{assessment}", shapes.Assessment)
def assessment(request: HttpRequest, assessment: UUID) -> shapes.Assessment:
    """One assessment and how far it is."""
    found = own_assessment(request, assessment)
    return showing.assessment(found, load_sheet(found))


@read("/assessments/{assessment}/check", shapes.Check)
def check(request: HttpRequest, assessment: UUID) -> shapes.Check:
    """What is missing, what hardly fits, and what it comes to so far."""
    return showing.check(load_sheet(own_assessment(request, assessment)))


@read("/results", shapes.Page[shapes.ResultLine])
def results(request: HttpRequest, paging: Query[Paging]) -> shapes.Page[shapes.ResultLine]:
    """What was submitted, newest first."""
    _user, enterprise, _now = asking(request)
    return page_of(list_results(enterprise), paging, showing.result_line)


@read("/results/{result}", shapes.Result)
def result(request: HttpRequest, result: UUID) -> shapes.Result:
    """Level, points, and how every point came about."""
    found = own_snapshot(request, result)
    return showing.whole_result(result_line(found), result_of(read_snapshot(found)))


# --- Plans -------------------------------------------------------------------------------------


class PlanWishes(BaseModel):
    """As the planner page has them. Left out: the recommended plan to the next level."""

    target: str | None = Field(None, description="A level above the firm's own, or `most`.")
    kind: str | None = Field(None, description="`cheapest` or `safest`.")
    budget: str | None = Field(None, description="万元")
    months: str | None = None
    prices: str | None = Field(None, description="`high`: the budget holds at high prices.")
    at_once: str | None = Field(None, description="How many steps at the same time, 1 to 9.")
    want: list[str] = Field([], description="Codes of measures.")
    exclude: list[str] = Field([], description="Codes of measures.")


@read("/results/{result}/plan", shapes.Recommended | None)
def plan(request: HttpRequest, result: UUID, wishes: Query[PlanWishes]) -> shapes.Recommended | None:
    """The recommended plan from a result, computed and not kept."""
    inputs = load_planner_inputs(own_snapshot(request, result), timezone.localdate())
    form = PlannerForm(inputs, request.GET)
    check_form(form, "query")
    return showing.recommended(inputs.content.standard, inputs.outcome(form.goal))


@read("/plans", shapes.Page[shapes.PlanLine])
def plans(request: HttpRequest, paging: Query[Paging]) -> shapes.Page[shapes.PlanLine]:
    """The plans that the firm keeps, newest first; at most one is followed."""
    _user, enterprise, _now = asking(request)
    return page_of(list_plans(enterprise).select_related("snapshot"), paging, showing.plan_line)


@read("/plans/{plan}", shapes.KeptPlan)
def kept_plan(request: HttpRequest, plan: UUID) -> shapes.KeptPlan:
    """A plan as it was kept, and what has become of its steps."""
    user, enterprise, _now = asking(request)
    found = get_plan(user, plan)
    check_own(found.enterprise, enterprise)
    return showing.kept_plan(found, read_plan_details(found), list_steps(found), member_ids(enterprise))


# --- The library -------------------------------------------------------------------------------


@read("/library/measures", shapes.Page[Measure])
def measures(request: HttpRequest, paging: Query[Paging]) -> shapes.Page[Measure]:
    """What a firm can do, with costs and prerequisites."""
    return page_of(library(timezone.localdate()).measures, paging, _as_it_is)


@read("/library/support", shapes.Page[SupportMeasure])
def support(request: HttpRequest, paging: Query[Paging]) -> shapes.Page[SupportMeasure]:
    """Subsidies, loans, vouchers and training, with their terms."""
    return page_of(library(timezone.localdate()).support_measures, paging, _as_it_is)


@read("/library/cases", shapes.Page[Case])
def cases(request: HttpRequest, paging: Query[Paging]) -> shapes.Page[Case]:
    """What other firms did, and what it brought."""
    return page_of(library(timezone.localdate()).cases, paging, _as_it_is)


def _as_it_is(entry: Any) -> Any:
    return entry
