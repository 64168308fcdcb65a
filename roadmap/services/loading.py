"""Publishing the committed files: what they changed, never what people edited here."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from roadmap.domain.entries import Kind
from roadmap.domain.library import Key, Library
from roadmap.models import State, mapping
from roadmap.selectors.entries import compare, edited_here
from roadmap.services.drafts import write_drafts
from roadmap.services.publishing import keep_version, publish_rows, refuse_new_problems, retire_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load writes, and which entries it leaves as people here made them."""

    new: tuple[Key, ...]
    changed: tuple[Key, ...]
    removed: tuple[Key, ...]
    unchanged: tuple[Key, ...]
    kept: tuple[Key, ...]


@transaction.atomic
def load_library(*, library: Library, at: datetime) -> Loaded:
    """Publish what is new or changed in a file, retire what has left it; the same again writes nothing.

    What people edited here is left alone. Raises RefusedChange, with all problems, and writes nothing then.
    """
    plan = _plan(library)
    if not (plan.new or plan.changed or plan.removed):
        return plan
    contents = [library.by_key[key] for key in (*plan.new, *plan.changed)]
    refuse_new_problems(contents, without=plan.removed)
    drafts = write_drafts(contents=contents, by=None, at=at)
    publish_rows([(row, library.by_key[mapping.kind_of(row), row.code]) for row in drafts], by=None, at=at)
    _retire(plan.removed, at=at)
    keep_version(at=at)
    return plan


def _plan(library: Library) -> Loaded:
    """Return what is to be written."""
    changes = compare(library)
    edited = edited_here()
    return Loaded(
        new=tuple(key for key in changes.new if key not in edited),
        changed=tuple(key for key in changes.changed if key not in edited),
        removed=tuple(key for key in changes.removed if key not in edited),
        unchanged=changes.unchanged,
        kept=tuple(key for key in (*changes.new, *changes.changed) if key in edited),
    )


def _retire(keys: tuple[Key, ...], *, at: datetime) -> None:
    codes: dict[str, list[str]] = defaultdict(list)
    for kind, code in keys:
        codes[kind].append(code)
    for kind in Kind:
        gone = mapping.versions(kind).filter(state=State.PUBLISHED, code__in=codes[kind])
        retire_rows(list(gone), by=None, at=at)
