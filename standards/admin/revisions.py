"""The list of revisions, the pages about each, and the form of what is written in a revision itself."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from standards import models, permissions
from standards.admin.base import DraftPage
from standards.admin.listing import RevisionList, with_doubts
from standards.forms.revisions import HeadForm
from standards.views import history, lifecycle, starting, tree, verification

PAGES = {  # by the last word of the address, which is also that of its name
    "change": tree.tree,
    "publish": lifecycle.publish,
    "retire": lifecycle.retire,
    "delete": lifecycle.delete,
    "copy": starting.copy,
    "derive": starting.derive,
    "defect": lifecycle.defect,
    "correction": lifecycle.correction,
    "verify": verification.verify,
    "history": history.history,
}


@admin.register(models.Revision)
class RevisionAdmin(DraftPage):
    """Revisions. The tree is the page of one; its head, a form of its own, has the revision's own texts."""

    form = HeadForm
    change_list_template = "admin/standards/revision/change_list.html"
    search_fields = ("standard__code", "name_zh", "name_en")
    list_per_page = 50
    ordering = ("standard__code", "-number")
    actions = None
    fieldsets = (
        (None, {"fields": (("name_zh", "name_en"), ("scene_dimension_zh", "scene_dimension_en"))}),
        (
            _("定级方法"),
            {"fields": (("rule_kind",), ("below_zh", "below_en"), ("rule_source_zh", "rule_source_en"))},
        ),
        (
            _("公布评测指标的文件"),
            {
                "fields": (
                    ("document_number", "document_issuer"),
                    ("document_issued", "document_url"),
                    "erratum_source",
                )
            },
        ),
    )

    def draft_of(self, obj: models.Revision) -> models.Revision:
        return obj

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a revision begins as a copy of another, or as a file

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is not None and self.has_change_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        shown = ("standard", "created_by", "published_by", "verification", "defect")
        return with_doubts(super().get_queryset(request).select_related(*shown))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[RevisionList]:
        return RevisionList

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may_write = {"may_write": permissions.can_write(request.user)}
        return super().changelist_view(request, {**may_write, **(extra_context or {})})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        given = {"revision": context["original"], "show_delete": False}
        return super().render_change_form(request, context | given, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                f"<int:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"standards_revision_{name}",
            )
            for name, view in PAGES.items()
        ]
        head = path(
            "<int:object_id>/head/", self.admin_site.admin_view(self.head), name="standards_revision_head"
        )
        return [head, *own, *super().get_urls()]

    def head(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show the form of the revision's own texts."""
        return self.changeform_view(request, str(object_id))
