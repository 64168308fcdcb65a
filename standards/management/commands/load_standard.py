"""`manage.py load_standard`: publish the committed standards, or the files named."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from editing.files.refusals import FileRefused
from editing.services.refusals import RefusedChange
from standards.domain.exchange import ExchangeError
from standards.presenters.file import read_standard
from standards.selectors.committed import real_files
from standards.services import Loaded, load

SAID = {Loaded.PUBLISHED: "published", Loaded.UNCHANGED: "unchanged"}


class Command(BaseCommand):
    help = "Load standards from files or workbooks; all or nothing. Loading the same again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="default: the standards of this repository")
        parser.add_argument(
            "--erratum", default="", help="the source that allows an official standard to be graded otherwise"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")

    def handle(self, *args: Any, files: list[Path], erratum: str, dry_run: bool, **options: Any) -> None:
        at = timezone.now()
        with transaction.atomic():
            for file in files or real_files():
                try:
                    standard = read_standard(file.read_bytes())
                    loaded = load(standard=standard, by=None, at=at, erratum=erratum)
                except (OSError, UnicodeDecodeError, ExchangeError, FileRefused, RefusedChange) as error:
                    raise CommandError(f"{file.name}: {error}") from None
                self.stdout.write(f"{standard.code}@{standard.revision}: {SAID[loaded]}")
            if dry_run:
                transaction.set_rollback(True)
                self.stdout.write("Dry run: nothing was written.")
