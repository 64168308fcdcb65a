"""One world for all tests of this folder: each request is undone, so none notices the others."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.urls.world import World, make_world


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        connection.check_constraints()  # else the end of each test does it again
        yield world
        transaction.set_rollback(True)
