"""Says who asks, asks to sign in, and for consent when the notice has changed; takes a form once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError, transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from audit.services import coming_from
from enterprises.domain import privacy
from enterprises.forms.once import form_key
from enterprises.forms.requests import client_ip
from enterprises.models import SEEN_AT, User
from enterprises.selectors.firms import MergedAway
from enterprises.services import once
from enterprises.wording.accounts import STAFF_NEED_SECOND_FACTOR

# Leaving, and looking at or deleting one's data, needs no consent.
EXEMPT = frozenset({"enterprises:account", "enterprises:export_data", "enterprises:delete_account"})


# Where second factors are changed, or recovery codes read.
FACTOR_PAGES = frozenset(
    {
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "mfa_remove_webauthn",
    }
)


SEEN_EVERY = timedelta(minutes=1)

# Recovery codes alone are none: they are left over where staff took away a lost telephone.
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def note_address(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Have the audit log know where a request comes from."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with coming_from(client_ip(request)):
            return get_response(request)

    return middleware


class UserMiddleware(AuthenticationMiddleware):
    """Says who asks; nobody on public pages while the database is away: they stay readable."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if request.method == "POST" and SESSION_KEY in request.session:
            _note_use(request, timezone.now())
        request.user = SimpleLazyObject(  # type: ignore[assignment]  # as Django's own
            partial(_user_or_nobody, request)
        )


def _note_use(request: HttpRequest, at: datetime) -> None:
    """Have the session live on from here; at most once a minute, for each answer is a POST."""
    seen = request.session.get(SEEN_AT)
    if seen is None or at - datetime.fromisoformat(seen) >= SEEN_EVERY:
        request.session[SEEN_AT] = at.isoformat()


def _user_or_nobody(request: HttpRequest) -> User | AnonymousUser:
    try:
        user: User | AnonymousUser = get_user(request)
    except (InterfaceError, OperationalError):
        match = request.resolver_match
        if request.method != "GET" or match is None or getattr(match.func, "login_required", True):
            raise
        return AnonymousUser()
    return user


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends those who are not signed in to sign-in, and then to a page.

    An address that something was posted to may show none: then it is the page that the form stood on.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        page = request.headers.get("Referer", "")
        ours = url_has_allowed_host_and_scheme(
            page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        if request.method != "POST" or not ours:
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(urlsplit(page)._replace(scheme="", netloc="").geturl())


class OnceMiddleware:
    """Lets a form that makes something make it once: sent again, it leads to where it led the first time.

    Such a form has `{% once %}` in it. A form with the same token and something else typed is another one:
    whoever went back in the browser and wrote anew loses nothing. All a view does is one transaction then.
    A form that is shown again may be sent again; what the view took of it, one file of two, stays.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = form_key(request) if request.method == "POST" else None
        if key is None or not isinstance(request.user, User):
            return self.get_response(request)
        with transaction.atomic():
            sent = once.begin(by=request.user, key=key, at=timezone.now())
            if sent.answer:
                request.reached_view = True  # type: ignore[attr-defined]  # the first time; `SayWhere` asks
                return HttpResponseRedirect(sent.answer)
            response = self.get_response(request)
            if isinstance(response, HttpResponseRedirect):
                once.finish(sent=sent, answer=response.url, at=timezone.now())
            elif response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                transaction.set_rollback(True)
            else:
                sent.delete()
        return response


class ConsentMiddleware:
    """Sends those who have not agreed to the present notice to it.

    Only whole pages are held back: whoever is in the middle of a form does not lose what was typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Redirect a signed-in user without consent."""
        user = request.user
        if not isinstance(user, User) or user.privacy_version == privacy.VERSION:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        public = not getattr(view, "login_required", True) and name != "enterprises:home"
        if request.method != "GET" or public or name in EXEMPT or "HX-Request" in request.headers:
            return None
        return redirect(f"{reverse('enterprises:privacy')}?{urlencode({'next': request.get_full_path()})}")


class MergedMiddleware:
    """Lead members of an entry that was merged from its old addresses to the entry that remains."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, MergedAway) or request.method not in ("GET", "HEAD"):
            return None
        return redirect(request.get_full_path().replace(str(exception.gone), str(exception.into)))


class SecondFactorMiddleware:
    """Lets staff into the admin once they have signed in with a second factor, where settings ask for one.

    Whoever has one shows it before it is changed, too: a session may be older than the factor, and the
    password alone, which allauth asks for, would take it away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponseBase], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Ask for the code, or lead to where a second factor is set up."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not (name in FACTOR_PAGES or _is_guarded_admin(request)):
            return None
        if not isinstance(request.user, User) or _has_used_second_factor(request):
            return None
        if is_mfa_enabled(request.user, SECOND_FACTORS):
            back = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('mfa_reauthenticate')}?{back}")
        if name in FACTOR_PAGES:
            return None
        messages.warning(request, STAFF_NEED_SECOND_FACTOR)
        return redirect("mfa_index")


def _is_guarded_admin(request: HttpRequest) -> bool:
    if not settings.STAFF_SECOND_FACTOR or not request.path.startswith(reverse("admin:index")):
        return False
    return getattr(request.user, "is_staff", False)


def _has_used_second_factor(request: HttpRequest) -> bool:
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))
