"""A submitted result: the overview of one minute, the pages beside it, and the choice of the sector."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment.models import Snapshot
from assessment.permissions import can_fill, check_can_fill
from assessment.selectors.answers import find_draft, find_superseding, get_snapshot, read_snapshot
from assessment.selectors.errata import find_erratum
from assessment.selectors.peers import peers_of
from assessment.wording.contradictions import kept_contradiction
from assessment.wording.oddities import kept_text
from enterprises.domain.sectors import SectorMap
from enterprises.forms.requests import signed_in
from enterprises.models import Enterprise, User
from enterprises.selectors.firms import read_facts
from enterprises.selectors.sectors import sector_map
from enterprises.services.enterprises import choose_sector
from reports.models import Language
from reports.presenters.erratum import recalculation_of
from reports.presenters.history import history_of, peer_levels, public_shares
from reports.presenters.local import local_differences
from reports.presenters.pictures import draw_gauge, draw_heat_map, draw_radar
from reports.presenters.result import Result, result_of
from reports.selectors.advice import help_on, way_on
from reports.selectors.benchmarks import benchmarks
from reports.selectors.reports import report_choices
from reports.selectors.results import list_comparable, list_history
from reports.selectors.revisions import source_of
from reports.wording.results import SECTOR_CHANGED
from roadmap.domain.firm import FirmRoadmap
from roadmap.domain.helping import Help
from roadmap.domain.library import Library
from roadmap.selectors.library import library
from standards.wording.results import held_back_sentence, rule_sentence


@dataclass(frozen=True, kw_only=True)
class _Opened:
    """A result as a member opens it on a day."""

    user: User
    snapshot: Snapshot
    day: date

    @property
    def enterprise(self) -> Enterprise:
        return self.snapshot.assessment.enterprise

    @cached_property
    def may_fill(self) -> bool:
        return can_fill(self.user, self.enterprise)

    @cached_property
    def sectors(self) -> SectorMap:
        return sector_map(self.day)

    @property
    def sector(self) -> str:
        """The code of the sector whose roadmap the firm is shown."""
        return self.sectors.own(self.enterprise.sector, self.enterprise.trade)

    @cached_property
    def result(self) -> Result:
        return result_of(read_snapshot(self.snapshot))

    @cached_property
    def shelf(self) -> Library:
        return library(self.day)

    def way(self) -> FirmRoadmap | None:
        """Return the firm's way along its sector's roadmap, None where none fits the standard."""
        return way_on(self.result.content, self.sector, self.shelf)

    def help(self) -> Help | None:
        """Return what helps the firm with what it works on, None where no roadmap fits the standard."""
        facts = read_facts(self.enterprise)
        return help_on(self.result.content, self.way(), shelf=self.shelf, day=self.day, facts=facts)

    def show(self, request: HttpRequest, tab: str, **more: Any) -> HttpResponse:
        """Render one of the pages; `tab` names its template too."""
        context = {
            "tab": tab,
            "snapshot": self.snapshot,
            "superseding": find_superseding(self.snapshot),
            "enterprise": self.enterprise,
            "may_fill": self.may_fill,
            "result": self.result,
            "standard": self.result.standard,
            **more,
        }
        return render(request, f"reports/{tab}.html", context)


def _open(request: HttpRequest, snapshot: UUID) -> _Opened:
    user = signed_in(request)
    return _Opened(user=user, snapshot=get_snapshot(user, snapshot), day=timezone.localdate())


@require_safe
def result(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Show the level, why, and what to do now: one minute, and one printed page."""
    opened = _open(request, snapshot)
    shown, found, enterprise = opened.result, opened.snapshot, opened.enterprise
    erratum = find_erratum(found.assessment.revision)
    source = source_of(found.assessment.revision)
    return opened.show(
        request,
        "result",
        help=opened.help(),
        oddities=[kept_text(kept, shown.standard) for kept in shown.content.oddities],
        contradictions=[kept_contradiction(shown.standard, kept) for kept in shown.content.contradictions],
        rule_sentence=rule_sentence(shown.standard.rule),
        held_back=held_back_sentence(shown.standard.rule, shown.grade),
        gauge=draw_gauge(shown, compact=True),
        choices=report_choices(
            found, opened.user, language=Language.active(), sector=opened.sector, erratum=erratum
        ),
        erratum=erratum,
        draft=find_draft(enterprise),
        recalculated=recalculation_of(shown.content, erratum) if erratum else None,
        local=local_differences(shown.standard, source) if source else None,
    )


@require_safe
def points(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Show every point with the answers and weights that it comes from."""
    opened = _open(request, snapshot)
    wide, compact = draw_radar(opened.result), draw_radar(opened.result, compact=True)
    return opened.show(request, "points", wide=wide, compact=compact)


@require_safe
def scenes(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Show the scenes, and what the sector's roadmap asks of them."""
    opened = _open(request, snapshot)
    shown = opened.result
    return opened.show(
        request,
        "scenes",
        wide=draw_heat_map(shown),
        compact=draw_heat_map(shown, compact=True),
        roadmap=opened.way(),
        sector_url=reverse("reports:sector", args=[opened.snapshot.public_id]) if opened.may_fill else None,
        sector_choices=opened.sectors.choices(opened.enterprise.trade),
    )


@require_safe
def support(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Show the support, cases and products that help the firm with what it works on."""
    opened = _open(request, snapshot)
    return opened.show(request, "support", help=opened.help())


@require_safe
def history(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Show the firm's results, and what has changed since the one before this."""
    opened = _open(request, snapshot)
    lines, before = list_history(opened.snapshot)
    changes = history_of(result_of(read_snapshot(before)), opened.result) if before else None
    public = public_shares(opened.result, benchmarks(), opened.sector)
    peers = peer_levels(peers_of(opened.enterprise, opened.snapshot.standard_code), opened.result.standard)
    return opened.show(
        request,
        "history",
        lines=lines,
        before=before,
        comparable=list_comparable(opened.snapshot, lines) if opened.may_fill else [],
        changes=changes,
        public=public,
        peers=peers,
    )


@require_POST
def sector(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Choose another sector's roadmap among those that fit the firm's trade."""
    user = signed_in(request)
    found = get_snapshot(user, snapshot)
    enterprise = found.assessment.enterprise
    check_can_fill(user, enterprise)
    code = request.POST.get("sector", "")
    choices = sector_map(timezone.localdate()).choices(enterprise.trade)
    if code not in [choice.code for choice in choices]:
        raise BadRequest
    choose_sector(enterprise=enterprise, sector=code)
    messages.success(request, SECTOR_CHANGED)
    return redirect("reports:scenes", found.public_id)
