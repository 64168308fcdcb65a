from django.apps import AppConfig
from django.core import checks

from config.checks import ALL, INSTALLATION, check_database


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        for check in ALL:
            checks.register(check, INSTALLATION)
        checks.register(check_database, checks.Tags.database)
