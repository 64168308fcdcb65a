"""What lies ahead of a draft that shall be published: how it differs, what stands against it."""

from collections.abc import Iterator
from dataclasses import dataclass

from editing.models import State
from enterprises.models import User
from standards.domain.differences import Difference, differences
from standards.domain.standard import Outline, Standard, problems
from standards.models import Revision
from standards.selectors import revisions as selectors
from standards.services import Reason, RefusedChange
from standards.services.publishing import check_publication, check_publisher, codes_for_erratum

ANY_SOURCE = "…"  # stands for a source that is still to be given


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationPreview:
    """What is known before a draft is published. `refusals`: those that no form filled in would prevent."""

    problems: int
    refusals: tuple[RefusedChange, ...]
    differences: tuple[Difference, ...]  # from the revision it is based on
    erratum_codes: tuple[str, ...]  # what an official standard grades otherwise
    is_first: bool  # nothing of the standard was published before
    same_person: bool  # whoever looks wrote a part of it


def publication_preview(revision: Revision, *, by: User) -> PublicationPreview:
    """Return what lies ahead of a revision if this person published it now."""
    outline = selectors.outline(revision.pk)
    found = problems(outline)
    sound = Standard.of(outline) if not found else None
    return PublicationPreview(
        problems=len(found),
        refusals=tuple(_refusals(revision, sound, by)),
        differences=_differences(revision, outline),
        erratum_codes=codes_for_erratum(revision=revision, standard=sound) if sound else (),
        is_first=not selectors.published_before(revision),
        same_person=by.pk in selectors.author_ids(revision),
    )


def _refusals(revision: Revision, sound: Standard | None, by: User) -> Iterator[RefusedChange]:
    if revision.state != State.DRAFT:
        yield RefusedChange(Reason.NOT_DRAFT, revision=revision)
        return
    try:
        check_publisher(revision=revision, by=by)
    except RefusedChange as refusal:
        yield refusal
    if sound is None:
        yield RefusedChange(Reason.UNSOUND, revision=revision)
        return
    try:
        check_publication(revision=revision, standard=sound, erratum=ANY_SOURCE)
    except RefusedChange as refusal:
        yield refusal


def _differences(revision: Revision, outline: Outline) -> tuple[Difference, ...]:
    if revision.based_on_id is None:
        return ()
    return differences(selectors.compiled(revision.based_on_id), outline)
