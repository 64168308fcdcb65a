"""Firms in the admin, to be read. They are trade secrets, so each look is logged.

Superusers read all of them. A support reader reads those of the regions assigned to him, and of them what
it takes to help on the telephone: no figures, and identities only to be recognised.
"""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.admin import LookOnly
from audit.models.searching import HasInCode, has
from enterprises.admin.looking import LoggedLooks
from enterprises.domain import regions
from enterprises.domain.identity import masked
from enterprises.forms.requests import signed_in
from enterprises.models import Enterprise, Membership
from enterprises.selectors.firms import list_supported_firms
from enterprises.wording.firms import credit_code_text, size_name, trade_name
from enterprises.wording.numbers import number_text
from enterprises.wording.oddities import profile_names

FIGURES = ("people_employed", "yearly_revenue", "total_assets")
FOR_SUPPORT = ("name", "code", "place", "trade", "size", "created_at", "verified_at", "erase_due_at")
FOR_SUPERUSERS = (
    "name",
    "marked_code",
    "uscc_confirmed_by",
    "uscc_confirmed_at",
    "trade",
    "sector",
    "place",
    "size",
    *FIGURES,
    "is_demo",
    "created_by",
    "created_at",
    "verified_by",
    "verified_at",
    "erase_due_at",
    "merged_into",
    "merged_at",
)
# What few firms have: said where there is something to say.
RARE = ("uscc_confirmed_by", "uscc_confirmed_at", "sector", "erase_due_at", "merged_into", "merged_at")
SUPERUSERS_LIST = ("name", "marked_code", "trade", "place", "created_at", "verified_at")


class CheckDigitFilter(admin.SimpleListFilter):
    """Firms whose credit code was kept though its check digit fails."""

    title = _("信用代码")
    parameter_name = "check_digit"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("fails", _("校验位不符"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Enterprise]) -> QuerySet[Enterprise]:
        return queryset.filter(uscc_confirmed_at__isnull=False) if self.value() == "fails" else queryset


class MembershipInline(LookOnly, admin.TabularInline):
    """The members of a firm; only superusers read who they are."""

    model = Membership
    fk_name = "enterprise"
    extra = 0
    readonly_fields = ("person",)

    @admin.display(description=_("成员"))
    def person(self, membership: Membership) -> str:
        return membership.user.masked

    def get_fields(self, request: HttpRequest, obj: object = None) -> tuple[str, ...]:
        return ("user" if request.user.is_superuser else "person", "role", "added_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).select_related("user")

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return True  # who may see the firm


@admin.register(Enterprise)
class EnterpriseAdmin(LoggedLooks):
    """Firms as superusers and support readers see them."""

    ordering = ("-created_at", "-pk")
    inlines = (MembershipInline,)
    list_filter = (CheckDigitFilter,)

    def has_view_permission(self, request: HttpRequest, obj: Enterprise | None = None) -> bool:
        return request.user.is_active and request.user.has_perm("enterprises.view_enterprise")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Enterprise]:
        return list_supported_firms(signed_in(request)).order_by(*self.ordering)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Enterprise | None:
        """Return the firm. Raises Http404 for one of another region too: the two cannot be told apart."""
        found: Enterprise | None = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return SUPERUSERS_LIST if request.user.is_superuser else FOR_SUPPORT

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        # A search for a part of the code would read out the masked one, digit by digit.
        return (has("name"), has("uscc", HasInCode)) if request.user.is_superuser else (has("name"),)

    def get_fields(self, request: HttpRequest, obj: Enterprise | None = None) -> tuple[str, ...]:
        shown = FOR_SUPERUSERS if request.user.is_superuser else FOR_SUPPORT
        return tuple(name for name in shown if name not in RARE or obj is None or getattr(obj, name))

    def get_readonly_fields(self, request: HttpRequest, obj: Enterprise | None = None) -> tuple[str, ...]:
        return self.get_fields(request, obj)

    @admin.display(description=_("统一社会信用代码"))
    def code(self, firm: Enterprise) -> str:
        return credit_code_text(firm.uscc, shown=masked(firm.uscc))

    @admin.display(description=_("统一社会信用代码"))
    def marked_code(self, firm: Enterprise) -> str:
        return credit_code_text(firm.uscc)

    @admin.display(description=_("所在地区"))
    def place(self, firm: Enterprise) -> str:
        return regions.full_name(firm.region)

    @admin.display(description=_("所属行业"))
    def trade(self, firm: Enterprise) -> str:
        return trade_name(firm.division, firm.industry_class)

    @admin.display(description=_("企业规模"))
    def size(self, firm: Enterprise) -> str:
        return size_name(firm.sizing.size)

    @admin.display(description=_("从业人员"))
    def people_employed(self, firm: Enterprise) -> str:
        return _figure("employees", firm.employees)

    @admin.display(description=_("营业收入"))
    def yearly_revenue(self, firm: Enterprise) -> str:
        return _figure("revenue", firm.revenue)

    @admin.display(description=_("资产总额"))
    def total_assets(self, firm: Enterprise) -> str:
        return _figure("assets", firm.assets)


def _figure(name: str, value: Decimal | int | None) -> str:
    """Return a figure of the profile with its unit; nothing where there is none."""
    return "" if value is None else f"{number_text(Decimal(value))} {profile_names()[name][1]}"
