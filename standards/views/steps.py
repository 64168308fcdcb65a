"""A step of a revision's life as a page: what it means, what stands against it, a form."""

from enum import StrEnum
from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse

from editing.services.refusals import RefusedChange
from editing.views.steps import Step, take
from standards.models import Revision
from standards.views.page import page
from standards.wording.problems import refusal_text


def known(refused: bool, reason: StrEnum, revision: Revision) -> tuple[str, ...]:
    """Return, where it is known that a step is refused, why."""
    return (refusal_text(RefusedChange(reason, revision)),) if refused else ()


def run_step(request: HttpRequest, revision: Revision, step: Step) -> HttpResponse:
    """Show the page of a step, or take the step and go on. What is refused is said on the page."""

    def show(refusals: tuple[str, ...]) -> HttpResponse:
        context = {"form": step.form, "refusals": refusals, "blocked": bool(step.blocked), **step.context()}
        status = _status(request, step.form)
        return page(request, step.template, revision, title=step.title, context=context, status=status)

    def refuse(refusal: RefusedChange) -> HttpResponse:
        return show((refusal_text(refusal),))

    if step.blocked:
        return show(step.blocked)
    return take(request, form=step.form, act=step.act, ask=lambda: show(()), refuse=refuse)


def _status(request: HttpRequest, form: forms.Form) -> HTTPStatus:
    if request.method != "POST":
        return HTTPStatus.OK
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.CONFLICT
