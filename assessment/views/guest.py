"""A colleague without an account answers what a link asks for, and nothing else is open to them.

Every page is found by the token in its address; the name that was given is in a signed cookie of this link.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from assessment import services
from assessment.domain.links import LinkState
from assessment.forms.items import ItemsForm, item_by_code
from assessment.forms.links import CodeForm, HandInForm, NameForm, guest_of, remember_guest
from assessment.models import Guest, GuestLink
from assessment.presenters.layout import layout_of
from assessment.presenters.links import part_name
from assessment.selectors.answers import load_part
from assessment.selectors.links import find_link, items_of, state_of, token_of
from assessment.selectors.pace import time_for
from assessment.selectors.sections import find_work
from assessment.views.filling import outcome_part, save_form
from assessment.wording.links import TOO_MANY_NAMES, UNKNOWN_CODE
from enterprises.forms.adapter import code_keys
from enterprises.forms.requests import wants_part
from enterprises.models import User
from enterprises.selectors.sectors import own_sector
from enterprises.selectors.sign_in import seconds_to_wait_at
from enterprises.services.members import NotAllowed, ask_to_join
from enterprises.services.sign_in import count_wrong
from enterprises.views.private import private
from enterprises.wording.accounts import TOO_OFTEN
from enterprises.wording.members import ALREADY_MEMBER, ASKED_TO_JOIN
from enterprises.wording.slowing import say_codes_slowed
from standards.selectors.revisions import compiled_of
from standards.wording.answers import label

Page = Callable[..., HttpResponse]


def by_link(page: Page) -> Page:
    """Give a page the open link of its token; say what has become of one that is not open."""

    @wraps(page)
    def found(request: HttpRequest, token: str, **given: Any) -> HttpResponse:
        link = find_link(token)
        if link is None:
            raise Http404
        state = state_of(link, timezone.now())
        if state != LinkState.OPEN:
            return private(_closed(request, link, state, token))
        return private(page(request, link, token, **given))

    return found


def _closed(request: HttpRequest, link: GuestLink, state: LinkState, token: str) -> HttpResponse:
    if wants_part(request):
        return render(request, "assessment/_locked.html", {"link_closed": True}, status=HTTPStatus.CONFLICT)
    enterprise = link.assessment.enterprise
    part = part_name(link, compiled_of(link.assessment.revision))
    context = {"link": link, "enterprise": enterprise, "state": state, "part": part, "token": token}
    is_thanks = state == LinkState.HANDED_IN and request.method != "POST"
    status = HTTPStatus.OK if is_thanks else HTTPStatus.GONE
    return render(request, "assessment/guest/closed.html", context, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the digits that were read out, and lead to their link; who guesses waits ever longer."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _code_page(request, form, status=422 if form.is_bound else 200)
    at = timezone.now()
    person, place = code_keys(request)
    if wait := seconds_to_wait_at(place, at=at):
        form.add_error("code", say_codes_slowed(wait))
        return _code_page(request, form, status=429)
    token = token_of(form.cleaned_data["code"])
    if find_link(token) is None:
        count_wrong(person=person, place=place, at=at)
        form.add_error("code", UNKNOWN_CODE)
        return _code_page(request, form, status=422)
    return private(redirect("assessment:guest", token))


def _code_page(request: HttpRequest, form: CodeForm, *, status: int) -> HttpResponse:
    return private(render(request, "assessment/guest/code.html", {"form": form}, status=status))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def guest(request: HttpRequest, link: GuestLink, token: str) -> HttpResponse:
    """Say who asks for what, and ask for a name."""
    known = guest_of(request, link, token)
    if request.method != "POST":
        if known and "name" not in request.GET:
            return redirect("assessment:guest_fill", token)
        return _name_page(request, link, token, NameForm(initial={"name": _name(request, known)}))
    form = NameForm(request.POST)
    if not form.is_valid():
        return _name_page(request, link, token, form, status=422)
    try:
        named = services.give_name(link=link, name=form.cleaned_data["name"], at=timezone.now())
    except services.TooMany:
        form.add_error(None, TOO_MANY_NAMES)
        return _name_page(request, link, token, form, status=422)
    response = redirect("assessment:guest_fill", token)
    path = reverse("assessment:guest", args=[token])
    remember_guest(response, named, token, path, secure=request.is_secure())
    return response


def _name(request: HttpRequest, known: Guest | None) -> str:
    if known:
        return known.name
    return request.user.name if isinstance(request.user, User) else ""


def _name_page(
    request: HttpRequest, link: GuestLink, token: str, form: NameForm, *, status: int = 200
) -> HttpResponse:
    standard = compiled_of(link.assessment.revision)
    codes = [item.code for item in items_of(link, standard)]
    context = {
        "link": link,
        "enterprise": link.assessment.enterprise,
        "token": token,
        "part": part_name(link, standard),
        "left": time_for(link.assessment, codes, timezone.localtime()),
        "form": form,
    }
    return render(request, "assessment/guest/name.html", context, status=status)


def _named(request: HttpRequest, link: GuestLink, token: str) -> Guest:
    """Return who answers. Raises PermissionDenied where nobody has given a name in this browser."""
    found = guest_of(request, link, token)
    if found is None:
        raise PermissionDenied
    return found


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def fill(request: HttpRequest, link: GuestLink, token: str) -> HttpResponse:
    """Show the link's items; a POST saves all of them and goes on to handing in."""
    form = _items_form(request, link, token)
    if request.method != "POST":
        known = guest_of(request, link, token)
        if known is None:
            return redirect("assessment:guest", token)
        return _fill_page(request, link, known, form)
    named = _named(request, link, token)
    try:
        save_form(link.assessment, form, by=link.made_by, guest=named, changes_only=True)
    except (services.NotDraft, services.OtherRevision, services.LinkClosed):
        return redirect("assessment:guest", token)  # which says what has become of it
    if form.rejected:
        return _fill_page(request, link, named, form, status=422)
    return _after_save(request, form, token)


