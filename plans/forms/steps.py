"""What can be said of a step."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.models.choices import choices_of
from enterprises.forms.fields import OneLineField
from enterprises.models import Membership, User
from enterprises.wording.numbers import number_text, typed
from plans.domain.progress import StepState
from plans.forms.fields import COST, AmountField, DayField
from plans.models import STEP_STATES, Step
from plans.selectors.proofs import Criterion
from plans.services import StepValues, differing
from plans.wording.forms import DONE_IN_FUTURE, ENDS_BEFORE_BEGIN, MEMBER_AND_NAME, NOTE_MISSING
from plans.wording.plans import former_text

FORMER = "former"  # stands for an owner who is no member any more
LARGEST_VERSION = 2**31 - 1


class VersionForm(forms.Form):
    """What a change rests on."""

    version = forms.IntegerField(min_value=0, max_value=LARGEST_VERSION, widget=forms.HiddenInput)


class MoveForm(VersionForm):
    """A step's new state alone. `on_step`: it was given on the step's own page, not on the board."""

    state = forms.ChoiceField(choices=choices_of(STEP_STATES))
    on_step = forms.BooleanField(required=False)


class TickForm(forms.Form):
    """How one criterion of a step shall stand."""

    criterion = forms.TypedChoiceField(coerce=int)
    met = forms.ChoiceField(choices=[("yes", ""), ("no", "")])

    def __init__(self, data: Mapping[str, Any], *, criteria: Iterable[Criterion]) -> None:
        super().__init__(data)
        number: Any = self.fields["criterion"]
        number.choices = [(criterion.number, "") for criterion in criteria]


class StepForm(forms.Form):
    """All that people say of a step; its version is posted beside."""

    state = forms.ChoiceField(label=gettext_lazy("状态"), choices=choices_of(STEP_STATES))
    done_on = DayField(
        label=gettext_lazy("完成日期"),
        required=False,
        help_text=gettext_lazy("已完成时填写，留空按今天；其他状态不保存。"),
    )
    owner = forms.ChoiceField(label=gettext_lazy("负责人"), required=False)
    owner_name = OneLineField(
        label=gettext_lazy("负责人姓名"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("负责人没有账号时填写，例如供应商的联系人。"),
    )
    starts_on = DayField(label=gettext_lazy("开始"))
    due_on = DayField(label=gettext_lazy("截止"))
    cost_planned = AmountField(label=gettext_lazy("计划费用（万元）"), kind=COST)
    cost_real = AmountField(
        label=gettext_lazy("实际费用（万元）"),
        kind=COST,
        required=False,
        help_text=gettext_lazy("还不知道时留空；没有花钱填 0。"),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        step: Step,
        members: Iterable[Membership],
        today: date,
    ) -> None:
        self.step, self.today = step, today
        self.people: dict[str, User] = {str(member.public_id): member.user for member in members}
        super().__init__(data, initial=self._initial())
        names = [(key, str(user)) for key, user in self.people.items()]
        if self._owner_key() == FORMER and step.owner:
            names.append((FORMER, former_text(step.owner)))
            self.people[FORMER] = step.owner
        owner: Any = self.fields["owner"]
        owner.choices = [("", _("未指定，或填写姓名")), *names]

    def _initial(self) -> dict[str, Any]:
        step = self.step
        return {
            "state": step.state,
            "done_on": step.done_on,
            "owner": self._owner_key(),
            "owner_name": step.owner_name,
            "starts_on": step.starts_on,
            "due_on": step.due_on,
            "cost_planned": typed(step.cost_planned),
            "cost_real": typed(step.cost_real),
        }

    def _owner_key(self) -> str:
        if self.step.owner_id is None:
            return ""
        return next((key for key, user in self.people.items() if user.pk == self.step.owner_id), FORMER)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if data.get("owner") and data.get("owner_name"):
            self.add_error("owner_name", MEMBER_AND_NAME)
        if data.get("starts_on") and data.get("due_on") and data["due_on"] < data["starts_on"]:
            self.add_error("due_on", ENDS_BEFORE_BEGIN)
        if data.get("state") != StepState.DONE:
            data["done_on"] = None
        elif "done_on" in data and data["done_on"] is None:
            data["done_on"] = self.today
        elif data.get("done_on") and data["done_on"] > self.today:
            self.add_error("done_on", DONE_IN_FUTURE)
        return data

    def values(self) -> StepValues:
        """Return what was entered, once it is valid."""
        data = self.cleaned_data
        return StepValues(
            state=StepState(data["state"]),
            owner=self.people.get(data["owner"]),
            owner_name=data["owner_name"],
            starts_on=data["starts_on"],
            due_on=data["due_on"],
            cost_planned=data["cost_planned"],
            cost_real=data["cost_real"],
            done_on=data["done_on"],
        )

    def differences(self, stored: Step) -> list[tuple[str, str, str]]:
        """Return label, what was entered and what is stored, for all that is not alike."""
        return [
            (str(self.fields[name].label), _value_text(name, value), _value_text(name, getattr(stored, name)))
            for name, value in differing(stored, self.values()).items()
        ]


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("新的记录"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NOTE_MISSING},
    )


def _value_text(name: str, value: Any) -> str:
    match value:
        case None | "":
            return _("未填写")
        case Decimal():
            return number_text(value)
        case _ if name == "state":
            return str(STEP_STATES[StepState(value)])
        case _:
            return str(value)
