"""Compare: what two revisions say differently, old and new side by side."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from assessment.permissions import check_can_look_at_criteria
from assessment.trial.presenters.comparing import RevisionComparison, compare
from assessment.trial.selectors.revisions import before, get_revision, list_comparable
from assessment.trial.views.page import page_context
from standards.domain.differences import Happened
from standards.models import Revision
from standards.selectors.revisions import outline
from standards.wording.differences import TABLES, kind_name

HAPPENED = (
    (Happened.NEW, gettext_lazy("新增")),
    (Happened.CHANGED, gettext_lazy("有改动")),
    (Happened.REMOVED, gettext_lazy("删去")),
)


class RevisionField(forms.ModelChoiceField):
    """A revision, named with its state."""

    def label_from_instance(self, revision: Revision) -> str:
        return f"{revision} · {revision.get_state_display()}"


class PairForm(forms.Form):
    """Which two revisions to compare, and what of it to show."""

    old = RevisionField(label=gettext_lazy("旧修订"), queryset=Revision.objects.none(), empty_label=None)
    new = RevisionField(label=gettext_lazy("新修订"), queryset=Revision.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=gettext_lazy("内容"), required=False)
    happened = forms.ChoiceField(label=gettext_lazy("变化"), required=False)

    def __init__(self, data: dict[str, object], *, revision: Revision) -> None:
        super().__init__(data, label_suffix="")
        for name in ("old", "new"):
            self.fields[name].queryset = list_comparable(revision)  # type: ignore[attr-defined]
        every = ("", _("全部"))
        self.fields["kind"].choices = [every, *((kind, kind_name(kind)) for kind in TABLES)]  # type: ignore[attr-defined]
        self.fields["happened"].choices = [every, *HAPPENED]  # type: ignore[attr-defined]


@require_safe
def diff(request: HttpRequest, revision: int) -> HttpResponse:
    """Compare the revision with the one it rests on, or any two that can be compared with it."""
    check_can_look_at_criteria(request.user)
    found = get_revision(revision)
    other = before(found)
    given = {"old": other.pk if other else found.pk, "new": found.pk, **request.GET.dict()}
    form = PairForm(given, revision=found)
    comparison = _compared(form) if form.is_valid() else None
    context = {
        **page_context(request, found, _("比较修订")),
        "form": form,
        "comparison": comparison,
        "happened": [(key, name, comparison.counts[key] if comparison else 0) for key, name in HAPPENED],
    }
    return render(request, "assessment/trial/diff.html", context, status=200 if form.is_valid() else 400)


def _compared(form: PairForm) -> RevisionComparison:
    given = form.cleaned_data
    old, new = outline(given["old"].pk), outline(given["new"].pk)
    return compare(old, new, happened=given["happened"], kind=given["kind"])
