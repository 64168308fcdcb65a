"""`manage.py load_roadmaps`: bring the tables to what the roadmap files say."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from roadmap.exchange import RoadmapFileError, read_library
from roadmap.services import Changes, compare, load_library


class Command(BaseCommand):
    help = "Load the sector roadmaps and cases from roadmap/data. Loading twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        try:
            library = read_library()
        except RoadmapFileError as error:
            raise CommandError(str(error)) from error
        changes = compare(library) if dry_run else load_library(library=library, at=timezone.now())
        self._print(changes)
        if dry_run:
            self.stdout.write("dry run: nothing written")

    def _print(self, changes: Changes) -> None:
        for word, codes in (("new", changes.new), ("changed", changes.changed), ("removed", changes.removed)):
            for code in codes:
                self.stdout.write(f"{word:<8} {code}")
        self.stdout.write(
            f"roadmaps and cases: {len(changes.new)} new, {len(changes.changed)} changed, "
            f"{len(changes.removed)} removed, {len(changes.unchanged)} unchanged"
        )
