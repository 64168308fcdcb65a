"""`manage.py load_standard`: load the committed standards, or the files named.

A file that says of itself that it is official is published at once only where it came with this code; in
production every file becomes a draft, which a person publishes in the admin.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from editing.files.refusals import FileRefused
from editing.services.refusals import RefusedChange
from standards.domain.exchange import ExchangeError
from standards.domain.standard import Origin, Standard
from standards.presenters.file import read_standard
from standards.selectors.committed import real_files
from standards.services import Loaded, load

SAID = {
    Loaded.PUBLISHED: "published",
    Loaded.UNCHANGED: "unchanged",
    Loaded.DRAFT: "a draft; somebody has to publish it in the admin",
}


class Command(BaseCommand):
    help = "Load standards from files or workbooks; all or nothing. Loading the same again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="default: the standards of this repository")
        parser.add_argument(
            "--erratum", default="", help="why an official standard is graded otherwise: document and address"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")

    def handle(self, *args: Any, files: list[Path], erratum: str, dry_run: bool, **options: Any) -> None:
        at = timezone.now()
        with transaction.atomic():
            for file in files or real_files():
                try:
                    standard = read_standard(file.read_bytes())
                    at_once = not settings.PRODUCTION and (_is_ours(file) or not _is_official(standard))
                    loaded = load(standard=standard, by=None, at=at, at_once=at_once, erratum=erratum)
                except (OSError, UnicodeDecodeError, ExchangeError, FileRefused, RefusedChange) as error:
                    raise CommandError(f"{file.name}: {error}") from None
                self.stdout.write(f"{standard.code}@{standard.revision}: {SAID[loaded]}")
            if dry_run:
                transaction.set_rollback(True)
                self.stdout.write("Dry run: nothing was written.")


def _is_ours(file: Path) -> bool:
    return file.resolve() in real_files()


def _is_official(standard: Standard) -> bool:
    return standard.origin is Origin.OFFICIAL
