"""Publishing and retiring entries. Each writes a version of the library, which all processes notice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from audit.models import Action
from audit.services import record
from editing.services.lifecycle import (
    PUBLISHED,
    RETIRED,
    check_four_eyes,
    mark_published,
    mark_retired,
    own_work,
)
from editing.services.refusals import Refusal, RefusedChange
from enterprises.domain.sectors import GENERAL
from enterprises.models import User
from enterprises.services.sectors import keep_sector_map
from roadmap import models
from roadmap.domain.choosing import sector_map
from roadmap.domain.entries import Entry, Kind
from roadmap.domain.exchange import content_digest
from roadmap.domain.library import Key
from roadmap.models import State, mapping
from roadmap.selectors import entries as selectors
from roadmap.services.drafts import locked, name_of
from roadmap.services.refusals import LibraryRefusal
from roadmap.services.standards import reference_standard

NAMED = 3  # entries of one publication that the log names; more are counted


def publish_entry(*, entry: models.Entry, by: User, at: datetime) -> None:
    """Publish one draft as `publish_entries` does."""
    publish_entries(entries=[entry], by=by, at=at)


@transaction.atomic
def publish_entries(*, entries: Sequence[models.Entry], by: User, at: datetime) -> None:
    """Freeze drafts and show them; each takes the place of the version that was published before.

    Several together where they need each other, as a new sector and its measures do. Raises RefusedChange
    if one is no draft, has no change note, was written or changed by the publisher (setting FOUR_EYES), or
    brings a problem into the library that was not there.
    """
    _wait_for_others()
    drafts = [locked(entry, State.DRAFT, Refusal.NOT_DRAFT) for entry in entries]
    if without := tuple(name_of(row) for row in drafts if not row.change_note.strip()):
        raise RefusedChange(Refusal.NOTE_MISSING, *without)
    own = own_work(drafts, by=by, authors=selectors.authors)
    check_four_eyes([name_of(row) for row in own])
    for row in own:
        row.same_person = True
    contents = [selectors.content_of(row) for row in drafts]
    refuse_new_problems(contents)
    publish_rows(list(zip(drafts, contents, strict=True)), by=by, at=at)
    keep_version(at=at)


@transaction.atomic
def retire_entry(*, entry: models.Entry, by: User, at: datetime) -> None:
    """Show a published entry no longer, whoever refers to it: pages leave it out. Raises RefusedChange."""
    _wait_for_others()
    row = locked(entry, State.PUBLISHED, Refusal.NOT_PUBLISHED)
    if (mapping.kind_of(row), row.code) == (Kind.SECTOR, GENERAL):
        raise RefusedChange(LibraryRefusal.GENERAL_STAYS)
    retire_rows([row], by=by, at=at)
    keep_version(at=at)
    record(Action.RETIRED, by=by, at=at, kind="roadmap", subject=_named([row]))


def refuse_new_problems(contents: Iterable[Entry], *, without: Iterable[Key] = ()) -> None:
    """Raise RefusedChange with the problems that these entries would bring into the published library."""
    found = selectors.soundness(contents, reference_standard(), without=without)
    if found.fresh:
        raise RefusedChange(Refusal.NOT_SOUND, problems=found.fresh)


def publish_rows(pairs: Sequence[tuple[models.Entry, Entry]], *, by: User | None, at: datetime) -> None:
    """Write that these drafts are published, and retire what was published under their codes."""
    shelves: dict[Kind, list[models.Entry]] = defaultdict(list)
    for row, content in pairs:
        mark_published(row, digest=content_digest(content), by=by, at=at)
        shelves[content.kind].append(row)
    for kind, drafts in shelves.items():
        before = mapping.versions(kind).filter(state=State.PUBLISHED, code__in=[row.code for row in drafts])
        retire_rows(list(before), by=by, at=at)
        _update(drafts, PUBLISHED, by=by, at=at)
    record(Action.PUBLISHED, by=by, at=at, kind="roadmap", subject=_named(row for row, _content in pairs))


def _named(rows: Iterable[models.Entry]) -> str:
    """Return the entries by kind and code, or how many there are."""
    names = [f"{mapping.kind_of(row)} {row.code}" for row in rows]
    return ", ".join(names) if len(names) <= NAMED else f"{len(names)} entries"


def retire_rows(retired: Sequence[models.Entry], *, by: User | None, at: datetime) -> None:
    """Write that these published entries, all of one kind, are retired."""
    for row in retired:
        mark_retired(row, by=by, at=at)
    _update(retired, RETIRED, by=by, at=at)


def keep_version(*, at: datetime) -> None:
    """Tell all processes what is published now, and which sectors firms may choose."""
    library, digest = selectors.published_with_digest()
    models.LibraryVersion.objects.create(digest=digest, at=at)
    keep_sector_map(sector_map=sector_map(library.sectors), at=at)


def _update(changed: Sequence[Any], fields: Sequence[str], *, by: User | None, at: datetime) -> None:
    if changed:
        bulk_update_with_history(changed, type(changed[0]), fields, default_user=by, default_date=at)


def _wait_for_others() -> None:
    """Let one publication follow the other, as each is checked against what the last one left."""
    models.LibraryVersion.objects.select_for_update().order_by("-pk").first()
