"""Pages about the whole library: what lapses, waits to be checked or is empty, and divisions with sectors."""

from collections.abc import Iterable, Mapping

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editing.permissions import require
from roadmap import models, permissions
from roadmap.admin.views.pages import page
from roadmap.domain.coverage import coverage
from roadmap.domain.empty import empty_fields, unserved
from roadmap.domain.entries import Kind
from roadmap.domain.library import Library, key_of
from roadmap.models import State
from roadmap.models.mapping import kind_of, read
from roadmap.selectors import entries as selectors
from roadmap.services.standards import reference_standard
from roadmap.wording.empty import empty_field_text, unserved_texts


@require_safe
def lapsing(request: HttpRequest, *, model_admin: ModelAdmin) -> HttpResponse:
    """List what is published and ends soon, or is over, by kind, the soonest first."""
    kinds = _seen_kinds(request)
    today = timezone.localdate()
    context = {
        "title": _("即将到期"),
        "days": selectors.LAPSING_DAYS,
        "lapsed": _shelves(selectors.lapsed(today), kinds),
        "lapsing": _shelves(selectors.lapsing(today), kinds),
    }
    return page(request, model_admin, "lapsing", context)


@require_safe
def unchecked(request: HttpRequest, *, model_admin: ModelAdmin) -> HttpResponse:
    """List what rests on a source and has not been held against it for long, by kind, the longest first."""
    kinds = _seen_kinds(request)
    found = selectors.unchecked(timezone.localdate())
    context = {
        "title": _("待核对"),
        "days": selectors.UNCHECKED_DAYS,
        "unchecked": _shelves(found, kinds),
    }
    return page(request, model_admin, "unchecked", context)


@require_safe
def empty(request: HttpRequest, *, model_admin: ModelAdmin) -> HttpResponse:
    """Show which fields published entries leave empty, and what the library has nothing for."""
    kinds = _seen_kinds(request)
    published = selectors.published_rows()
    library = Library.of(content for _row, content in published)
    rows = {key_of(content): row for row, content in published}
    context = {
        "title": _("哪里还空着"),
        "fields": [
            (one, empty_field_text(one), [rows[key_of(entry)] for entry in one.entries])
            for one in empty_fields(library)
            if one.kind in kinds
        ],
        "unserved": unserved_texts(unserved(library, reference_standard())),
    }
    return page(request, model_admin, "empty", context)


@require_safe
def divisions(request: HttpRequest, *, model_admin: ModelAdmin) -> HttpResponse:
    """Show all divisions with their sectors, as they will be once the drafts are published."""
    require(Kind.SECTOR in _seen_kinds(request))
    shown = models.Sector.objects.exclude(state=State.RETIRED).order_by("code", "version")
    newest = {row.code: row for row in shown}  # a draft in the place of what is published
    contents = [content for _row, content in read(newest.values())]
    found = coverage(contents)
    context = {
        "title": _("行业大类对应的细分行业"),
        "divisions": [(one, _rows(one.defaults, newest), _rows(one.candidates, newest)) for one in found],
        "gaps": sum(one.is_gap for one in found),
        "doubles": sum(one.is_double for one in found),
    }
    return page(request, model_admin, "divisions", context)


def _seen_kinds(request: HttpRequest) -> frozenset[Kind]:
    """Return the kinds that a person may look at. Raises PermissionDenied if there are none."""
    seen = permissions.seen_kinds(request.user)
    require(bool(seen))
    return seen


def _shelves(entries: Iterable[models.Entry], kinds: frozenset[Kind]) -> list[tuple[str, list[models.Entry]]]:
    """Return entries by kind, each kind by its name, in the order they come in."""
    shelves: dict[Kind, list[models.Entry]] = {kind: [] for kind in Kind if kind in kinds}
    for entry in entries:
        if kind_of(entry) in shelves:
            shelves[kind_of(entry)].append(entry)
    return [(str(shelf[0]._meta.verbose_name_plural), shelf) for shelf in shelves.values() if shelf]


def _rows(codes: Iterable[str], rows: Mapping[str, models.Sector]) -> list[models.Sector]:
    return [rows[code] for code in codes]
