from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapConfig(AppConfig):
    name = "roadmap"
    verbose_name = _("细分行业路线图")
    default_auto_field = "django.db.models.BigAutoField"
