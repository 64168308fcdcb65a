"""A firm is to be erased: its owner asks, another member agrees, both may stop it; the worker does it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from enterprises import permissions
from enterprises.forms.accounts import DeleteAccountForm
from enterprises.forms.requests import signed_in
from enterprises.models import Enterprise, Role, User
from enterprises.selectors.erasing import alone_from, lacks_consent, may_agree
from enterprises.selectors.firms import get_enterprise
from enterprises.services.erasing import agree_to_erase, ask_to_erase, cancel_erasure
from enterprises.wording.erasing import AGREED, ASKED, CANCELLED, CHANGED

STEPS = {"agree": (agree_to_erase, AGREED), "cancel": (cancel_erasure, CANCELLED)}


@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Say what goes, what stays and when; POST asks for it, agrees or cancels (`do`)."""
    user = signed_in(request)
    firm = get_enterprise(user, enterprise)
    if request.method != "POST":
        return _page(request, firm, DeleteAccountForm(user=user))
    form = DeleteAccountForm(request.POST, user=user)
    if request.POST.get("do") in STEPS:
        done, said = _step(firm, request.POST["do"], user)
    else:
        permissions.check_can_manage(user, firm)
        if not form.is_valid():
            return _page(request, firm, form)
        done, said = ask_to_erase(enterprise=firm, by=user, at=timezone.now()), ASKED
    messages.success(request, str(said)) if done else messages.warning(request, CHANGED)
    return redirect("enterprises:erasure", enterprise=firm.public_id)


def _step(firm: Enterprise, name: str, user: User) -> tuple[bool, Promise | str]:
    permissions.check_can_edit(user, firm)
    now = timezone.now()
    if name == "agree" and firm.erase_due_at and not may_agree(firm, user, now):
        raise PermissionDenied("another editor than who asked agrees, not one who has just come")
    step, said = STEPS[name]
    return step(enterprise=firm, by=user, at=now), said


def _page(request: HttpRequest, firm: Enterprise, form: DeleteAccountForm) -> HttpResponse:
    user, role = signed_in(request), permissions.role_of(signed_in(request), firm)
    now = timezone.now()
    missing = lacks_consent(firm, now)
    context = {
        "enterprise": firm,
        "form": form,
        "days": settings.ERASE_DAYS,
        "lacks_consent": missing,
        "alone_from": alone_from(firm, now) if missing else None,
        "can_manage": role is Role.OWNER,
        "can_edit": role in permissions.EDITING,
        "may_agree": missing and bool(firm.erase_due_at) and may_agree(firm, user, now),
        "is_editor": role is Role.EDITOR and firm.erase_asked_by_id != user.pk,
    }
    return render(request, "enterprises/erasure.html", context)
