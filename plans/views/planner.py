"""The planner page of a result: the plan for what its parameters ask, and the firm's own quotes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from assessment.selectors.answers import find_superseding, get_snapshot
from audit.models import Action
from enterprises.forms.requests import signed_in
from enterprises.models import User
from enterprises.views.logged import record_use
from plans.forms.fields import LONGEST_QUERY
from plans.forms.quotes import QuoteForm
from plans.permissions import can_change, check_can_change
from plans.presenters.planner.changing import REQUOTED, requoted
from plans.presenters.planner.page import PlannerPage, planner_page
from plans.selectors.planner import PlannerInputs, load_planner_inputs
from plans.selectors.plans import list_plans
from plans.services import quote_measure, remove_quote
from plans.wording.done import QUOTE_DELETED, QUOTE_KEPT

# By what htmx replaces: what a change in the form changes, or the picture once it is opened.
PARTS = {
    "plan-result": "plans/planner/_answer.html",
    "plan-months": "plans/planner/_months.html",
}


@require_safe
def planner(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Show the plan for the parameters. Stores nothing: every member may try."""
    user = signed_in(request)
    inputs = load_planner_inputs(get_snapshot(user, snapshot), timezone.localdate())
    target = request.htmx.target  # type: ignore[attr-defined]
    template = PARTS.get(target or "", "plans/planner/page.html")
    page = planner_page(inputs, request.GET, before=_parameters_before(request))
    response = render(request, template, page_context(user, page))
    # The same address gives a part or the whole, and says what changed since the page before.
    patch_vary_headers(response, ["HX-Target", "HX-Current-URL", "Referer"])
    return response


def _parameters_before(request: HttpRequest) -> str | None:
    """Return the parameters of the planner page from which this one was asked for, None for another page."""
    came = request.headers.get("HX-Current-URL", request.headers.get("Referer", ""))
    # Not `urlsplit`: it refuses some addresses, and a browser may send anything here.
    address, _, query = came.partition("#")[0].partition("?")
    return query[:LONGEST_QUERY] if address == request.build_absolute_uri(request.path) else None


@require_POST
def quote(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Store the firm's quote for a measure, and plan anew with it."""
    user = signed_in(request)
    inputs = load_planner_inputs(get_snapshot(user, snapshot), timezone.localdate())
    check_can_change(user, inputs.enterprise)
    form = QuoteForm(request.POST)
    valid = form.is_valid()
    measure = request.POST.get("measure", "")
    if measure not in inputs.situation.measure_by_code:
        raise BadRequest
    if not valid:
        page = planner_page(inputs, QueryDict(form["back"].value() or ""), quoting=form)
        return render(request, "plans/planner/page.html", page_context(user, page), status=422)
    given = form.cleaned_data
    before = requoted(measure, inputs.quotes.get(measure))
    quote_measure(
        enterprise=inputs.enterprise,
        measure=measure,
        cost=given["cost"],
        months=int(given["months"]),
        note=given["note"],
        by=user,
        at=timezone.now(),
    )
    messages.success(request, QUOTE_KEPT)
    return back_to_plan(inputs, given["back"], before)


@require_POST
def quote_remove(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Forget a quote, and plan anew without it."""
    user = signed_in(request)
    inputs = load_planner_inputs(get_snapshot(user, snapshot), timezone.localdate())
    check_can_change(user, inputs.enterprise)
    known = inputs.quotes.get(request.POST.get("measure", ""))
    if known is None:
        return back_to_plan(inputs, request.POST.get("back", ""))
    before = requoted(known.measure, known)
    remove_quote(quote=known)
    record_use(request, Action.DELETED, kind="quote", subject=f"{snapshot} {known.measure}")
    messages.success(request, QUOTE_DELETED)
    return back_to_plan(inputs, request.POST.get("back", ""), before)


def page_context(user: User, page: PlannerPage) -> dict[str, Any]:
    """Return what the templates of the planner show."""
    enterprise = page.inputs.enterprise
    return {
        "page": page,
        "snapshot": page.inputs.snapshot,
        "enterprise": enterprise,
        "standard": page.standard,
        "superseding": find_superseding(page.inputs.snapshot),
        "may_plan": can_change(user, enterprise),
        "kept_plans": list_plans(enterprise),
    }


def back_to_plan(
    inputs: PlannerInputs, query: str, before: str = "", *, place: str = "plan-result"
) -> HttpResponseRedirect:
    """Lead back to a place of the planner with the parameters that it had, and the quote there was before."""
    address = reverse("plans:planner", args=[inputs.snapshot.public_id])
    parameters = QueryDict(query, mutable=True)
    if before:
        parameters[REQUOTED] = before
    return redirect(f"{address}?{parameters.urlencode()}#{place}")
