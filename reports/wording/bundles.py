"""What is said of several reports in one zip."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.domain.short_name import for_file
from reports.models import Bundle

NOTHING_CHOSEN = gettext_lazy("请至少选择一份结果。")
TOO_MANY_CHOSEN = gettext_lazy("一次最多选择 %(most)s 份结果。")


def bundle_name(bundle: Bundle) -> str:
    """Return the name under which the zip is saved."""
    day = timezone.localdate(bundle.requested_at)
    return f"{for_file(bundle.enterprise.name)}_{for_file(_('数字化水平自评报告'))}_{day:%Y%m%d}.zip"
