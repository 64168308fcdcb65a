"""The name under which a report is saved."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from enterprises.domain.regions import full_name, split
from reports.domain.short_name import for_file, short_name
from reports.models import DJANGO_LANGUAGES, Report, Variant


def file_name(report: Report, ending: str = "pdf") -> str:
    """Return 企业简称_数字化水平自评报告_日期.pdf, in the report's language."""
    enterprise = report.snapshot.assessment.enterprise
    short = for_file(short_name(enterprise.name, _places(enterprise.region))) or report.number
    with translation.override(DJANGO_LANGUAGES[report.language]):
        title = for_file(_("数字化水平自评报告"))
        mark = for_file(report.get_variant_display())
    parts = [short, title, f"{timezone.localtime(report.snapshot.submitted_at):%Y%m%d}"]
    if report.variant != Variant.STANDARD:
        parts.insert(2, mark)
    return f"{'_'.join(parts)}.{ending}"


def _places(region: str) -> tuple[str, ...]:
    """Return the names of province, city and county, each without those above it."""
    names, above = [], ""
    for code in split(region):
        if code:
            whole = full_name(code)
            names.append(whole.removeprefix(above))
            above = whole
    return tuple(names)
