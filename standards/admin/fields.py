"""What pages of parts and the rows on them share: fields, and who may change them with their revision."""

from typing import Any

from django import forms

from editing.admin.drafts import DraftPermissions
from editing.admin.fields import DraftFields
from standards.forms.parts import SHORT
from standards.models import Revision


class PartFields(DraftPermissions, DraftFields):
    """A part of a revision: what may be done to the revision may be done to it."""

    percent = ("weight", "range_low", "range_high")

    def drafted(self) -> type[Revision]:
        return Revision

    def draft_of(self, obj: Any) -> Any:
        return obj.revision

    def text_widget(self, name: str, attrs: dict[str, Any]) -> forms.Widget:
        return forms.TextInput(attrs=attrs) if name in SHORT else super().text_widget(name, attrs)
