"""By what the lists of entries are narrowed."""

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enterprises.domain import regions
from roadmap.admin.naming import naming_of
from roadmap.selectors.entries import LAPSING_DAYS


class VersionFilter(admin.SimpleListFilter):
    """The newest version of each code unless all, or those in one state, are asked for."""

    title = _("版本")
    parameter_name = "versions"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("all", _("所有版本"))]

    def choices(self, changelist: Any) -> Any:
        newest, *others = super().choices(changelist)
        yield newest | {"display": _("最新版本")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all" or "state__exact" in request.GET:
            return queryset
        newer = queryset.model._default_manager.filter(code=OuterRef("code"), version__gt=OuterRef("version"))
        return queryset.filter(~Exists(newer))


class NamedFilter(admin.SimpleListFilter):
    """By a code that occurs, shown by its name."""

    column = ""
    none = _("不限")  # what no code means

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        naming = naming_of(request)
        rows = model_admin.model._default_manager.order_by(self.column)
        codes = rows.values_list(self.column, flat=True).distinct()
        return [(code or "-", naming.name(self.column, code) if code else self.none) for code in codes]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if chosen not in dict(self.lookup_choices):  # nothing, or nothing that the list offers
            return queryset
        return queryset.filter(**{self.column: "" if chosen == "-" else chosen})


class SectorFilter(NamedFilter):
    title = _("细分行业")
    parameter_name = column = "sector"
    none = _("所有细分行业")


class StageFilter(NamedFilter):
    title = _("阶段")
    parameter_name = column = "stage"


class RegionFilter(admin.SimpleListFilter):
    """By province; what holds in the whole country has no region."""

    title = _("地区")
    parameter_name = "region"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        codes = model_admin.model._default_manager.values_list("region", flat=True).distinct()
        provinces = sorted({code[:2] for code in codes})
        return [(code or "-", regions.full_name(f"{code}0000") if code else _("全国")) for code in provinces]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if chosen not in dict(self.lookup_choices):
            return queryset
        return queryset.filter(region="") if chosen == "-" else queryset.filter(region__startswith=chosen)


class ValidityFilter(admin.SimpleListFilter):
    """By whether an entry holds today, and for how long."""

    title = _("有效期")
    parameter_name = "valid"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("now", _("当前有效")),
            ("lapsing", _("30 天内到期")),
            ("lapsed", _("已过期")),
            ("later", _("尚未生效")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        condition = _validity(timezone.localdate()).get(self.value() or "")
        return queryset if condition is None else queryset.filter(condition)


def _validity(day: date) -> dict[str, Q]:
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    soon = day + timedelta(days=LAPSING_DAYS)
    return {
        "now": begun & (Q(valid_until=None) | Q(valid_until__gte=day)),
        "lapsing": Q(valid_until__range=(day, soon)),
        "lapsed": Q(valid_until__lt=day),
        "later": Q(valid_from__gt=day),
    }
