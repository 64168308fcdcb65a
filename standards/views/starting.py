"""Where drafts begin: as the next revision of a standard, or as a local standard of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editing.domain.texts import Text
from editing.models import State
from editing.permissions import require
from editing.views.steps import METHODS, Done, Step, confirmation, posted
from enterprises.forms.requests import signed_in
from standards import permissions
from standards.forms.revisions import DeriveForm
from standards.models import Revision
from standards.services import StandardRefusal, copy_revision, derive_standard
from standards.views.page import get_revision, tree_url
from standards.views.steps import known, run_step
from standards.wording.steps import DRAFT_MADE


@require_http_methods(METHODS)
def copy(request: HttpRequest, object_id: int) -> HttpResponse:
    """Begin a draft as a copy of a revision."""
    revision = get_revision(request, object_id)
    require(permissions.can_write(request.user))

    def act(_given: dict[str, Any]) -> Done:
        return _begun(copy_revision(revision=revision, by=signed_in(request), at=timezone.now()))

    step = Step(
        template="copy.html",
        title=_("新建草稿"),
        form=confirmation(request),
        act=act,
        blocked=known(revision.state == State.DRAFT, StandardRefusal.NEVER_PUBLISHED, revision),
    )
    return run_step(request, revision, step)


@require_http_methods(METHODS)
def derive(request: HttpRequest, object_id: int) -> HttpResponse:
    """Begin a local standard as a copy of a revision, under a code and name of its own."""
    revision = get_revision(request, object_id)
    require(permissions.can_write(request.user))

    def act(given: dict[str, Any]) -> Done:
        draft = derive_standard(
            revision=revision,
            code=given["code"],
            name=Text(zh=given["name_zh"], en=given["name_en"]),
            by=signed_in(request),
            at=timezone.now(),
        )
        return _begun(draft)

    step = Step(
        template="derive.html",
        title=_("另存为本地评测指标"),
        form=DeriveForm(posted(request)),
        act=act,
        blocked=known(revision.state == State.DRAFT, StandardRefusal.NEVER_PUBLISHED, revision),
    )
    return run_step(request, revision, step)


def _begun(draft: Revision) -> Done:
    return Done(said=DRAFT_MADE % {"revision": draft}, url=tree_url(draft))
