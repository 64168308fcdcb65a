"""Second factors begun and ended on allauth's pages: other sessions end then, and the person is told.

Who has just begun with one has shown it, and need not show it again.
"""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone

from enterprises.domain.keys import Change
from enterprises.forms.securing import secure


class _Begun:
    """Notes in the session that the factor was used."""

    request: Any

    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        user = self.request.user
        record_authentication(self.request, user, "mfa")
        secure(self.request, user=user, change=Change.FACTOR_ADDED, told_at=user.email, at=timezone.now())
        return response


class _Ended:
    request: Any

    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        user = self.request.user
        secure(self.request, user=user, change=Change.FACTOR_REMOVED, told_at=user.email, at=timezone.now())
        return response


class BeginCodes(_Begun, ActivateTOTPView):  # type: ignore[misc]
    """The codes of an app."""


class EndCodes(_Ended, DeactivateTOTPView):  # type: ignore[misc]
    """No codes any more."""


class AddPasskey(_Begun, AddWebAuthnView):  # type: ignore[misc]
    """A passkey."""


class RemovePasskey(_Ended, RemoveWebAuthnView):  # type: ignore[misc]
    """One passkey less."""

    success_url = reverse_lazy("mfa_index")
