"""What every page may use: who operates this installation."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Return the operator's data for the footer and the privacy notice, and how codes come."""
    return {
        "operator": settings.OPERATOR,
        "sms": settings.SMS["provider"] != "off",
        "mail": settings.MAIL_CONFIGURED,
        "oidc": settings.OIDC,
    }
