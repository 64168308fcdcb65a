"""Two entries of one firm become one: nothing of either is lost, and only their owner may."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from api.models import Token
from assessment.models import Assessment, LatestResult, Snapshot
from assessment.selectors.answers import read_snapshot
from assessment.services import submit
from audit.models import Action, Record
from enterprises.models import (
    Enterprise,
    FirmFile,
    Invitation,
    JoinRequest,
    Membership,
    ProfileFact,
    Role,
    User,
)
from enterprises.selectors.firms import get_enterprise
from enterprises.services.erasing import erase
from enterprises.services.invitations import invite_person
from enterprises.services.members import ask_to_join
from plans.models import KeptPlan
from plans.services.merging import Hindrance, RefusedMerge, merge
from roadmap.models import Quote
from tests.assessment.factories import DECLARATION, make_assessment, make_snapshot
from tests.people import AT, make_enterprise, make_member, make_user
from tests.plans.factories import make_file, make_followed, make_quote
from tests.urls.world import api_token_of, make_delivery, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_library", "sectors")]


@pytest.fixture
def twin(alice: User) -> Enterprise:
    return make_enterprise(owner=alice, name="示例机械（重复登记）")


def hindrance(gone: Enterprise, into: Enterprise, by: User) -> Hindrance:
    with pytest.raises(RefusedMerge) as refused:
        merge(gone=gone, into=into, by=by, at=AT)
    return refused.value.hindrance


def test_all_that_hangs_on_one_hangs_on_the_other(
    client: Client, alice: User, victor: User, firm: Enterprise, twin: Enterprise
) -> None:
    make_snapshot(enterprise=firm)
    snapshot = make_snapshot(enterprise=twin, at=AT + timedelta(days=1), scenes={"S01": 1})
    payload = snapshot.payload
    draft = make_assessment(enterprise=firm)
    plan = make_followed(snapshot=snapshot)
    file, report = make_file(plan=plan), make_report(snapshot)
    for one, measure, cost in ((firm, "s10-1", 5), (twin, "s10-1", 9), (twin, "s11-1", 5)):
        make_quote(one, measure, cost=cost)
    ProfileFact.objects.create(
        enterprise=twin, topic="park", about="示例园区", value="yes", said_by=alice, said_at=AT
    )
    token = api_token_of(twin)
    newcomer = make_user()
    make_member(enterprise=twin, user=newcomer, role=Role.VIEWER)
    make_member(enterprise=twin, user=victor, role=Role.EDITOR)  # a viewer of the other one
    asking = make_user()
    for one, user in ((firm, asking), (twin, asking), (firm, newcomer)):
        ask_to_join(enterprise=one, named="", by=user, at=AT)
    for address in (newcomer.email, asking.email):
        invite_person(
            enterprise=firm,
            email=address,
            phone=None,
            role=Role.EDITOR,
            until=AT + timedelta(days=1),
            by=alice,
            at=AT,
        )
    hooks = [make_delivery(one).endpoint for one in (firm, twin)]

    client.force_login(alice)
    page = reverse("plans:merging", args=[twin.public_id])
    assert firm.name in client.get(page).content.decode()
    shown = client.post(page, {"into": firm.public_id}, follow=True).content.decode()
    assert "已合并" in shown

    assert set(Assessment.objects.values_list("enterprise", flat=True)) == {firm.pk}
    assert Assessment.objects.filter(pk=draft.pk).exists()
    assert Snapshot.objects.get(pk=snapshot.pk).payload == payload
    assert KeptPlan.objects.get().enterprise == firm
    assert FirmFile.objects.get(pk=file.pk).enterprise == firm
    assert ProfileFact.objects.get().enterprise == firm
    assert Quote.objects.get(enterprise=firm, measure="s10-1").cost == 5
    assert Quote.objects.filter(enterprise=firm).count() == 2
    assert Quote.objects.get(enterprise=twin).cost == 9
    assert LatestResult.objects.get().enterprise == firm
    assert Token.objects.get(pk=token.pk).membership.enterprise == firm
    roles = dict(Membership.objects.filter(enterprise=firm).values_list("user", "role"))
    assert (roles[alice.pk], roles[victor.pk], roles[newcomer.pk]) == ("owner", "editor", "viewer")
    assert not Membership.objects.filter(enterprise=twin).exists()
    assert [(one.enterprise, one.user) for one in JoinRequest.objects.all()] == [(firm, asking)]
    assert [one.user for one in Invitation.objects.all()] == [asking]
    for hook, kept in zip(hooks, (firm, twin), strict=True):
        hook.refresh_from_db()
        assert hook.enterprise == kept
    for name, key in (("result", snapshot.public_id), ("report", report.public_id)):
        assert client.get(reverse(f"reports:{name}", args=[key])).status_code == 200
    twin.refresh_from_db()
    assert twin.merged_into == firm
    assert Record.objects.filter(action=Action.MERGED, subject=str(twin.public_id)).exists()

    erase(enterprise=firm, by=alice, at=AT)
    assert not Enterprise.objects.exists()


def test_a_form_read_before_is_submitted_for_the_entry_that_stays(
    alice: User, firm: Enterprise, twin: Enterprise
) -> None:
    read_before = make_assessment(enterprise=twin)
    merge(gone=twin, into=firm, by=alice, at=AT)
    snapshot = submit(assessment=read_before, declaration=DECLARATION, by=alice, at=AT)
    assert read_snapshot(snapshot).enterprise["name"] == firm.name
    assert LatestResult.objects.get().enterprise == firm


def test_old_addresses_lead_members_to_the_entry_that_remains(
    client: Client, alice: User, victor: User, firm: Enterprise, twin: Enterprise
) -> None:
    """Through further merges, too; outsiders learn nothing, and nothing is posted to another entry."""
    third = make_enterprise(owner=alice, name="示例机械（第三份）")
    make_member(enterprise=twin, user=victor, role=Role.VIEWER)
    merge(gone=twin, into=third, by=alice, at=AT)
    merge(gone=third, into=firm, by=alice, at=AT)
    old, new = (reverse("assessment:overview", args=[one.public_id]) for one in (twin, firm))
    for user in (alice, victor):
        client.force_login(user)
        assert client.get(f"{old}?page=2").headers["Location"] == f"{new}?page=2"
    assert client.post(reverse("enterprises:profile", args=[twin.public_id])).status_code == 404
    client.force_login(make_user())
    assert client.get(old).status_code == 404


def test_members_of_the_entry_that_goes_are_told(
    alice: User,
    victor: User,
    firm: Enterprise,
    twin: Enterprise,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """Not who did it, nor those of the other entry, for whom nothing changes."""
    only_there = make_user()
    make_member(enterprise=twin, user=only_there, role=Role.EDITOR)
    with django_capture_on_commit_callbacks(execute=True):
        merge(gone=twin, into=firm, by=alice, at=AT)
    (mail,) = mailoutbox
    assert mail.bcc == [only_there.email]
    assert f"“{twin.name}”并入“{firm.name}”" in mail.body
    assert reverse("assessment:overview", args=[firm.public_id]) in mail.body


def test_only_entries_of_one_code_and_one_owner(alice: User, firm: Enterprise) -> None:
    other = make_enterprise(owner=alice, uscc="91340800MAT0000501")
    strange = make_enterprise()
    invented = make_enterprise(owner=alice)
    Enterprise.objects.filter(pk=invented.pk).update(is_demo=True)
    for into in (other, strange, firm, invented):
        assert hindrance(firm, into, alice) is Hindrance.NOT_THE_SAME


def test_what_only_people_can_choose_is_refused(alice: User, firm: Enterprise, twin: Enterprise) -> None:
    Enterprise.objects.filter(pk=firm.pk).update(erase_due_at=AT, erase_asked_by=alice, erase_asked_at=AT)
    assert hindrance(twin, firm, alice) is Hindrance.TO_BE_ERASED
    Enterprise.objects.filter(pk=firm.pk).update(erase_due_at=None, erase_asked_by=None, erase_asked_at=None)
    for one in (firm, twin):
        make_assessment(enterprise=one)
    assert hindrance(twin, firm, alice) is Hindrance.DRAFTS
    Assessment.objects.filter(enterprise__in=[firm, twin]).delete()
    for one in (firm, twin):
        make_followed(enterprise=one)
    assert hindrance(twin, firm, alice) is Hindrance.PLANS
    Enterprise.objects.filter(pk=twin.pk).update(verified_at=AT, verified_by=alice)
    assert hindrance(twin, firm, alice) is Hindrance.VERIFIED
    assert get_enterprise(alice, twin.public_id) == twin
