"""Becoming a member by the owner's link, or asked for at a link for a colleague and allowed by the owner."""

import re
from datetime import timedelta
from html import escape
from typing import Any
from urllib.parse import unquote

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from assessment.selectors.links import code_of, token_of
from audit.models import Record
from config.settings import ACCOUNT_RATE_LIMITS as RATE_LIMITS
from config.settings import SMS
from enterprises.models import Enterprise, Invitation, JoinRequest, Membership, Role, User
from enterprises.selectors.invitations import invitation_token
from enterprises.selectors.people import personal_data
from enterprises.services import accounts, invitations, members
from tests.assessment.factories import make_assessment, make_guest_link
from tests.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def make_invitation(firm: Enterprise, owner: User, *, days: int = 7, ago: int = 0) -> Invitation:
    at = timezone.now() - timedelta(days=ago)
    return invitations.invite(
        enterprise=firm, role=Role.VIEWER, label="周工", until=at + timedelta(days=days), by=owner, at=at
    )


def address(invitation: Invitation) -> str:
    return reverse("enterprises:join", args=[invitation_token(invitation)])


def role_of(firm: Enterprise, user: User) -> str | None:
    return Membership.objects.filter(enterprise=firm, user=user).values_list("role", flat=True).first()


def test_an_invitation_is_made_by_the_owner_and_makes_who_signs_up_a_member_once(
    client: Client, firm: Enterprise, alice: User, charlie: User
) -> None:
    client.force_login(alice)
    invite = reverse("enterprises:invite", args=[firm.public_id])
    refused = client.post(invite, {"label": "", "role": "owner", "days": "400"})
    assert not Invitation.objects.exists()
    assert "请写明邀请谁" in refused.content.decode()
    client.post(invite, {"label": "周工", "role": "editor", "days": "3"})
    made = Invitation.objects.get()
    assert (made.role, made.label, made.until - made.made_at) == ("editor", "周工", timedelta(days=3))
    join = address(made)
    assert join in client.get(reverse("enterprises:members", args=[firm.public_id])).content.decode()
    client.post(join)
    assert Invitation.objects.exists(), "a member does not use it up"

    newcomer = Client()
    page = newcomer.get(join)
    assert firm.name in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    signed_up = newcomer.post(
        reverse("account_signup") + f"?next={join}",
        {
            "login": "zhou@example.com",
            "name": "周工",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "consent": "on",
            "next": join,
        },
    )
    assert signed_up["Location"] == join
    user = User.objects.get(email="zhou@example.com")
    assert role_of(firm, user) is None, "opening it is not enough"
    newcomer.post(join)
    assert role_of(firm, user) == Role.EDITOR
    actions = Record.objects.filter(kind="enterprise").values_list("action", "by").order_by("pk")
    assert list(actions)[-2:] == [("member_invited", alice.pk), ("member_added", user.pk)]

    client.force_login(charlie)
    assert client.post(join).status_code == 410
    assert role_of(firm, charlie) is None


def invite_person(client: Client, firm: Enterprise, login: str, role: str = "viewer") -> str:
    """Invite as the owner does, and return the page that follows."""
    add = reverse("enterprises:add_member", args=[firm.public_id])
    return client.post(add, {"login": login, "role": role}, follow=True).content.decode()


@pytest.mark.parametrize("typed", ["charlie@example.com", " Charlie@Example.com", "+86 137 0013 7000"])
def test_who_has_an_account_sees_the_invitation_there_and_is_a_member_once_they_accept(
    client: Client, firm: Enterprise, alice: User, charlie: User, typed: str
) -> None:
    User.objects.filter(pk=charlie.pk).update(phone="13700137000")
    client.force_login(alice)
    assert "邀请已生成" in invite_person(client, firm, typed)
    join = address(Invitation.objects.get())
    client.force_login(charlie)
    page = client.get("/").content.decode()
    assert "王爱丽 邀请您作为查看者" in page
    assert f'href="{join}"' in page
    assert role_of(firm, charlie) is None
    assert "不加入" in client.get(join).content.decode()
    client.post(join)
    assert role_of(firm, charlie) == Role.VIEWER
    assert "邀请您加入" not in client.get("/").content.decode()
    assert not Invitation.objects.exists()


