"""`manage.py export_roadmaps`: write what is published as exchange files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from roadmap.entry_selectors import published_library
from roadmap.exchange import dump, files


class Command(BaseCommand):
    help = "Write the published library to standard output, or one file a sector into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--into", metavar="FOLDER", type=Path, help="for example roadmap/data")

    def handle(self, *, into: Path | None, **_options: Any) -> None:
        library = published_library()
        if into is None:
            self.stdout.write(dump(library), ending="")
            return
        for name, text in files(library).items():
            (into / name).write_text(text, encoding="utf-8")
