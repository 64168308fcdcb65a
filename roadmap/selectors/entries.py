"""Reading entries in their versions: for those who edit, compare and publish them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from django.db.models import Max, Q, QuerySet

from editing.selectors import history
from roadmap import models
from roadmap.domain.entries import Entry, Evidence, Kind
from roadmap.domain.exchange import content_digest, library_digest
from roadmap.domain.fitting import problems
from roadmap.domain.library import Key, Library, key_of
from roadmap.domain.problems import Problem
from roadmap.models import State, mapping
from standards.domain.standard import Standard
from standards.selectors.revisions import compiled, default_revision

LAPSING_DAYS = 30
UNCHECKED_DAYS = 90
# What refers to a kind by code: the table, and the way from it to the code.
REFERENCES: dict[Kind, tuple[tuple[type[models.Entry], str], ...]] = {
    Kind.SECTOR: (
        (models.Measure, "sector"),
        (models.Case, "sector"),
        (models.SupportMeasure, "sectors__sector"),
    ),
    Kind.MEASURE: ((models.Measure, "prerequisites__measure"),),
    Kind.CASE: ((models.Sector, "near_case"),),
    Kind.SUPPORT: ((models.SupportMeasure, "excludes__support"),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How a library differs from what is published, by entry."""

    new: tuple[Key, ...]
    changed: tuple[Key, ...]
    unchanged: tuple[Key, ...]
    removed: tuple[Key, ...]  # published, and not in the library


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundness:
    """What would be wrong with the published library."""

    fresh: tuple[Problem, ...]  # what the change brings
    known: tuple[Problem, ...]  # what is wrong already


def published_library() -> Library:
    """Return all that is published, whether it holds today or not, as it stands in the tables now."""
    return Library.of(content for _row, content in published_rows())


def published_with_digest(then: datetime | None = None) -> tuple[Library, str]:
    """Return all that is published, and its digest: of what its entries were frozen with, not made anew.

    `then`: what was published at that time, in versions that may be retired by now.
    """
    rows = published_rows(then)
    library = Library.of(content for _row, content in rows)
    return library, library_digest(library, {key_of(content): row.digest for row, content in rows})


def published_rows(then: datetime | None = None) -> list[tuple[models.Entry, Entry]]:
    """Return all that is published, or was at a time, with its content, kind by kind."""
    return [found for kind in Kind for found in mapping.read(_published(kind, then))]


def published_digests() -> dict[Key, str]:
    """Map each published entry to the digest of its content."""
    return {
        (kind, code): digest
        for kind in Kind
        for code, digest in _published(kind).values_list("code", "digest").order_by("code")
    }


def compare(library: Library) -> Changes:
    """Tell how a library differs from what is published."""
    published = published_digests()
    wanted = {key_of(entry): content_digest(entry) for entry in library}
    known = [key for key in wanted if key in published]
    return Changes(
        new=tuple(key for key in wanted if key not in published),
        changed=tuple(key for key in known if wanted[key] != published[key]),
        unchanged=tuple(key for key in known if wanted[key] == published[key]),
        removed=tuple(key for key in published if key not in wanted),
    )


def content_of(row: models.Entry) -> Entry:
    """Return what a version of an entry says."""
    [(_row, content)] = mapping.read([row])
    return cast(Entry, content)


def reference_standard() -> Standard:
    """Return the standard whose scenes and questions entries may name. Raises Revision.DoesNotExist."""
    return compiled(default_revision().pk)


def next_versions(kind: Kind, codes: list[str]) -> dict[str, int]:
    """Map each code to the number of its next version."""
    last = dict(
        mapping.versions(kind)
        .filter(code__in=codes)
        .values("code")
        .annotate(Max("version"))
        .values_list("code", "version__max")
    )
    return {code: last.get(code, 0) + 1 for code in codes}


def edited_here() -> frozenset[Key]:
    """Return the entries whose newest version people made: a draft, or what they published or retired."""
    made: set[Key] = set()
    for kind in Kind:
        versions = mapping.versions(kind).order_by("code", "version")
        for code, state, publisher, retirer in versions.values_list(
            "code", "state", "published_by_id", "retired_by_id"
        ):
            last_hand = {State.DRAFT: True, State.PUBLISHED: publisher, State.RETIRED: retirer}[State(state)]
            made.discard((kind, code))
            if last_hand is not None:
                made.add((kind, code))
    return frozenset(made)


