"""What the pages that take a file share, whatever it is about: its form, keeping it, and forgetting it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from editing.domain.table_rows import Row
from editing.forms.files import FileForm
from editing.models import Subject, Upload
from editing.selectors.uploads import own_uploads, waiting_uploads
from editing.services.uploads import discard_upload, keep_upload
from enterprises.forms.requests import signed_in


def file_form(request: HttpRequest, read: Callable[[bytes], tuple[Row, ...]]) -> FileForm:
    """Return the form of a file, with what was posted, if anything was."""
    posted = request.method == "POST"
    return FileForm(request.POST if posted else None, request.FILES if posted else None, read=read)


def upload_page(
    request: HttpRequest, template: str, form: FileForm, subject: Subject, *, title: str, namespace: str
) -> HttpResponse:
    """Render the page that takes a file, with those that wait. `namespace`: of its addresses."""
    context = {
        **admin.site.each_context(request),
        "title": title,
        "namespace": namespace,
        "form": form,
        "waiting": waiting_uploads(signed_in(request), subject),
    }
    return render(request, template, context, status=400 if form.errors else 200)


def keep(request: HttpRequest, form: FileForm, subject: Subject) -> Upload:
    """Keep what a valid form has read."""
    return keep_upload(
        subject=subject,
        name=form.cleaned_data["file"].name,
        content=form.content,
        rows=form.rows,
        by=signed_in(request),
        at=timezone.now(),
    )


def own_upload(request: HttpRequest, subject: Subject, pk: UUID) -> Upload:
    """Return the user's own file; anybody else's is not found. Raises Http404."""
    return get_object_or_404(own_uploads(signed_in(request), subject), pk=pk)


def forget(request: HttpRequest, kept: Upload) -> None:
    """Forget a kept file, and say so."""
    discard_upload(upload=kept)
    messages.info(request, _("已放弃文件 %(name)s，没有写入任何内容。") % {"name": kept.file_name})