def _items_form(request: HttpRequest, link: GuestLink, token: str) -> ItemsForm:
    items = items_of(link, compiled_of(link.assessment.revision))
    codes = [item.code for item in items]
    sheet = load_part(link.assessment, codes, among=codes)
    data = request.POST if request.method == "POST" else None
    return ItemsForm(assessment=link.assessment.public_id, sheet=sheet, items=items, data=data, token=token)


def _after_save(request: HttpRequest, form: ItemsForm, token: str) -> HttpResponse:
    stay = request.POST.get("clear") or request.POST.get("mine") or request.POST.get("theirs")
    if stay in {item.code for item in form.items}:
        return HttpResponseRedirect(f"{reverse('assessment:guest_fill', args=[token])}#item-{stay}")
    on = request.POST.get("then") == "hand_in"
    return redirect("assessment:guest_hand_in" if on else "assessment:guest_fill", token)


def _fill_page(
    request: HttpRequest, link: GuestLink, named: Guest, form: ItemsForm, *, status: int = 200
) -> HttpResponse:
    standard = form.sheet.standard
    form.show(items_of(link, standard))
    form.closed = link.assessment.closed
    if any(item.code in standard.scene_by_code for item in form.items):
        form.sector = own_sector(link.assessment.enterprise, timezone.localdate())
    context = {
        "link": link,
        "guest": named,
        "token": form.token,
        "enterprise": link.assessment.enterprise,
        "part": part_name(link, standard),
        "form": form,
        "layout": layout_of(form),
        "standard": standard,
        "work": None if link.item else find_work(link.assessment, link.section),
    }
    return render(request, "assessment/guest/fill.html", context, status=status)


@login_not_required
@require_POST
@by_link
def answer(request: HttpRequest, link: GuestLink, token: str, code: str) -> HttpResponse:
    """Save one answer of the link's items and say in words what became of it."""
    standard = compiled_of(link.assessment.revision)
    codes = [item.code for item in items_of(link, standard)]
    item = item_by_code(standard, code)
    if item is None or code not in codes:
        raise Http404
    named = _named(request, link, token)
    form = ItemsForm(
        assessment=link.assessment.public_id,
        sheet=load_part(link.assessment, [code], answers=False, among=codes),
        items=(item,),
        data=request.POST,
        token=token,
    )
    if not form.posted(code):
        raise BadRequest
    try:
        saved = save_form(link.assessment, form, by=link.made_by, guest=named)
    except (services.NotDraft, services.OtherRevision, services.LinkClosed):
        return _closed(request, link, LinkState.WITHDRAWN, token)
    if not wants_part(request):
        if form.rejected:
            form.sheet = load_part(link.assessment, codes, among=codes)
            return _fill_page(request, link, named, form, status=422)
        return HttpResponseRedirect(f"{reverse('assessment:guest_fill', args=[token])}#item-{code}")
    return outcome_part(form, codes, code, saved)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def hand_in(request: HttpRequest, link: GuestLink, token: str) -> HttpResponse:
    """Say what is still open, take a remark, and close the link."""
    if request.method != "POST":
        known = guest_of(request, link, token)
        if known is None:
            return redirect("assessment:guest", token)
        return _hand_in_page(request, link, token, HandInForm())
    named = _named(request, link, token)
    form = HandInForm(request.POST)
    if not form.is_valid():
        return _hand_in_page(request, link, token, form, status=422)
    try:
        services.hand_in(guest=named, remark=form.cleaned_data["remark"], at=timezone.now())
    except services.LinkClosed:
        return redirect("assessment:guest", token)
    return redirect("assessment:guest", token)


def _hand_in_page(
    request: HttpRequest, link: GuestLink, token: str, form: HandInForm, *, status: int = 200
) -> HttpResponse:
    standard = compiled_of(link.assessment.revision)
    items = items_of(link, standard)
    codes = [item.code for item in items]
    sheet = load_part(link.assessment, codes, among=codes)
    open_codes = frozenset(sheet.progress.open)
    context = {
        "link": link,
        "token": token,
        "enterprise": link.assessment.enterprise,
        "part": part_name(link, standard),
        "form": form,
        "total": len(items),
        "left": [(item.code, label(standard, item.code)) for item in items if item.code in open_codes],
    }
    return render(request, "assessment/guest/hand_in.html", context, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Say how a guest becomes a member; a POST of somebody signed in asks the owner."""
    link = find_link(token)
    if link is None:
        raise Http404
    if (state := state_of(link, timezone.now())) not in (LinkState.OPEN, LinkState.HANDED_IN):
        return private(_closed(request, link, state, token))
    if request.method != "POST":
        return private(
            render(request, "assessment/guest/join.html", {"enterprise": link.assessment.enterprise})
        )
    if not isinstance(request.user, User):
        return redirect_to_login(request.path)
    known = guest_of(request, link, token)
    if not ratelimit.consume(request, action="join", user=request.user):
        messages.warning(request, TOO_OFTEN)
        return redirect("assessment:guest_join", token)
    try:
        ask_to_join(
            enterprise=link.assessment.enterprise,
            named=known.name if known else "",
            by=request.user,
            at=timezone.now(),
        )
    except NotAllowed:
        messages.info(request, ALREADY_MEMBER)
    else:
        messages.success(request, ASKED_TO_JOIN)
    return redirect("enterprises:home")
