"""The page where the owner says where the firm's other systems are told, and what was told so far."""

from collections.abc import Callable
from uuid import UUID

from allauth.core import ratelimit
from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from api import selectors
from api.forms.webhooks import EndpointForm
from api.models import Delivery, Endpoint
from api.services import webhooks as services
from api.wording import AGAIN, EVENTS, NO_ENDPOINT, NOT_SENT, REMOVED, SAVED, TRIED
from enterprises.forms.requests import signed_in
from enterprises.models import Enterprise
from enterprises.permissions import check_can_manage
from enterprises.selectors.firms import get_enterprise
from enterprises.wording.accounts import TOO_OFTEN

NEW = "new_webhook_secret"  # in the session, encrypted, until it is shown
SHOWN = 50  # deliveries


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Show address and log; POST saves the address, or does what `do` says."""
    firm = _own_firm(request, enterprise)
    endpoint = selectors.find_endpoint(firm)
    if request.method != "POST":
        return _page(request, firm, endpoint, EndpointForm(initial={"url": endpoint.url if endpoint else ""}))
    if step := STEPS.get(request.POST.get("do", "")):
        messages.info(request, str(step(request, endpoint) if endpoint else NO_ENDPOINT))
        return redirect("api:webhook", enterprise=firm.public_id)
    form = EndpointForm(request.POST)
    if not form.is_valid():
        return _page(request, firm, endpoint, form, status=422)
    url, now = form.cleaned_data["url"], timezone.now()
    secret = services.set_endpoint(enterprise=firm, url=url, by=signed_in(request), at=now)
    _show_once(request, secret)
    messages.success(request, SAVED)
    return redirect("api:webhook", enterprise=firm.public_id)


@require_POST
def again(request: HttpRequest, enterprise: UUID, delivery: UUID) -> HttpResponse:
    """Have something sent anew."""
    firm = _own_firm(request, enterprise)
    found = Delivery.objects.filter(endpoint__enterprise=firm, public_id=delivery).first()
    if found is None:
        raise Http404
    if _may_send(request):
        services.tell_again(delivery=found, at=timezone.now())
        messages.info(request, AGAIN)
    else:
        messages.warning(request, TOO_OFTEN)
    return redirect("api:webhook", enterprise=firm.public_id)


def _own_firm(request: HttpRequest, public_id: UUID) -> Enterprise:
    firm = get_enterprise(signed_in(request), public_id)
    check_can_manage(signed_in(request), firm)
    return firm


def _may_send(request: HttpRequest) -> bool:
    """Say whether somebody may have one more message sent: all firms share what sends them."""
    return bool(ratelimit.consume(request, action="webhook", user=signed_in(request)))


def _test(request: HttpRequest, endpoint: Endpoint) -> Promise:
    if not _may_send(request):
        return TOO_OFTEN
    services.try_out(endpoint=endpoint, at=timezone.now())
    return TRIED


def _renew(request: HttpRequest, endpoint: Endpoint) -> Promise:
    secret = services.renew_secret(endpoint=endpoint, by=signed_in(request), at=timezone.now())
    _show_once(request, secret)
    return SAVED


def _remove(request: HttpRequest, endpoint: Endpoint) -> Promise:
    services.remove_endpoint(endpoint=endpoint, by=signed_in(request), at=timezone.now())
    return REMOVED


STEPS: dict[str, Callable[[HttpRequest, Endpoint], Promise]] = {
    "test": _test,
    "secret": _renew,
    "remove": _remove,
}


def _show_once(request: HttpRequest, secret: str) -> None:
    if secret:
        request.session[NEW] = get_adapter().encrypt(secret)


def _page(
    request: HttpRequest,
    firm: Enterprise,
    endpoint: Endpoint | None,
    form: EndpointForm,
    *,
    status: int = 200,
) -> HttpResponse:
    new = request.session.pop(NEW, "") if request.method == "GET" else ""
    deliveries = selectors.list_deliveries(endpoint)[:SHOWN] if endpoint else []
    context = {
        "enterprise": firm,
        "endpoint": endpoint,
        "form": form,
        "new_secret": get_adapter().decrypt(new) if new else "",
        "lines": [(one, EVENTS[one.event], NOT_SENT.get(one.outcome, one.outcome)) for one in deliveries],
    }
    return render(request, "api/webhook.html", context, status=status)
