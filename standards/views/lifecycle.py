"""The steps of a revision's life that cannot be undone: publish, retire, throw away, record an error."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editing.models import State
from editing.permissions import require
from editing.services.refusals import Refusal, RefusedChange
from editing.views.steps import METHODS, Done, Step, confirmation, posted
from enterprises.forms.requests import signed_in
from standards import permissions, services
from standards.domain.standard import InvalidStandard
from standards.forms.revisions import CorrectionForm, DefectForm, PublishForm
from standards.presenters.publication import publication_preview
from standards.services import Erratum, StandardRefusal
from standards.views.page import get_revision, tree_url
from standards.views.steps import known, run_step
from standards.wording.problems import refusal_text
from standards.wording.results import BADGES
from standards.wording.steps import CORRECTION_NOTED, DEFECT_NOTED, DRAFT_DELETED, PUBLISHED, RETIRED


@require_http_methods(METHODS)
def publish(request: HttpRequest, object_id: int) -> HttpResponse:
    """Show what publishing a draft means and what stands against it; publish it."""
    revision = get_revision(request, object_id)
    require(permissions.can_publish(request.user))
    ahead = publication_preview(revision, by=signed_in(request))
    form = PublishForm(
        posted(request),
        erratum_needed=bool(ahead.erratum_codes),
        initial={"erratum": revision.erratum_source},
    )

    def act(given: dict[str, Any]) -> Done:
        try:
            published = services.publish(
                revision=revision,
                by=signed_in(request),
                at=timezone.now(),
                note=given["note"],
                erratum=Erratum(source=given.get("erratum", ""), confirmed=given.get("confirmed", False)),
            )
        except InvalidStandard as error:  # somebody changed it since this page was asked for
            raise RefusedChange(Refusal.NOT_SOUND, revision) from error
        return Done(said=PUBLISHED % {"revision": published}, url=tree_url(published))

    step = Step(
        template="publish.html",
        title=_("发布"),
        form=form,
        act=act,
        context=lambda: {
            "ahead": ahead,
            "badge": BADGES[ahead.badge],
            "counts": Counter(one.happened.value for one in ahead.differences),
        },
        blocked=tuple(refusal_text(refusal) for refusal in ahead.refusals),
    )
    return run_step(request, revision, step)


@require_http_methods(METHODS)
def retire(request: HttpRequest, object_id: int) -> HttpResponse:
    """Offer a published revision no longer."""
    revision = get_revision(request, object_id)
    require(permissions.can_publish(request.user))

    def act(_given: dict[str, Any]) -> Done:
        retired = services.retire(revision=revision, by=signed_in(request), at=timezone.now())
        return Done(said=RETIRED % {"revision": retired}, url=tree_url(retired))

    step = Step(
        template="retire.html",
        title=_("停用"),
        form=confirmation(request),
        act=act,
        blocked=known(revision.state != State.PUBLISHED, Refusal.NOT_PUBLISHED, revision),
    )
    return run_step(request, revision, step)


@require_http_methods(METHODS)
def delete(request: HttpRequest, object_id: int) -> HttpResponse:
    """Throw a draft away."""
    revision = get_revision(request, object_id)
    require(permissions.can_write(request.user))

    def act(_given: dict[str, Any]) -> Done:
        name = str(revision)
        services.delete_draft(revision=revision, by=signed_in(request), at=timezone.now())
        said = DRAFT_DELETED % {"revision": name}
        return Done(said=said, url=reverse("admin:standards_revision_changelist"))

    step = Step(
        template="delete.html",
        title=_("删除草稿"),
        form=confirmation(request),
        act=act,
        blocked=known(revision.state != State.DRAFT, Refusal.NOT_DRAFT, revision),
    )
    return run_step(request, revision, step)


@require_http_methods(METHODS)
def defect(request: HttpRequest, object_id: int) -> HttpResponse:
    """Record what is wrong with a published revision."""
    revision = get_revision(request, object_id)
    require(permissions.can_publish(request.user))

    def act(given: dict[str, Any]) -> Done:
        services.mark_defective(
            revision=revision, reason=given["reason"], by=signed_in(request), at=timezone.now()
        )
        said = DEFECT_NOTED % {"revision": revision}
        return Done(said=said, url=tree_url(revision))

    step = Step(
        template="defect.html",
        title=_("登记错误"),
        form=DefectForm(posted(request)),
        act=act,
        blocked=known(revision.state == State.DRAFT, StandardRefusal.NEVER_PUBLISHED, revision)
        or known(hasattr(revision, "defect"), StandardRefusal.DEFECT_KNOWN, revision),
    )
    return run_step(request, revision, step)


@require_http_methods(METHODS)
def correction(request: HttpRequest, object_id: int) -> HttpResponse:
    """Record which later revision corrects a defective one."""
    revision = get_revision(request, object_id)
    require(permissions.can_publish(request.user))
    wrong = getattr(revision, "defect", None)
    if wrong is None:
        raise Http404

    def act(given: dict[str, Any]) -> Done:
        services.link_correction(
            defect=wrong, corrected_by=given["corrected_by"], by=signed_in(request), at=timezone.now()
        )
        said = CORRECTION_NOTED % {"revision": revision}
        return Done(said=said, url=tree_url(revision))

    form = CorrectionForm(posted(request), defect=wrong)
    step = Step(template="correction.html", title=_("登记更正"), form=form, act=act)
    return run_step(request, revision, step)
