"""Addresses of the interface, and of the page of tokens."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from api.views import (  # noqa: F401  # they put their endpoints at their paths
    answering,
    lifecycle,
    reading,
    reference,
    reports,
    tokens,
    webhooks,
)
from api.views.door import api, every_endpoint_guarded

every_endpoint_guarded()

_endpoints = api.urls[0]
for _pattern in _endpoints:
    # A token opens it, no session: nobody is sent to sign in, and no cookie of a browser does anything.
    _view: Callable[..., HttpResponseBase] = _pattern.callback  # type: ignore[assignment]  # each has one
    _pattern.callback = login_not_required(csrf_exempt(conditional_page(_view)))

app_name = "api"
urlpatterns = [
    path("api/", reference.reference, name="reference"),
    path("api/v1/", include((_endpoints, "v1"))),
    path("e/<uuid:enterprise>/tokens/", tokens.tokens, name="tokens"),
    path("e/<uuid:enterprise>/webhook/", webhooks.webhook, name="webhook"),
    path("e/<uuid:enterprise>/webhook/<uuid:delivery>/again/", webhooks.again, name="tell_again"),
    path("e/<uuid:enterprise>/tokens/<uuid:api_token>/revoke/", tokens.revoke, name="revoke_token"),
]
