"""Admin pages on which nobody changes anything, and what of the admin's own work is logged."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst

from audit.models import Action
from audit.services import record
from audit.wording import FIELDS_APART


class LookOnly:
    """Nobody adds, changes or deletes; the view permission is Django's."""

    opts: Any

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list under its name: there is nothing to be chosen for a change."""
        titled = {"title": capfirst(str(self.opts.verbose_name_plural)), **(extra_context or {})}
        return super().changelist_view(request, titled)  # type: ignore[misc,no-any-return]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Audited:
    """Has what is added, changed and deleted on these pages logged: the fields, not what they hold."""

    opts: Any

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, obj, "added")
        return super().log_addition(request, obj, message)  # type: ignore[misc]

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, obj, _changed_fields(message))
        return super().log_change(request, obj, message)  # type: ignore[misc]

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            self._record(request, obj, "deleted")
        return super().log_deletions(request, queryset)  # type: ignore[misc]

    def _record(self, request: HttpRequest, obj: Any, detail: str) -> None:
        record(
            Action.ADMIN_CHANGED,
            by=person_of(request),
            at=timezone.now(),
            kind=self.opts.model_name,
            subject=obj.pk,
            detail=detail,
        )


def person_of(request: HttpRequest) -> AbstractBaseUser | None:
    """Return who works in the admin."""
    return request.user if isinstance(request.user, AbstractBaseUser) else None


def _changed_fields(message: Any) -> str:
    """Return the fields that Django's own message names, without values, and the rows beside by kind."""
    if not isinstance(message, list):
        return "changed"
    parts: list[str] = []
    for part in message:
        for verb, what in part.items():
            parts += what.get("fields", []) or [f"{verb} {what.get('name', '')}".strip()]
    return FIELDS_APART.join(parts)
