"""Pages that change a draft: who may, the draft held while saving, and the way back to its tree."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from editing.admin.drafts import DraftAdmin
from editing.models import State
from editing.services.refusals import Refusal, RefusedChange
from enterprises.forms.requests import key_from, signed_in
from standards import models
from standards.admin.fields import PartFields
from standards.forms.parts import PartForm
from standards.services import lock_draft, place_part
from standards.services.arranging import PARENTS, last_position
from standards.views.history import history
from standards.views.page import tree_url
from standards.wording.problems import refusal_text


class DraftPage(PartFields, DraftAdmin):
    """Something that is changed as long as its revision is a draft, and looked at afterwards."""

    change_form_template = "admin/standards/part/change_form.html"
    not_saved_template = "admin/standards/part/not_saved.html"

    def lock_draft(self, version: Any) -> None:
        lock_draft(version)

    def refusal_context(self, refusal: RefusedChange, obj: Any) -> dict[str, Any]:
        return {"revision": refusal.about[0], "refusal": refusal_text(refusal)}

    def turned_away(self, request: HttpRequest, refusal: RefusedChange) -> HttpResponse:
        return refused(request, refusal)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Lead back to where the part stands in the tree."""
        return HttpResponseRedirect(f"{tree_url(self.draft_of(obj))}#{obj._meta.model_name}-{obj.pk}")

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return self.response_post_save_change(request, obj)


class PartAdmin(DraftPage):
    """A part of a revision, reached from its tree and leading back there."""

    delete_confirmation_template = "admin/standards/part/delete_confirmation.html"

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}  # the index of the admin names revisions only

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
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

    @method_decorator(require_safe)
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
        revision = part.revision if part else self._parents(request)["revision"]
        return super().render_change_form(request, context | {"revision": revision}, *args, **kwargs)

    # --- Adding ----------------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        made = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            return made
        return type(made.__name__, (made,), {"parents": self._parents(request), "__module__": __name__})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {}  # the address names only what the part stands in

    def _parents(self, request: HttpRequest) -> dict[str, Model]:
        """Return what a new part stands in, from the address: its revision, and its parent if it has one.

        Raises Http404, and RefusedChange if the revision is no draft.
        """
        name = PARENTS.get(self.model, "revision")
        related: Any = self.model._meta.get_field(name).related_model
        parent = related._default_manager.filter(pk=key_from(request.GET.get(name, ""))).first()
        if parent is None:
            raise Http404
        revision = parent if isinstance(parent, models.Revision) else parent.revision
        if request.method == "POST":
            lock_draft(revision)
        elif revision.state != State.DRAFT:
            raise RefusedChange(Refusal.NOT_DRAFT, revision)
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
    revision = next(iter(refusal.about), None)
    url = tree_url(revision) if isinstance(revision, models.Revision) else reverse("admin:index")
    return HttpResponseRedirect(url)
