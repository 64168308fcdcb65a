"""Pages that change a draft: who may, the draft held while saving, and the way back to its tree."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from editing.admin.guarding import GuardedAdmin
from editing.admin.unsaved import unsaved
from editing.models import State
from enterprises.forms.requests import key_from, signed_in
from standards import models as rows
from standards import permissions
from standards.admin.fields import PartFields
from standards.forms.parts import PartForm
from standards.services import Reason, RefusedChange, lock_draft, place_part
from standards.services.arranging import PARENTS, last_position
from standards.views.history import history
from standards.views.page import tree_url
from standards.wording.problems import refusal_text


class DraftAdmin(PartFields, GuardedAdmin):
    """Something that is changed as long as its revision is a draft, and looked at afterwards."""

    change_form_template = "admin/standards/part/change_form.html"

    def revision_of(self, obj: Any) -> rows.Revision:
        """Return the revision that an object belongs to."""
        raise NotImplementedError

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_view(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return permissions.can_write(request.user)
        return permissions.can_edit(request.user, self.revision_of(obj))

    def hold(self, obj: Any) -> None:
        """Lock the draft, for its parts depend on each other. Raises RefusedChange if it is none by now."""
        lock_draft(self.revision_of(obj))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except RefusedChange as refusal:
            revision = refusal.values.get("revision")
            if request.method == "POST" and isinstance(revision, rows.Revision):
                return self._not_saved(request, object_id, revision, refusal_text(refusal))
            return refused(request, refusal)

    def _not_saved(
        self, request: HttpRequest, object_id: str | None, revision: rows.Revision, refusal: str
    ) -> HttpResponse:
        """Say why a page was not saved, with what was typed on it."""
        known = self.model._default_manager.filter(pk=key_from(unquote(object_id or "")))
        tables = {prefix_of(one.model, self.model): one.model for one in self.inlines}
        context = {
            **self.admin_site.each_context(request),
            "revision": revision,
            "refusal": refusal,
            "unsaved": unsaved(request.POST, known.first() or self.model(), tables),
        }
        return render(request, "admin/standards/part/not_saved.html", context, status=HTTPStatus.CONFLICT)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Lead back to where the part stands in the tree."""
        return HttpResponseRedirect(f"{tree_url(self.revision_of(obj))}#{obj._meta.model_name}-{obj.pk}")

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return self.response_post_save_change(request, obj)


class PartAdmin(DraftAdmin):
    """A part of a revision, reached from its tree and leading back there."""

    delete_confirmation_template = "admin/standards/part/delete_confirmation.html"

    def revision_of(self, obj: Any) -> rows.Revision:
        revision: rows.Revision = obj.revision
        return revision

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}  # the index of the admin names revisions only

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.can_write(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).select_related("revision__standard")

    # --- Pages -----------------------------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Raise Http404: parts are listed in the trees of their revisions, and nowhere else."""
        raise Http404

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        known = self.model._default_manager.select_related("revision")
        part = known.filter(pk=key_from(unquote(object_id))).first()
        try:
            response: HttpResponse = super().delete_view(request, object_id, extra_context)
        except RefusedChange as refusal:
            return refused(request, refusal)
        if part and request.method == "POST" and response.status_code == HttpResponseRedirect.status_code:
            return HttpResponseRedirect(tree_url(part.revision))
        return response

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show what became of the part: the history of its revision, filtered. Raises Http404."""
        part = self.get_object(request, unquote(object_id))
        if part is None:
            raise Http404
        return history(request, part.revision_id, part=f"{self.opts.model_name}-{part.pk}")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        part = context["original"]
        revision = part.revision if part else self._standing(request)["revision"]
        return super().render_change_form(request, context | {"revision": revision}, *args, **kwargs)

    # --- Adding ----------------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        made = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            return made
        return type(made.__name__, (made,), {"standing": self._standing(request), "__module__": __name__})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {}  # the address names only what the part stands in

    def _standing(self, request: HttpRequest) -> dict[str, models.Model]:
        """Return what a new part stands in, from the address: its revision, and its parent if it has one.

        Raises Http404, and RefusedChange if the revision is no draft.
        """
        name = PARENTS.get(self.model, "revision")
        related: Any = self.model._meta.get_field(name).related_model
        parent = related._default_manager.filter(pk=key_from(request.GET.get(name, ""))).first()
        if parent is None:
            raise Http404
        revision = parent if isinstance(parent, rows.Revision) else parent.revision
        if request.method == "POST":
            lock_draft(revision)
        elif revision.state != State.DRAFT:
            raise RefusedChange(Reason.NOT_DRAFT, revision=revision)
        return {"revision": revision, name: parent}

    # --- Saving ----------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Any, form: PartForm, change: bool) -> None:
        if type(obj) in PARENTS and (not change or PARENTS[type(obj)] in form.changed_data):
            obj.position = last_position(obj) + 1
        super().save_model(request, obj, form, change)
        place = form.cleaned_data.get("place")
        if place is not None and "place" in form.changed_data:
            place_part(part=obj, place=place, by=signed_in(request), at=timezone.now())

    def save_formset(self, request: HttpRequest, form: PartForm, formset: Any, change: bool) -> None:
        formset.save_parts(revision=form.instance.revision)


def refused(request: HttpRequest, refusal: RefusedChange) -> HttpResponseRedirect:
    """Say why nothing was changed, on the page of the revision that it is about."""
    messages.error(request, refusal_text(refusal))
    revision = refusal.values.get("revision")
    url = tree_url(revision) if isinstance(revision, rows.Revision) else reverse("admin:index")
    return HttpResponseRedirect(url)


def prefix_of(rows_on_page: Any, model: Any) -> str:
    """Return what the names of fields begin with in the rows of a page: `options`."""
    fields = rows_on_page._meta.concrete_fields
    return next(
        str(f.remote_field.related_name) for f in fields if f.is_relation and f.related_model is model
    )
