"""Members: adding, roles, removing, handing over."""

import pytest
from django.test import Client
from django.urls import reverse

from enterprises.models import Enterprise, Membership, Role, User
from enterprises.services import accounts, members
from tests.people import AT, make_enterprise

pytestmark = pytest.mark.django_db


def url(name: str, firm: Enterprise, user: User | None = None) -> str:
    kwargs = {"enterprise": firm.public_id}
    if user:
        kwargs["member"] = Membership.objects.get(user=user).public_id
    return reverse(f"enterprises:{name}", kwargs=kwargs)


def role_of(user: User) -> str | None:
    return Membership.objects.filter(user=user).values_list("role", flat=True).first()


def test_every_member_sees_the_members_with_masked_addresses(
    client: Client, firm: Enterprise, bob: User, victor: User
) -> None:
    client.force_login(victor)
    page = client.get(url("members", firm)).content.decode()
    assert "李波" in page
    assert "bo***@example.com" in page
    assert "bob@example.com" not in page
    assert "邀请同事" not in page


def test_who_gave_no_name_is_never_called_by_the_whole_address(bob: User) -> None:
    bob.name = ""
    assert str(bob) == "bo***@example.com"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"login": "bob@example.com", "role": "viewer"}, "对方已经是成员。"),
        ({"login": "charlie@example.com", "role": "owner"}, "请选择填报员或查看者。"),
        ({"login": "charlie@example.com"}, "必填项"),
        ({"login": "x\x00", "role": "viewer"}, "空字符"),
        ({"login": "x" * 300, "role": "viewer"}, "254"),
        ({}, "请填写邮箱或手机号。"),
    ],
)
def test_wrong_invitations_say_why_and_keep_what_was_typed(
    client: Client,
    firm: Enterprise,
    alice: User,
    bob: User,
    charlie: User,
    data: dict[str, str],
    message: str,
) -> None:
    client.force_login(alice)
    response = client.post(url("add_member", firm), data)
    assert response.status_code == 200
    page = response.content.decode()
    assert message in page
    if "@" in data.get("login", ""):
        assert data["login"] in page
    assert role_of(charlie) is None


def test_the_owner_changes_a_role(client: Client, firm: Enterprise, alice: User, bob: User) -> None:
    client.force_login(alice)
    client.post(url("change_role", firm, bob), {"role": "viewer"})
    assert role_of(bob) == Role.VIEWER
    for odd in ("owner", "king", "", "\x00"):
        client.post(url("change_role", firm, bob), {"role": odd})
        assert role_of(bob) == Role.VIEWER
    client.post(url("change_role", firm, alice), {"role": "viewer"})
    assert role_of(alice) == Role.OWNER


def test_the_owner_removes_after_confirmation(
    client: Client, firm: Enterprise, alice: User, bob: User
) -> None:
    client.force_login(alice)
    assert "李波不能再看到" in client.get(url("remove_member", firm, bob)).content.decode()
    assert role_of(bob) == Role.EDITOR
    client.post(url("remove_member", firm, bob))
    assert role_of(bob) is None
    client.force_login(bob)
    assert client.get(url("members", firm)).status_code == 404


def test_members_may_leave_but_the_owner_may_not(
    client: Client, firm: Enterprise, alice: User, bob: User
) -> None:
    client.force_login(bob)
    assert client.post(url("remove_member", firm, bob))["Location"] == "/"
    assert role_of(bob) is None
    client.force_login(alice)
    response = client.post(url("remove_member", firm, alice), follow=True)
    assert "管理员不能直接退出，请先把管理员移交给其他成员。" in response.content.decode()
    assert role_of(alice) == Role.OWNER


def test_handing_over_makes_one_new_owner_after_confirmation(
    client: Client, firm: Enterprise, alice: User, bob: User
) -> None:
    client.force_login(alice)
    assert (
        "是示例机械有限公司的管理员，您成为填报员。"
        in client.get(url("hand_over", firm, bob)).content.decode()
    )
    assert role_of(alice) == Role.OWNER
    client.post(url("hand_over", firm, bob))
    assert (role_of(alice), role_of(bob)) == (Role.EDITOR, Role.OWNER)
    assert client.post(url("hand_over", firm, alice)).status_code == 403


@pytest.mark.parametrize(("person", "status"), [("bob", 403), ("victor", 403), ("charlie", 404), ("", 302)])
def test_only_the_owner_manages(
    client: Client, firm: Enterprise, bob: User, victor: User, charlie: User, person: str, status: int
) -> None:
    people = {"bob": bob, "victor": victor, "charlie": charlie}
    target = bob if person == "victor" else victor
    if person:
        client.force_login(people[person])
    before = list(Membership.objects.order_by("pk").values_list("user", "role"))
    for address, data in (
        (url("add_member", firm), {"login": "charlie@example.com", "role": "viewer"}),
        (url("change_role", firm, target), {"role": "viewer"}),
        (url("remove_member", firm, target), {}),
        (url("hand_over", firm, target), {}),
    ):
        assert client.post(address, data).status_code == status, address
    assert list(Membership.objects.order_by("pk").values_list("user", "role")) == before


def test_a_member_of_another_firm_cannot_be_managed_through_ones_own(
    client: Client, firm: Enterprise, alice: User, charlie: User
) -> None:
    make_enterprise(owner=charlie)
    foreign = Membership.objects.get(user=charlie).public_id
    client.force_login(alice)
    for name in ("change_role", "remove_member", "hand_over"):
        address = reverse(f"enterprises:{name}", kwargs={"enterprise": firm.public_id, "member": foreign})
        assert client.post(address, {"role": "viewer"}).status_code == 404
    assert role_of(charlie) == Role.OWNER


def test_the_services_refuse_what_would_leave_no_or_two_owners(
    firm: Enterprise, alice: User, bob: User, charlie: User
) -> None:
    owner, editor = Membership.objects.get(user=alice), Membership.objects.get(user=bob)
    with pytest.raises(members.NotAllowed):
        members.remove_member(membership=owner, by=owner.user, at=AT)
    with pytest.raises(members.NotAllowed):
        members.change_role(membership=owner, role=Role.EDITOR, by=owner.user, at=AT)
    with pytest.raises(members.NotAllowed):
        members.change_role(membership=editor, role=Role.OWNER, by=owner.user, at=AT)
    with pytest.raises(members.NotAllowed):
        members.hand_over(enterprise=firm, successor=owner, by=owner.user, at=AT)
    with pytest.raises(members.NotAllowed):
        members.add_member(enterprise=firm, user=charlie, role=Role.OWNER, by=alice, at=firm.created_at)
    with pytest.raises(members.NotAllowed):
        accounts.delete_account(user=alice, at=firm.created_at)
