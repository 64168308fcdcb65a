"""Revisions as files, and files into drafts: chosen, looked at row by row, confirmed."""

from functools import partial

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from editing.domain.table_rows import Row
from editing.files.downloads import XLSX, YAML, download
from editing.models import State, Upload
from editing.permissions import require
from editing.views.exchange import Exchange, take_file
from editing.views.steps import METHODS, Done
from enterprises.forms.requests import signed_in
from enterprises.views.logged import logged_download
from standards.domain.tables import TABLES
from standards.models import Revision
from standards.permissions import can_verify, can_write
from standards.presenters.file import read_file
from standards.presenters.workbook import export_workbook
from standards.selectors.preview import Preview, preview
from standards.selectors.revisions import export
from standards.services import confirm_upload
from standards.views.page import get_revision, tree_url
from standards.wording.problems import problem_text, refusal_text, trouble_text
from standards.wording.steps import IMPORTED
from standards.wording.tables import page_words

LONGEST_TITLE = 60  # characters of a name that a file is named after


@require_safe
@logged_download("standard")
def export_yaml(request: HttpRequest, revision: int) -> FileResponse:
    """Download a revision as the file that `load_standard` reads."""
    found = get_revision(request, revision)
    return download(export(found.pk).encode(), _file_name(found, "yaml"), YAML, plain=_plain_name(found))


@require_safe
@logged_download("standard")
def export_xlsx(request: HttpRequest, revision: int) -> FileResponse:
    """Download a revision as an Excel workbook."""
    found = get_revision(request, revision)
    return download(export_workbook(found.pk), _file_name(found, "xlsx"), XLSX, plain=_plain_name(found))


@require_http_methods(METHODS)
def upload(request: HttpRequest, revision: int | None = None) -> HttpResponse:
    """Choose a file, of this revision's standard if one is named; see `take_file`."""
    require(can_write(request.user))
    code = get_revision(request, revision).standard.code if revision else ""
    return take_file(request, EXCHANGE, partial(read_file, code=code))


def _look(request: HttpRequest, rows: tuple[Row, ...]) -> Preview:
    return preview(rows, official=can_verify(request.user))


def _write(request: HttpRequest, kept: Upload, basis: str) -> Done:
    revision = confirm_upload(
        upload=kept,
        basis=basis,
        official=can_verify(request.user),
        by=signed_in(request),
        at=timezone.now(),
    )
    return Done(said=IMPORTED % {"revision": revision}, url=tree_url(revision))


EXCHANGE = Exchange(
    subject="standard",
    namespace="exchange",
    templates="standards",
    title=gettext_lazy("导入评测指标"),
    home=gettext_lazy("评测指标"),
    home_name="admin:standards_revision_changelist",
    may_write=can_write,
    tables=TABLES,
    words=page_words,
    look=_look,
    write=_write,
    problem_text=problem_text,
    trouble_text=trouble_text,
    refusal_text=refusal_text,
)


def _plain_name(revision: Revision) -> str:
    return f"{revision.standard.code}-{revision.number}"


def _file_name(revision: Revision, ending: str) -> str:
    """Return a name that any file system takes, with the standard's own name in it."""
    name = revision.name_zh[:LONGEST_TITLE].strip() or revision.standard.code
    values = {"name": name, "number": revision.number, "ending": ending}
    if revision.state == State.DRAFT:
        return _("%(name)s-修订%(number)s-草稿.%(ending)s") % values
    return _("%(name)s-修订%(number)s.%(ending)s") % values
