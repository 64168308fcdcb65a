"""The standard: `standard_2024()` straight from its file, fixture `load_2024` published in the database.

Publishing takes a second and is done once a process. Where most tests of a file need the standard, the file
shares one, with `pytest.mark.usefixtures("shared_2024")`: what a test does to it is undone. It is not for
files with transactional tests, which would not see it.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from editing.services.history import save
from editing.services.lifecycle import mark_published
from enterprises.models import User
from standards.domain import exchange
from standards.domain.exchange import standard_digest
from standards.domain.standard import Standard
from standards.models import Revision
from standards.selectors import revisions as selectors
from standards.services import Erratum, import_standard
from tests.kept_rows import write_once
from tests.people import AT

STANDARDS = Path(__file__).parents[2] / "standards" / "data"
ERRATUM = Erratum(source="工信厅企业〔2025〕7号（示例）", confirmed=True)
FILE_2024 = STANDARDS / "miit-sme-2024.yaml"


@cache
def demonstration(code: str) -> Standard:
    """Return a demonstration standard, without a database."""
    return exchange.load((STANDARDS / "demonstration" / f"{code}.yaml").read_text(encoding="utf-8"))


def demo_points() -> Standard:
    """Four levels by points alone, no scenes."""
    return demonstration("demo-points")


def demo_domains() -> Standard:
    """Five levels by the weighted mean of 20 scenes, no questions."""
    return demonstration("demo-domains")


@cache
def standard_2024() -> Standard:
    """Return the committed standard, without a database."""
    return exchange.load(FILE_2024.read_text(encoding="utf-8"))


def make_published(
    *, standard: Standard | None = None, by: User | None = None, at: datetime = AT
) -> Revision:
    """Return a published revision (of the committed standard if none is given).

    Frozen without asking what `publish` asks: what becomes of results under another revision is tried with
    revisions of the official standard that nobody may publish.
    """
    revision = import_standard(standard=standard or standard_2024(), by=by, at=at)
    revision.change_note = "首次发布"
    mark_published(revision, digest=standard_digest(selectors.compiled(revision.pk)), by=by, at=at)
    save(revision, by=by, at=at)
    return revision


def published() -> Revision:
    """Return the published 2024 standard, loading it where there is none yet."""
    known = Revision.objects.published().filter(standard__code="miit-sme-2024").newest_first()
    if not known.exists():
        write_once("2024", make_published)
    return known[0]


@pytest.fixture(scope="module")
def shared_2024(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The committed standard, published once for the tests of a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        published()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def load_2024(db: None) -> Revision:
    """The committed standard, published."""
    return published()
