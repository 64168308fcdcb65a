"""What `test_new_field.py` does in its copy of the tree, before and after the fields are added."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import override_settings, setup_test_environment
from django.urls import reverse

from editing.models import State
from roadmap import models as library_tables
from roadmap.domain import exchange as library_exchange
from roadmap.domain.library import Library
from roadmap.domain.tables import library_of
from roadmap.presenters.workbook import read_file, workbook_of
from roadmap.selectors.entries import content_of
from roadmap.services import load_library
from standards.domain import exchange
from standards.models import Question, Revision
from standards.selectors import revisions as selectors
from tests.people import AT, make_user
from tests.roadmap.sectors import make_library, make_measure

MINUTES, DAYS = 7, 12
LABEL = "答题时间（分钟）"
BASIS = re.compile(r'name="basis" value="(\w+)"')


class WithoutMigrations:
    """For `MIGRATION_MODULES`: tables are made from the models at once, which is much faster."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


def before() -> None:
    """Make a database as it was before the fields were added. Its triggers come with the new migrations."""
    with override_settings(MIGRATION_MODULES=WithoutMigrations()):
        call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("migrate", fake=True, verbosity=0)


def after() -> None:
    """Take the new fields through their whole life."""
    setup_test_environment()
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("load_standard", verbosity=0)
    load_library(library=make_library(make_measure("M01", "start", "S01", sector="general")), at=AT)
    client = Client()
    client.force_login(make_user(is_staff=True, is_superuser=True))
    question(client)
    entries(client)


def question(client: Client) -> None:
    """A file with a question's field goes through the preview into a draft, onto its page and out again."""
    published = Revision.objects.get()
    same = selectors.export(published.pk)
    text = same.replace("revision: 1\n", "revision: 2\n", 1)
    text = text.replace("code: F01\n", f"code: F01\n            minutes: {MINUTES}\n", 1)
    shown = import_file(client, "exchange", text.encode())
    assert LABEL in shown
    draft = Revision.objects.get(state=State.DRAFT)
    assert selectors.export(draft.pk) == exchange.dump(exchange.load(text))
    assert f"minutes: {MINUTES}" in selectors.export(draft.pk)
    row = Question.objects.get(revision=draft, code="F01")
    page = client.get(reverse("admin:standards_question_change", args=[row.pk])).content.decode()
    assert f'name="minutes" value="{MINUTES}"' in page
    assert LABEL in page
    refused("UPDATE standards_question SET minutes = 1 WHERE revision_id = %s", published.pk)
    assert selectors.export(published.pk) == same


def entries(client: Client) -> None:
    """The same with a measure and a sector; of these each column is frozen by itself."""
    for model in (library_tables.Measure, library_tables.Sector):
        row: Any = model._default_manager.order_by("pk").first()
        library = Library.of([replace(content_of(row), days=DAYS)])  # type: ignore[call-arg]
        workbook = workbook_of(library)
        assert library_of(read_file(workbook)) == library
        assert library_exchange.load(library_exchange.dump(library)) == library
        import_file(client, "roadmap_exchange", workbook)
        draft: Any = model._default_manager.get(state=State.DRAFT)
        assert Library.of([content_of(draft)]) == library
        name = f"admin:{model._meta.db_table}_change"
        assert f'name="days" value="{DAYS}"' in client.get(reverse(name, args=[draft.pk])).content.decode()
        table = model._meta.db_table
        refused(
            f"UPDATE {table} SET state = 'retired', retired_at = '2026-03-02', days = 1 WHERE id = %s", row.pk
        )


def import_file(client: Client, namespace: str, content: bytes) -> str:
    """Upload a file and confirm it; return the page that showed it."""
    given = {"file": SimpleUploadedFile("file", content)}
    response: Any = client.post(reverse(f"{namespace}:upload"), given, follow=True)
    shown = str(response.content.decode())
    [address, _status] = response.redirect_chain[-1]
    basis = BASIS.search(shown)
    assert basis, shown
    assert client.post(f"{address}confirm/", {"basis": basis[1]}).status_code == 302
    return shown


def refused(statement: str, key: int) -> None:
    """Run SQL that the database must refuse."""
    with (
        pytest.raises(IntegrityError, match="frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [key])
