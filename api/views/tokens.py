"""The page of a member's tokens: make one, see it once, end it."""

from uuid import UUID

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from api import selectors
from api.forms.tokens import TokenForm
from api.services import tokens as services
from api.wording import REVOKED, ROLE_CHANGED, TOO_MANY_TOKENS
from enterprises.forms.requests import signed_in
from enterprises.models import Membership, Role

NEW = "new_api_token"  # in the session until it is shown: its name and, encrypted, what opens it


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """List the tokens; a POST makes one, which the page after it shows, this once."""
    membership = selectors.get_membership(signed_in(request), enterprise)
    role = Role(membership.role)
    if request.method != "POST":
        return _page(request, membership, TokenForm(role=role))
    form = TokenForm(request.POST, role=role)
    if form.is_valid():
        try:
            token, drawn = services.make_token(membership=membership, at=timezone.now(), **form.cleaned_data)
        except services.TooManyTokens:
            form.add_error(None, TOO_MANY_TOKENS)
        except services.NotForThisRole:
            form.add_error("scopes", ROLE_CHANGED)
        else:
            request.session[NEW] = [token.name, get_adapter().encrypt(drawn)]
            return redirect("api:tokens", enterprise=enterprise)
    return _page(request, membership, form, status=422)


def _page(
    request: HttpRequest, membership: Membership, form: TokenForm, *, status: int = 200
) -> HttpResponse:
    name, new = request.session.pop(NEW, ("", "")) if request.method == "GET" else ("", "")
    context = {
        "enterprise": membership.enterprise,
        "tokens": selectors.list_tokens(membership),
        "form": form,
        "new_name": name,
        "new_token": get_adapter().decrypt(new) if new else "",
        "now": timezone.now(),
    }
    return render(request, "api/tokens.html", context, status=status)


@require_POST
def revoke(request: HttpRequest, enterprise: UUID, api_token: UUID) -> HttpResponse:
    """End a token."""
    user = signed_in(request)
    membership = selectors.get_membership(user, enterprise)
    services.revoke_token(token=selectors.get_token(membership, api_token), by=user, at=timezone.now())
    messages.success(request, REVOKED)
    return redirect("api:tokens", enterprise=enterprise)
