"""Beginning and ending a plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.models import Membership, User
from plans.forms.fields import DayField
from plans.models import PlanState
from plans.services import SharedStep
from plans.wording.forms import ENDS_BEFORE_BEGIN
from roadmap.domain.planning import PlannedStep
from roadmap.domain.schedule import Days, step_dates
from standards.wording.results import local


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step in the table: its days by the plan, whose it is and when it is due by the form."""

    step: PlannedStep
    days: Days
    owner: BoundField
    due: BoundField


class BeginForm(forms.Form):
    """The day on which a plan begins, and for each step whose it is and when it is due.

    A due day that is left as it was laid out follows the day of the beginning; one that was changed stays.
    """

    begins_on = DayField(label=gettext_lazy("开始日期"))
    laid_out_for = DayField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        steps: Sequence[PlannedStep],
        members: Iterable[Membership],
        begins_on: date | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.steps = steps
        self.people: dict[str, User] = {str(member.public_id): member.user for member in members}
        given = {"begins_on": begins_on, "laid_out_for": begins_on, **(initial or {})}
        super().__init__(data, initial=given)
        owners = [("", _("稍后指定")), *((key, str(user)) for key, user in self.people.items())]
        for number, step in enumerate(steps, start=1):
            title = {"number": number, "title": local(step.measure.title)}
            owner, due = _("%(number)s. %(title)s 的负责人"), _("%(number)s. %(title)s 的截止日期")
            self.fields[f"owner-{number}"] = forms.ChoiceField(
                label=owner % title,
                choices=owners,
                required=False,
                widget=forms.Select(attrs={"class": "form-select", "aria-label": owner % title}),
            )
            self.fields[f"due-{number}"] = DayField(
                label=due % title,
                required=False,
                initial=step_dates(step.slot, begins_on).due_on if begins_on else None,
                widget=forms.DateInput(
                    format="%Y-%m-%d",
                    attrs={"type": "date", "class": "form-control", "aria-label": due % title},
                ),
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        begins_on, before = data.get("begins_on"), data.get("laid_out_for")
        if begins_on is None:
            return data
        for number, step in enumerate(self.steps, start=1):
            name, days = f"due-{number}", step_dates(step.slot, begins_on)
            due = data.get(name)
            if due is None or (before and due == step_dates(step.slot, before).due_on):
                data[name] = days.due_on
            elif due < days.starts_on:
                self.add_error(name, ENDS_BEFORE_BEGIN)
        return data

    def shared(self) -> dict[str, SharedStep]:
        """Return by code whose each step is and when it is due, once the form is valid."""
        return {
            step.measure.code: SharedStep(
                owner=self.people.get(self.cleaned_data[f"owner-{number}"]),
                due_on=self.cleaned_data[f"due-{number}"],
            )
            for number, step in enumerate(self.steps, start=1)
        }

    def lines(self) -> list[StepLine]:
        """Return the table for the day that the form shows; empty while it shows none."""
        shown = self["begins_on"].value()
        begins_on = shown if isinstance(shown, date) else self.cleaned_data.get("begins_on")
        if begins_on is None:
            return []
        return [
            StepLine(
                step=step,
                days=step_dates(step.slot, begins_on),
                owner=self[f"owner-{number}"],
                due=self[f"due-{number}"],
            )
            for number, step in enumerate(self.steps, start=1)
        ]


class CloseForm(forms.Form):
    state = forms.ChoiceField(choices=[(state, state) for state in (PlanState.FINISHED, PlanState.STOPPED)])
