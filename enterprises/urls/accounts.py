"""The addresses of allauth that we use, under its own names. What is not listed here does not exist."""

from allauth.account import views
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from enterprises.views import codes, identities
from enterprises.views.accounts import login, password_reset
from enterprises.views.second_factor import AddPasskey, BeginCodes, EndCodes, RemovePasskey

urlpatterns = [
    path("login/", login, name="account_login"),
    path("login/code/", codes.ask, name="account_request_login_code"),
    path("login/code/confirm/", codes.confirm, name="account_confirm_login_code"),
    path("oidc/", identities.connections, name="socialaccount_connections"),
    path("oidc/cancelled/", identities.cancelled, name="socialaccount_login_cancelled"),
    path("oidc/<slug:provider_id>/login/", identities.begin, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/callback/", identities.callback, name="openid_connect_callback"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("2fa/", second_factor.index, name="mfa_index"),
    path("2fa/authenticate/", second_factor.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", BeginCodes.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", EndCodes.as_view(), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/passkeys/add/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "2fa/passkeys/<int:pk>/remove/",
        RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("2fa/passkeys/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "2fa/passkeys/reauthenticate/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
]
