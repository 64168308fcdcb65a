"""Pages on which several people work on one assessment: in order by axe, and read aloud in their order."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessment.selectors.links import code_of, find_link, token_of
from assessment.services import give_name
from enterprises.models import Enterprise, Role, User
from enterprises.selectors import invitation_token
from enterprises.services.enterprises import ask_to_join, invite
from tests.assessment.factories import (
    make_assessment,
    make_guest_link,
    make_proof,
    make_remark,
    make_snapshot,
)
from tests.journeys import steps
from tests.journeys.conftest import Welcome
from tests.people import make_user

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_the_pages_are_in_order(welcome: Welcome, alice: User, firm: Enterprise) -> None:
    at = timezone.now()
    snapshot = make_snapshot(enterprise=firm)
    draft = make_assessment(enterprise=firm, answered="none", by=alice)
    make_remark(draft)
    proof = make_proof(draft, code="F05")
    link = make_guest_link(draft)
    token = token_of(code_of(link.public_id))
    opened = find_link(token)
    assert opened
    give_name(link=opened, name="陈工", at=at)
    invitation = invite(
        enterprise=firm, role=Role.EDITOR, label="周工", until=at + timedelta(days=7), by=alice, at=at
    )
    ask_to_join(enterprise=firm, named="陈工", by=make_user(name="陈新"), at=at)
    join = reverse("enterprises:join", args=[invitation_token(invitation)])
    asking = reverse("assessment:guest_join", args=[token])
    visitor = welcome(width=360)
    for address in (join, asking):
        visitor.page.goto(address)
        visitor.look()
    steps.sign_in(visitor, str(alice.email))
    for address in (
        join,
        reverse("enterprises:home"),
        reverse("enterprises:members", args=[firm.public_id]),
        reverse("assessment:item", args=[draft.public_id, "F05"]),
        reverse("assessment:remove_proof", args=[draft.public_id, proof.public_id]),
        reverse("assessment:section_work", args=[draft.public_id, "F1"]),
        reverse("assessment:remove_names", args=[draft.public_id, link.public_id]),
        reverse("assessment:workbook_upload", args=[draft.public_id]),
        reverse("assessment:visit", args=[snapshot.public_id]),
    ):
        visitor.page.goto(address)
        visitor.look()


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