def test_who_does_not_want_to_join_sees_it_no_more_and_the_owner_sees_no_change(
    client: Client, firm: Enterprise, alice: User, charlie: User
) -> None:
    client.force_login(alice)
    invite_person(client, firm, "charlie@example.com")
    join, members = address(Invitation.objects.get()), reverse("enterprises:members", args=[firm.public_id])
    before = client.get(members).content.decode()
    other = Client()
    other.force_login(make_user())
    assert "不加入" not in other.get(join).content.decode()
    other.post(join, {"refuse": "1"})
    assert Invitation.objects.get().user == charlie
    other.force_login(charlie)
    assert "这份邀请不再显示" in other.post(join, {"refuse": "1"}, follow=True).content.decode()
    assert "邀请您加入" not in other.get("/").content.decode()
    assert main_of(client.get(members).content.decode()) == main_of(before)
    assert role_of(firm, charlie) is None


def test_who_became_a_member_by_another_way_is_invited_no_more(
    client: Client, firm: Enterprise, alice: User, charlie: User
) -> None:
    client.force_login(alice)
    invite_person(client, firm, "charlie@example.com")
    members.add_member(enterprise=firm, user=charlie, role=Role.EDITOR, by=alice, at=timezone.now())
    assert not Invitation.objects.exists()


def test_an_invitation_is_mailed_to_whom_it_is_for_and_leads_through_sign_up(
    client: Client,
    firm: Enterprise,
    alice: User,
    settings: Settings,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.MAIL_CONFIGURED = True
    client.force_login(alice)
    with django_capture_on_commit_callbacks(execute=True):
        assert "邀请已发到对方邮箱" in invite_person(client, firm, "zhou@example.com", "editor")
    [message] = mail.outbox
    assert message.to == ["zhou@example.com"]
    assert "王爱丽 邀请您作为填报员，加入“示例机械有限公司”" in message.body
    assert f"http://testserver{address(Invitation.objects.get())}\n" in message.body
    with django_capture_on_commit_callbacks(execute=True):
        assert "邀请已生成" in invite_person(client, firm, "13700137000")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("mail_is_set", "sms", "warned"),
    [
        (False, "off", "邮箱和手机号未经验证"),
        (True, "off", "<p>手机号未经验证"),
        (False, "terminal", "<p>邮箱未经验证"),
        (True, "terminal", None),
    ],
)
def test_the_owner_is_warned_where_an_account_may_be_of_somebody_else(
    client: Client,
    firm: Enterprise,
    alice: User,
    settings: Settings,
    mail_is_set: bool,
    sms: str,
    warned: str | None,
) -> None:
    settings.MAIL_CONFIGURED, settings.SMS = mail_is_set, SMS | {"provider": sms}
    client.force_login(alice)
    page = client.get(reverse("enterprises:members", args=[firm.public_id])).content.decode()
    assert (warned or "") in page
    assert ("未经验证" in page) == bool(warned)


def test_an_address_gets_three_mails_a_day_from_whomever(
    client: Client, firm: Enterprise, alice: User, settings: Settings
) -> None:
    cache.clear()
    settings.MAIL_CONFIGURED = True
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS | {"add_member": None}
    client.force_login(alice)
    for _ in range(3):
        assert "邀请已发到对方邮箱" in invite_person(client, firm, "zhou@example.com")
    page = invite_person(client, firm, "zhou@example.com")
    assert "今天已给这个邮箱发过 3 次邀请" in page
    assert 'value="zhou@example.com"' in page
    assert Invitation.objects.count() == 1, "inviting again replaces the one before"


def test_invitations_end_with_the_account_and_some_days_after_they_expired(
    client: Client, firm: Enterprise, alice: User, charlie: User
) -> None:
    client.force_login(alice)
    invite_person(client, firm, "charlie@example.com")
    make_invitation(firm, alice, ago=7 + 29)
    make_invitation(firm, alice, ago=7 + 31)
    invitations.forget_invitations(at=timezone.now())
    assert Invitation.objects.count() == 2
    assert len(personal_data(charlie)["records"]["enterprises.Invitation"]) == 1  # type: ignore[index]
    accounts.delete_account(user=charlie, at=timezone.now())
    assert not Invitation.objects.filter(user__isnull=False).exists()
    assert Invitation.objects.count() == 2, "the owner sees no change"


def main_of(page: str) -> str:
    """Return a page without what is new each time."""
    return re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]+"', "", page.partition("<main")[2])


