"""Sentences about what the library does not say."""

from django.utils.translation import gettext

from enterprises.domain import regions
from roadmap.domain.empty import EmptyField, Unserved
from roadmap.models.mapping import TABLES
from roadmap.wording.tables import page_words
from standards.wording.results import local


def empty_field_text(found: EmptyField) -> str:
    """Say of a field how many entries leave it empty."""
    table = TABLES[found.kind]
    part = table.lists.get(found.name)
    labels = page_words().labels
    label = part.model._meta.verbose_name if part else labels[f"{found.kind}:{found.name}"]
    return gettext("%(kind)s：%(field)s空着 %(empty)s/%(of)s 条") % {
        "kind": table.model._meta.verbose_name,
        "field": label,
        "empty": len(found.entries),
        "of": found.of,
    }


def unserved_texts(found: Unserved) -> tuple[tuple[str, str], ...]:
    """Return headings with the names of what there is nothing for; what is served has none."""
    told = (
        (gettext("没有自己案例的细分行业"), (local(one.name) for one in found.sectors)),
        (gettext("没有解决方案的题目和场景"), (f"{one.code} {local(one.name)}" for one in found.items)),
        (gettext("没有地方支持政策的省份"), map(regions.full_name, found.provinces)),
    )
    joined = ((heading, gettext("、").join(names)) for heading, names in told)
    return tuple((heading, names) for heading, names in joined if names)
