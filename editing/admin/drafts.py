"""Pages that change a draft or a part of one: who may, and the draft held while it is saved."""

from http import HTTPStatus
from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editing.admin.guarding import GuardedAdmin
from editing.admin.unsaved import prefix_of, unsaved
from editing.permissions import can_edit, can_view, can_write, require
from editing.services.refusals import RefusedChange
from enterprises.forms.requests import key_from


class DraftPermissions(BaseModelAdmin):
    """Who may look at a version or a part of one, and change it; for pages and for the rows on them."""

    def drafted(self) -> Any:
        """Return the model of the versions, a `Drafted`."""
        raise NotImplementedError

    def draft_of(self, obj: Any) -> Any:
        """Return the version that an object is or belongs to."""
        return obj

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_view(request.user, self.drafted())

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return can_write(request.user, self.drafted())
        return can_edit(request.user, self.draft_of(obj))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class DraftAdmin(DraftPermissions, GuardedAdmin):
    """A page of what is changed as long as it is a draft, and looked at afterwards.

    What cannot be saved any more is shown once more by `not_saved_template`, so that nothing typed is lost.
    """

    not_saved_template = ""

    def lock_draft(self, version: Any) -> None:
        """Lock a draft until the transaction ends. Raises RefusedChange if it is none by now."""
        raise NotImplementedError

    def hold(self, obj: Any) -> None:
        """Lock the draft, for its parts depend on each other. Raises RefusedChange."""
        self.lock_draft(self.draft_of(obj))

    def refusal_context(self, refusal: RefusedChange, obj: Any) -> dict[str, Any]:
        """Return what `not_saved_template` says. `obj`: None where it was to be added."""
        raise NotImplementedError

    def turned_away(self, request: HttpRequest, refusal: RefusedChange) -> HttpResponse:
        """Say why a page is not even shown."""
        raise refusal

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
            if request.method != "POST":
                return self.turned_away(request, refusal)
            require(self.has_change_permission(request))
            return self._not_saved(request, object_id, refusal)

    def _not_saved(self, request: HttpRequest, object_id: str | None, refusal: RefusedChange) -> HttpResponse:
        known = self.model._default_manager.filter(pk=key_from(unquote(object_id or ""))).first()
        tables = {prefix_of(one.model, self.model): one.model for one in self.inlines}
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            **self.refusal_context(refusal, known),
            "unsaved": unsaved(request.POST, known or self.model(), tables),
        }
        return render(request, self.not_saved_template, context, status=HTTPStatus.CONFLICT)
