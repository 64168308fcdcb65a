"""Files into drafts, whatever they are about: chosen, looked at row by row, confirmed or forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.models import Action
from editing.domain.stored_rows import load_rows
from editing.domain.table_changes import FilePreview
from editing.domain.table_rows import Row, Trouble
from editing.domain.tables import Table
from editing.forms.files import FileForm
from editing.models import Upload
from editing.permissions import Person, require
from editing.presenters.preview import PreviewInput, show
from editing.selectors.uploads import own_uploads, waiting_uploads
from editing.services.refusals import RefusedChange
from editing.services.uploads import discard_upload, keep_upload
from editing.views.steps import Done
from editing.wording.drafts import FILE_DROPPED
from editing.wording.words import Words
from enterprises.forms.requests import signed_in
from enterprises.views.logged import record_use

Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """How files of one content become drafts.

    `look` compares the rows of a file with what is there and writes nothing; `write` writes a kept file whose
    preview had this basis, or raises RefusedChange. `templates` holds upload.html and preview.html, which is
    given what `look` found.
    """

    subject: str  # of its kept files
    namespace: str  # of the addresses, as `paths` has them
    templates: str
    title: Promise  # of the page that takes a file
    home: Promise  # the page above it: its name
    home_name: str  # and its address
    home_args: tuple[str, ...] = ()
    may_write: Callable[[Person], bool]
    tables: tuple[Table, ...]
    words: Callable[[], Words]
    look: Callable[[HttpRequest, Rows], FilePreview[Any]]
    write: Callable[[HttpRequest, Upload, str], Done]
    problem_text: Callable[[Any], str]
    trouble_text: Callable[[Trouble], str]
    refusal_text: Callable[[RefusedChange], str]

    @property
    def home_url(self) -> str:
        """The address of the page above."""
        return reverse(self.home_name, args=self.home_args)


def take_file(request: HttpRequest, exchange: Exchange, read: Callable[[bytes], Rows]) -> HttpResponse:
    """Choose a file. What can be read is kept until it is confirmed; nothing else is written."""
    require(exchange.may_write(request.user))
    is_posted = request.method == "POST"
    form = FileForm(request.POST if is_posted else None, request.FILES if is_posted else None, read=read)
    if form.is_valid():
        kept = keep_upload(
            subject=exchange.subject,
            name=form.cleaned_data["file"].name,
            content=form.content,
            rows=form.rows,
            by=signed_in(request),
            at=timezone.now(),
        )
        return redirect(f"{exchange.namespace}:preview", upload=kept.pk)
    waiting = waiting_uploads(signed_in(request), exchange.subject)
    context = {"title": exchange.title, "form": form, "waiting": waiting}
    return _page(request, exchange, "upload", context, status=400 if form.errors else 200)


@require_safe
def preview(request: HttpRequest, upload: UUID, *, exchange: Exchange) -> HttpResponse:
    """Show what a kept file would change, row by row."""
    return _preview(request, exchange, _own(request, exchange, upload))


@require_POST
def confirm(request: HttpRequest, upload: UUID, *, exchange: Exchange) -> HttpResponse:
    """Write a kept file as it was shown, or show anew what it would change by now."""
    kept = _own(request, exchange, upload)
    try:
        done = exchange.write(request, kept, request.POST.get("basis", ""))
    except RefusedChange as refusal:
        return _preview(request, exchange, kept, refusal=exchange.refusal_text(refusal), status=409)
    messages.success(request, done.said)
    return redirect(done.url)


@require_POST
def discard(request: HttpRequest, upload: UUID, *, exchange: Exchange) -> HttpResponse:
    """Forget a kept file, and say so."""
    kept = _own(request, exchange, upload)
    discard_upload(upload=kept)
    record_use(request, Action.DELETED, kind="upload", subject=upload)
    messages.info(request, FILE_DROPPED % {"name": kept.file_name})
    return redirect(f"{exchange.namespace}:upload")


def paths(exchange: Exchange) -> list[URLPattern]:
    """Return the addresses of a kept file. That of `take_file` is the content's own."""
    steps = {"": preview, "confirm/": confirm, "discard/": discard}
    return [
        path(
            f"upload/<uuid:upload>/{step}",
            admin.site.admin_view(partial(view, exchange=exchange)),
            name=view.__name__,
        )
        for step, view in steps.items()
    ]


def _own(request: HttpRequest, exchange: Exchange, pk: UUID) -> Upload:
    """Return the user's own file; anybody else's is not found. Raises Http404."""
    require(exchange.may_write(request.user))
    return get_object_or_404(own_uploads(signed_in(request), exchange.subject), pk=pk)


def _preview(
    request: HttpRequest, exchange: Exchange, kept: Upload, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    found = exchange.look(request, load_rows(kept.rows))
    shown = PreviewInput(
        found=found,
        tables=exchange.tables,
        words=exchange.words(),
        trouble_text=exchange.trouble_text,
        problem_text=exchange.problem_text,
    )
    is_empty = found.comparison.is_empty
    context = {
        "title": _("核对要导入的内容"),
        "upload": kept,
        "found": found,
        "basis": found.basis,
        "can_confirm": found.content is not None and not is_empty,
        "is_empty": is_empty,
        "preview": show(shown),
        "refusal": refusal,
    }
    return _page(request, exchange, "preview", context, status=status)


def _page(
    request: HttpRequest, exchange: Exchange, name: str, context: dict[str, Any], *, status: int
) -> HttpResponse:
    given = {**admin.site.each_context(request), "exchange": exchange, **context}
    return render(request, f"{exchange.templates}/{name}.html", given, status=status)
