"""The queue of firms that ask to be verified: staff compare the licence with name and code, and decide."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.models.searching import has
from enterprises.admin.looking import LoggedLooks, log_look
from enterprises.forms.requests import key_from, signed_in
from enterprises.forms.verification import ApprovalForm, RefusalForm
from enterprises.models import Verification, private_storage
from enterprises.permissions import can_decide_verifications
from enterprises.services.verifying import RefusedVerification, approve, refuse
from enterprises.wording.verification import decided_text, obstacle_text

Decide = Callable[[HttpRequest, Verification, Form], Verification]


@admin.register(Verification)
class VerificationAdmin(LoggedLooks):
    """Requests, those that wait first by their filter; pictures are shown to those who decide."""

    list_display = ("name", "uscc", "how", "state", "asked_at", "decided_at")
    list_filter = ("state", "how")
    search_fields = (has("name"),)
    ordering = ("-asked_at", "-pk")
    readonly_fields = (
        "name",
        "uscc",
        "how",
        "domain",
        "state",
        "asked_at",
        "first_by",
        "first_at",
        "decided_by",
        "decided_at",
        "valid_until",
        "reason",
        "ended_at",
    )
    change_form_template = "admin/enterprises/verification/change_form.html"

    def get_fields(self, request: HttpRequest, obj: Verification | None = None) -> tuple[str, ...]:
        """Return what there is to say of it, so that the picture stands near the name and the code."""
        return tuple(name for name in self.readonly_fields if obj is None or getattr(obj, name))

    def get_urls(self) -> list[URLPattern]:
        views = {"licence": self.licence, "approve": self.approve, "refuse": self.refuse}
        for_staff = self.admin_site.admin_view
        own = [
            path(f"<int:object_id>/{name}/", for_staff(view), name=f"enterprises_verification_{name}")
            for name, view in views.items()
        ]
        return own + super().get_urls()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        asked = Verification.objects.filter(pk=key_from(object_id)).first()
        forms = {
            "may_decide": can_decide_verifications(request.user),
            "approval": ApprovalForm(initial={"valid_until": asked.valid_until if asked else None}),
            "refusal": RefusalForm(),
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **forms})

    @staticmethod
    def _found(request: HttpRequest, object_id: int) -> Verification:
        if not can_decide_verifications(request.user):
            raise PermissionDenied
        found = Verification.objects.filter(pk=object_id).first()
        if found is None:
            raise Http404
        return found

    def licence(self, request: HttpRequest, object_id: int) -> HttpResponseBase:
        """Send the picture while it is there."""
        return _send(request, self._found(request, object_id))

    def approve(self, request: HttpRequest, object_id: int) -> HttpResponseBase:
        """Confirm the identity, or the first of two times."""
        return _decide(request, self._found(request, object_id), ApprovalForm(request.POST), _approve)

    def refuse(self, request: HttpRequest, object_id: int) -> HttpResponseBase:
        """Say why it is not confirmed."""
        return _decide(request, self._found(request, object_id), RefusalForm(request.POST), _refuse)


@require_safe
def _send(request: HttpRequest, found: Verification) -> HttpResponseBase:
    if not found.licence:
        raise Http404
    log_look(request, kind="licence", subject=found.pk)
    return FileResponse(
        private_storage().open(str(found.licence.name)),
        content_type=found.media_type,
        as_attachment=found.media_type == "application/pdf",
        filename=f"licence-{found.pk}",
    )


@require_POST
def _decide(request: HttpRequest, found: Verification, form: Form, decide: Decide) -> HttpResponse:
    if form.is_valid():
        try:
            decided = decide(request, found, form)
            messages.success(request, decided_text(decided))
        except RefusedVerification as refused:
            messages.error(request, obstacle_text(refused.obstacle))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("admin:enterprises_verification_change", found.pk)


def _approve(request: HttpRequest, found: Verification, form: Form) -> Verification:
    until = form.cleaned_data["valid_until"]
    today = timezone.localdate()
    return approve(verification=found, valid_until=until, by=signed_in(request), at=timezone.now(), on=today)


def _refuse(request: HttpRequest, found: Verification, form: Form) -> Verification:
    reason = form.cleaned_data["reason"]
    return refuse(verification=found, reason=reason, by=signed_in(request), at=timezone.now())
