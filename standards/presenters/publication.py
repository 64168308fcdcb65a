"""What lies ahead of a draft that shall be published: how it differs, what stands against it."""

from collections.abc import Iterator
from dataclasses import dataclass

from editing.models import State
from editing.services.lifecycle import check_four_eyes, own_work
from editing.services.refusals import Refusal, RefusedChange
from enterprises.models import User
from standards.domain import exchange
from standards.domain.badge import Badge, badge
from standards.domain.differences import Difference, differences
from standards.domain.standard import Outline, Standard, problems
from standards.models import Revision
from standards.selectors import revisions as selectors
from standards.services.publishing import Erratum, check_publication, codes_for_erratum
from standards.services.verifying import is_compared

# Stands for what is still to be given and confirmed on the form.
ANY_ERRATUM = Erratum(source="https://example.org/", confirmed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationPreview:
    """What is known before a draft is published. `refusals`: those that no form filled in would prevent."""

    problems: int
    refusals: tuple[RefusedChange, ...]
    differences: tuple[Difference, ...]  # from the revision it is based on
    erratum_codes: tuple[str, ...]  # what an official standard grades otherwise
    badge: Badge  # what firms are told of it; a comparison of other content does not count
    same_person: bool  # whoever looks wrote a part of it


def publication_preview(revision: Revision, *, by: User) -> PublicationPreview:
    """Return what lies ahead of a revision if this person published it now."""
    outline = selectors.outline(revision.pk)
    found = problems(outline)
    own = own_work([revision], by=by, authors=selectors.author_ids)
    sound = Standard.of(outline) if not found else None
    return PublicationPreview(
        problems=len(found),
        refusals=tuple(_refusals(revision, sound, own)),
        differences=_differences(revision, outline),
        erratum_codes=codes_for_erratum(revision=revision, standard=sound) if sound else (),
        badge=badge(outline.origin, verified=is_compared(revision, exchange.standard_digest(outline))),
        same_person=bool(own),
    )


def _refusals(revision: Revision, sound: Standard | None, own: list[Revision]) -> Iterator[RefusedChange]:
    if revision.state != State.DRAFT:
        yield RefusedChange(Refusal.NOT_DRAFT, revision)
        return
    try:
        check_four_eyes(own)
    except RefusedChange as refusal:
        yield refusal
    if sound is None:
        yield RefusedChange(Refusal.NOT_SOUND, revision)
        return
    try:
        check_publication(revision=revision, standard=sound, erratum=ANY_ERRATUM, second=not own)
    except RefusedChange as refusal:
        yield refusal


def _differences(revision: Revision, outline: Outline) -> tuple[Difference, ...]:
    if revision.based_on_id is None:
        return ()
    return differences(selectors.compiled(revision.based_on_id), outline)
