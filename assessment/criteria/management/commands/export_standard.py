"""`manage.py export_standard`: write a revision as an exchange file."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessment.criteria.models import Revision
from assessment.criteria.selectors import export, named_revision


class Command(BaseCommand):
    help = "Write a published revision to standard output, in the form of the files of this repository."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("standard", help="code or code@revision, for example miit-sme-2024@1")

    def handle(self, *args: Any, standard: str, **options: Any) -> None:
        try:
            revision = named_revision(standard)
        except Revision.DoesNotExist:
            raise CommandError(f"{standard}: no such published revision") from None
        self.stdout.write(export(revision.pk), ending="")
