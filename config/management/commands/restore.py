"""`manage.py restore DIR`: a backup into an empty installation; `--check`: what differs from one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backup.folder import KeptBackup, identities_of
from config.backup.restoring import compare, opened, restore
from config.backup.trouble import BackupFailed


class Command(BaseCommand):
    help = "Restore a backup into an empty installation and compare every row and file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="what `manage.py backup` wrote")
        parser.add_argument("--identity", type=Path, required=True, help="the file with the private key")
        parser.add_argument("--check", action="store_true", help="change nothing, only name what differs")

    def handle(self, *, folder: Path, identity: Path, check: bool, **options: Any) -> None:
        try:
            backup = KeptBackup(folder, identities_of(identity))
            contents = opened(backup)
            if not check:
                restore(backup, contents)
            found = list(compare(backup, contents))
        except BackupFailed as failed:
            raise CommandError(str(failed)) from failed
        self.stdout.writelines(f"{line}\n" for line in found)
        words = (
            f"{contents.at}: {contents.rows} rows and {len(contents.files)} files, {len(found)} differences"
        )
        if found:
            raise CommandError(words)
        self.stdout.write(words)
