"""The root of all addresses; each app owns its own file."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from config import views

admin.autodiscover()
# allauth's own pages: addresses and second factors are changed on the page of their person.
admin.site.unregister([EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken])

handler400 = "config.views.bad_request"
handler500 = "config.views.fault"

# One door for everybody: the admin has no sign-in of its own.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
    path(".well-known/security.txt", views.security, name="security"),
    path("robots.txt", views.robots, name="robots"),
    path("i18n/setlang/", login_not_required(require_POST(set_language)), name="set_language"),
    # Before the admin, which takes the rest.
    path("admin/standards/exchange/", include("standards.urls")),
    path("admin/standards/", include("assessment.trial.urls")),
    path("admin/roadmap/exchange/", include("roadmap.admin.urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("enterprises.urls.accounts")),
    path("", include("enterprises.urls")),
    path("", include("assessment.urls")),
    path("", include("roadmap.urls")),
    path("", include("reports.urls")),
    path("", include("plans.urls")),
    path("", include("api.urls")),
]
