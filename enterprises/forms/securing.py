"""What follows once something that signs a person in has changed: other sessions end, the person is told."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest

from audit.models import Action
from audit.services import record
from enterprises.domain.keys import Change
from enterprises.models import User
from enterprises.services.sessions import end_access
from enterprises.wording.accounts import CHANGES, say_sessions_ended


def secure(request: HttpRequest, *, user: User, change: Change, told_at: str | None, at: datetime) -> None:
    """End the person's other sessions, and tokens. Say so here, and by mail at an address of theirs."""
    ended = end_access(user=user, keep=request.session.session_key, at=at)
    record(Action.SIGN_IN_CHANGED, by=user, at=at, kind="user", subject=user.pk, detail=change)
    if ended:
        messages.info(request, say_sessions_ended(ended))
    if told_at:
        context = {"change": CHANGES[change], "ended": ended}
        get_adapter().send_mail("account/email/secured", told_at, context)
