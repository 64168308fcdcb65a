"""What the roadmap's admin pages say of entries, and where they stand."""

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.translation import get_language

from enterprises.domain.divisions import Division
from roadmap.admin import addresses, cells
from roadmap.models import Entry
from roadmap.models.mapping import kind_of
from roadmap.permissions import can_view_all, can_write_all, seen_kinds
from roadmap.selectors.entries import lapsed, lapsing

register = template.Library()


@register.simple_tag
def entry_url(entry: Entry, step: str = "change") -> str:
    """Return the address of a version of an entry, or of what can be done with it."""
    return addresses.step_url(entry, step)


@register.simple_tag
def list_url(entry: Entry) -> str:
    """Return the address of the list of an entry's kind."""
    return addresses.list_url(type(entry))


@register.simple_tag
def version_name(entry: Entry) -> str:
    """Return the number of a version in words."""
    return cells.version_name(entry)


@register.simple_tag
def kind_name(entry: Entry) -> str:
    """Return what entries of this kind are called."""
    return str(entry._meta.verbose_name)


@register.simple_tag
def validity(entry: Entry) -> str:
    """Return how long a version holds, seen from today."""
    return cells.validity(entry, timezone.localdate())


@register.simple_tag
def division_name(division: Division) -> str:
    """Return the name of a division in the language of the page."""
    return division.name.plain(get_language() or "")


@register.simple_tag(takes_context=True)
def library_dates(context: Context) -> dict[str, int] | None:
    """Return how many published entries lapse soon and have lapsed; None for who sees no roadmaps."""
    seen = seen_kinds(context["request"].user)
    if not seen:
        return None
    today = timezone.localdate()
    return {
        "lapsing": sum(kind_of(entry) in seen for entry in lapsing(today)),
        "lapsed": sum(kind_of(entry) in seen for entry in lapsed(today)),
    }


@register.simple_tag(takes_context=True)
def library_files(context: Context) -> dict[str, bool]:
    """Return whether the person of the request may take the library out as a file, and bring one in."""
    user = context["request"].user
    return {"out": can_view_all(user), "in": can_write_all(user)}
