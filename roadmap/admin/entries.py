"""The pages of one kind of entry: list, form of a draft, and what is published as a page to read."""

from functools import partial
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from editing.admin.drafts import DraftAdmin
from editing.selectors.history import Watched
from editing.services.refusals import Refusal, RefusedChange
from enterprises.forms.requests import signed_in
from roadmap import models, permissions
from roadmap.admin import cells
from roadmap.admin.fields import EntryFields
from roadmap.admin.filters import ValidityFilter, VersionFilter
from roadmap.admin.forms import EntryForm, NamedForm
from roadmap.admin.naming import naming_of
from roadmap.admin.problems import listed_problems
from roadmap.admin.sheet import sheet
from roadmap.admin.views.history import history
from roadmap.admin.views.lifecycle import copy, discard, retire
from roadmap.admin.views.publishing import publish
from roadmap.models import State
from roadmap.selectors import entries as selectors
from roadmap.services import keep_codes
from roadmap.services.drafts import locked
from roadmap.services.standards import reference_standard

VALIDITY: tuple[Any, Any] = (
    gettext_lazy("有效期和修改说明"),
    {"fields": (("valid_from", "valid_until", "checked_on"), "change_note")},
)


class EntryAdmin(EntryFields, DraftAdmin):
    """Entries of one kind. Drafts are edited by editors; nobody edits what is published."""

    form = EntryForm
    change_form_template = "admin/roadmap/change_form.html"
    not_saved_template = "admin/roadmap/not_saved.html"
    change_list_template = "admin/roadmap/change_list.html"
    ordering = ["code", "-version"]
    sortable_by = ()
    list_display = [
        "called",
        "numbered",
        "state_column",
        "validity",
        "evidence",
        "last_hand",
    ]
    list_filter: ClassVar[list[Any]] = [VersionFilter, "state", ValidityFilter]
    list_select_related = ("created_by", "published_by", "retired_by")
    list_per_page = 50
    named_columns: tuple[str, ...] = ()  # of the list, that hold codes
    actions = None
    parts_by_code: tuple[type[models.Part], ...] = ()  # edited by check boxes: no rows of the page

    class Media:
        css = {"all": ("css/admin-roadmap.css",)}
        js = ("adminsortable2/js/adminsortable2.min.js",)

    # --- List ------------------------------------------------------------------------------------

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Return the columns, those of codes by name."""
        named: dict[Any, Any] = {
            name: cells.named_column(name, self.model._meta.get_field(name).verbose_name, naming_of(request))
            for name in self.named_columns
        }
        return [named.get(name, name) for name in self.list_display]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return all versions. Adds `published_version`: the number of the published one, or None."""
        published = self.model._default_manager.filter(code=OuterRef("code"), state=State.PUBLISHED)
        found = super().get_queryset(request)
        annotated: QuerySet[Any] = found.annotate(published_version=Subquery(published.values("version")[:1]))
        return annotated

    @admin.display(description=gettext_lazy("名称"))
    def called(self, entry: models.Entry) -> str:
        return entry.title

    @admin.display(description=gettext_lazy("版本"))
    def numbered(self, entry: models.Entry) -> str:
        return cells.version_name(entry)

    @admin.display(description=gettext_lazy("状态"))
    def state_column(self, entry: Any) -> str:
        return cells.state_text(entry, entry.published_version)

    @admin.display(description=gettext_lazy("有效期"))
    def validity(self, entry: models.Entry) -> str:
        return cells.validity(entry, timezone.localdate())

    @admin.display(description=gettext_lazy("最近操作"))
    def last_hand(self, entry: models.Entry) -> str:
        return cells.last_hand(entry)

    # --- Drafts ----------------------------------------------------------------------------------

    def drafted(self) -> type[models.Entry]:
        return self.model

    def lock_draft(self, version: models.Entry) -> None:
        locked(version, State.DRAFT, Refusal.NOT_DRAFT)

    def refusal_context(self, refusal: RefusedChange, obj: Any) -> dict[str, Any]:
        return {"title": _("没有保存"), "entry": obj}

    # --- Form ------------------------------------------------------------------------------------

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        made: Any = super().get_form(request, obj, change=change, **kwargs)
        made.naming = naming_of(request)
        return made

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[InlineModelAdmin]:
        """Return the rows of a form; what may only be read is not shown as one."""
        return super().get_inline_instances(request, obj) if self.has_change_permission(request, obj) else []

    def watched_besides(self, obj: Any) -> tuple[Watched, ...]:
        return tuple(Watched(model=part, column="entry_id", value=obj.pk) for part in self.parts_by_code)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        entry = context["original"]
        given = self.about(request, entry) if entry else {}
        return super().render_change_form(request, context | given, *args, **kwargs)

    def about(self, request: HttpRequest, entry: models.Entry) -> dict[str, Any]:
        """Return what the page says of a version besides its form."""
        naming, versions = naming_of(request), list(selectors.versions_of(entry))
        writes = permissions.can_write(request.user, self.model)
        about = {
            "entry": entry,
            "title": entry.title,
            "subtitle": None,
            "versions": versions,
            "draft": next((row for row in versions if row.state == State.DRAFT), None),
            "published": next((row for row in versions if row.state == State.PUBLISHED), None),
            "writes": writes,
            "publishes": permissions.can_publish(request.user, self.model),
        }
        if entry.state == State.DRAFT:
            about["problems"] = self._problems(request, entry)
        if not self.has_change_permission(request, entry):
            about["sheet"] = sheet(entry, self.get_fieldsets(request, entry), naming)
        return about

    def _problems(self, request: HttpRequest, entry: models.Entry) -> Any:
        try:
            standard = reference_standard()
        except RefusedChange:
            return []
        found = selectors.soundness([selectors.content_of(entry)], standard)
        return listed_problems(found.fresh, naming_of(request))

    # --- Saving ----------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.version, obj.created_by, obj.created_at = 1, signed_in(request), timezone.now()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        rows = [row for formset in formsets for row in formset.forms if row not in formset.deleted_forms]
        for one in (form, *rows):
            self._save_lists(request, one)

    def _save_lists(self, request: HttpRequest, form: NamedForm) -> None:
        for name, field in form.changed_lists() if form.instance.pk else ():
            keep_codes(
                owner=form.instance,
                parts=name,
                column=field.column,
                codes=form.cleaned_data[name],
                by=signed_in(request),
                at=timezone.now(),
            )

    # --- Other pages -----------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        name = f"roadmap_{self.opts.model_name}"
        steps = {"copy": copy, "publish": publish, "retire": retire}
        own = [
            path(
                f"<path:object_id>/{step}/",
                self.admin_site.admin_view(partial(view, model_admin=self)),
                name=f"{name}_{step}",
            )
            for step, view in steps.items()
        ]
        return [*own, *super().get_urls()]

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return discard(request, object_id, model_admin=self)

    @method_decorator(require_safe)
    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return history(request, object_id, model_admin=self)
