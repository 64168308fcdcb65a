"""Files that prove an item: send, use again, download, remove."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment import services
from assessment.forms.proofs import ProofForm
from assessment.models import Assessment, Proof
from assessment.permissions import check_can_fill
from assessment.selectors.answers import get_assessment
from assessment.selectors.proofs import get_proof, load_proofs, proves_more
from assessment.views.item import item_page, of_item
from assessment.views.refusing import refusal_told
from assessment.wording.proofs import PROOF_ADDED, PROOF_REMOVED
from audit.models import Action
from enterprises.forms.requests import signed_in
from enterprises.services.files import RefusedFile
from enterprises.views.files import file_response
from enterprises.views.logged import logged_download, record_use
from enterprises.wording.files import refused_file_text
from standards.selectors.revisions import compiled_of
from standards.wording.answers import label


@require_POST
def upload(request: HttpRequest, assessment: UUID, code: str) -> HttpResponse:
    """Add files to an item: what can be kept is kept, what cannot is named."""
    found = of_item(request, assessment, code)
    check_can_fill(request.user, found.enterprise)
    form = ProofForm(load_proofs(found).get(code, ()), request.POST, request.FILES)
    if not form.is_valid():
        return item_page(request, found, code, files_form=form)
    refused = []
    with refusal_told(request):
        for content in form.chosen:
            try:
                services.add_proof(
                    assessment=found,
                    code=code,
                    content=content,
                    replaces=form.replaced,
                    by=signed_in(request),
                    at=timezone.now(),
                )
            except RefusedFile as error:
                refused.append(refused_file_text(error))
        if len(refused) < len(form.chosen):
            messages.success(request, PROOF_ADDED)
    form.refuse(refused)
    return item_page(request, found, code, files_form=form) if refused else _to_item(found, code)


@require_POST
def use(request: HttpRequest, assessment: UUID, code: str, proof: UUID) -> HttpResponse:
    """Let a file that proves another item prove this one too."""
    found = of_item(request, assessment, code)
    check_can_fill(request.user, found.enterprise)
    other = get_proof(found, proof)
    with refusal_told(request):
        try:
            services.use_file(
                assessment=found, code=code, file=other.file, by=signed_in(request), at=timezone.now()
            )
        except RefusedFile as error:
            messages.warning(request, refused_file_text(error))
        else:
            messages.success(request, PROOF_ADDED)
    return _to_item(found, code)


@require_safe
@logged_download("proof")
def proof(request: HttpRequest, assessment: UUID, proof: UUID) -> HttpResponseBase:
    """Send a file to a member."""
    return file_response(get_proof(get_assessment(signed_in(request), assessment), proof).file)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, assessment: UUID, proof: UUID) -> HttpResponse:
    """Ask, then take a file away from its item."""
    assessment_of = get_assessment(signed_in(request), assessment)
    check_can_fill(request.user, assessment_of.enterprise)
    found = get_proof(assessment_of, proof)
    found.assessment = assessment_of
    if request.method != "POST":
        return _remove_page(request, found)
    with refusal_told(request):
        services.remove_proof(proof=found)
        record_use(request, Action.DELETED, kind="proof", subject=proof)
        messages.success(request, PROOF_REMOVED)
    return _to_item(assessment_of, found.code)


def _remove_page(request: HttpRequest, found: Proof) -> HttpResponse:
    context = {
        "proof": found,
        "assessment": found.assessment,
        "enterprise": found.assessment.enterprise,
        "label": label(compiled_of(found.assessment.revision), found.code),
        "is_used_elsewhere": proves_more(found),
        "back": _item_address(found.assessment, found.code),
    }
    return render(request, "assessment/items/remove_proof.html", context)


def _to_item(assessment: Assessment, code: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(_item_address(assessment, code))


def _item_address(assessment: Assessment, code: str) -> str:
    return reverse("assessment:item", args=[assessment.public_id, code]) + "#proof"
