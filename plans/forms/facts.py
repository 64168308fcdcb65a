"""What a firm says of itself so that support can be found."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from enterprises.domain.facts import NO, YES, Fact, Facts, Topic
from enterprises.forms.fields import OneLineField, OpenChoiceField
from enterprises.wording.firms import OWNERSHIPS
from plans.forms.fields import LONGEST_QUERY
from roadmap.wording.funding import question_text


class FactsForm(forms.Form):
    """A choice for each fact; nothing chosen takes back what was said.

    `kept`: the plan on whose page it stands; else `back`: the parameters of the planner.
    """

    kept = forms.UUIDField(required=False, widget=forms.HiddenInput)
    back = OneLineField(max_length=LONGEST_QUERY, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        facts: Iterable[Fact],
        data: QueryDict | None = None,
        *,
        known: Facts,
        back: str = "",
        kept: UUID | None = None,
    ) -> None:
        self.facts = {_name(fact): fact for fact in facts}
        said = {name: known.values.get(fact, "") for name, fact in self.facts.items()}
        super().__init__(data, initial={"back": back, "kept": kept, **said}, use_required_attribute=False)
        for name, fact in self.facts.items():
            self.fields[name] = OpenChoiceField(
                label=question_text(fact), choices=_choices(fact), required=False
            )

    def said(self) -> dict[Fact, str]:
        """Return what was posted, by fact; what was not on the page is left out."""
        return {fact: self.cleaned_data[name] for name, fact in self.facts.items() if name in self.data}

    def field_of(self, fact: Fact) -> forms.BoundField:
        return self[_name(fact)]


def _name(fact: Fact) -> str:
    return f"{fact.topic}-{fact.about}"


def _choices(fact: Fact) -> list[tuple[str, str]]:
    if fact.topic is Topic.OWNERSHIP:
        answers = [(key.value, str(name)) for key, name in OWNERSHIPS.items()]
    else:
        answers = [(YES, _("是")), (NO, _("否"))]
    return [("", _("还没有回答")), *answers]
