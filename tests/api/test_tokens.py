"""Tokens: made by a member, shown once, never worth more than the role, ended by hand or by time."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from api.domain.tokens import MOST_TOKENS, Scope, digest
from api.models import Token
from api.selectors import list_tokens
from api.services.tokens import NotForThisRole, TooManyTokens, make_token
from audit.models import Action, Record
from enterprises.models import Enterprise, Membership, Role, User
from enterprises.services.sessions import end_access
from tests.pages import signed_in
from tests.people import PASSWORD, make_enterprise, make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm() -> Enterprise:
    cache.clear()
    return make_enterprise()


def member_of(firm: Enterprise, role: Role) -> tuple[User, Membership]:
    if role is Role.OWNER:
        membership = Membership.objects.get(enterprise=firm, role=role)
        return membership.user, membership
    user = make_user()
    return user, make_member(enterprise=firm, user=user, role=role)


def page(firm: Enterprise) -> str:
    return f"/e/{firm.public_id}/tokens/"


def asked(token: str, path: str = "/api/v1/firm", **headers: str) -> Any:
    return Client().get(path, headers={"Authorization": f"Bearer {token}", **headers})


def test_a_token_is_shown_once_and_kept_only_as_a_digest(firm: Enterprise) -> None:
    user, _membership = member_of(firm, Role.EDITOR)
    client = signed_in(user)
    sent = client.post(page(firm), {"name": "ERP", "scopes": ["read", "answer"], "days": "30"})
    assert (sent.status_code, sent["Location"]) == (302, page(firm))
    shown = client.get(page(firm))
    found = re.search(r'value="(sj_[\w-]{43})"', shown.content.decode())
    assert found is not None
    assert "no-store" in shown["Cache-Control"]
    assert found[1] not in client.get(page(firm)).content.decode()
    token = Token.objects.get()
    assert (token.digest, token.scopes) == (digest(found[1]), ["read", "answer"])
    assert found[1] not in str(list(Token.objects.values()))
    assert token.expires_at - token.made_at == timedelta(days=30)
    said = asked(found[1]).json()
    assert (said["role"], said["scopes"]) == ("editor", ["read", "answer"])


def test_a_new_password_ends_the_tokens_of_the_person_and_of_nobody_else(firm: Enterprise) -> None:
    def opened() -> list[int]:
        return [asked(token).status_code for token in tokens]

    def made(membership: Membership) -> str:
        return make_token(membership=membership, name="ERP", scopes=[Scope.READ], days=9, at=timezone.now())[
            1
        ]

    user, membership = member_of(firm, Role.EDITOR)
    other, others = member_of(firm, Role.OWNER)
    tokens = [made(membership), made(others)]
    assert opened() == [200, 200]
    changed = {"oldpassword": PASSWORD, "password1": "neues Passwort 77", "password2": "neues Passwort 77"}
    signed_in(user).post("/accounts/password/change/", changed)
    assert opened() == [401, 200]
    assert [token.membership for token in list_tokens(others)] == [others]
    tokens.append(made(membership))
    assert opened() == [401, 200, 200]
    end_access(user=other, at=timezone.now())  # as staff do who take away a factor
    assert opened() == [401, 401, 200]


@pytest.mark.parametrize(
    ("role", "scopes"),
    [(Role.OWNER, set(Scope)), (Role.EDITOR, set(Scope)), (Role.VIEWER, {Scope.READ})],
)
def test_each_role_is_offered_the_scopes_it_may_use(firm: Enterprise, role: Role, scopes: set[Scope]) -> None:
    user, membership = member_of(firm, role)
    shown = signed_in(user).get(page(firm)).content.decode()
    assert {scope for scope in Scope if f'value="{scope}"' in shown} == scopes
    for scope in set(Scope) - scopes:
        with pytest.raises(NotForThisRole):
            make_token(membership=membership, name="x", scopes=[scope], days=1, at=timezone.now())


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "请填写名称"),
        ({"scopes": []}, "请至少选择一项"),
        ({"days": "0"}, "请填 1 到 365 天"),
        ({"days": "366"}, "请填 1 到 365 天"),
        ({"days": "一年"}, "请填 1 到 365 天"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    firm: Enterprise, wrong: dict[str, object], says: str
) -> None:
    user, _membership = member_of(firm, Role.OWNER)
    data = {"name": "ERP", "scopes": ["read"], "days": "365", **wrong}
    response = signed_in(user).post(page(firm), data)
    assert (response.status_code, Token.objects.count()) == (422, 0)
    assert says in response.content.decode()


def test_a_member_has_a_limited_number_of_tokens_that_open_something(firm: Enterprise) -> None:
    user, membership = member_of(firm, Role.VIEWER)
    now = timezone.now()
    for _one in range(MOST_TOKENS):
        make_token(membership=membership, name="x", scopes=[Scope.READ], days=1, at=now)
    with pytest.raises(TooManyTokens):
        make_token(membership=membership, name="x", scopes=[Scope.READ], days=1, at=now)
    response = signed_in(user).post(page(firm), {"name": "ERP", "scopes": ["read"], "days": "1"})
    assert "已有 20 个有效令牌" in response.content.decode()
    later = now + timedelta(days=1)
    make_token(membership=membership, name="x", scopes=[Scope.READ], days=1, at=later)


def test_members_see_and_end_their_own_tokens_and_the_owner_all(firm: Enterprise) -> None:
    owner, _membership = member_of(firm, Role.OWNER)
    editor, membership = member_of(firm, Role.EDITOR)
    viewer, _membership = member_of(firm, Role.VIEWER)
    token, drawn = make_token(
        membership=membership, name="车间系统", scopes=[Scope.READ], days=1, at=timezone.now()
    )
    assert "车间系统" not in signed_in(viewer).get(page(firm)).content.decode()
    assert "车间系统" in signed_in(editor).get(page(firm)).content.decode()
    revoke = f"{page(firm)}{token.public_id}/revoke/"
    assert signed_in(viewer).post(revoke).status_code == 404
    assert asked(drawn).status_code == 200
    assert "已停用令牌" in signed_in(owner).post(revoke, follow=True).content.decode()
    assert asked(drawn).status_code == 401
    token.refresh_from_db()
    assert token.revoked_by == owner
    signed_in(owner).post(revoke)  # once more changes nothing
    noted = Record.objects.filter(kind="token", subject=token.public_id).order_by("day", "number")
    assert list(noted.values_list("action", "by", "detail")) == [
        (Action.TOKEN_MADE, editor.pk, "read"),
        (Action.TOKEN_REVOKED, owner.pk, ""),
    ]


def test_use_is_noted_to_a_few_minutes(firm: Enterprise) -> None:
    _user, membership = member_of(firm, Role.VIEWER)
    token, drawn = make_token(membership=membership, name="x", scopes=[Scope.READ], days=1, at=timezone.now())
    asked(drawn)
    token.refresh_from_db()
    first = token.last_used_at
    assert first is not None
    asked(drawn)
    token.refresh_from_db()
    assert token.last_used_at == first


def test_who_asks_too_often_is_told_when_to_come_back(firm: Enterprise) -> None:
    _user, membership = member_of(firm, Role.VIEWER)
    others = make_token(membership=membership, name="x", scopes=[Scope.READ], days=1, at=timezone.now())[1]
    drawn = make_token(membership=membership, name="x", scopes=[Scope.READ], days=1, at=timezone.now())[1]
    answers = [asked(drawn) for _time in range(301)]
    assert [a.status_code for a in answers[299:]] == [200, 429]
    last = answers[-1]
    assert 0 < int(last["Retry-After"]) <= 60
    assert last["Content-Type"] == "application/problem+json"
    assert asked(others).status_code == 200


def test_refusals_speak_the_language_that_was_asked_for(firm: Enterprise) -> None:
    chinese, english = asked("no"), asked("no", **{"Accept-Language": "en"})
    assert "请在 Authorization 标头里" in chinese.json()["detail"]
    assert "Authorization header" in english.json()["detail"]


def test_what_has_not_changed_is_not_sent_again(firm: Enterprise) -> None:
    _user, membership = member_of(firm, Role.VIEWER)
    drawn = make_token(membership=membership, name="x", scopes=[Scope.READ], days=1, at=timezone.now())[1]
    first = asked(drawn, "/api/v1/assessments")
    again = asked(drawn, "/api/v1/assessments", **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("query", ["page=0", "size=201", "page=x", "size=-1"])
def test_a_page_that_is_none_is_refused_by_its_name(firm: Enterprise, query: str) -> None:
    _user, membership = member_of(firm, Role.VIEWER)
    drawn = make_token(membership=membership, name="x", scopes=[Scope.READ], days=1, at=timezone.now())[1]
    refused = asked(drawn, f"/api/v1/results?{query}")
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert error["field"] == f"query.{query.partition('=')[0]}"
