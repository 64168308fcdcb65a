"""What a report in another form says of itself, in the report's language."""

from django.utils import translation
from django.utils.translation import gettext as _

from reports.models import DJANGO_LANGUAGES, Report


def export_remark(report: Report) -> str:
    with translation.override(DJANGO_LANGUAGES[report.language]):
        return _("由报告 %(number)s 导出，内容可以改动；核验以 PDF 为准。") % {"number": report.number}
