"""What a verifier records of a revision, in any state: the comparison with the original, official texts."""

import re
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editing.domain.texts import Text
from enterprises.forms.requests import signed_in
from standards import permissions
from standards.domain.exchange import texts
from standards.forms.verification import VerificationForm
from standards.selectors import revisions as selectors
from standards.services import RefusedChange, amend_verification
from standards.views.page import get_revision, page, require
from standards.wording.problems import refusal_text

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


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, object_id: int) -> HttpResponse:
    """Show and record the verification, and the official texts of the section that the address names."""
    revision = get_revision(request, object_id)
    require(permissions.can_verify(request.user))
    outline = selectors.outline(revision.pk)
    sections = _sections(texts(outline))
    section = sections.get(request.GET.get("section", ""), sections[HEAD])
    verified = outline.verification
    form = VerificationForm(
        request.POST if request.method == "POST" else None,
        texts=section.texts,
        initial={"on": verified.on, "by": verified.by, "source": verified.source},
    )
    refusals: tuple[str, ...] = ()
    if form.is_valid():
        try:
            amend_verification(
                revision=revision,
                verification=form.verification,
                official=form.official,
                by=signed_in(request),
                at=timezone.now(),
            )
        except RefusedChange as refusal:
            refusals = (refusal_text(refusal),)
        else:
            messages.success(request, _("核对已保存。"))
            return redirect(request.get_full_path())
    context = {"form": form, "sections": sections.values(), "section": section, "refusals": refusals}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or refusals else HTTPStatus.OK
    return page(request, "verify.html", revision, title=_("核对官方原文"), context=context, status=status)


def _sections(found: dict[str, Text]) -> dict[str, Section]:
    """Return the texts by section, what belongs to none first."""
    by_code: dict[str, dict[str, Text]] = {HEAD: {}}
    for path, text in found.items():
        match = SECTION.search(path)
        by_code.setdefault(match[1] if match else HEAD, {})[path] = text
    return {code: Section(code=code, texts=inside) for code, inside in by_code.items()}
