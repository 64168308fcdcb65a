"""`manage.py export_standard`: write a revision as an exchange file or as a workbook."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from standards.models import Revision
from standards.presenters.workbook import export_workbook
from standards.selectors.revisions import export, named_revision


class Command(BaseCommand):
    help = "Write a published revision as a file of this repository to standard output, or as a workbook."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("standard", help="code or code@revision, for example miit-sme-2024@1")
        parser.add_argument("--xlsx", type=Path, metavar="FILE", help="write an Excel workbook to this file")

    def handle(self, *args: Any, standard: str, xlsx: Path | None, **options: Any) -> None:
        try:
            revision = named_revision(standard)
        except Revision.DoesNotExist:
            raise CommandError(f"{standard}: no such published revision") from None
        if xlsx is None:
            self.stdout.write(export(revision.pk), ending="")
            return
        try:
            xlsx.write_bytes(export_workbook(revision.pk))
        except OSError as error:
            raise CommandError(f"{xlsx.name}: {error}") from None
