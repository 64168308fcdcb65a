"""Whatever is posted, a form answers; it never raises."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from enterprises.forms.enterprises import EnterpriseForm
from enterprises.forms.fields import AmountField, HeadcountField, IdentityField, MobileField
from tests.enterprises.test_enterprises import FILLED
from tests.sectors import SECTORS

NUMBERS = st.text(alphabet="0123456789０１²½.,万元人 -+eENa", max_size=12)


@given(st.dictionaries(st.sampled_from(sorted(FILLED)), st.one_of(st.text(max_size=70), NUMBERS)))
def test_any_profile_is_accepted_or_refused(changes: dict[str, str]) -> None:
    form = EnterpriseForm(FILLED | changes, sectors=SECTORS)
    if form.is_valid():
        assert form.enterprise_data.name
    else:
        assert form.errors
    str(form)


@given(st.one_of(st.text(max_size=50), NUMBERS))
def test_any_text_in_a_field_is_accepted_or_refused(typed: str) -> None:
    for field in (AmountField(), HeadcountField(), MobileField(), IdentityField()):
        with suppress(ValidationError):
            field.clean(typed)


def test_a_search_looks_at_no_more_than_a_field_may_hold() -> None:
    form = EnterpriseForm(initial=FILLED | {"division_query": "x " * 500_000}, sectors=SECTORS)
    assert len(form.given["division_query"]) == 200


def test_a_text_that_is_cut_is_still_too_long() -> None:
    assert "name" in EnterpriseForm(FILLED | {"name": "厂" * 1_000}, sectors=SECTORS).errors
