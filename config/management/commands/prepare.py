"""`manage.py prepare`: bring database, reference data and static files up to date; safe to repeat."""

import secrets
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config import static_files
from config.checks import INSTALLATION
from config.groups import record_settings
from config.old_database import refuse_old_database
from reports.document.readiness import cannot_issue
from standards.templatetags.standard_text import default_standard

FIRST_ADMIN = "admin@localhost"
WAITING = (
    "The standard %s is a draft: somebody has to publish it in the admin.\n"
    "Then run this again: the roadmaps are loaded once it is published."
)


class Command(BaseCommand):
    help = "Migrate, load standard, roadmaps and groups of staff, collect static files, try a report."
    requires_system_checks = (INSTALLATION,)  # the code was checked before; it takes as long as the rest

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--first-admin", action="store_true", help="make an administrator if there is none"
        )
        parser.add_argument("--demo", action="store_true", help="add example firms with logins")

    def handle(self, *, first_admin: bool, demo: bool, **options: Any) -> None:
        if demo and settings.PRODUCTION:
            raise CommandError("--demo is refused in production mode: its passwords are public")
        if refusal := refuse_old_database():
            raise CommandError(refusal)
        self._migrate()
        call_command("load_standard", verbosity=0, stdout=StringIO())
        if default_standard() is None:
            self.stdout.write(WAITING % settings.DEFAULT_STANDARD)
        else:
            call_command("load_roadmaps", verbosity=0, stdout=StringIO())
        call_command("load_groups", verbosity=0, stdout=StringIO())
        record_settings(at=timezone.now())
        static_files.collect()
        if trouble := cannot_issue(at=timezone.now()):
            raise CommandError(f"Reports cannot be made: {trouble}")
        if first_admin and not settings.PRODUCTION:
            self._make_first_admin()
        if demo:
            call_command("load_demo", stdout=self.stdout)

    def _migrate(self) -> None:
        """Migrate. Where nothing is left to do, the state of all models before it is not made first."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
        else:  # an attempt that was cut off may have left out what follows: permissions
            emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)

    def _make_first_admin(self) -> None:
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(9)
        users.create_superuser(email=FIRST_ADMIN, password=password)
        self.stdout.write(
            "\nThe first administrator, shown this once:\n"
            f"    e-mail    {FIRST_ADMIN}\n"
            f"    password  {password}\n"
        )