def test_an_invitation_may_go_by_the_owners_own_mail_or_messages(
    client: Client, firm: Enterprise, alice: User
) -> None:
    join = address(make_invitation(firm, alice))
    client.force_login(alice)
    Enterprise.objects.update(name="甲&乙 <公司>")
    page = client.get(reverse("enterprises:members", args=[firm.public_id])).content.decode()
    text = f"请加入甲&乙 <公司>的数字化水平自评：http://testserver{join}"
    assert f"readonly>{escape(text)}</textarea>" in page
    for way in ("mailto:?subject=", "sms:?&amp;body="):
        sent = re.findall(rf'href="{re.escape(way)}(.*?)"', page)[0]
        assert unquote(sent).rpartition("body=")[2] == text


def test_a_withdrawn_expired_or_made_up_invitation_lets_nobody_in(
    client: Client, firm: Enterprise, alice: User, charlie: User
) -> None:
    expired, withdrawn = make_invitation(firm, alice, ago=7), make_invitation(firm, alice)
    client.force_login(alice)
    client.post(reverse("enterprises:withdraw_invitation", args=[firm.public_id, withdrawn.public_id]))
    client.force_login(charlie)
    for gone in (expired, withdrawn):
        assert client.get(address(gone)).status_code == 410
        assert client.post(address(gone)).status_code == 410
    made_up = reverse("enterprises:join", args=[f"{make_invitation(firm, alice).public_id}.guess"])
    assert client.post(made_up).status_code == 404
    assert role_of(firm, charlie) is None
    with pytest.raises(Invitation.DoesNotExist):  # seen before it was withdrawn
        invitations.join(invitation=withdrawn, by=charlie, at=timezone.now())


def test_open_invitations_are_bounded_and_end_when_the_owner_hands_over(
    firm: Enterprise, alice: User, bob: User
) -> None:
    make_invitation(firm, alice, ago=30)
    for _ in range(invitations.MOST_INVITATIONS):
        make_invitation(firm, alice)
    with pytest.raises(invitations.TooManyInvitations):
        make_invitation(firm, alice)
    assert Invitation.objects.count() == invitations.MOST_INVITATIONS + 1, "the owner sees what was not used"
    successor = Membership.objects.get(enterprise=firm, user=bob)
    members.hand_over(enterprise=firm, successor=successor, by=alice, at=timezone.now())
    assert not Invitation.objects.exists()


@pytest.mark.usefixtures("shared_2024")
@pytest.mark.parametrize(("answer", "role"), [({"role": "editor"}, "editor"), ({"refuse": "1"}, None)])
def test_who_came_by_a_link_becomes_a_member_when_the_owner_says_so(
    client: Client, firm: Enterprise, alice: User, bob: User, answer: dict[str, str], role: str | None
) -> None:
    link = make_guest_link(make_assessment(enterprise=firm, answered="none", by=alice))
    token = token_of(code_of(link.public_id))
    guest, asking = Client(), reverse("assessment:guest_join", args=[token])
    guest.post(reverse("assessment:guest", args=[token]), {"name": "李会计"})
    assert asking in guest.get(reverse("assessment:guest_fill", args=[token])).content.decode()
    assert f"?next={asking}" in guest.get(asking).content.decode()
    assert guest.post(asking)["Location"] == f"{reverse('account_login')}?next={asking}"
    user = make_user(name="李敏")
    guest.force_login(user)
    for _ in range(2):
        guest.post(asking)
    assert role_of(firm, user) is None
    assert f"已申请加入{firm.name}" in guest.get("/").content.decode()

    client.force_login(bob)  # an editor does not decide
    members = reverse("enterprises:members", args=[firm.public_id])
    assert "申请加入" not in client.get(members).content.decode()
    client.force_login(alice)
    assert "1 人申请加入" in client.get("/").content.decode()
    page = client.get(members).content.decode()
    assert "李敏" in page
    assert "经链接填写时的姓名：李会计" in page
    decide = reverse("enterprises:decide_joining", args=[firm.public_id, JoinRequest.objects.get().public_id])
    client.post(decide, {"role": "owner"})
    assert JoinRequest.objects.exists()
    client.post(decide, answer)
    assert role_of(firm, user) == role
    assert not JoinRequest.objects.exists()
