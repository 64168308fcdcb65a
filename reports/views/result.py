"""The result page of a submitted assessment, and the choice of the sector it speaks of."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment.permissions import can_fill, check_can_fill
from assessment.selectors.answers import find_draft, find_superseding, get_snapshot, read_snapshot
from assessment.selectors.errata import find_erratum
from assessment.wording.oddities import kept_text
from enterprises.forms.requests import signed_in
from enterprises.selectors import sector_map
from enterprises.services.enterprises import choose_sector
from reports.models import Language
from reports.presenters.erratum import recalculation_of
from reports.presenters.local import local_differences
from reports.presenters.pictures import draw
from reports.presenters.result import result_of
from reports.selectors import help_on, report_choices, source_of, way_on
from reports.wording.results import SECTOR_CHANGED
from roadmap.selectors.library import library
from standards.wording.results import held_back_sentence, missing_sentences, rule_sentence


@require_safe
def result(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Show the level, why, and the way on."""
    user = signed_in(request)
    found = get_snapshot(user, snapshot)
    enterprise = found.assessment.enterprise
    shown = result_of(read_snapshot(found))
    rule, missing = shown.standard.rule, shown.grade.missing
    may_fill = can_fill(user, enterprise)
    today = timezone.localdate()
    shelf = library(today)
    sectors = sector_map(today)
    own = sectors.own(enterprise.sector, enterprise.division)
    erratum = find_erratum(found.assessment.revision)
    source = source_of(found.assessment.revision)
    way = way_on(shown.content, own, shelf)
    context = {
        "snapshot": found,
        "superseding": find_superseding(found),
        "enterprise": enterprise,
        "may_fill": may_fill,
        "result": shown,
        "oddities": [kept_text(kept, shown.standard) for kept in shown.content.oddities],
        "rule_sentence": rule_sentence(rule),
        "held_back": held_back_sentence(rule, shown.grade),
        "missing": missing_sentences(rule, missing) if missing else (),
        "wide": draw(shown),
        "compact": draw(shown, compact=True),
        "roadmap": way,
        "help": help_on(shown.content, way, level=shown.grade.level, shelf=shelf, day=today) if way else None,
        "sector_url": reverse("reports:sector", args=[found.public_id]) if may_fill else None,
        "sector_choices": sectors.choices(enterprise.division),
        "choices": report_choices(found, user, language=Language.active(), sector=own, erratum=erratum),
        "erratum": erratum,
        "draft": find_draft(enterprise),
        "recalculated": recalculation_of(shown.content, erratum) if erratum else None,
        "local": local_differences(shown.standard, source) if source else None,
    }
    return render(request, "reports/result.html", context)


@require_POST
def sector(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Choose another sector's roadmap among those that fit the firm's division."""
    user = signed_in(request)
    found = get_snapshot(user, snapshot)
    enterprise = found.assessment.enterprise
    check_can_fill(user, enterprise)
    code = request.POST.get("sector", "")
    choices = sector_map(timezone.localdate()).choices(enterprise.division)
    if code not in [choice.code for choice in choices]:
        raise BadRequest
    choose_sector(enterprise=enterprise, sector=code)
    messages.success(request, SECTOR_CHANGED)
    return redirect("reports:result", found.public_id)
