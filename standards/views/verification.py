"""What a verifier records of a revision, in any state: the comparison with the original, official texts."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editing.domain.texts import Text
from editing.permissions import require
from editing.services.refusals import RefusedChange
from editing.views.steps import METHODS, Done, posted, take
from enterprises.forms.requests import signed_in
from standards import permissions
from standards.domain.exchange import texts
from standards.forms.verification import VerificationForm
from standards.selectors import revisions as selectors
from standards.services import amend_verification
from standards.views.page import get_revision, page
from standards.wording.problems import refusal_text
from standards.wording.steps import VERIFICATION_SAVED

SECTION = re.compile(r"groups\[([^]]+)\]")  # of questions and of scenes alike
HEAD = "head"  # what belongs to no section: names, rule, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Texts that are compared on one page."""

    code: str
    texts: dict[str, Text]

    @property
    def filled(self) -> int:
        return sum(1 for text in self.texts.values() if text.official)


@require_http_methods(METHODS)
def verify(request: HttpRequest, object_id: int) -> HttpResponse:
    """Show and record the verification, and the official texts of the section that the address names."""
    revision = get_revision(request, object_id)
    require(permissions.can_verify(request.user))
    outline = selectors.outline(revision.pk)
    sections = _sections(texts(outline))
    section = sections.get(request.GET.get("section", ""), sections[HEAD])
    verified = outline.verification
    form = VerificationForm(
        posted(request),
        texts=section.texts,
        initial={"on": verified.on, "by": verified.by, "source": verified.source},
    )

    def act(_given: dict[str, Any]) -> Done:
        amend_verification(
            revision=revision,
            verification=form.verification,
            official=form.official,
            by=signed_in(request),
            at=timezone.now(),
        )
        return Done(said=str(VERIFICATION_SAVED), url=request.get_full_path())

    def show(refusals: tuple[str, ...]) -> HttpResponse:
        context = {"form": form, "sections": sections.values(), "section": section, "refusals": refusals}
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or refusals else HTTPStatus.OK
        return page(request, "verify.html", revision, title=_("核对官方原文"), context=context, status=status)

    def refuse(refusal: RefusedChange) -> HttpResponse:
        return show((refusal_text(refusal),))

    return take(request, form=form, act=act, ask=lambda: show(()), refuse=refuse)


def _sections(found: dict[str, Text]) -> dict[str, Section]:
    """Return the texts by section, what belongs to none first."""
    by_code: dict[str, dict[str, Text]] = {HEAD: {}}
    for path, text in found.items():
        match = SECTION.search(path)
        by_code.setdefault(match[1] if match else HEAD, {})[path] = text
    return {code: Section(code=code, texts=inside) for code, inside in by_code.items()}
