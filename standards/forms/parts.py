"""Forms of the parts of a draft.

What is unsound may be saved: the page of the revision shows what is wrong, and publishing refuses it. What
the database cannot hold is an error at its field.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from editing.domain.texts import CODE, MOST
from editing.forms.fields import WholeNumberField
from standards import models
from standards.domain.standard import QuestionKind
from standards.services.arranging import position_of
from standards.wording.parts import (
    BOTH_BOUNDS,
    CODE_FORM,
    CODE_USED,
    LEVEL_USED,
    NO_FIGURES,
    NO_RANGE,
    NUMBER_USED,
    NUMERATOR_MISSING,
    OTHER_CONSTRAINED_MISSING,
    TERM_USED,
)

# These share one space of codes: an answer, a problem and a path name a part by its code alone.
ONE_SPACE: tuple[type[models.Part], ...] = (
    models.Dimension,
    models.Group,
    models.Question,
    models.SceneGroup,
    models.Scene,
)
SHORT = ("name_zh", "name_en", "label_zh", "label_en", "unit_zh", "unit_en", "word_zh", "word_en", "name")


def check_code(code: str) -> None:
    """Raise ValidationError for what is no code."""
    if not CODE.fullmatch(code):
        raise ValidationError(CODE_FORM)


def small_number(**kwargs: Any) -> WholeNumberField:
    """Return a field for a whole number that a small integer of the database holds."""
    return WholeNumberField(**{"min_value": 1, "max_value": MOST, **kwargs})


class PlainForm(forms.ModelForm):
    """Labels without colons."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class PartForm(PlainForm):
    """A part of a draft. `parents`: on the page that adds one, the revision and the part it stands in."""

    parents: ClassVar[Mapping[str, Model]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, row in self.parents.items():
            setattr(self.instance, name, row)
            self.initial.setdefault(name, row.pk)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                field.queryset = field.queryset.filter(revision=self.instance.revision_id).order_by("code")

    def clean_code(self) -> str:
        """Return the code, or the key of an option within its question. Raises ValidationError."""
        code = str(self.cleaned_data["code"])
        check_code(code)
        model: Any = type(self.instance)
        space: tuple[Any, ...] = ONE_SPACE if model in ONE_SPACE else (model,)
        for part in space:
            same = part._default_manager.filter(revision=self.instance.revision_id, code=code)
            other = (same.exclude(pk=self.instance.pk) if part is model else same).first()
            if other is not None:
                raise ValidationError(CODE_USED, params={"code": code, "other": other})
        return code

    def unique_in_revision(self, name: str, message: Any) -> Any:
        """Return a cleaned value that no other part of the kind has. Raises ValidationError."""
        value = self.cleaned_data[name]
        others = type(self.instance)._default_manager.filter(revision=self.instance.revision_id)
        other = others.exclude(pk=self.instance.pk).filter(**{name: value}).first()
        if other is not None:
            raise ValidationError(message, params={"value": value, "other": other})
        return value


class OrderedForm(PartForm):
    """A part that has a place among those beside it."""

    # Compared with what was shown: somebody else may have moved it since.
    place = small_number(
        label=_("次序"),
        required=False,
        show_hidden_initial=True,
        help_text=_("在同级中排第几；改动后其余各项依次让位。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["place"] = position_of(self.instance)


class RowForm(PlainForm):
    """A row in an order, on the page of what it belongs to."""

    place = small_number(label=_("次序"), required=False, show_hidden_initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["place"] = self.instance.position


class QuestionForm(OrderedForm):
    number = small_number(label=_("题号"), help_text=_("问卷上的题号，每题不同。"))

    def clean_number(self) -> Any:
        return self.unique_in_revision("number", NUMBER_USED)

    def clean(self) -> dict[str, Any]:
        """Refuse figures that the kind of question cannot have, where they stand."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        figures = ("part", "whole", "part_before", "whole_before")
        by_figures = given.get("kind") in (QuestionKind.RATIO, QuestionKind.CHANGE)
        if by_figures and given.get("part") is None and "part" not in self.errors:
            self.add_error("part", NUMERATOR_MISSING)
        if given.get("kind") and not by_figures:
            for name in figures:
                if given.get(name) is not None:
                    self.add_error(name, NO_FIGURES)
        return given


class OptionForm(RowForm):
    """An option on its question's page."""

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"])
        check_code(key)
        return key

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = given.get("range_low"), given.get("range_high")
        for name, missing in (
            ("range_low", low is None and high is not None),
            ("range_high", high is None and low is not None),
        ):
            if missing and name not in self.errors:
                self.add_error(name, BOTH_BOUNDS)
        if given.get("range_low_closed") and low is None and high is None:
            self.add_error("range_low_closed", NO_RANGE)
        return given


class SceneLevelForm(PlainForm):
    position = small_number(label=_("等级"))


class ThresholdForm(PartForm):
    position = small_number(label=_("等级"), help_text=_("从 1 起连续编号，每级一个。"))

    def clean_position(self) -> Any:
        return self.unique_in_revision("position", LEVEL_USED)


class TermForm(OrderedForm):
    def clean_word_zh(self) -> Any:
        return self.unique_in_revision("word_zh", TERM_USED)


class VariantForm(OrderedForm):
    """A doubt, with what it reads differently as check boxes."""

    constrained_scenes = forms.ModelMultipleChoiceField(
        models.Scene.objects.all(),
        label=_("这种读法下的约束性场景"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    split_questions = forms.ModelMultipleChoiceField(
        models.Question.objects.filter(kind=QuestionKind.MULTI),
        label=_("这种读法下各选项均分的题目"),
        help_text=_("只有多选题可以均分。"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["constrained_scenes"] = _pointed(models.VariantScene, self.instance, "scene_id")
            self.initial["split_questions"] = _pointed(models.VariantQuestion, self.instance, "question_id")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("constrained_scenes") and not given.get("other_constrained"):
            self.add_error("other_constrained", OTHER_CONSTRAINED_MISSING)
        return given


def _pointed(model: Any, variant: models.Variant, column: str) -> list[int]:
    found: Iterable[int] = model._default_manager.filter(variant=variant).values_list(column, flat=True)
    return list(found)
