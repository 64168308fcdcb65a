"""Creating a firm, its profile, and the two parts of the form that htmx renews."""

from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enterprises import permissions
from enterprises.domain import credit_code
from enterprises.domain import regions as region_table
from enterprises.domain.sectors import SectorMap
from enterprises.domain.size import FIGURES
from enterprises.forms.enterprises import EnterpriseForm
from enterprises.forms.requests import signed_in
from enterprises.models import Enterprise
from enterprises.presenters.profile import Conflicting, conflicting
from enterprises.selectors.firms import get_enterprise
from enterprises.selectors.sectors import sector_map
from enterprises.selectors.verifying import mail_domain, verified_twin
from enterprises.services import enterprises
from enterprises.wording.accounts import SAVED
from enterprises.wording.firms import figure_name, figure_text, size_name, trade_name
from enterprises.wording.profile import JOIN_THE_VERIFIED, UNUSUAL_PREFIX

UPDATE = "update"  # the buttons that renew choices instead of saving


@sensitive_post_parameters("uscc")
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Register a firm; its creator becomes the owner."""
    sectors = sector_map(timezone.localdate())
    form = _posted_form(request, sectors) or EnterpriseForm(sectors=sectors)
    if form.is_bound and form.is_valid():
        enterprise = enterprises.create_enterprise(
            data=form.enterprise_data, by=signed_in(request), at=timezone.now()
        )
        _warn_of_code(request, enterprise)
        return redirect("assessment:overview", enterprise=enterprise.public_id)
    return render(request, "enterprises/create.html", {"form": form})


@sensitive_post_parameters("uscc")
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Show the profile with the size class; owner and editors change it here."""
    user = signed_in(request)
    firm = get_enterprise(user, enterprise)
    if request.method == "POST":
        permissions.check_can_edit(user, firm)
    sectors = sector_map(timezone.localdate())
    form = _posted_form(request, sectors, firm) or EnterpriseForm.of(firm, sectors)
    if not form.is_bound or not form.is_valid():
        return _profile_page(request, firm, form)
    try:
        saved = enterprises.update_enterprise(
            enterprise=firm, data=form.enterprise_data, version=form.version, by=user, at=timezone.now()
        )
    except enterprises.ChangedMeanwhile as faster:
        conflict = conflicting(form.enterprise_data, faster, sectors)
        return _profile_page(request, faster.stored, form, conflict=conflict)
    messages.success(request, SAVED)
    _warn_of_code(request, saved)
    return redirect("enterprises:profile", enterprise=firm.public_id)


def _profile_page(
    request: HttpRequest, firm: Enterprise, form: EnterpriseForm, *, conflict: Sequence[Conflicting] = ()
) -> HttpResponse:
    """Render the profile. `conflict`: what somebody else saved meanwhile, beside what was entered."""
    today = timezone.localdate()
    context = {
        "enterprise": firm,
        "form": form,
        "version": firm.version if conflict else form.version,
        "conflict": conflict,
        "can_edit": permissions.can_edit(signed_in(request), firm),
        "is_verified": firm.is_verified_on(today),
        "mail_domain": "" if firm.is_verified_on(today) else mail_domain(firm, today),
        "size": size_reason(firm),
        **profile_names(firm, form.sectors),
    }
    status = HTTPStatus.CONFLICT if conflict else HTTPStatus.OK
    return render(request, "enterprises/profile.html", context, status=status)


@require_safe
def divisions(request: HttpRequest) -> HttpResponse:
    """Return the division part of the form for what has been entered so far."""
    return render(request, "enterprises/_division.html", {"form": _form_so_far(request.GET)})


@sensitive_post_parameters("uscc")
@require_POST
def regions(request: HttpRequest) -> HttpResponse:
    """Return the place part of the form for what has been entered so far; posted for the code's sake."""
    return render(request, "enterprises/_region.html", {"form": _form_so_far(request.POST)})


def _form_so_far(entered: QueryDict) -> EnterpriseForm:
    return EnterpriseForm(initial=entered.dict(), sectors=sector_map(timezone.localdate()))


def _posted_form(
    request: HttpRequest, sectors: SectorMap, firm: Enterprise | None = None
) -> EnterpriseForm | None:
    if request.method != "POST":
        return None
    posted, kept_code = request.POST.dict(), firm.uscc if firm else ""
    if request.POST.get("intent") == UPDATE:
        return EnterpriseForm(initial=posted, sectors=sectors, kept_code=kept_code)
    name, _equals, value = posted.get("take", "").partition("=")
    if name in FIGURES:  # a figure that answers know is put into its field, and nothing is saved yet
        return EnterpriseForm(initial=posted | {name: value}, sectors=sectors, kept_code=kept_code)
    stored = {figure: getattr(firm, figure) for figure in FIGURES} if firm else {}
    return EnterpriseForm(posted, sectors=sectors, kept_code=kept_code, stored=stored)


def _warn_of_code(request: HttpRequest, enterprise: Enterprise) -> None:
    if prefix := credit_code.unusual_prefix(enterprise.uscc):
        messages.warning(request, UNUSUAL_PREFIX % {"prefix": prefix})
    if verified_twin(enterprise, timezone.localdate()):
        messages.warning(request, JOIN_THE_VERIFIED)


def profile_names(enterprise: Enterprise, sectors: SectorMap) -> dict[str, str]:
    """Return division, sector and region by name, in the language of the page."""
    language = get_language() or ""
    own = sectors.own(enterprise.sector, enterprise.trade)
    return {
        "division_name": trade_name(enterprise.division, enterprise.industry_class),
        "sector_name": sectors.by_code[own].name.plain(language),
        "region_name": region_table.full_name(enterprise.region),
    }


def size_reason(enterprise: Enterprise) -> dict[str, object]:
    """Return the size class with the figures it rests on, as texts."""
    result = enterprise.sizing
    industry = result.industry
    english = (get_language() or "").startswith("en")
    figures = [] if industry is None else [(name, getattr(enterprise, name)) for name in industry.limits]
    return {
        "size": result.size.value,
        "name": size_name(result.size),
        "industry": "" if industry is None else (industry.en if english else industry.zh),
        "document": result.rule.document,
        "figures": [figure_text(name, value) for name, value in figures if value is not None],
        "missing": [figure_name(name) for name in result.missing],
    }
