"""People who edit criteria, and a page's form as a browser would send it."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from enterprises.models import User
from standards.models import Part, Question, Revision, Scene
from tests.people import make_user

WRITE, PUBLISH, VERIFY, VIEW = "change_revision", "publish_revision", "verify_revision", "view_revision"


class _Forms(HTMLParser):
    """Collects what each form of a page would send, without the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self._select: tuple[str, list[tuple[str, bool]]] | None = None
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms.append({})
        name = given.get("name") or ""
        if tag == "input" and name and given.get("type") not in ("submit", "button"):
            if given.get("type") not in ("checkbox", "radio"):
                self._add(name, given.get("value") or "")
            elif "checked" in given:
                self._add(name, given.get("value") or "on")
        elif tag == "textarea":
            self._area = name
            self._add(name, "")
        elif tag == "select":
            self._select = (name, [])
        elif tag == "option" and self._select:
            self._select[1].append((given.get("value") or "", "selected" in given))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select" and self._select:
            name, options = self._select
            chosen = [value for value, selected in options if selected] or [
                value for value, _s in options[:1]
            ]
            if chosen:
                self._add(name, chosen[0])
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][self._area][-1] += (
                data.removeprefix("\n") if not self.forms[-1][self._area][-1] else data
            )

    def _add(self, name: str, value: str) -> None:
        if self.forms:
            self.forms[-1].setdefault(name, []).append(value)


def form_of(response: Any) -> dict[str, Any]:
    """Return what the last form of a page would send, as it is shown: by name, one value or several."""
    parser = _Forms()
    parser.feed(response.content.decode())
    return {name: values if len(values) > 1 else values[0] for name, values in parser.forms[-1].items()}


def text_of(response: Any) -> str:
    return str(response.content.decode())


def make_staff(*permissions: str, name: str = "") -> User:
    """Return a member of staff with these permissions on revisions."""
    user = make_user(is_staff=True, name=name)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def url_of(row: Part) -> str:
    return reverse(f"admin:standards_{row._meta.model_name}_change", args=[row.pk])


def page_of(revision: Revision, page: str = "change") -> str:
    return reverse(f"admin:standards_revision_{page}", args=[revision.pk])


def edit(client: Client, url: str, **typed: object) -> Any:
    """Open a page, type over some fields and save."""
    return save(client, url, form_of(client.get(url)), typed)


def save(
    client: Client, url: str, shown: Mapping[str, Any], typed: Mapping[str, object] | None = None
) -> Any:
    """Save a page that was opened before."""
    return client.post(url, {**shown, **(typed or {}), "_save": ""})


def question(revision: Revision, code: str) -> Question:
    return Question.objects.get(revision=revision, code=code)


def scene(revision: Revision, code: str) -> Scene:
    return Scene.objects.get(revision=revision, code=code)
