"""Whatever is posted, a form answers; it never raises."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from enterprises.forms.enterprises import EnterpriseForm
from enterprises.forms.fields import AmountField, HeadcountField, IdentityField, MobileField
from tests.enterprises.test_enterprises import FILLED

NUMBERS = st.text(alphabet="0123456789０１²½.,万元人 -+eENa", max_size=12)


@given(st.dictionaries(st.sampled_from(sorted(FILLED)), st.one_of(st.text(max_size=70), NUMBERS)))
def test_any_profile_is_accepted_or_refused(changes: dict[str, str]) -> None:
    form = EnterpriseForm(FILLED | changes)
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
