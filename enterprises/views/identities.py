"""The pages of an identity provider: none of them is there unless one is set."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.socialaccount.views import ConnectionsView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from enterprises.domain.keys import Change
from enterprises.forms.securing import secure

View = Callable[..., HttpResponseBase]


def _only_with_provider(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.OIDC["issuer"]:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


class _Connections(ConnectionsView):  # type: ignore[misc]
    """What is connected, and taking it away."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        user = self.request.user
        secure(self.request, user=user, change=Change.IDENTITY_REMOVED, told_at=user.email, at=timezone.now())
        return response


begin = _only_with_provider(require_POST(openid.login))
callback = _only_with_provider(openid.callback)
connections = _only_with_provider(_Connections.as_view())


@require_safe
@login_not_required
def cancelled(request: HttpRequest) -> HttpResponse:
    """Lead back whoever has changed their mind at the provider."""
    return redirect("account_login")
