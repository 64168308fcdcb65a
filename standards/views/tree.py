"""The page of a revision: its tree; in a draft weights are edited and parts moved right there."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from editing.domain.decimals import plain
from editing.models import State
from editing.permissions import require
from editing.services.refusals import RefusedChange
from editing.wording.changes import change_text
from enterprises.forms.requests import key_from, signed_in
from standards import permissions
from standards.domain.standard import WHOLE, Problem, problems
from standards.forms.weights import TypedWeights, read_weights, seen_text
from standards.models import Part, Revision
from standards.presenters.branches import read_tree
from standards.presenters.tree import Branch, Node, Problems, looked_for, marked, nodes_of
from standards.selectors import revisions as selectors
from standards.services import StaleWeights, place_part, set_weights
from standards.services.arranging import PARENTS, position_of
from standards.views.page import get_revision, page, tree_url
from standards.wording.problems import problem_text, refusal_text
from standards.wording.results import BADGES
from standards.wording.steps import PAGE_INCOMPLETE, weights_saved

MOVABLE: Mapping[str, type[Part]] = {str(part._meta.model_name): part for part in PARENTS}
NOTHING_TYPED = TypedWeights(texts={}, edits=(), errors={})


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveReply:
    """What a refused save leaves on the page: what was typed, and by anchor what is to be said."""

    typed: TypedWeights = NOTHING_TYPED
    errors: Mapping[str, str] = field(default_factory=dict)
    status: HTTPStatus = HTTPStatus.OK


@require_http_methods(["GET", "HEAD", "POST"])
def tree(request: HttpRequest, object_id: int) -> HttpResponse:
    """Show a revision. POST writes the weights that were changed, then moves a part if a button says so."""
    revision = get_revision(request, object_id)
    if request.method != "POST":
        return _page(request, revision, SaveReply())
    require(permissions.can_write(request.user))
    typed = read_weights(request.POST)
    if typed is None:
        messages.error(request, PAGE_INCOMPLETE)
        return redirect(tree_url(revision))
    if typed.errors:
        return _page(
            request,
            revision,
            SaveReply(typed=typed, errors=typed.errors, status=HTTPStatus.UNPROCESSABLE_ENTITY),
        )
    try:
        return _save(request, revision, typed)
    except StaleWeights as stale:
        told = {f"{row._meta.model_name}-{row.pk}": _told(row) for row in stale.rows}
        return _page(request, revision, SaveReply(typed=typed, errors=told, status=HTTPStatus.CONFLICT))
    except RefusedChange as refusal:
        messages.error(request, refusal_text(refusal))
        return redirect(tree_url(revision))


def _save(request: HttpRequest, revision: Revision, typed: TypedWeights) -> HttpResponse:
    by, at = signed_in(request), timezone.now()
    count = set_weights(revision=revision, edits=typed.edits, by=by, at=at)
    if count:
        messages.success(request, weights_saved(count))
    kind, pk, place = (*request.POST.get("move", "").split("."), "", "")[:3]
    part = _part(revision, kind, pk)
    if part is None:
        return redirect(tree_url(revision))
    place_part(part=part, place=_place(part, place), by=by, at=at)
    return redirect(f"{tree_url(revision)}#{kind}-{pk}")


def _part(revision: Revision, kind: str, pk: str) -> Part | None:
    if kind not in MOVABLE:
        return None
    return MOVABLE[kind]._default_manager.filter(revision=revision, pk=key_from(pk)).first()


def _place(part: Part, wanted: str) -> int:
    """Return the place a button asks for: a number, or one up or down from here."""
    steps = {"up": -1, "down": 1}
    if wanted.isascii() and wanted.isdigit():
        return int(wanted[:5])
    return position_of(part) + steps.get(wanted, 0)


def _told(row: Part) -> str:
    entry = type(row).history.filter(id=row.pk).select_related("history_user").first()
    weight = getattr(row, "weight", None)
    return change_text(entry.history_user, entry.history_date, "" if weight is None else plain(weight))


# --- Showing -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProblem:
    """A problem in the list on top of the page, with where to jump to."""

    anchor: str
    part: str
    text: str


def _page(request: HttpRequest, revision: Revision, answer: SaveReply) -> HttpResponse:
    found = problems(selectors.outline(revision.pk)) if revision.state == State.DRAFT else ()
    texts = _texts(found)
    branches = read_tree(revision)
    weights = {node.anchor: node.row.weight for node in nodes_of(branches) if node.weighable}
    branches = marked(read_tree(revision, answer.typed.weights) if answer.typed.edits else branches, texts)
    words = request.GET.get("q", "").strip()
    context = {
        "badge": BADGES[revision.badge],
        "branches": looked_for(branches, words) if words else branches,
        "problems": _listed(found, branches),
        "whole_problems": texts.get(WHOLE, ()),
        "seen": seen_text(weights),
        "typed": answer.typed.texts,
        "errors": answer.errors,
        "stale": answer.status == HTTPStatus.CONFLICT,
        "words": words,
    }
    return page(request, "tree.html", revision, title=revision.name_zh, context=context, status=answer.status)


def _texts(found: Iterable[Problem]) -> Problems:
    texts: dict[str, list[str]] = defaultdict(list)
    for problem in found:
        texts[problem.where].append(problem_text(problem))
    return {where: tuple(said) for where, said in texts.items()}


def _listed(found: Iterable[Problem], branches: tuple[Branch, ...]) -> list[ListedProblem]:
    known = {node.place: node for node in nodes_of(branches)}
    anchors = {branch.anchor for branch in branches}
    return [_listed_one(problem, known.get(problem.where), anchors) for problem in found]


def _listed_one(problem: Problem, node: Node | None, anchors: Container[str]) -> ListedProblem:
    text = problem_text(problem)
    if node is None:
        return ListedProblem(anchor=problem.where if problem.where in anchors else WHOLE, part="", text=text)
    return ListedProblem(anchor=node.anchor, part=f"{node.place} {node.name}", text=text)
