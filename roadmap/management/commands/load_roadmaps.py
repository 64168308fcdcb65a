"""`manage.py load_roadmaps`: publish what the committed roadmap files say."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from editing.domain.schema import ExchangeError
from editing.services.refusals import RefusedChange
from roadmap.domain.exchange import read_library
from roadmap.services import Loaded, load_library


class Command(BaseCommand):
    help = "Publish roadmap/data; what people edited here stays. Loading twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        try:
            library = read_library()
            with transaction.atomic():
                loaded = load_library(library=library, at=timezone.now())
                transaction.set_rollback(dry_run)
        except ExchangeError as error:
            raise CommandError(str(error)) from error
        except RefusedChange as error:
            unsound = ["the library would not be sound", *map(str, error.problems)]
            raise CommandError("\n".join(unsound) if error.problems else str(error)) from error
        self._print(loaded)
        if dry_run:
            self.stdout.write("dry run: nothing written")

    def _print(self, loaded: Loaded) -> None:
        for word, keys in (
            ("new", loaded.new),
            ("changed", loaded.changed),
            ("removed", loaded.removed),
            ("kept", loaded.kept),
        ):
            for kind, code in keys:
                self.stdout.write(f"{word:<8} {kind}[{code}]")
        self.stdout.write(
            f"roadmap library: {len(loaded.new)} new, {len(loaded.changed)} changed, "
            f"{len(loaded.removed)} removed, {len(loaded.unchanged)} unchanged, "
            f"{len(loaded.kept)} kept as edited here"
        )