def lapsing(on: date) -> list[models.Entry]:
    """Return what is published and ends within `LAPSING_DAYS`, the next to end first."""
    last = on + timedelta(days=LAPSING_DAYS)
    found = [row for kind in Kind for row in _published(kind).filter(valid_until__range=(on, last))]
    return sorted(found, key=lambda row: (str(row.valid_until), row.code))


def lapsed(on: date) -> list[models.Entry]:
    """Return what is published though its last day is over, the first to end first."""
    found = [row for kind in Kind for row in _published(kind).filter(valid_until__lt=on)]
    return sorted(found, key=lambda row: (str(row.valid_until), row.code))


def unchecked(on: date) -> list[models.Entry]:
    """Return what is published, rests on a source and has not been held against it for `UNCHECKED_DAYS`.

    What never was comes first, then the longest ago.
    """
    found = (
        row
        for kind in Kind
        for row in _resting_on_sources(kind).exclude(checked_on__gt=on - timedelta(days=UNCHECKED_DAYS))
    )
    return sorted(found, key=lambda row: (str(row.checked_on or ""), row.code))


def _resting_on_sources(kind: Kind) -> QuerySet[models.Entry]:
    """Return what is published of a kind, without our own judgement: it has nothing to be held against."""
    rows = _published(kind)
    return rows if kind is Kind.CASE else rows.exclude(Q(evidence=Evidence.G))  # cases have a grade


def versions_of(row: models.Entry) -> QuerySet[models.Entry]:
    """Return all versions of an entry, the newest first."""
    return mapping.versions(mapping.kind_of(row)).filter(code=row.code).order_by("-version")


def draft_of(row: models.Entry) -> models.Entry | None:
    """Return the draft of the same entry, None where there is none."""
    return versions_of(row).filter(state=State.DRAFT).first()


def published_of(row: models.Entry) -> models.Entry | None:
    """Return the published version of the same entry, None where there is none."""
    return versions_of(row).filter(state=State.PUBLISHED).first()


def drafts() -> list[models.Entry]:
    """Return all drafts, kind by kind: a query each."""
    return [row for kind in Kind for row in mapping.versions(kind).filter(state=State.DRAFT).order_by("code")]


def soundness(contents: Iterable[Entry], standard: Standard, *, without: Iterable[Key] = ()) -> Soundness:
    """Tell what would be wrong with the published library if these entries stood in it."""
    present = published_library()
    before = set(problems(present, standard))
    after = problems(present.replacing(contents, without=without), standard)
    return Soundness(
        fresh=tuple(found for found in after if found not in before),
        known=tuple(found for found in after if found in before),
    )


def has_other_version(row: models.Entry) -> bool:
    """Return whether an entry has another version than this one."""
    return bool(type(row)._default_manager.filter(code=row.code).exclude(pk=row.pk).exists())


def holders(row: models.Entry) -> list[models.Entry]:
    """Return who would refer to nothing if this version went: those who refer to its only version."""
    return [] if has_other_version(row) else referring(row)


def referring(row: models.Entry) -> list[models.Entry]:
    """Return the drafts and published entries that refer to an entry by its code."""
    return [
        other
        for model, path in REFERENCES.get(mapping.kind_of(row), ())
        for other in model._default_manager.filter(**{path: row.code})
        .exclude(state=State.RETIRED)
        .order_by("code", "-version")
    ]


def authors(row: models.Entry) -> frozenset[int]:
    """Return the ids of the people who wrote or changed a version of an entry or its parts."""
    parts = (table.model for table in mapping.TABLES[mapping.kind_of(row)].tables())
    return history.author_ids(row, parts, tie="entry_id")


def _published(kind: Kind, then: datetime | None = None) -> QuerySet[models.Entry]:
    if then is None:
        return mapping.versions(kind).filter(state=State.PUBLISHED)
    still = Q(retired_at=None) | Q(retired_at__gt=then)
    return mapping.versions(kind).filter(still, published_at__lte=then)
