"""The published library as files, and files into drafts: chosen, looked at row by row, confirmed."""

from uuid import UUID

from django.contrib import admin, messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from editing.domain.stored_rows import load_rows
from editing.files.downloads import XLSX, YAML, download
from editing.models import Subject, Upload
from editing.presenters.preview import PreviewInput, ShownPreview, show
from editing.views.uploads import file_form, forget, keep, own_upload, upload_page
from enterprises.forms.requests import signed_in
from roadmap.domain.exchange import dump
from roadmap.domain.tables import TABLES
from roadmap.permissions import can_view_all, can_write_all
from roadmap.presenters.workbook import read_file, workbook_of
from roadmap.selectors import preview as files
from roadmap.selectors.entries import published_library
from roadmap.services import RefusedChange, confirm_upload
from roadmap.wording.refusals import problem_sentence, refusal_sentence
from roadmap.wording.tables import page_words
from standards.views.page import require
from standards.wording.refusals import sentence

NAMESPACE = "roadmap_exchange"  # of the addresses that the templates name


@require_safe
def export_yaml(request: HttpRequest) -> FileResponse:
    """Download what is published as an exchange file."""
    require(can_view_all(request.user))
    return download(dump(published_library()).encode(), _file_name("yaml"), YAML, plain="roadmap")


@require_safe
def export_xlsx(request: HttpRequest) -> FileResponse:
    """Download what is published as an Excel workbook."""
    require(can_view_all(request.user))
    return download(workbook_of(published_library()), _file_name("xlsx"), XLSX, plain="roadmap")


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file. What can be read is kept until it is confirmed; no entry changes."""
    require(can_write_all(request.user))
    form = file_form(request, read_file)
    if form.is_valid():
        return redirect("roadmap_exchange:preview", upload=keep(request, form, Subject.ROADMAPS).pk)
    return upload_page(
        request,
        "roadmap/exchange/upload.html",
        form,
        Subject.ROADMAPS,
        title=_("导入路线图"),
        namespace=NAMESPACE,
    )


@require_safe
def preview(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Show what a kept file would change, row by row."""
    return _preview_page(request, _upload(request, upload))


@require_POST
def confirm(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Write a kept file as it was shown, or show anew what it would change by now."""
    kept = _upload(request, upload)
    try:
        changes = confirm_upload(
            upload=kept, basis=request.POST.get("basis", ""), by=signed_in(request), at=timezone.now()
        )
    except RefusedChange as error:
        return _preview_page(request, kept, refusal=refusal_sentence(error), status=409)
    count = len(changes.new) + len(changes.changed)
    messages.success(request, _("已导入 %(count)s 个条目，作为草稿。") % {"count": count})
    return redirect("admin:app_list", app_label="roadmap")


@require_POST
def discard(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Forget a kept file."""
    forget(request, _upload(request, upload))
    return redirect("roadmap_exchange:upload")


def _preview_page(
    request: HttpRequest, kept: Upload, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    found = files.preview(load_rows(kept.rows))
    context = {
        **admin.site.each_context(request),
        "title": _("核对要导入的内容"),
        "namespace": NAMESPACE,
        "upload": kept,
        "basis": found.basis,
        "can_confirm": found.library is not None and not found.comparison.is_empty,
        "is_empty": found.comparison.is_empty,
        "preview": _shown(found),
        "refusal": refusal,
    }
    return render(request, "roadmap/exchange/preview.html", context, status=status)


def _shown(found: files.Preview) -> ShownPreview:
    problems = {
        identity: tuple(dict.fromkeys(map(problem_sentence, wrong)))
        for identity, wrong in found.problems.items()
    }
    judged = PreviewInput(
        tables=TABLES,
        words=page_words(),
        comparison=found.comparison,
        trouble_text=lambda trouble: sentence(trouble.reason, trouble.detail),
        problems=problems,
        problem_count=sum(map(len, found.problems.values())),
    )
    return show(judged)


def _upload(request: HttpRequest, pk: UUID) -> Upload:
    """Return the user's own file; anybody else's is not found."""
    require(can_write_all(request.user))
    return own_upload(request, Subject.ROADMAPS, pk)


def _file_name(ending: str) -> str:
    day = timezone.localdate().isoformat()
    return _("路线图-%(day)s.%(ending)s") % {"day": day, "ending": ending}
