"""How columns become fields of forms: texts that grow, plain numbers, days, and what to know of them."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest

from editing.admin.drafts import DraftPermissions
from editing.admin.fields import DraftFields
from roadmap import permissions
from roadmap.wording.tables import HINTS, UNITS

LONG = ("how", "done_when", "proof", "effect", "what", "terms", "rule", "near_why", "change_note")


class EntryFields(DraftPermissions, DraftFields):
    """What the page of an entry and the rows on it have in common."""

    units = UNITS

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_view(request.user, self.drafted())

    def text_widget(self, name: str, attrs: dict[str, Any]) -> forms.Widget:
        is_long = name.removesuffix("_zh").removesuffix("_en") in LONG
        return forms.Textarea(attrs={"rows": 3 if is_long else 1, **attrs})

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("help_text", HINTS.get(db_field.name, ""))
        if isinstance(db_field, models.DateField):
            kwargs |= {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
        return super().formfield_for_dbfield(db_field, request, **kwargs)
