"""`manage.py export_roadmaps`: write what is published as exchange files or as a workbook."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from roadmap.domain.exchange import dump, files
from roadmap.presenters.workbook import workbook_of
from roadmap.selectors.entries import published_library


class Command(BaseCommand):
    help = "Write the published library to standard output, or one file a sector into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--into", metavar="FOLDER", type=Path, help="for example roadmap/data")
        parser.add_argument("--xlsx", metavar="FILE", type=Path, help="write an Excel workbook to this file")

    def handle(self, *, into: Path | None, xlsx: Path | None, **_options: Any) -> None:
        library = published_library()
        if xlsx is not None:
            xlsx.write_bytes(workbook_of(library))
            return
        if into is None:
            self.stdout.write(dump(library), ending="")
            return
        for name, text in files(library).items():
            (into / name).write_text(text, encoding="utf-8")
