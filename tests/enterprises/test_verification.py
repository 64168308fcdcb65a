"""Who a firm is: asked for, compared by staff, ended by another name, unique by its code."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from audit.models import Action, Record
from config.groups import IDENTITY_VERIFIER, SUPPORT_READER
from enterprises.domain import licence
from enterprises.models import Enterprise, User, Verification, VerificationState, private_storage
from enterprises.services.accounts import delete_account
from enterprises.services.verifying import (
    Obstacle,
    RefusedVerification,
    approve,
    ask_for_verification,
    refuse,
)
from plans.services.sweeping import remove_unnamed
from tests.assessment.factories import make_snapshot
from tests.people import AT, make_enterprise, make_staff

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
LATER = AT + timedelta(days=1)
PNG = b"\x89PNG\r\n\x1a\n picture"


@pytest.fixture
def clerk() -> User:
    return make_staff(IDENTITY_VERIFIER, email="clerk@example.com")


@pytest.fixture
def other_clerk() -> User:
    return make_staff(IDENTITY_VERIFIER, email="other@example.com")


@pytest.fixture
def _four_eyes(settings: Settings) -> None:
    settings.VERIFY_FOUR_EYES = True


def ask(firm: Enterprise, *, content: bytes = PNG, by: User | None = None) -> Verification:
    picture = ContentFile(content, name="执照.png")
    by = by or firm.created_by
    return ask_for_verification(enterprise=firm, picture=picture, by=by, at=AT, on=TODAY)


def pass_(asked: Verification, by: User, *, until: date | None = None, on: date = TODAY) -> Verification:
    return approve(verification=asked, valid_until=until, by=by, at=AT, on=on)


def obstacle(call: Any, *args: Any, **kwargs: Any) -> Obstacle:
    with pytest.raises(RefusedVerification) as caught:
        call(*args, **kwargs)
    return caught.value.obstacle


def page(user: User, firm: Enterprise) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse("enterprises:verification", args=[firm.public_id])).content.decode()


# --- Asking and deciding ----------------------------------------------------------------------


def test_a_firm_is_verified_by_whom_when_how_and_until(firm: Enterprise, alice: User, clerk: User) -> None:
    asked = ask(firm)
    assert (asked.state, asked.name, asked.uscc, asked.asked_by) == ("waiting", firm.name, firm.uscc, alice)
    assert "正在核验" in page(alice, firm)
    done = pass_(asked, clerk, until=date(2026, 12, 31))
    assert (done.state, done.decided_by, done.decided_at) == (VerificationState.VERIFIED, clerk, AT)
    firm.refresh_from_db()
    assert (firm.verified_by, firm.verified_at, firm.verified_until) == (clerk, AT, date(2026, 12, 31))
    assert firm.is_verified_on(date(2026, 12, 31))
    assert not firm.is_verified_on(date(2027, 1, 1))


def test_it_is_part_of_what_is_submitted_then(firm: Enterprise, clerk: User) -> None:
    before = make_snapshot(enterprise=firm)
    pass_(ask(firm), clerk)
    firm.refresh_from_db()
    after = make_snapshot(enterprise=firm)
    assert '"verified":false' in before.payload
    assert '"verified":true' in after.payload


def test_a_refusal_says_why_and_the_firm_may_ask_again(firm: Enterprise, alice: User, clerk: User) -> None:
    refuse(verification=ask(firm), reason="照片看不清信用代码", by=clerk, at=AT)
    firm.refresh_from_db()
    assert not firm.is_verified_on(TODAY)
    shown = page(alice, firm)
    assert "未通过 · 原因：照片看不清信用代码" in shown
    assert shown.index("上次申请未通过") < shown.index("提交核验")
    assert ask(firm).state == "waiting"
    Verification.objects.filter(state="waiting").update(state="ended")
    assert "上次申请未通过" not in page(alice, firm)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Obstacle.EMPTY),
        (b"<svg onload=alert(1)>", Obstacle.KIND),
        (b"GIF89a", Obstacle.KIND),
        (PNG.ljust(licence.MOST_BYTES + 1), Obstacle.LARGE),
    ],
    ids=["empty", "markup", "another kind", "large"],
)
def test_only_pictures_are_taken(firm: Enterprise, content: bytes, expected: Obstacle) -> None:
    assert obstacle(ask, firm, content=content) is expected
    assert not Verification.objects.exists()


@pytest.mark.parametrize("head", [b"\xff\xd8\xff\xe0", b"%PDF-1.4", PNG])
def test_what_a_file_is_decides_not_its_name(firm: Enterprise, head: bytes) -> None:
    assert ask(firm, content=head).media_type == licence.media_type(head)


def test_one_request_at_a_time(firm: Enterprise, clerk: User) -> None:
    asked = ask(firm)
    assert obstacle(ask, firm) is Obstacle.WAITING
    pass_(asked, clerk)
    assert obstacle(ask, firm) is Obstacle.VERIFIED
    assert obstacle(pass_, asked, clerk) is Obstacle.DECIDED


def test_nobody_verifies_the_own_firm(firm: Enterprise, alice: User, bob: User) -> None:
    asked = ask(firm, by=alice)
    for person in (alice, bob):
        assert obstacle(pass_, asked, person) is Obstacle.OWN
        assert obstacle(refuse, verification=asked, reason="x", by=person, at=AT) is Obstacle.OWN


def test_what_would_have_ended_is_not_verified(firm: Enterprise, clerk: User) -> None:
    assert obstacle(pass_, ask(firm), clerk, until=TODAY - timedelta(days=1)) is Obstacle.PAST


@pytest.mark.usefixtures("_four_eyes")
def test_with_four_eyes_the_second_person_counts(firm: Enterprise, clerk: User, other_clerk: User) -> None:
    asked = ask(firm)
    first = pass_(asked, clerk)
    assert (first.state, first.first_by) == (VerificationState.SECOND, clerk)
    firm.refresh_from_db()
    assert firm.verified_at is None
    assert obstacle(pass_, asked, clerk) is Obstacle.SAME_PERSON
    assert pass_(asked, other_clerk).state == VerificationState.VERIFIED
    firm.refresh_from_db()
    assert firm.verified_by == other_clerk


# --- The picture ------------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("passes", [False, True])
def test_the_picture_goes_with_the_decision_unless_it_is_kept(
    firm: Enterprise,
    clerk: User,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    *,
    kept: bool,
    passes: bool,
) -> None:
    settings.KEEP_LICENCES = kept
    asked = ask(firm)
    path = str(asked.licence.name)
    assert private_storage().exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        if passes:
            pass_(asked, clerk)
        else:
            refuse(verification=asked, reason="不符", by=clerk, at=AT)
    assert private_storage().exists(path) is kept
    assert bool(Verification.objects.get().licence) is kept


def test_a_refused_request_leaves_no_picture(firm: Enterprise) -> None:
    ask(firm)
    before = private_storage().listdir("licences")
    assert obstacle(ask, firm) is Obstacle.WAITING
    assert private_storage().listdir("licences") == before


def test_a_picture_that_waits_is_not_swept_away(firm: Enterprise) -> None:
    path = str(ask(firm).licence.name)
    in_a_week = timezone.now() + timedelta(days=7)
    assert path not in remove_unnamed(at=in_a_week, each=lambda: None)
    Verification.objects.all().delete()
    assert path in remove_unnamed(at=in_a_week, each=lambda: None)


def test_the_picture_goes_with_its_firm(
    firm: Enterprise,
    alice: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    firm.memberships.exclude(user=alice).delete()
    path = str(ask(firm).licence.name)
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(user=alice, at=AT)
    assert not Enterprise.objects.exists()
    assert not private_storage().exists(path)


# --- One code, one firm -----------------------------------------------------------------------


def test_a_verified_code_is_unique_and_a_second_firm_is_told_how_to_join(
    firm: Enterprise, clerk: User
) -> None:
    second = make_enterprise(name=firm.name, uscc=firm.uscc)
    waiting = ask(second)
    pass_(ask(firm), clerk)
    assert obstacle(pass_, waiting, clerk) is Obstacle.TAKEN
    assert Verification.objects.get(pk=waiting.pk).state == "waiting"
    third = make_enterprise(name=firm.name, uscc=firm.uscc)
    assert obstacle(ask, third) is Obstacle.TAKEN
    told = page(third.created_by, third)
    assert "已有一家核验过的企业" in told
    assert "在“成员”页邀请您" in told
    assert str(firm.created_by.email) not in told
    with pytest.raises(IntegrityError), transaction.atomic():
        Enterprise.objects.filter(pk=third.pk).update(verified_by=clerk, verified_at=AT)


def test_one_whose_time_is_over_is_in_nobodys_way(firm: Enterprise, clerk: User) -> None:
    pass_(ask(firm), clerk, until=TODAY)
    second = make_enterprise(name=firm.name, uscc=firm.uscc)
    tomorrow = TODAY + timedelta(days=1)
    picture = ContentFile(PNG, name="a.png")
    asked = ask_for_verification(
        enterprise=second, picture=picture, by=second.created_by, at=LATER, on=tomorrow
    )
    pass_(asked, clerk, on=tomorrow)
    firm.refresh_from_db()
    assert firm.verified_at is None
    assert Enterprise.objects.get(pk=second.pk).is_verified_on(tomorrow)


# --- Pages ------------------------------------------------------------------------------------


def test_the_owner_sends_a_picture_and_a_mistake_is_named(firm: Enterprise, alice: User, bob: User) -> None:
    url = reverse("enterprises:verification", args=[firm.public_id])
    client = Client()
    client.force_login(alice)
    wrong = client.post(url, {"licence": SimpleUploadedFile("a.png", b"text")})
    assert (wrong.status_code, "请上传 JPG、PNG 图片或 PDF 文件" in wrong.content.decode()) == (422, True)
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"licence": SimpleUploadedFile("a.png", PNG)}).status_code == 302
    client.force_login(bob)
    assert client.post(url, {"licence": SimpleUploadedFile("a.png", PNG)}).status_code == 403


def test_staff_compare_and_decide_in_the_admin(firm: Enterprise, clerk: User) -> None:
    asked = ask(firm)
    client = Client()
    client.force_login(clerk)
    change = reverse("admin:enterprises_verification_change", args=[asked.pk])
    assert firm.name in client.get(reverse("admin:enterprises_verification_changelist")).content.decode()
    shown = client.get(change).content.decode()
    looks = Record.objects.filter(action=Action.LOOKED_AT, kind="verification", subject=str(asked.pk))
    assert looks.filter(by=clerk.pk).exists()
    assert ("一致，通过" in shown, "关闭" in shown) == (True, False)  # to close is to leave the page
    assert ("不通过的原因" in shown, "未通过" in shown) == (True, False)  # as its button says
    assert ("申请时间" in shown, "失效时间" in shown) == (True, False)  # only what there is to say
    sent = client.get(reverse("admin:enterprises_verification_licence", args=[asked.pk]))
    assert (b"".join(sent), sent["Content-Type"]) == (PNG, "image/png")
    assert "no-store" in sent["Cache-Control"]
    refusing = reverse("admin:enterprises_verification_refuse", args=[asked.pk])
    assert "必填" in client.post(refusing, {"reason": ""}, follow=True).content.decode()
    approving = reverse("admin:enterprises_verification_approve", args=[asked.pk])
    told = client.post(approving, {"valid_until": ""}, follow=True).content.decode()
    assert "已记录：已核验。" in told
    assert ("一致，通过" in told, "关闭" in told) == (False, True)
    assert "这份申请已经有结果" in client.post(refusing, {"reason": "晚了"}, follow=True).content.decode()


def test_the_first_page_of_the_admin_says_who_waits_to_those_who_decide(
    firm: Enterprise, clerk: User
) -> None:
    ask(firm)
    client, index = Client(), reverse("admin:index")
    client.force_login(make_staff(SUPPORT_READER, email="support@example.com"))
    assert "待核验" not in client.get(index).content.decode()
    client.force_login(clerk)
    waiting = f"{reverse('admin:enterprises_verification_changelist')}?state__exact=waiting"
    assert f'<a href="{waiting}">待核验 1 家</a>' in client.get(index).content.decode()
    assert firm.name in client.get(waiting).content.decode()
    refuse(verification=Verification.objects.get(), reason="照片看不清", by=clerk, at=AT)
    assert "待核验" not in client.get(index).content.decode()


@pytest.mark.parametrize("name", ["licence", "approve", "refuse"])
def test_other_staff_neither_see_nor_decide(firm: Enterprise, name: str) -> None:
    asked = ask(firm)
    client = Client()
    client.force_login(make_staff(SUPPORT_READER))
    url = reverse(f"admin:enterprises_verification_{name}", args=[asked.pk])
    assert {client.get(url).status_code, client.post(url, {"reason": "x"}).status_code} <= {403, 405}
    assert Verification.objects.get().state == "waiting"
