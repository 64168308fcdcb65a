"""One step in the life of a draft as a page: it asks, and takes the step once that is confirmed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from editing.services.refusals import RefusedChange

METHODS = ["GET", "HEAD", "POST"]  # of the pages of steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What is said once a step is taken, and the page that follows."""

    said: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a page asks and what is done with a valid answer.

    `act` is given the cleaned data of the form, and may raise RefusedChange. `context` is looked up where the
    page is shown, and only there. `blocked`: why it is known to be refused, so that nobody fills in a form in
    vain.
    """

    template: str
    title: str
    form: forms.Form
    act: Callable[[dict[str, Any]], Done]
    context: Callable[[], Mapping[str, Any]] = dict
    blocked: tuple[str, ...] = ()


def posted(request: HttpRequest) -> Any:
    """Return what a form is bound to: the data posted, None while the page only asks."""
    return request.POST if request.method == "POST" else None


def confirmation(request: HttpRequest) -> forms.Form:
    """Return the form of a step that asks for nothing but a yes."""
    return forms.Form(posted(request))


def take(
    request: HttpRequest,
    *,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Done],
    ask: Callable[[], HttpResponse],
    refuse: Callable[[RefusedChange], HttpResponse],
) -> HttpResponse:
    """Show the page of a step (`ask`), or take the step, say so and go on; `refuse` says why it was not."""
    if not form.is_valid():
        return ask()
    try:
        done = act(form.cleaned_data)
    except RefusedChange as refusal:
        return refuse(refusal)
    messages.success(request, done.said)
    return redirect(done.url)
