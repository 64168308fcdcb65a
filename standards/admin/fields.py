"""What pages of parts and the rows on them share: fields, and who may change them with their revision."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editing.admin.drafts import DraftPermissions
from editing.admin.fields import DraftFields
from editing.domain.decimals import plain
from standards.forms.parts import SHORT
from standards.models import Revision


def _plainly(column: str, label: Any) -> Callable[[Any, Model], str]:
    """Return what shows a decimal as it is typed, 40: Django would show 40.000000."""

    def shown(page: Any, part: Model) -> str:
        number = getattr(part, column)
        return str(page.get_empty_value_display()) if number is None else plain(number)

    shown.short_description = label  # type: ignore[attr-defined]
    return shown


class PartFields(DraftPermissions, DraftFields):
    """A part of a revision: what may be done to the revision may be done to it."""

    percent = ("weight", "range_low", "range_high")
    # What a page that changes nothing shows in place of some fields.
    read_as = {
        "place": "read_place",
        "weight": "read_weight",
        "range_low": "read_range_low",
        "range_high": "read_range_high",
        "min_points": "read_min_points",
        "min_mean": "read_min_mean",
    }
    read_weight = _plainly("weight", _("权重（%）"))
    read_range_low = _plainly("range_low", _("区间下限（%）"))
    read_range_high = _plainly("range_high", _("区间上限（%）"))
    read_min_points = _plainly("min_points", _("最低得分"))
    read_min_mean = _plainly("min_mean", _("最低场景加权平均等级"))

    @admin.display(description=_("次序"))
    def read_place(self, part: Any) -> int:
        return int(part.position)

    def drafted(self) -> type[Revision]:
        return Revision

    def draft_of(self, obj: Any) -> Any:
        return obj.revision

    def text_widget(self, name: str, attrs: dict[str, Any]) -> forms.Widget:
        return forms.TextInput(attrs=attrs) if name in SHORT else super().text_widget(name, attrs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        known = tuple(super().get_readonly_fields(request, obj))
        return (*known, *self.read_as.values()) if self._is_read(request, obj) else known

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_fieldsets(request, obj)
        if not self._is_read(request, obj):
            return found
        return [(title, {**options, "fields": self._read(options["fields"])}) for title, options in found]

    def _is_read(self, request: HttpRequest, obj: Any) -> bool:
        return obj is not None and not self.has_change_permission(request, obj)

    def _read(self, fields: Any) -> Any:
        if isinstance(fields, str):
            return self.read_as.get(fields, fields)
        return tuple(self._read(field) for field in fields)
