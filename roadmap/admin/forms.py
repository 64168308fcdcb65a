"""Forms of entries and their parts: codes are chosen by name, from lists.

What is unsound may be saved: the page of the draft says what is wrong, and publishing refuses it. What the
database cannot hold is an error at its field.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editing.domain.texts import CODE
from roadmap.selectors.names import LEVELS, Choices, Naming
from roadmap.wording.steps import BELOW_THE_LOW, CODE_FORM, CODE_USED, NO_RISE

EMPTY = "— — —"
RANGES = (("cost_low", "cost_high"), ("months_low", "months_high"))

code_form = RegexValidator(CODE, CODE_FORM)


class CodesField(forms.MultipleChoiceField):
    """A list of codes that stands in a table of its own, chosen by check boxes.

    `column`: of the codes in that table, which is found by the name of the field.
    """

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, column: str, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.column = column


class NamedForm(forms.ModelForm):
    """A form whose codes and levels are chosen by name. `naming`: that of the request."""

    naming: ClassVar[Naming]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in list(self.fields.items()):
            if isinstance(field, CodesField):
                self._fill_codes(name, field)
            elif name in LEVELS:
                self.fields[name] = self._level(name, field)
            elif self.naming.names_codes(name) and not isinstance(field, forms.ModelChoiceField):
                self.fields[name] = self._code(name, field)

    def changed_lists(self) -> Iterator[tuple[str, CodesField]]:
        """Yield the lists of codes that were changed, by name."""
        for name, field in self.fields.items():
            if isinstance(field, CodesField) and name in self.changed_data:
                yield name, field

    def _code(self, name: str, field: forms.Field) -> forms.Field:
        choices = with_present(self.naming.choices(name), [self.initial.get(name)])
        return forms.ChoiceField(
            label=field.label,
            required=field.required,
            help_text=field.help_text,
            choices=[("", EMPTY), *choices],
        )

    def _level(self, name: str, field: forms.Field) -> forms.Field:
        levels = with_present(self.naming.choices(name), [self.initial.get(name)])
        return forms.TypedChoiceField(
            label=field.label,
            required=field.required,
            help_text=field.help_text,
            choices=[("", EMPTY), *levels],
            coerce=int,
            empty_value=None,
        )

    def _fill_codes(self, name: str, field: CodesField) -> None:
        rows = getattr(self.instance, name).all() if self.instance.pk else ()
        ordered = sorted(rows, key=lambda row: (row.position, row.pk))  # in Python: they may be prefetched
        chosen = [getattr(row, field.column) for row in ordered]
        self.initial[name] = chosen
        if self.naming.names_codes(field.column):
            field.choices = with_present(self.naming.choices(field.column), chosen)


class EntryForm(NamedForm):
    """A draft. Its code is chosen once, when the first version is begun."""

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        code_form(code)
        if type(self.instance)._default_manager.filter(code=code).exists():
            raise ValidationError(CODE_USED, params={"code": code})
        return code


class PartForm(NamedForm):
    """A row on the page of a draft. Where it has a place, the place may be left to us.

    What constraints of the tables ask is told at the field: Django would name the constraint.
    """

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for low, high in RANGES:
            if None not in (given.get(low), given.get(high)) and given[high] < given[low]:
                self.add_error(high, ValidationError(BELOW_THE_LOW, params={"low": given[low]}))
        first, then = given.get("from_level"), given.get("to_level")
        if first is not None and then is not None and then <= first:
            self.add_error("to_level", NO_RISE)
        return given

    def clean_position(self) -> int:
        place: int | None = self.cleaned_data["position"]
        return self.instance.position if place is None else place


class OptionForm(PartForm):
    """An option of a question: both are chosen at once."""

    choice = forms.ChoiceField(label=_("题目和选项"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        present = f"{row.question} {row.option}" if row.pk else None
        self.initial["choice"] = present
        choices = with_present(self.naming.choices("option"), [present])
        self.fields["choice"] = forms.ChoiceField(label=_("题目和选项"), choices=[("", EMPTY), *choices])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        question, _space, option = given.get("choice", "").partition(" ")
        self.instance.question, self.instance.option = question, option
        return given | {"question": question, "option": option}

    def _get_validation_exclusions(self) -> set[str]:
        """Let the two columns be checked like fields, so that an option chosen twice is told.

        Where nothing was chosen, that is told at the choice; the page has no field for the columns.
        """
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"question", "option"} if self.cleaned_data.get("choice") else excluded


def with_present(choices: Choices, present: list[Any]) -> Choices:
    """Return the choices with the codes there are, which must not vanish because a list has changed."""
    known = {code for entry in choices for code in _codes(entry)}
    unknown = [code for code in present if code not in (None, "") and code not in known]
    lost = [(code, gettext("%(code)s（现已没有）") % {"code": code}) for code in unknown]
    return [*choices, *lost]


def _codes(choice: Any) -> list[Any]:
    code_or_heading, name_or_group = choice
    return [code for code, _name in name_or_group] if isinstance(name_or_group, list) else [code_or_heading]
