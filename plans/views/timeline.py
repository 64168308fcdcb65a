"""The timeline of a plan, and its calendar file."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from enterprises.domain.file_names import disposition
from enterprises.forms.requests import signed_in
from enterprises.views.logged import logged_download
from plans.forms.trend import TrendForm
from plans.models import KeptPlan, Step
from plans.presenters.actions import ActionList, load_action_list
from plans.presenters.calendar import plan_calendar
from plans.presenters.timeline import draw_days, state_text
from plans.presenters.trend import Trend
from plans.selectors.kept import read_plan_details
from plans.selectors.plans import get_plan
from reports.presenters.timeline import draw_months
from roadmap.domain.schedule import months_later

AHEAD = 3  # months, where no other day is asked for


@require_safe
def timeline(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Show the steps over time and where they lead: on their days, or in months while it is only kept."""
    found = get_plan(signed_in(request), plan)
    if found.begins_on is None:
        return _kept_page(request, found)
    today = timezone.localdate()
    actions = load_action_list(found, today)
    usual = months_later(today, AHEAD)
    form = TrendForm(request.GET or None, initial={"by": usual})
    day = (form.is_valid() and form.cleaned_data["by"]) or usual
    trend = Trend(actions=actions, today=today)
    return render(
        request,
        "plans/timeline.html",
        {
            "plan": found,
            "enterprise": found.enterprise,
            "form": form,
            "trend": trend,
            "day": day,
            "by_day": trend.by(day),
            "drawn": draw_days(actions, today),
            "rows": _rows(actions, today if found.is_followed else None),
        },
    )


def _rows(actions: ActionList, today: date | None) -> list[dict[str, object]]:
    """Return the table beside the picture. `today` None: the plan is over, nothing is overdue."""
    return [
        {
            "step": row.step,
            "title": row.measure.title,
            "state": state_text(row.facts, today),
            "tag": "trouble" if today is not None and row.facts.is_overdue(today) else row.tag,
        }
        for row in actions.rows
    ]


def _kept_page(request: HttpRequest, found: KeptPlan) -> HttpResponse:
    details = read_plan_details(found)
    drawn = draw_months(details.plan, details.projection)
    return render(
        request,
        "plans/timeline_kept.html",
        {"plan": found, "enterprise": found.enterprise, "details": details, "drawn": drawn},
    )


@require_safe
@logged_download("calendar")
def calendar(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Send the open steps of a plan that was begun as a calendar file."""
    found = get_plan(signed_in(request), plan)
    if found.begins_on is None:
        raise Http404

    def link(step: Step) -> str:
        return request.build_absolute_uri(reverse("plans:step", args=[step.public_id]))

    actions = load_action_list(found, timezone.localdate())
    content = plan_calendar(actions, firm=found.enterprise.name, link=link)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    name = f"{found.name}.ics"
    response["Content-Disposition"] = disposition(name, plain=f"plan-{found.begins_on:%Y%m%d}")
    response["Cache-Control"] = "private, no-cache"
    return response
