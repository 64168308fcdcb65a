"""Replay: what a draft would do to the results submitted so far, as summary, list and file."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessment.models import Replay, ReplayChange
from assessment.permissions import can_replay, check_can_look_at_criteria, check_can_replay
from assessment.trial.presenters.report import Report, names_of, report_of, sentences_of
from assessment.trial.presenters.results import WantedForm, Words, csv_of, line_of
from assessment.trial.selectors.replays import newest_replay, progress_of
from assessment.trial.selectors.revisions import get_revision, list_changes
from assessment.trial.services import NotADraft, start_replay
from assessment.trial.views.page import page_context
from assessment.wording.steps import DRAFT_HAS_PROBLEMS, DRAFTS_ONLY
from editing.models import State
from enterprises.domain.file_names import disposition
from enterprises.forms.requests import signed_in, wants_part
from enterprises.selectors.sectors import sector_map
from enterprises.views.logged import logged_download
from jobs.tasks import wake
from standards.domain.exchange import standard_digest
from standards.domain.standard import InvalidStandard
from standards.models import Revision
from standards.selectors.revisions import outline
from standards.wording.changes import problem_sentences

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def replay(request: HttpRequest, revision: int) -> HttpResponse:
    """Show how far the newest replay is and what it came to; POST starts one, or its failed parts anew."""
    check_can_look_at_criteria(request.user)
    found = get_revision(revision)
    if request.method == "POST":
        check_can_replay(request.user)
        _start(request, found)
        return redirect("trial:replay", revision=found.pk)
    template = (
        "assessment/trial/_replay_state.html" if wants_part(request) else "assessment/trial/replay.html"
    )
    return render(request, template, _state(request, found))


@require_safe
def results(request: HttpRequest, revision: int) -> HttpResponse:
    """List the results that would change, page by page."""
    check_can_look_at_criteria(request.user)
    found = get_revision(revision)
    shown, words = _finished(found)
    form = _form(request, words)
    wanted = form.wanted
    rows: QuerySet[ReplayChange] = list_changes(shown, wanted) if wanted else ReplayChange.objects.none()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        **page_context(request, found, _("受影响的评测结果")),
        "replay": shown,
        "form": form,
        "page": page,
        "lines": [line_of(row, words) for row in page.object_list],
        "query": query.urlencode(),
    }
    return render(request, "assessment/trial/results.html", context, status=200 if wanted else 400)


@require_safe
@logged_download("replay")
def results_csv(request: HttpRequest, revision: int) -> HttpResponseBase:
    """Send the same results as a file, row by row."""
    check_can_look_at_criteria(request.user)
    found = get_revision(revision)
    shown, words = _finished(found)
    wanted = _form(request, words).wanted
    if wanted is None:
        raise BadRequest
    rows = list_changes(shown, wanted).iterator(chunk_size=2000)
    response = StreamingHttpResponse(
        csv_of(line_of(row, words) for row in rows), content_type="text/csv; charset=utf-8"
    )
    name = f"replay-{found.standard.code}-{found.number}.csv"
    response["Content-Disposition"] = disposition(name)
    return response


def _start(request: HttpRequest, revision: Revision) -> None:
    try:
        _replay, jobs = start_replay(revision=revision, by=signed_in(request), at=timezone.now())
    except NotADraft:
        messages.error(request, DRAFTS_ONLY)
    except InvalidStandard:
        messages.error(request, DRAFT_HAS_PROBLEMS)
    else:
        for job in jobs:
            wake(job.pk)


def _state(request: HttpRequest, revision: Revision) -> dict[str, object]:
    draft = outline(revision.pk)
    shown = newest_replay(revision)
    progress = progress_of(shown) if shown else None
    report: Report | None = None
    if shown and progress and progress.is_done:
        report = report_of(shown, names_of(shown, draft))
    is_draft = revision.state == State.DRAFT
    problems = problem_sentences(draft) if is_draft else ()
    return {
        **page_context(request, revision, _("影响测算")),
        "replay": shown,
        "progress": progress,
        "error": _(progress.error) if progress and progress.error else "",
        "report": report,
        "problems": problems,
        "is_stale": shown is not None and standard_digest(draft) != shown.digest,
        "may_start": is_draft and not problems and can_replay(request.user),
    }


def _finished(revision: Revision) -> tuple[Replay, Words]:
    """Return the newest replay, if it is done, and the words for its changes. Raises Http404."""
    shown = newest_replay(revision)
    if shown is None or not progress_of(shown).is_done:
        raise Http404
    names = names_of(shown, outline(revision.pk))
    sectors = sector_map(timezone.localdate())
    return shown, Words(names=names, sectors=sectors, sentences=sentences_of(shown, names))


def _form(request: HttpRequest, words: Words) -> WantedForm:
    levels = range(max(standard.rule.top for standard in words.names.standards) + 1)
    return WantedForm(request.GET, words=words, levels=levels)
