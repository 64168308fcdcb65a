"""Rows copied in are those that the service wrote; where that cannot be, the service writes."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from standards.models import Revision, Standard
from tests import kept_rows
from tests.kept_rows import write_once
from tests.standards.fixtures import demo_points, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_rows, "_KEPT", {})


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def publish() -> object:
    return make_published(standard=demo_points())


def all_rows() -> dict[str, list[object]]:
    return {table: sorted(lines, key=repr) for table, lines in kept_rows._read().items()}


def never() -> object:
    raise AssertionError("It is written again")


def test_the_copy_is_what_the_service_wrote() -> None:
    with undone():
        write_once("points", publish)
        written = all_rows()
    assert not Revision.objects.exists()
    write_once("points", never)
    assert all_rows() == written
    assert Revision.objects.get().state == "published"


def test_what_was_copied_in_is_frozen_again() -> None:
    with undone():
        write_once("points", publish)
    write_once("points", never)
    with (
        pytest.raises(DatabaseError, match="frozen: standards_question"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE standards_question SET code = 'X'")


def test_where_a_key_is_taken_the_service_writes() -> None:
    with undone():
        write_once("points", publish)
        key = Standard.objects.get().pk
    Standard.objects.create(pk=key, code="another")
    write_once("points", publish)
    assert Standard.objects.count() == 2


def test_rows_that_changed_are_not_kept() -> None:
    standard = Standard.objects.create(code="another")
    write_once("rename", lambda: Standard.objects.filter(pk=standard.pk).update(code="renamed"))
    assert kept_rows._KEPT == {}
