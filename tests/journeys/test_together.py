"""A question is read aloud in its order by a screen reader."""

import pytest
from django.urls import reverse

from enterprises.models import Enterprise, User
from tests.assessment.factories import (
    make_assessment,
)
from tests.journeys import steps
from tests.journeys.conftest import Welcome

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_question_is_read_aloud_before_what_may_be_answered(
    welcome: Welcome, alice: User, firm: Enterprise
) -> None:
    """The order of the accessibility tree: title, what it means, the options, 不确定, 不涉及."""
    draft = make_assessment(enterprise=firm, answered="none", by=alice)
    visitor = welcome(width=1440)
    steps.sign_in(visitor, str(alice.email))
    visitor.page.goto(reverse("assessment:section", args=[draft.public_id, "F3"]))
    item = visitor.page.locator("#item-F05")
    plain = item.locator(".question-plain").inner_text()
    tree = item.aria_snapshot()
    order = [plain, *(f'radio "{key}. ' for key in "ABCDE"), 'radio "不确定"', 'radio "不涉及"']
    assert sorted(order, key=tree.index) == order
    assert tree.startswith("- group ")
