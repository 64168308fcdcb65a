"""`manage.py backup DIR`: database and files of this installation, encrypted."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.models import Action
from audit.services import record
from config.backup.folder import recipients_of
from config.backup.making import ELSEWHERE, make
from config.backup.trouble import BackupFailed


class Command(BaseCommand):
    help = "Write database and files into a new folder, encrypted for SHUJIE_BACKUP_RECIPIENTS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder that is new or empty")

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            recipients = recipients_of(settings.BACKUP_RECIPIENTS)
            # Before: the backup holds it, and nothing differs from it afterwards.
            record(Action.BACKED_UP, by=None, at=timezone.now())
            made = make(path=folder, recipients=recipients, at=timezone.now())
        except BackupFailed as failed:
            raise CommandError(str(failed)) from failed
        self.stdout.write(f"{folder}: {made.rows} rows and {len(made.files)} files, read back and unchanged.")
        self.stdout.write("Not in it, to be kept elsewhere:")
        self.stdout.writelines(f"- {what}\n" for what in ELSEWHERE)
