"""`manage.py load_groups`: make the groups of staff, or bring their permissions up to date."""

from typing import Any

from django.core.management.base import BaseCommand

from config.groups import load_groups


class Command(BaseCommand):
    help = "Load the groups of staff with their permissions. Repeating it changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        for group in load_groups():
            self.stdout.write(f"{group.name}: {group.permissions.count()} permissions")
