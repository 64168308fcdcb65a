"""Nobody overwrites anybody: a form is refused when what it shows was changed since it was opened.

Each page carries a stamp: the newest history entries of its row and of the rows edited with it. A save looks
for newer ones, in its transaction and with the row held. If there are any that the form would overwrite, it
is refused once: it says who changed what and when, shows their values beside the fields and keeps what was
typed. The page that says so carries a new stamp, so that saving once more is a decision.

For any model whose history django-simple-history keeps; nothing here knows criteria.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import BadRequest
from django.db import IntegrityError, models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse

from audit.admin import OfferedFilters
from editing.admin.news import News, news_since, read_stamp, stamp
from editing.admin.vanished import with_vanished_as_new
from editing.presenters.mistakes import mistakes
from editing.selectors.history import CHANGED, Watched
from editing.wording.changes import change_text
from editing.wording.drafts import CHANGED_SINCE_OPENED

OPENED = "opened"  # the hidden field that carries the stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What is known of a page when it is asked for or saved."""

    opened: str  # the stamp of the page that answers
    readable: bool = True  # False: a save came without a stamp, so nothing is known of its page
    news: tuple[News, ...] = ()

    @property
    def refuses(self) -> bool:
        return bool(self.news) or not self.readable

    def of(self, row: models.Model) -> News | None:
        """Return what became of a row."""
        return next((n for n in self.news if (n.model, n.pk) == (type(row), row.pk)), None)


class RefusedForm(forms.ModelForm):
    """The form of a page that is refused: what was typed stays, others' values stand as errors beside it."""

    guard: Guard

    def full_clean(self) -> None:
        super().full_clean()
        self.add_error(None, CHANGED_SINCE_OPENED)
        tell_changes(self, self.guard.of(self.instance))


class GuardedAdmin(OfferedFilters):
    """A ModelAdmin whose change form is refused once where it would overwrite somebody else's change.

    The template of its change form includes `editing/_opened.html`.
    """

    change_form_template = "editing/draft_form.html"

    def watched_besides(self, obj: Any) -> tuple[Watched, ...]:
        """Return rows edited on the page of an object that are no inlines."""
        return ()

    def hold(self, obj: Any) -> None:
        """Lock what a save of the object changes, until the transaction ends."""
        self.model._default_manager.select_for_update(of=("self",)).get(pk=obj.pk)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:  # rows that no page of ours can have sent: keys of other rows
            raise BadRequest("rows contradict those there are") from error

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is None:
            return None
        saving = request.method == "POST"
        if saving:
            self.hold(found)
        watched = self._watched(request, found)
        # The stamp first, then the row: what happens between the two is not missed.
        now = stamp(watched)
        opened = read_stamp(request.POST.get(OPENED, ""), watched)
        changed = saving and opened is not None and opened != read_stamp(now, watched)
        news = self._relevant(request, found, news_since(watched, opened)) if changed and opened else ()
        guard = Guard(opened=now, readable=not saving or opened is not None, news=news)
        request._guard = guard  # type: ignore[attr-defined]
        return super().get_object(request, object_id, from_field)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        made = super().get_form(request, obj, change=change, **kwargs)
        guard = _guard_of(request)
        if request.method != "POST" or obj is None or not guard.refuses:
            return made
        return type(made.__name__, (RefusedForm, made), {"guard": guard, "__module__": __name__})

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: InlineModelAdmin, prefix: str
    ) -> dict[str, Any]:
        given: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in given and obj.pk:
            known = given["queryset"].filter(**{_foreign_key(inline, self.model).name: obj})
            keys = {str(pk) for pk in known.values_list("pk", flat=True)}
            given["data"] = with_vanished_as_new(given["data"], prefix, keys)
        return given

    def _create_formsets(
        self, request: HttpRequest, obj: Any, change: bool
    ) -> tuple[list[BaseInlineFormSet], list[InlineModelAdmin]]:
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]
        for form in (form for formset in formsets for form in formset.forms if form.is_bound):
            tell_changes(form, _guard_of(request).of(form.instance))
        return formsets, inlines

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        guard = _guard_of(request)
        given: dict[str, Any] = {
            "opened": guard.opened,
            "news": guard.news,
            "refused": bool(context.get("errors")),
        }
        if context.get("errors"):
            formsets = [one.formset for one in context["inline_admin_formsets"]]
            given["mistakes"] = mistakes(context["adminform"].form, formsets)
        return super().render_change_form(request, context | given, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write a row only if a column of it changes: its history would tell of a change there was not."""
        columns = {field.name for field in self.model._meta.concrete_fields}
        if not change or columns.intersection(form.changed_data):
            super().save_model(request, obj, form, change)

    def _watched(self, request: HttpRequest, obj: Any) -> tuple[Watched, ...]:
        inlines = self.get_inline_instances(request, obj)
        return (
            Watched(model=self.model, column="id", value=obj.pk),
            *(
                Watched(model=one.model, column=_foreign_key(one, self.model).attname, value=obj.pk)
                for one in inlines
            ),
            *self.watched_besides(obj),
        )

    def _relevant(self, request: HttpRequest, obj: Any, news: Iterable[News]) -> tuple[News, ...]:
        """Leave out changes of columns that no field of the page writes."""
        written = {self.model: set(self._fields(self.get_fieldsets(request, obj)))}
        for one in self.get_inline_instances(request, obj):
            written[one.model] = set(self._fields(one.get_fieldsets(request, obj)))
        return tuple(
            n
            for n in news
            if n.happened != CHANGED
            or n.model not in written
            or {c.name for c in n.changes} & written[n.model]
        )

    @staticmethod
    def _fields(fieldsets: Any) -> list[str]:
        return [str(name) for name in flatten_fieldsets(fieldsets)]


def tell_changes(form: forms.ModelForm, news: News | None) -> None:
    """Put what somebody else changed beside the fields of a bound form."""
    if news is None:
        return
    form.errors  # noqa: B018 (cleans the form, which would throw away what is added before)
    for change in news.changes:
        if change.name in form.fields:
            form.add_error(change.name, change_text(news.who, news.at, change.new))


def _foreign_key(inline: InlineModelAdmin, parent: type[models.Model]) -> Any:
    return forms.models._get_foreign_key(parent, inline.model, fk_name=inline.fk_name)


def _guard_of(request: HttpRequest) -> Guard:
    return getattr(request, "_guard", None) or Guard(opened="")
