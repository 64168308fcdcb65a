"""One step of a revision's life as a page: it says what will happen, asks, and takes it when confirmed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from standards.models import Revision
from standards.services import Reason, RefusedChange
from standards.views.page import page
from standards.wording.problems import refusal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What is said once a step is taken, and the page that follows."""

    said: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A page that asks. `blocked`: known beforehand, so that nobody fills in a form in vain."""

    template: str
    title: str
    form: forms.Form
    context: Mapping[str, Any] = field(default_factory=dict)
    blocked: tuple[str, ...] = ()


def posted(request: HttpRequest) -> Any:
    """Return what a form is bound to: the data posted, None while the page only asks."""
    return request.POST if request.method == "POST" else None


def known(refused: bool, reason: Reason, revision: Revision) -> tuple[str, ...]:
    """Return, where it is known that a step is refused, why."""
    return (refusal_text(RefusedChange(reason, revision=revision)),) if refused else ()


def take(
    request: HttpRequest, revision: Revision, step: Step, act: Callable[[dict[str, Any]], Done]
) -> HttpResponse:
    """Show the page of a step, or take the step and go on. What is refused is said on the page."""
    refusals = step.blocked
    if not refusals and step.form.is_valid():
        try:
            done = act(step.form.cleaned_data)
        except RefusedChange as refusal:
            refusals = (refusal_text(refusal),)
        else:
            messages.success(request, done.said)
            return redirect(done.url)
    context = {**step.context, "form": step.form, "refusals": refusals, "blocked": bool(step.blocked)}
    return page(
        request,
        step.template,
        revision,
        title=step.title,
        context=context,
        status=_status(request, step.form),
    )


def _status(request: HttpRequest, form: forms.Form) -> HTTPStatus:
    if request.method != "POST":
        return HTTPStatus.OK
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.CONFLICT
