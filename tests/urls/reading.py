"""The forms of a page, as a browser would send them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass(slots=True)
class Field:
    """One name of a form. `values`: what the page would send; `choices`: what else it offers."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PageForm:
    """A form of a page: where it goes to, how, and its fields by name."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)


def forms_of(html: str, url: str) -> list[PageForm]:
    """Return the forms of a page. `url`: where it lies."""
    reader = _Reader(url)
    reader.feed(html)
    return list(reader.forms.values())


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.forms: dict[str, PageForm] = {}
        self._url = url
        self._form = ""  # key of the form that is open
        self._select: Field | None = None
        self._textarea: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = given.get("id") or f"form {len(self.forms)}"
            self._of(self._form).action = urljoin(self._url, given.get("action", ""))
            self.forms[self._form].method = given.get("method", "get").upper()
        elif tag in ("input", "button", "select", "textarea") and given.get("name"):
            self._control(tag, given)
        elif tag == "option" and self._select:
            value = given.get("value", "")
            self._select.choices.append(value)
            if "selected" in given:
                self._select.values.append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = ""
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._textarea.values = [*self._textarea.values, data]

    def _of(self, key: str) -> PageForm:
        return self.forms.setdefault(key, PageForm(action=self._url, method="POST"))

    def _control(self, tag: str, given: Mapping[str, str]) -> None:
        key = given.get("form") or self._form
        if not key:
            return
        kind = given.get("type", "text") if tag == "input" else tag
        one = self._of(key).fields.setdefault(given["name"], Field(given["name"], kind))
        if tag == "select":
            self._select = one
        elif tag == "textarea":
            self._textarea = one
        elif kind in ("radio", "checkbox", "submit", "button"):
            one.choices.append(given.get("value", "on"))
            if "checked" in given:
                one.values.append(given.get("value", "on"))
        elif kind != "file":
            one.values.append(given.get("value", ""))
