"""Writing drafts: from content, from a published version, from a file; and deleting them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from audit.models import Action
from audit.services import record
from editing.models.mapping import columns, write_parts
from editing.services.history import delete
from editing.services.lifecycle import lock
from editing.services.refusals import Refusal, RefusedChange
from enterprises.models import User
from roadmap import models
from roadmap.domain.checks import own_problems
from roadmap.domain.entries import Entry, Kind
from roadmap.domain.library import Library, key_of
from roadmap.models import State, mapping
from roadmap.selectors import entries as selectors
from roadmap.selectors.entries import Changes, compare
from roadmap.services.refusals import LibraryRefusal
from roadmap.services.standards import reference_standard


@transaction.atomic
def new_draft(*, content: Entry, by: User | None, at: datetime) -> models.Entry:
    """Store content as a draft, the next version of its code. Raises RefusedChange."""
    [row] = write_drafts(contents=[content], by=by, at=at)
    return row


@transaction.atomic
def copy_entry(*, entry: models.Entry, by: User, at: datetime) -> models.Entry:
    """Start a draft of the next version from a published or retired one. Raises RefusedChange."""
    return new_draft(content=selectors.content_of(entry), by=by, at=at)


@transaction.atomic
def delete_draft(*, entry: models.Entry, by: User, at: datetime) -> None:
    """Delete a draft with its parts.

    Raises RefusedChange if it is none, or if others refer to its code and there is no other version.
    """
    row = locked(entry, State.DRAFT, Refusal.NOT_DRAFT)
    if others := tuple(map(name_of, selectors.holders(row))):
        raise RefusedChange(LibraryRefusal.REFERRED_TO, *others)
    delete(row, by=by, at=at)
    record(Action.DELETED, by=by, at=at, kind="roadmap", subject=f"{mapping.kind_of(row)} {row.code}")


@transaction.atomic
def import_library(*, library: Library, by: User, at: datetime) -> Changes:
    """Write drafts of what is new or differs from what is published, and nothing else; all or nothing.

    Raises RefusedChange if an entry is not sound in itself or has a draft already that would be lost.
    """
    standard = reference_standard()
    changes = compare(library)
    wanted = [entry for entry in library if key_of(entry) in {*changes.new, *changes.changed}]
    wrong = tuple(found for entry in wanted for found in own_problems(entry, standard))
    if wrong:
        raise RefusedChange(Refusal.NOT_SOUND, problems=wrong)
    write_drafts(contents=wanted, by=by, at=at)
    return changes


def write_drafts(*, contents: Iterable[Entry], by: User | None, at: datetime) -> list[models.Entry]:
    """Insert drafts, a few statements a table however many there are. Raises RefusedChange."""
    shelves: dict[Kind, list[Entry]] = defaultdict(list)
    for content in contents:
        shelves[content.kind].append(content)
    written: list[models.Entry] = []
    for kind, entries in shelves.items():
        _refuse_second_drafts(kind, entries)
        versions = selectors.next_versions(kind, [entry.code for entry in entries])
        table = mapping.TABLES[kind]
        made = bulk_create_with_history(
            [
                table.model(
                    version=versions[entry.code], created_by=by, created_at=at, **columns(table, entry)
                )
                for entry in entries
            ],
            table.model,
            default_user=by,
            default_date=at,
        )
        # What a person begins has a history from here on, so that a first change has a value before it. What
        # comes from a file is frozen at once and needs none.
        pairs = zip(made, entries, strict=True)
        write_parts(table, pairs, by=by, at=at, with_history=by is not None)
        _refuse_inexact(kind, entries)
        written += made
    return written


def locked(entry: models.Entry, state: State, refusal: Refusal) -> models.Entry:
    """Return the entry's row, locked until the transaction ends. Raises RefusedChange for another state."""
    versions = type(entry)._default_manager.all()
    return lock(versions, entry.pk, state=state, refusal=RefusedChange(refusal, name_of(entry)))


def name_of(row: models.Entry) -> str:
    """Return what names a version of an entry in messages: sectors[auto]@2."""
    return f"{mapping.kind_of(row)}[{row.code}]@{row.version}"


def _refuse_second_drafts(kind: Kind, entries: list[Entry]) -> None:
    drafts = mapping.versions(kind).filter(state=State.DRAFT, code__in=[entry.code for entry in entries])
    if found := tuple(name_of(row) for row in drafts.order_by("code")):
        raise RefusedChange(Refusal.DRAFT_EXISTS, *found)


def _refuse_inexact(kind: Kind, entries: list[Entry]) -> None:
    drafts = mapping.versions(kind).filter(state=State.DRAFT, code__in=[entry.code for entry in entries])
    stored = {row.code: (row, content) for row, content in mapping.read(drafts)}
    for entry in entries:
        row, content = stored[entry.code]
        if content != entry:
            raise RefusedChange(Refusal.NOT_EXACT, name_of(row))
