"""The published library as files, and files into drafts: chosen, looked at row by row, confirmed."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from editing.files.downloads import XLSX, YAML, download
from editing.models import Upload
from editing.permissions import require
from editing.views.exchange import Exchange, take_file
from editing.views.steps import METHODS, Done
from editing.wording.refusals import sentence
from enterprises.forms.requests import signed_in
from enterprises.views.logged import logged_download
from roadmap.domain.exchange import dump
from roadmap.domain.tables import TABLES
from roadmap.permissions import can_view_all, can_write_all
from roadmap.presenters.workbook import read_file, workbook_of
from roadmap.selectors.entries import published_library
from roadmap.selectors.preview import preview
from roadmap.services import confirm_upload
from roadmap.wording.refusals import problem_sentence, refusal_sentence
from roadmap.wording.steps import IMPORTED
from roadmap.wording.tables import page_words


@require_safe
@logged_download("roadmap")
def export_yaml(request: HttpRequest) -> FileResponse:
    """Download what is published as an exchange file."""
    require(can_view_all(request.user))
    return download(dump(published_library()).encode(), _file_name("yaml"), YAML, plain="roadmap")


@require_safe
@logged_download("roadmap")
def export_xlsx(request: HttpRequest) -> FileResponse:
    """Download what is published as an Excel workbook."""
    require(can_view_all(request.user))
    return download(workbook_of(published_library()), _file_name("xlsx"), XLSX, plain="roadmap")


@require_http_methods(METHODS)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; see `take_file`."""
    return take_file(request, EXCHANGE, read_file)


def _write(request: HttpRequest, kept: Upload, basis: str) -> Done:
    changes = confirm_upload(upload=kept, basis=basis, by=signed_in(request), at=timezone.now())
    count = len(changes.new) + len(changes.changed)
    return Done(said=IMPORTED % {"count": count}, url=EXCHANGE.home_url)


EXCHANGE = Exchange(
    subject="roadmaps",
    namespace="roadmap_exchange",
    templates="roadmap/exchange",
    title=gettext_lazy("导入路线图"),
    home=gettext_lazy("路线图"),
    home_name="admin:app_list",
    home_args=("roadmap",),
    may_write=can_write_all,
    tables=TABLES,
    words=page_words,
    look=lambda _request, rows: preview(rows),
    write=_write,
    problem_text=problem_sentence,
    trouble_text=lambda trouble: sentence(trouble.reason, trouble.detail),
    refusal_text=refusal_sentence,
)


def _file_name(ending: str) -> str:
    day = timezone.localdate().isoformat()
    return _("路线图-%(day)s.%(ending)s") % {"day": day, "ending": ending}
