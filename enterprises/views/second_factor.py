"""Beginning to use a second factor: allauth's pages. Who has just shown one need not show it again."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpResponse


class _Shown:
    """Notes in the session that the factor was used."""

    request: Any

    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        record_authentication(self.request, self.request.user, "mfa")
        return response


class BeginCodes(_Shown, ActivateTOTPView):  # type: ignore[misc]
    """The codes of an app."""


class AddPasskey(_Shown, AddWebAuthnView):  # type: ignore[misc]
    """A passkey."""
