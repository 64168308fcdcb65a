from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CriteriaConfig(AppConfig):
    name = "assessment.criteria"
    label = "criteria"
    verbose_name = _("评测指标")
    default_auto_field = "django.db.models.BigAutoField"
