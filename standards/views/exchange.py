"""Revisions as files, and files into drafts: chosen, looked at row by row, confirmed."""

from functools import partial
from uuid import UUID

from django.contrib import admin, messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from editing.domain.stored_rows import load_rows
from editing.files.downloads import XLSX, YAML, download
from editing.models import State, Subject, Upload
from editing.presenters.preview import PreviewInput, ShownPreview, show
from editing.views.uploads import file_form, forget, keep, own_upload, upload_page
from enterprises.forms.requests import signed_in
from standards.domain.tables import TABLES
from standards.models import Revision
from standards.permissions import can_verify, can_write
from standards.presenters.file import read_file
from standards.presenters.workbook import export_workbook
from standards.selectors import preview as files
from standards.selectors.revisions import export
from standards.services import RefusedChange, confirm_upload
from standards.views.page import get_revision, require
from standards.wording.problems import problem_text, refusal_text, trouble_text
from standards.wording.tables import page_words

LONGEST_TITLE = 60  # characters of a name that a file is named after
NAMESPACE = "exchange"  # of the addresses that the templates name


@require_safe
def export_yaml(request: HttpRequest, revision: int) -> FileResponse:
    """Download a revision as the file that `load_standard` reads."""
    found = get_revision(request, revision)
    return download(export(found.pk).encode(), _file_name(found, "yaml"), YAML, plain=_plain_name(found))


@require_safe
def export_xlsx(request: HttpRequest, revision: int) -> FileResponse:
    """Download a revision as an Excel workbook."""
    found = get_revision(request, revision)
    return download(export_workbook(found.pk), _file_name(found, "xlsx"), XLSX, plain=_plain_name(found))


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, revision: int | None = None) -> HttpResponse:
    """Choose a file, of this revision's standard if one is named.

    What can be read is kept until it is confirmed; no standard changes.
    """
    require(can_write(request.user))
    code = get_revision(request, revision).standard.code if revision else ""
    form = file_form(request, partial(read_file, code=code))
    if form.is_valid():
        return redirect("exchange:preview", upload=keep(request, form, Subject.STANDARD).pk)
    return upload_page(
        request, "standards/upload.html", form, Subject.STANDARD, title=_("导入评测指标"), namespace=NAMESPACE
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
        revision = confirm_upload(
            upload=kept,
            basis=request.POST.get("basis", ""),
            official=can_verify(request.user),
            by=signed_in(request),
            at=timezone.now(),
        )
    except RefusedChange as error:
        return _preview_page(request, kept, refusal=refusal_text(error), status=409)
    messages.success(request, _("已导入到草稿 %(revision)s。") % {"revision": revision})
    return redirect("admin:standards_revision_change", revision.pk)


@require_POST
def discard(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Forget a kept file."""
    forget(request, _upload(request, upload))
    return redirect("exchange:upload")


def _preview_page(
    request: HttpRequest, kept: Upload, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    found = files.preview(load_rows(kept.rows), official=can_verify(request.user))
    context = {
        **admin.site.each_context(request),
        "title": _("核对要导入的内容"),
        "namespace": NAMESPACE,
        "upload": kept,
        "target": found.target,
        "basis": found.basis,
        "can_confirm": found.outline is not None and not found.comparison.is_empty,
        "is_empty": found.comparison.is_empty,
        "preview": _shown(found),
        "refusal": refusal,
    }
    return render(request, "standards/preview.html", context, status=status)


def _shown(found: files.Preview) -> ShownPreview:
    texts = {
        identity: tuple(dict.fromkeys(map(problem_text, problems)))
        for identity, problems in found.problems.items()
    }
    judged = PreviewInput(
        tables=TABLES,
        words=page_words(),
        comparison=found.comparison,
        trouble_text=trouble_text,
        problems=texts,
        problem_count=len({id(problem) for problems in found.problems.values() for problem in problems}),
    )
    return show(judged)


def _upload(request: HttpRequest, pk: UUID) -> Upload:
    """Return the user's own file; anybody else's is not found."""
    require(can_write(request.user))
    return own_upload(request, Subject.STANDARD, pk)


def _plain_name(revision: Revision) -> str:
    return f"{revision.standard.code}-{revision.number}"


def _file_name(revision: Revision, ending: str) -> str:
    """Return a name that any file system takes, with the standard's own name in it."""
    name = revision.name_zh[:LONGEST_TITLE].strip() or revision.standard.code
    values = {"name": name, "number": revision.number, "ending": ending}
    if revision.state == State.DRAFT:
        return _("%(name)s-修订%(number)s-草稿.%(ending)s") % values
    return _("%(name)s-修订%(number)s.%(ending)s") % values
