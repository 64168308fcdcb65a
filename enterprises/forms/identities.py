"""Signing in through an identity provider (OpenID Connect), as allauth asks for it.

Whose account it is: the one that the person has connected when signed in, or the one whose address both the
provider and this site have proved. None is made, and none is taken over by an address alone.
"""

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from enterprises.domain.keys import Change
from enterprises.forms.securing import secure
from enterprises.models import User


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Who signs in as whom."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Return whether the person has read mail at this address, as whoever resets a password has."""
        proved = EmailAddress.objects.filter(email=email, user__email=email, verified=True)
        return bool(proved.exists())

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        """Return where to go on; connected, it is one way more to sign in."""
        user = request.user
        if isinstance(user, User) and socialaccount.pk and socialaccount.user_id == user.pk:
            at = timezone.now()  # noqa: TID251  # allauth calls this in place of a view
            secure(request, user=user, change=Change.IDENTITY_ADDED, told_at=user.email, at=at)
        return reverse("socialaccount_connections")
