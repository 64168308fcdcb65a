"""The parameters of a planner page as a form.

What is wrong is said at its field; the rest holds all the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.domain.goals import EXPECTED, HIGH, MOST
from plans.forms.fields import COST, DURATION, AmountField
from plans.selectors.planner import PlannerInputs
from plans.wording.forms import UNKNOWN_CHOICE, UNKNOWN_GOAL, UNKNOWN_KIND
from roadmap.domain.measure import Measure, OptionStep
from roadmap.domain.planning import Bounds, Goal, PlanKind
from roadmap.domain.planning.effects import gains, is_outcome
from roadmap.domain.planning.encoder import usable
from roadmap.wording.plans import KINDS
from standards.domain.standard import Question
from standards.wording.answers import label
from standards.wording.results import local

MOST_AT_ONCE = 9
LISTED = 5  # unknown codes that an error names


class CodesField(forms.MultipleChoiceField):
    """Codes of measures: those that are known are kept, whatever stands beside them."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: list[str]) -> None:
        """Leave unknown codes to the form, which says so and keeps the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A measure to tick."""

    measure: Measure
    chosen: bool


class PlannerForm(forms.Form):
    """Target, bounds and wishes of a plan from a result."""

    budget = AmountField(label=gettext_lazy("预算上限（万元）"), kind=COST, required=False)
    months = AmountField(label=gettext_lazy("时间上限（个月）"), kind=DURATION, required=False)
    prices = forms.ChoiceField(
        label=gettext_lazy("预算怎么算"),
        required=False,
        choices=[("", gettext_lazy("按中间价")), (HIGH, gettext_lazy("按高价，各项都按高价成交也不超"))],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": UNKNOWN_CHOICE},
    )
    at_once = forms.TypedChoiceField(
        label=gettext_lazy("同时最多做几件"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"class": "form-select", "aria-describedby": "errors-at_once"}),
        error_messages={"invalid_choice": UNKNOWN_CHOICE},
    )
    want = CodesField(label=gettext_lazy("一定要做的举措"), required=False)
    exclude = CodesField(label=gettext_lazy("不做的举措"), required=False)

    def __init__(self, inputs: PlannerInputs, data: QueryDict) -> None:
        super().__init__(data, use_required_attribute=False)
        self.inputs = inputs
        self.outcomes = _outcome_fields(inputs)
        self.fields["at_once"].choices = _numbers(inputs)  # type: ignore[attr-defined]
        self.fields = {"target": _target_field(inputs), "kind": _kind_field(), **self.fields, **self.outcomes}

    @property
    def default_target(self) -> str:
        """The next level, and at the top the most progress."""
        above = self.inputs.level + 1
        return str(above) if above <= self.inputs.content.standard.rule.top else MOST

    @property
    def target_value(self) -> str:
        """The target that the plan is made for: what was asked for where that is one."""
        return str(self.cleaned_data.get("target") or self.default_target)

    @property
    def kind_value(self) -> str:
        """Which of the plans to the target is made, as the form has it: empty for the recommended one."""
        kind = self.goal.kind
        return "" if kind is PlanKind.NEAREST else kind.value

    @property
    def goal(self) -> Goal:
        """The goal, of what could be read. Call `is_valid` first."""
        given, target = self.cleaned_data, self.target_value
        months = given.get("months")
        return Goal(
            target=None if target == MOST else int(target),
            kind=PlanKind(given.get("kind") or PlanKind.NEAREST),
            bounds=Bounds(
                budget=given.get("budget"),
                months=None if months is None else int(months),
                excluded=frozenset(given["exclude"]),
                wanted=frozenset(given["want"]),
                at_once=given.get("at_once"),
                at_high_prices=given.get("prices") == HIGH,
            ),
            expected={name.removeprefix(EXPECTED): given[name] for name in self.outcomes if given.get(name)},
        )

    @property
    def wishes(self) -> tuple[Choice, ...]:
        """The measures that can be planned, those that are wanted first."""
        choices = (
            Choice(measure=measure, chosen=measure.code in self.cleaned_data["want"])
            for measure in self.plannable.values()
        )
        return tuple(sorted(choices, key=lambda choice: not choice.chosen))

    @property
    def left_out(self) -> tuple[Measure, ...]:
        """The measures that are excluded."""
        known = self.inputs.situation.measure_by_code
        return tuple(known[code] for code in self.cleaned_data["exclude"])

    @property
    def outcome_fields(self) -> tuple[forms.BoundField, ...]:
        return tuple(self[name] for name in self.outcomes)

    @cached_property
    def plannable(self) -> Mapping[str, Measure]:
        """The measures that can be planned, by code, in the order of the library."""
        situation = self.inputs.situation
        codes = usable(situation, frozenset())
        return {measure.code: measure for measure in situation.measures if measure.code in codes}

    def clean(self) -> dict[str, object]:
        known = self.inputs.situation.measure_by_code
        excluded = self._known("exclude", known)
        wanted = self._known("want", known)
        self._keep("exclude", excluded)
        both = [code for code in wanted if code in excluded]
        unplannable = [code for code in wanted if code not in self.plannable]
        self._complain("want", _("同一举措不能既一定要做又不做：%(names)s"), self._titles(both))
        self._complain("want", _("已经做到，或缺少费用，不能安排：%(names)s"), self._titles(unplannable))
        self._keep("want", [code for code in wanted if code not in {*both, *unplannable}])
        return self.cleaned_data

    def _known(self, name: str, known: Mapping[str, Measure]) -> list[str]:
        given = list(dict.fromkeys(self.cleaned_data.get(name, ())))
        unknown = [code[:40] for code in given if code not in known]
        self._complain(name, _("没有这个举措：%(names)s"), unknown[:LISTED])
        return [code for code in given if code in known]

    def _complain(self, name: str, text: str, names: Iterable[str]) -> None:
        if listed := _("、").join(names):
            self.add_error(name, text % {"names": listed})

    def _keep(self, name: str, codes: list[str]) -> None:
        self.cleaned_data[name] = codes  # an error has taken the field's value away

    def _titles(self, codes: Iterable[str]) -> list[str]:
        return [local(self.inputs.situation.measure_by_code[code].title) for code in codes]


