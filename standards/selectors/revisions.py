"""Reads of the standard: which revision holds, and the revision as a domain `Standard`."""

from functools import lru_cache

from django.conf import settings
from django.db.models import QuerySet

from editing.models import State
from editing.selectors import history
from enterprises.models import User
from standards.domain import exchange
from standards.domain.standard import Origin, Outline, Standard
from standards.models import Defect, Revision, mapping

# What a verifier may still fill in after publication.
VERIFICATION = ("official_digest", "verified_on", "verified_by", "source")
MOST_DIGITS = 6  # of a revision's number: longer ones no database holds
# The columns by which `compiled_of` knows whether the cached standard still holds.
NEEDED_TO_COMPILE = ("state", "digest", *(f"verification__{name}" for name in VERIFICATION))


def compiled(revision_id: int) -> Standard:
    """Return the standard of a revision, compiled once per process.

    One query, which tells whether the cached one still holds: what a verifier filled in since is seen at
    once in every process. A draft is compiled anew each time. Raises Revision.DoesNotExist, and
    InvalidStandard for a draft that contradicts itself.
    """
    revision = Revision.objects.select_related("verification").only(*NEEDED_TO_COMPILE).get(pk=revision_id)
    return compiled_of(revision)


def compiled_of(revision: Revision) -> Standard:
    """Return the standard of a revision that was just read, with its verification, as `compiled` does."""
    if revision.state == State.DRAFT:
        return _compile(revision.pk)
    recorded = getattr(revision, "verification", None)
    key = tuple(getattr(recorded, name, None) for name in VERIFICATION)
    return _compile_once(revision.pk, revision.digest, key)


def outline(revision_id: int) -> Outline:
    """Return what a revision says, sound or not: what editors look at. Raises Revision.DoesNotExist."""
    return mapping.read_outline(Revision.objects.select_related("standard").get(pk=revision_id))


def published_revision(code: str, number: int | None = None) -> Revision:
    """Return a published revision: that of the number, else the newest without a defect, if there is one.

    Raises Revision.DoesNotExist.
    """
    revisions = Revision.objects.published().filter(standard__code=code).select_related("standard")
    if number is not None:
        return revisions.get(number=number)
    newest = revisions.best_first().first()
    if newest is None:
        raise Revision.DoesNotExist(f"No published revision of {code}")
    return newest


def default_revision() -> Revision:
    """Return the revision a new assessment starts with. Raises Revision.DoesNotExist."""
    return published_revision(settings.DEFAULT_STANDARD)


def offered_revisions(*, demonstrations: bool) -> tuple[Revision, ...]:
    """Return what a firm may start with: one published revision of each standard, the default's first.

    The newest, one without a defect where there is one. With its verification, ready for `compiled_of`.
    Demonstrations only where they are asked for, and where there is nothing else.
    """
    published = Revision.objects.published().select_related("standard", "verification").best_first()
    newest: dict[int, Revision] = {}
    for revision in published:
        newest.setdefault(revision.standard_id, revision)
    real = [found for found in newest.values() if found.standard.origin != Origin.DEMONSTRATION]
    shown = real if real and not demonstrations else list(newest.values())
    return tuple(sorted(shown, key=lambda found: found.standard.code != settings.DEFAULT_STANDARD))


def find_offered(code: str, *, demonstrations: bool) -> Revision | None:
    """Return the revision of this standard that a firm may start with, None where it is not offered."""
    offered = offered_revisions(demonstrations=demonstrations)
    return next((revision for revision in offered if revision.standard.code == code), None)


def named_revision(name: str) -> Revision:
    """Return the published revision that `code` or `code@revision` names. Raises Revision.DoesNotExist."""
    code, at, number = name.partition("@")
    if not at:
        return published_revision(code)
    if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
        raise Revision.DoesNotExist(f"No revision {name}")
    return published_revision(code, int(number))


def published_before(revision: Revision) -> tuple[Revision, ...]:
    """Return what was published of its standard before it, oldest first, and of the one it derives from."""
    known = list(
        Revision.objects.exclude(state=State.DRAFT)
        .filter(standard=revision.standard_id, number__lt=revision.number)
        .select_related("standard")
        .order_by("number")
    )
    source = revision.standard.derives_from
    return (*published_before(source), source, *known) if source else tuple(known)


def list_corrections(defect: Defect) -> QuerySet[Revision]:
    """Return the revisions that may be named as the correction of a defective one, newest first."""
    wrong = defect.revision
    later = Revision.objects.published().filter(standard=wrong.standard_id, number__gt=wrong.number)
    return later.filter(defect=None).select_related("standard").order_by("-number")


def author_ids(revision: Revision) -> frozenset[int]:
    """Return the ids of all who wrote a revision: who began it and who changed any part of it."""
    return history.author_ids(revision, mapping.PARTS, tie="revision_id")


def list_authors(revision: Revision) -> QuerySet[User]:
    """Return all who wrote a revision, by name."""
    return User.objects.filter(pk__in=author_ids(revision)).order_by("name", "pk")


def export(revision_id: int) -> str:
    """Return the revision, sound or not, as the text of an exchange file."""
    return exchange.dump(outline(revision_id))


def _compile(revision_id: int) -> Standard:
    return mapping.read(Revision.objects.select_related("standard").get(pk=revision_id))


@lru_cache(maxsize=32)
def _compile_once(revision_id: int, digest: str, verification: tuple[object, ...]) -> Standard:
    # All that decides the content is in the key, so nothing ever needs to be thrown away.
    return _compile(revision_id)
