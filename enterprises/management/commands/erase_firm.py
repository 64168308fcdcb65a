"""`manage.py erase_firm CODE`: erase a firm with all that is its own, where its owner cannot."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from enterprises.domain.credit_code import normalise
from enterprises.models import Enterprise
from enterprises.services.erasing import erase, rows_of


class Command(BaseCommand):
    help = "Erase a firm with results, plans, reports and files, at once. Without --yes: say what would go."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="credit code, or the public id where several firms have one code")
        parser.add_argument("--yes", action="store_true", help="do it")

    def handle(self, *, code: str, yes: bool, **options: Any) -> None:
        firm = _firm(code)
        if yes:
            tombstone = erase(enterprise=firm, by=None, at=timezone.now())
            self.stdout.write(f"{firm.public_id}: erased, {tombstone.results} results, {tombstone.digest}")
            return
        for model, keys in rows_of(firm).items():
            self.stdout.write(f"{model._meta.label}: {len(keys)}")
        self.stdout.write(f"{firm.public_id}: nothing has been done; --yes erases all of these, for good.")


def _firm(code: str) -> Enterprise:
    try:
        found = list(Enterprise.objects.filter(public_id=UUID(code)))
    except ValueError:
        found = list(Enterprise.objects.filter(uscc=normalise(code)).order_by("pk"))
    if not found:
        raise CommandError(f"There is no firm {code}.")
    if len(found) > 1:
        ids = ", ".join(str(firm.public_id) for firm in found)
        raise CommandError(f"Several firms have this code; name one by its id: {ids}")
    return found[0]
