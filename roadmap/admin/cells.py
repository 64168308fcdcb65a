"""What lists and pages say of a version: where it stands, how long it holds, who acted last."""

from collections.abc import Callable
from datetime import date

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from roadmap import models
from roadmap.models import State
from roadmap.selectors.names import Naming


def version_name(entry: models.Entry) -> str:
    """Return the number of a version in words."""
    return _("第 %(version)d 版") % {"version": entry.version}


def state_text(entry: models.Entry, published: int | None) -> str:
    """Return the state of a version; of a draft also which version is published (None: none is)."""
    if entry.state != State.DRAFT or published is None:
        return str(entry.get_state_display())
    return _("草稿（第 %(version)d 版已发布）") % {"version": published}


def named_column(column: str, label: str, naming: Naming) -> Callable[[models.Entry], str]:
    """Return a column of a list that shows what the codes in it are called."""

    @admin.display(description=label, empty_value=_("不限"))
    def cell(entry: models.Entry) -> str:
        code = getattr(entry, column)
        return naming.name(column, code) if code else ""

    cell.__name__ = column
    return cell


def validity(entry: models.Entry, today: date) -> str:
    """Return from when to when a version holds, and whether that is over or still to come."""
    days = {"start": _day(entry.valid_from), "end": _day(entry.valid_until)}
    if entry.valid_until and entry.valid_until < today:
        return _("%(end)s 已过期") % days
    if entry.valid_from and entry.valid_from > today:
        return _("%(start)s 起生效") % days
    return _("至 %(end)s") % days if entry.valid_until else _("长期")


def last_hand(entry: models.Entry) -> str:
    """Return who began, published or retired a version, whatever came last, and when."""
    acts = (
        (entry.retired_at, entry.retired_by),
        (entry.published_at, entry.published_by),
        (entry.created_at, entry.created_by),
    )
    at, person = next((at, person) for at, person in acts if at is not None)
    return f"{person or _('系统')} {date_format(localtime(at))}"


def _day(day: date | None) -> str:
    return date_format(day) if day else ""
