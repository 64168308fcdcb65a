"""Members hand a part of the draft to a colleague without an account, and take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessment import services
from assessment.domain.links import LinkState
from assessment.forms.links import LinkForm
from assessment.models import Assessment, GuestLink
from assessment.permissions import check_can_fill
from assessment.presenters.links import part_name, shown
from assessment.selectors.answers import get_assessment
from assessment.selectors.links import SHOWN, code_of, get_link, items_of, state_of, token_of
from assessment.selectors.pace import time_for
from assessment.views.filling import moved_meanwhile
from assessment.wording.links import NAMES_REMOVED, TOO_MANY_LINKS, WITHDRAWN
from assessment.wording.sections import SECTION_CLOSED
from assessment.wording.steps import CLOSED
from audit.models import Action
from enterprises.forms.requests import signed_in
from enterprises.permissions import check_can_manage
from enterprises.views.logged import record_use
from standards.domain.standard import Section
from standards.selectors.revisions import compiled_of


@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest, assessment: UUID, section: str) -> HttpResponse:
    """Ask what is handed to whom, and make the link."""
    found = _draft(request, assessment)
    standard = compiled_of(found.revision)
    page = next((page for page in standard.sections if page.code == section), None)
    if page is None:
        raise Http404
    if request.method != "POST":
        asked = {"item": request.GET.get("item", "")}
        return _form(request, found, page, LinkForm(standard, page, initial=asked))
    form = LinkForm(standard, page, request.POST)
    if not form.is_valid():
        return _form(request, found, page, form, status=422)
    return _make(request, found, page, form)


def _make(request: HttpRequest, found: Assessment, page: Section, form: LinkForm) -> HttpResponse:
    at = timezone.now()
    try:
        link = services.make_link(
            assessment=found,
            section=page.code,
            item=form.cleaned_data["item"],
            label=form.cleaned_data["label"],
            until=at + form.cleaned_data["days"],
            by=signed_in(request),
            at=at,
        )
    except services.TooMany:
        form.add_error(None, TOO_MANY_LINKS)
        return _form(request, found, page, form, status=422)
    except services.SectionClosed:
        messages.warning(request, SECTION_CLOSED)
        return redirect("assessment:tasks", found.public_id)
    except services.NotDraft:
        messages.warning(request, CLOSED)
        return redirect("assessment:check", found.public_id)
    except services.OtherRevision:
        return moved_meanwhile(request, found)
    return redirect("assessment:link", found.public_id, link.public_id)


def _form(
    request: HttpRequest, assessment: Assessment, section: Section, form: LinkForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "assessment": assessment,
        "enterprise": assessment.enterprise,
        "section": section,
        "form": form,
    }
    return render(request, "assessment/links/new.html", context, status=status)


@require_safe
def link(request: HttpRequest, assessment: UUID, link: UUID) -> HttpResponse:
    """Show a new link to who made it, for some minutes; later only what it is."""
    found = _draft(request, assessment)
    made = get_link(found, link)
    made.assessment = found
    at = timezone.now()
    standard = compiled_of(found.revision)
    part = part_name(made, standard)
    left = time_for(found, [item.code for item in items_of(made, standard)], timezone.localtime(at))
    is_new = made.made_by_id == signed_in(request).pk and at < made.made_at + SHOWN
    state = state_of(made, at)
    address = reverse("assessment:guest", args=[token_of(code_of(made.public_id))])
    context = {
        "assessment": found,
        "enterprise": found.enterprise,
        "link": made,
        "part": part,
        "left": left,
        "state": state,
        "shown": shown(made, part, left.minutes, request.build_absolute_uri(address))
        if is_new and state == LinkState.OPEN
        else None,
        "code_address": request.build_absolute_uri(reverse("assessment:guest_code")),
    }
    return render(request, "assessment/links/link.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_link(request: HttpRequest, assessment: UUID, link: UUID) -> HttpResponse:
    """Ask, then close a link for good."""
    found = _draft(request, assessment)
    made: GuestLink = get_link(found, link)
    if request.method != "POST":
        part = part_name(made, compiled_of(found.revision))
        context = {"assessment": found, "enterprise": found.enterprise, "link": made, "part": part}
        return render(request, "assessment/links/withdraw.html", context)
    services.withdraw_link(link=made, by=signed_in(request), at=timezone.now())
    messages.success(request, WITHDRAWN)
    return redirect("assessment:tasks", found.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_names(request: HttpRequest, assessment: UUID, link: UUID) -> HttpResponse:
    """Ask, then forget the names of those who came by a link, of a submitted assessment too."""
    found = get_assessment(signed_in(request), assessment)
    check_can_manage(request.user, found.enterprise)
    made = get_link(found, link)
    if request.method != "POST":
        context = {"assessment": found, "enterprise": found.enterprise, "link": made}
        return render(request, "assessment/links/remove_names.html", context)
    services.remove_names(link=made)
    record_use(request, Action.DELETED, kind="guest", subject=made.public_id)
    messages.success(request, NAMES_REMOVED)
    return redirect("assessment:tasks", found.public_id)


def _draft(request: HttpRequest, public_id: UUID) -> Assessment:
    found = get_assessment(signed_in(request), public_id)
    check_can_fill(request.user, found.enterprise)
    if not found.is_draft:
        raise Http404
    return found
