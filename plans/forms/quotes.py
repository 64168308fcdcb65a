"""A firm's own quote for a measure."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from editing.domain.decimals import plain
from enterprises.forms.fields import OneLineField
from plans.forms.fields import COST, DURATION, LONGEST_QUERY, AmountField
from roadmap.models import Quote


class QuoteForm(forms.Form):
    """Cost and duration as a provider asked them. `back`: the parameters of the page that it came from."""

    measure = OneLineField(max_length=40, widget=forms.HiddenInput)
    back = OneLineField(max_length=LONGEST_QUERY, required=False, widget=forms.HiddenInput)
    cost = AmountField(label=gettext_lazy("报价（万元）"), kind=COST)
    months = AmountField(label=gettext_lazy("周期（个月）"), kind=DURATION)
    note = OneLineField(
        label=gettext_lazy("备注"),
        help_text=gettext_lazy("如供应商、报价日期。"),
        max_length=Quote._meta.get_field("note").max_length,
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="quote-%s", initial=initial, use_required_attribute=False)


def quote_form(measure: str, back: str, quote: Quote | None) -> QuoteForm:
    """Return the form for a measure, with the quote that there is."""
    known = {} if quote is None else {"cost": plain(quote.cost), "months": quote.months, "note": quote.note}
    return QuoteForm(initial={"measure": measure, "back": back, **known})
