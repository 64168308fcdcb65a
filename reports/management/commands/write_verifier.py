"""`manage.py write_verifier FILE`: write the stand-alone page that checks reports (docs/verify/)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from reports.presenters.verifier import verifier_page


class Command(BaseCommand):
    help = "Write the stand-alone page that checks reports."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        file.write_text(verifier_page(), encoding="utf-8")
