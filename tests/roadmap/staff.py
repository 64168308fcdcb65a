"""A small library in the admin, and the people who edit, publish and read it."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from enterprises.models import User
from roadmap import models
from roadmap.domain.library import Library
from roadmap.domain.sector import SectorDivision
from roadmap.selectors.entries import draft_of
from roadmap.services import copy_entry
from tests.library import load_once
from tests.pages import signed_in
from tests.people import AT, make_user
from tests.roadmap.sectors import (
    make_case,
    make_library,
    make_measure,
    make_sector,
    make_solution,
    make_support,
)
from tests.standards.editing import form_of

LIBRARY: Library = make_library(
    make_sector(
        name=make_sector().name,
        weights={"S06": 5, "S01": 3},
        pains=(make_sector().name, make_case().firm),
        divisions=(SectorDivision(division="23", rank=1),),
    ),
    make_measure("example-1", "start", "S01"),
    make_measure("example-2", "integrate", "S06", prerequisites=("example-1",)),
    make_case(sector="example"),
    make_solution(),
    make_support(region="330100", sectors=("example",), sizes=("small",), level_after_low=2),
)
KINDS: tuple[type[models.Entry], ...] = (
    models.Sector,
    models.Measure,
    models.Case,
    models.Solution,
    models.SupportMeasure,
)


def make_clerk(*verbs: str, name: str = "") -> User:
    """Return a member of staff who may do this with every kind of entry."""
    user = make_user(is_staff=True, name=name)
    names = [f"{verb}_{kind._meta.model_name}" for verb in verbs for kind in KINDS]
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="roadmap", codename__in=names)
    )
    return user


def url_of(entry: models.Entry, page: str = "change") -> str:
    return reverse(f"admin:roadmap_{entry._meta.model_name}_{page}", args=[entry.pk])


def list_of(kind: type[models.Entry]) -> str:
    return reverse(f"admin:roadmap_{kind._meta.model_name}_changelist")


def published(kind: type[Any], code: str) -> Any:
    return kind.objects.get(code=code, state=models.State.PUBLISHED)


def copied(kind: type[Any], code: str, by: User) -> Any:
    """Return a new draft of the next version of an entry."""
    copy_entry(entry=published(kind, code), by=by, at=AT)
    return draft_of(published(kind, code))


def save(client: Client, entry: models.Entry, shown: dict[str, Any], **typed: object) -> Any:
    """Save the page of a draft that was opened before, with some fields typed over."""
    return client.post(url_of(entry), {**shown, **typed, "_continue": ""})


def edit(client: Client, entry: models.Entry, **typed: object) -> Any:
    """Open the page of a draft, type over some fields and save."""
    return save(client, entry, form_of(client.get(url_of(entry))), **typed)


@pytest.fixture
def library(load_2024: object) -> Library:
    """The small library, published from a file."""
    load_once("staff", LIBRARY)
    return LIBRARY


@pytest.fixture
def writer(library: Library) -> User:
    """An editor of roadmaps."""
    return make_clerk("add", "change", "delete", "view", name="李波")


@pytest.fixture
def desk(writer: User) -> Client:
    """The editor's browser."""
    return signed_in(writer)


@pytest.fixture
def publisher(library: Library) -> Client:
    """The browser of a publisher, who edits nothing."""
    return signed_in(make_clerk("view", "publish", name="赵伟"))