def _target_field(inputs: PlannerInputs) -> forms.Field:
    """Return a choice of the levels above the firm's own, and of the most progress."""
    rule = inputs.content.standard.rule
    above = range(inputs.level + 1, rule.top + 1)
    return forms.ChoiceField(
        label=_("目标"),
        required=False,
        choices=[*((str(level), local(rule.name(level))) for level in above), (MOST, _("走得最远"))],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": str(UNKNOWN_GOAL)},
    )


def _numbers(inputs: PlannerInputs) -> list[tuple[str, str]]:
    """Return how many steps may be worked on at the same time; first what is usual for the size."""
    usual = _("按企业规模（%(count)s 件）") % {"count": inputs.situation.at_once}
    return [("", usual), *((str(number), str(number)) for number in range(1, MOST_AT_ONCE + 1))]


def _kind_field() -> forms.Field:
    """Return a choice of the plans to a level."""
    return forms.ChoiceField(
        label=_("方案"),
        required=False,
        choices=[("" if kind is PlanKind.NEAREST else kind.value, name) for kind, name in KINDS.items()],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": UNKNOWN_KIND},
    )


def _outcome_fields(inputs: PlannerInputs) -> dict[str, forms.Field]:
    """Return a field for each question whose outcome may be expected to get better."""
    standard = inputs.content.standard
    fields: dict[str, forms.Field] = {}
    for question in standard.questions:
        better = _better(inputs, question) if is_outcome(standard, question) else []
        if better:
            fields[f"{EXPECTED}{question.code}"] = forms.ChoiceField(
                label=label(standard, question.code),
                required=False,
                choices=[("", _("不预期变化")), *better],
                error_messages={"invalid_choice": str(UNKNOWN_CHOICE)},
            )
    return fields


def _better(inputs: PlannerInputs, question: Question) -> list[tuple[str, str]]:
    standard, answers = inputs.content.standard, inputs.content.answers
    return [
        (option.key, local(option.text))
        for option in question.options
        if option.weight > 0
        and gains(standard, answers, OptionStep(question=question.code, option=option.key))
    ]
