"""What tests of the criteria admin have: half of the standard, published, a draft of it, two editors.

Made once a module, for a standard has many rows; every test sees them anew.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from enterprises.models import User
from standards.models import Revision
from standards.services import copy_revision
from tests.domain.edits import Data, edited, part
from tests.kept_rows import write_once
from tests.pages import signed_in
from tests.people import AT
from tests.standards.editing import VIEW, WRITE, make_staff
from tests.standards.fixtures import make_published, standard_2024


def halve(data: Data) -> None:
    """Leave one dimension, half of the scenes and two terms: pages of all of them take twice the time."""
    data["dimensions"] = [data["dimensions"][0] | {"weight": 100}]
    data["scene_groups"] = data["scene_groups"][:2]
    left = [scene["code"] for group in data["scene_groups"] for scene in group["scenes"]]
    variant = part(data, "warehouse_not_constrained")
    variant["constrained"] = [code for code in variant["constrained"] if code in left]
    data["figures"] = data["figures"][:3]
    data["terms"] = [term for term in data["terms"] if term["word"]["zh"] in ("OEE", "MES")]


HALF = replace(edited(standard_2024(), halve), revision=1)


class World(NamedTuple):
    """The keys of what there is."""

    published: int
    draft: int
    editor: int
    colleague: int


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        write_once("half", lambda: make_published(standard=HALF))
        first = Revision.objects.get()
        editor, colleague = make_staff(VIEW, WRITE, name="李波"), make_staff(VIEW, WRITE, name="王爱丽")
        draft = copy_revision(revision=first, by=editor, at=AT)
        yield World(first.pk, draft.pk, editor.pk, colleague.pk)
        transaction.set_rollback(True)


@pytest.fixture
def published(world: World, db: None) -> Revision:
    """Half of the committed standard."""
    return Revision.objects.select_related("standard").get(pk=world.published)


@pytest.fixture
def draft(world: World, db: None) -> Revision:
    """A draft that the editor began as a copy of it."""
    return Revision.objects.select_related("standard").get(pk=world.draft)


@pytest.fixture
def editor(world: World, db: None) -> User:
    return User.objects.get(pk=world.editor)


@pytest.fixture
def colleague(world: World, db: None) -> User:
    """Another editor."""
    return User.objects.get(pk=world.colleague)


@pytest.fixture
def desk(editor: User) -> Client:
    """The editor's browser."""
    return signed_in(editor)


@pytest.fixture
def other_desk(colleague: User) -> Client:
    """The colleague's browser."""
    return signed_in(colleague)
