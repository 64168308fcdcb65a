"""Merge two entries of one firm, which its owner has made by mistake or was handed over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from enterprises.forms.requests import signed_in
from enterprises.permissions import check_can_manage
from enterprises.selectors.firms import get_enterprise, list_own_twins
from plans.services.merging import Hindrance, RefusedMerge, merge
from plans.wording.merging import HINDRANCES, MERGED


@require_http_methods(["GET", "HEAD", "POST"])
def merging(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Ask into which entry this one goes, then move all to it."""
    user = signed_in(request)
    firm = get_enterprise(user, enterprise)
    check_can_manage(user, firm)
    others = list_own_twins(firm, user)
    if request.method != "POST":
        return render(request, "plans/merging.html", {"enterprise": firm, "others": others})
    chosen = next((one for one in others if str(one.public_id) == request.POST.get("into")), None)
    try:
        if chosen is None:
            raise RefusedMerge(Hindrance.NOT_THE_SAME)
        merge(gone=firm, into=chosen, by=user, at=timezone.now())
    except RefusedMerge as refused:
        messages.error(request, str(HINDRANCES[refused.hindrance]))
        return redirect("plans:merging", firm.public_id)
    messages.success(request, str(MERGED))
    return redirect("assessment:overview", chosen.public_id)
