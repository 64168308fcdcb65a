"""The published library as files, and files into drafts: chosen, looked at row by row, confirmed."""

from uuid import UUID

from django.contrib import admin, messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.criteria.models import Subject, Upload
from assessment.criteria.services import discard_upload, keep_upload
from assessment.criteria.upload_selectors import own_uploads
from assessment.criteria.views.page import require
from assessment.domain.stored_rows import load_rows
from assessment.files.downloads import XLSX, YAML, download
from assessment.files.form import FileForm
from assessment.files.page import Judged, ShownPreview, show
from assessment.refusals import sentence
from enterprises.requests import signed_in
from roadmap.entry_selectors import published_library
from roadmap.exchange import dump
from roadmap.files import preview as files
from roadmap.files.tables import TABLES
from roadmap.files.words import page_words
from roadmap.files.workbook import read_file, workbook_of
from roadmap.permissions import can_view_all, can_write_all
from roadmap.refusals import problem_sentence, refusal_sentence
from roadmap.services import RefusedChange, confirm_upload

NAMESPACE = "roadmap_exchange"
MOST_WAITING = 10  # files that are listed


@require_safe
def export_yaml(request: HttpRequest) -> FileResponse:
    """Download what is published as an exchange file."""
    require(can_view_all(request.user))
    return download(dump(published_library()).encode(), _file_name("yaml"), YAML)


@require_safe
def export_xlsx(request: HttpRequest) -> FileResponse:
    """Download what is published as an Excel workbook."""
    require(can_view_all(request.user))
    return download(workbook_of(published_library()), _file_name("xlsx"), XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file. What can be read is kept until it is confirmed; no entry changes."""
    require(can_write_all(request.user))
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None, read=read_file)
    if form.is_valid():
        kept = keep_upload(
            subject=Subject.ROADMAPS,
            name=form.cleaned_data["file"].name,
            content=form.content,
            rows=form.rows,
            by=signed_in(request),
            at=timezone.now(),
        )
        return redirect("roadmap_exchange:preview", upload=kept.pk)
    context = {
        **admin.site.each_context(request),
        "title": _("导入路线图"),
        "namespace": NAMESPACE,
        "form": form,
        "waiting": own_uploads(signed_in(request), Subject.ROADMAPS)[:MOST_WAITING],
    }
    return render(request, "roadmap/exchange/upload.html", context, status=400 if form.errors else 200)


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
    kept = _upload(request, upload)
    discard_upload(upload=kept)
    messages.info(request, _("已放弃文件 %(name)s，没有写入任何内容。") % {"name": kept.file_name})
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
    judged = Judged(
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
    return get_object_or_404(own_uploads(signed_in(request), Subject.ROADMAPS), pk=pk)


def _file_name(ending: str) -> str:
    day = timezone.localdate().isoformat()
    return _("路线图-%(day)s.%(ending)s") % {"day": day, "ending": ending}
