"""Writes: make a token, note that it was used, end it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from api.domain import tokens
from api.models import Token
from api.permissions import SCOPES_OF
from api.selectors import count_open_tokens
from audit.models import Action
from audit.services import record
from enterprises.models import Membership, Role, User

NOTED_AGAIN = timedelta(minutes=5)  # a request more or less is no reason for a write with each


class TooManyTokens(Exception):
    """The member has as many tokens as anybody needs."""


class NotForThisRole(Exception):
    """A scope was asked for that the member's role does not have."""


@transaction.atomic
def make_token(
    *,
    membership: Membership,
    name: str,
    scopes: Collection[tokens.Scope],
    days: int,
    at: datetime,
) -> tuple[Token, str]:
    """Return a new token with what opens it, which is not kept. Raises TooManyTokens, NotForThisRole."""
    held = Membership.objects.select_for_update(of=["self"]).select_related("user").get(pk=membership.pk)
    if not SCOPES_OF[Role(held.role)].issuperset(scopes):
        raise NotForThisRole
    if count_open_tokens(held, at) >= tokens.MOST_TOKENS:
        raise TooManyTokens
    drawn = tokens.draw()
    token = Token.objects.create(
        membership=membership,
        name=name,
        digest=tokens.digest(drawn),
        ending=drawn[-tokens.SHOWN :],
        scopes=[scope.value for scope in tokens.Scope if scope in scopes],
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    record(
        Action.TOKEN_MADE,
        by=held.user,
        at=at,
        kind="token",
        subject=token.public_id,
        detail=" ".join(token.scopes),
    )
    return token, drawn


@transaction.atomic
def revoke_token(*, token: Token, by: User, at: datetime) -> None:
    """End a token for good; once more changes nothing."""
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at, revoked_by=by):
        record(Action.TOKEN_REVOKED, by=by, at=at, kind="token", subject=token.public_id)


def note_use(*, token: Token, at: datetime) -> None:
    """Keep when a token was last used, to a few minutes."""
    if token.last_used_at is None or token.last_used_at < at - NOTED_AGAIN:
        Token.objects.filter(pk=token.pk).update(last_used_at=at)
