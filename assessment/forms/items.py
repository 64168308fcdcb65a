"""The questionnaire as forms: one factory builds any section, or one item of it, from the standard.

A form turns what was posted into entries (domain values with the version they rest on). It never decides
what is right: that is the domain's. Partial is welcome; nothing is required here except consistency.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.domain.ladder import climbed, first_gap
from assessment.domain.oddities import first_impossible, same_in_profile
from assessment.domain.sheet import Sheet
from assessment.domain.snapshot import Declaration, Person
from assessment.forms.ladder import ladder_fields, rung_name, said_in, was_name
from assessment.models import Remark
from assessment.wording.items import (
    ANSWER_FIRST,
    CHANGED_BY_OTHERS,
    CHOOSE_REASON,
    NOT_APPLICABLE_ALONE,
    OPTION_ALONE,
    UNSURE_ALONE,
)
from assessment.wording.oddities import figure_names
from assessment.wording.submission import (
    CORRECTION_REASON_MISSING,
    FILLER_NAME_MISSING,
    FILLER_POSITION_MISSING,
    PLEDGE_MISSING,
    RESPONSIBLE_NAME_MISSING,
    RESPONSIBLE_POSITION_MISSING,
)
from editing.domain.decimals import plain
from enterprises.forms.fields import NumberField, OneLineField
from enterprises.wording.oddities import oddity_text
from standards.domain.answers import (
    AtLevel,
    Chosen,
    Figures,
    InvalidAnswer,
    NotApplicable,
    Undecided,
    Value,
    check_figure_values,
    decide,
)
from standards.domain.figures import kind_of, own_figures, used_figures
from standards.domain.standard import Question, Scene, Standard, Term
from standards.wording.answers import item_name, label, refusal
from standards.wording.results import local

MAX_VERSION = 2**31 - 1
NA = "na"  # posted beside option keys and levels: 不涉及
UNSURE = "unsure"  # posted beside option keys: 不确定; of a scene each level may be so
Item = Question | Scene
# Errors of these kinds cannot come from our pages: the request is malformed.
MALFORMED = frozenset({"invalid_choice", "invalid_list", "invalid_version", "null_characters_not_allowed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was posted for one item. `figures`: the numbers entered here; None: the item takes none."""

    code: str
    value: Value | None
    figures: Mapping[str, Decimal] | None
    version: int
    confirmed: bool
    sure: frozenset[str] = frozenset()  # tokens of figures that hardly fit and are right all the same


class VersionField(forms.CharField):
    """The version an answer rests on: our own pages write it, so anything else is malformed."""

    def clean(self, value: object) -> int | None:
        text = str(super().clean(value))
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= MAX_VERSION):
            raise forms.ValidationError("version", code="invalid_version")
        return int(text)


def figure_name(code: str, figure: str) -> str:
    """Return the name of a figure's input."""
    return f"{code}-{figure}"


def posted_list(data: Mapping[str, object], name: str) -> frozenset[str]:
    """Return all values posted under a name."""
    getlist = getattr(data, "getlist", None)
    return frozenset(map(str, getlist(name) if getlist else [data[name]] if name in data else []))


def choices_of(item: Item) -> tuple[str, ...]:
    """Return what may be ticked: option keys or levels from 0, 不涉及, and 不确定 of a question."""
    if isinstance(item, Scene):
        return (*(str(level) for level in range(len(item.levels) + 1)), NA)
    return (*(option.key for option in item.options), NA, UNSURE)


def is_several(item: Item) -> bool:
    return isinstance(item, Question) and item.several


class ItemsForm(forms.Form):
    """The form of some items: a section's, or one alone.

    `assessment` is its public id; None where answers are only tried out: nothing is saved by itself then.
    `token`: of the link by which a guest fills these items; a guest's page leads to no other.
    """

    def __init__(
        self,
        *,
        assessment: UUID | None,
        sheet: Sheet,
        items: Iterable[Item],
        data: Mapping[str, object] | None = None,
        token: str = "",
    ) -> None:
        if data is not None and data.get("take"):
            data = _with_taken(sheet, data, str(data["take"]))
        super().__init__(data, auto_id=False, use_required_attribute=False)
        self.assessment = assessment
        self.token = token
        self.is_numbered = True  # by the official form; a page of a few items unsets it
        self.sector = ""  # whose words scenes are explained in; a page that shows rows sets it
        self.closed: Collection[str] = ()  # sections that are; a page that shows rows sets it
        self.remarks: Mapping[str, Sequence[Remark]] = {}  # by item; a members' page that shows rows sets it
        self.sheet = sheet
        self.items = tuple(items)
        self.entries: dict[str, Entry] = {}
        self.conflicts: dict[str, Entry] = {}  # what could not be saved because someone else was faster
        if self.is_bound:  # rows are rendered from the sheet; fields only read what was posted
            for item in self.items:
                self.fields.update(_fields(sheet.standard, item))

    @cached_property
    def words(self) -> tuple[tuple[str, Term], ...]:
        """Return the terms with their words in the language of the page, once for all rows."""
        return tuple((local(term.word), term) for term in self.sheet.standard.terms)

    def show(self, items: Iterable[Item]) -> None:
        """Render these items, whichever were posted."""
        self.items = tuple(items)

    @property
    def is_malformed(self) -> bool:
        """Return whether something was posted that no page of ours posts."""
        return any(error.code in MALFORMED for errors in self.errors.as_data().values() for error in errors)

    @property
    def changes(self) -> dict[str, Entry]:
        """Return the entries that say something else than the sheet, or confirm it."""
        return {
            code: entry
            for code, entry in self.entries.items()
            if entry.confirmed or entry.sure or not self.sheet.holds(code, entry.value, entry.figures)
        }

    def changed_figures(self, code: str) -> list[str]:
        """Return which figures of an entry are others than the sheet's."""
        given = self.entries[code].figures
        if given is None:
            return []
        own = own_figures(self.sheet.standard, self.sheet.standard.question(code))
        return [figure for figure in own if given.get(figure) != self.sheet.figures.get(figure)]

    @property
    def rejected(self) -> frozenset[str]:
        """Return the items of which something posted could not be stored; they show what was posted."""
        return frozenset(item.code for item in self.items if self.errors_of(item.code)) | set(self.conflicts)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Return (id to link to, text) of everything that could not be stored."""
        found = [
            (self._target(name), _("%(label)s：%(text)s") % {"label": self._label(name), "text": text})
            for name, text in self._all_errors()
        ]
        stale = [
            (f"item-{code}", CHANGED_BY_OTHERS % {"label": self._label(code)}) for code in self.conflicts
        ]
        return found + stale

    def _all_errors(self) -> list[tuple[str, str]]:
        return [error for item in self.items for error in self.errors_of(item.code)]

    def _target(self, name: str) -> str:
        return name if "-" in name else f"item-{name}"

    def _label(self, name: str) -> str:
        naming = label if self.is_numbered else item_name
        return naming(self.sheet.standard, name.partition("-")[0])

    def posted(self, code: str) -> bool:
        return self.is_bound and f"{code}-version" in self.data

    def posted_version(self, code: str) -> int:
        version = self.cleaned_data.get(f"{code}-version")
        return version if isinstance(version, int) else 0

    def errors_of(self, code: str) -> list[tuple[str, str]]:
        """Return (field name, message) of an item."""
        names = [name for name in self.errors if name == code or name.startswith(f"{code}-")]
        return [(name, str(message)) for name in names for message in self.errors[name]]

    def clean(self) -> dict[str, object]:
        pool = dict(self.sheet.figures) | {
            figure: number
            for item in self.items
            if isinstance(item, Question)
            for figure, number in self._figures(item).items()
        }
        for item in self.items:
            if self.posted(item.code) and self.data.get("theirs") != item.code:
                self._clean_item(item, pool)
        return self.cleaned_data

    def _figures(self, item: Question) -> dict[str, Decimal]:
        names = {figure: figure_name(item.code, figure) for figure in own_figures(self.sheet.standard, item)}
        values = {figure: self.cleaned_data.get(name) for figure, name in names.items()}
        return {figure: value for figure, value in values.items() if isinstance(value, Decimal)}

    def _clean_item(self, item: Item, pool: Mapping[str, Decimal]) -> None:
        clear = self.data.get("clear") == item.code
        figures = None
        if isinstance(item, Question) and item.formula is not None:
            figures = {} if clear else self._figures(item)
            self._check_figures(item, figures, pool)
        value = None if clear else self._value(item, figures, pool)
        if self.errors_of(item.code) and not clear:
            return
        mine = self.data.get("mine") == item.code
        version = self.cleaned_data.get(f"{item.code}-theirs" if mine else f"{item.code}-version")
        self.entries[item.code] = Entry(
            code=item.code,
            value=value,
            figures=figures,
            version=version if isinstance(version, int) else 0,
            confirmed=bool(self.cleaned_data.get(f"{item.code}-confirm")),
            sure=frozenset(" ".join(posted_list(self.data, f"{item.code}-sure")).split()),
        )

    def _check_figures(
        self, item: Question, figures: Mapping[str, Decimal], pool: Mapping[str, Decimal]
    ) -> None:
        if not figures:
            return
        if oddity := first_impossible(figures):
            text = oddity_text(oddity, figure_names(self.sheet.standard))
            self.add_error(figure_name(item.code, oddity.names[0]), text)
        try:
            check_figure_values(self.sheet.standard, item, used_figures(item, pool))
        except InvalidAnswer as error:
            here = (
                error.detail
                if error.detail in own_figures(self.sheet.standard, item)
                else next(iter(figures))
            )
            self.add_error(figure_name(item.code, here), refusal(self.sheet.standard, error))

    def _value(
        self, item: Item, figures: Mapping[str, Decimal] | None, pool: Mapping[str, Decimal]
    ) -> Value | None:
        ticked = self.cleaned_data.get(item.code) or []
        keys = [str(key) for key in (ticked if isinstance(ticked, list) else [ticked])]
        if isinstance(item, Scene):
            return self._scene(item, keys)
        if NA in keys:
            return self._not_applicable(item, keys)
        if self.errors_of(item.code):
            return None
        if figures is not None and item.formula is not None and item.formula.decides:
            complete = decide(item, used_figures(item, pool)) is not None and figures
            if complete or (figures and not keys):
                return Figures(values=figures)
        if UNSURE in keys:
            return self._unsure(item, keys)
        self._check_excluding(item, keys)
        return Chosen(options=tuple(keys)) if keys else None

    def _scene(self, item: Scene, keys: list[str]) -> Value | None:
        """Return where the scene stands: by the level that was set, else by what was said of the levels."""
        level, said = "".join(keys), said_in(self.cleaned_data, item)
        if any(said) and level in ("", self.cleaned_data.get(was_name(item.code))):
            gap = first_gap(said)
            if gap:
                name = local(self.sheet.standard.rule.name(gap))
                self.add_error(rung_name(item.code, gap), ANSWER_FIRST % {"level": name})
            return climbed(said)
        if level == NA:
            return self._not_applicable(item, keys)
        return AtLevel(level=int(level)) if level else None

    def _unsure(self, item: Question, keys: list[str]) -> Undecided:
        if len(keys) > 1:
            self.add_error(item.code, UNSURE_ALONE)
        return Undecided()

    def _not_applicable(self, item: Item, keys: list[str]) -> NotApplicable | None:
        reason = str(self.cleaned_data.get(f"{item.code}-reason") or "")
        if len(keys) > 1:
            self.add_error(item.code, NOT_APPLICABLE_ALONE)
        if not reason:
            self.add_error(f"{item.code}-reason", CHOOSE_REASON)
        return NotApplicable(reason=reason) if reason else None

    def _check_excluding(self, item: Question, keys: list[str]) -> None:
        alone = next((item.option(key) for key in keys if item.option(key).excludes), None)
        if alone is not None and len(keys) > 1:
            message = OPTION_ALONE % {"option": local(alone.text)}
            self.add_error(item.code, message)


def _with_taken(sheet: Sheet, data: Mapping[str, object], name: str) -> Mapping[str, object]:
    """Return what was posted with the figure of the profile in the field whose button was pressed."""
    known = sheet.profile.get(same_in_profile().get(name.partition("-")[2], ""))
    if known is None:
        return data
    filled: Any = data.copy() if isinstance(data, QueryDict) else dict(data)
    filled[name] = plain(known)
    return cast(Mapping[str, object], filled)


# Fields keep nothing of what they read, so one serves all forms: to make them was half of reading an answer.
_VERSION = VersionField(required=False)
_CONFIRMED = forms.BooleanField(required=False)


@lru_cache(maxsize=1024)
def _choice(values: tuple[str, ...], *, several: bool = False) -> forms.Field:
    """Return the field that reads which of these was ticked."""
    kind = forms.MultipleChoiceField if several else forms.ChoiceField
    return kind(required=False, choices=[(value, value) for value in values])


def _fields(standard: Standard, item: Item) -> dict[str, forms.Field]:
    """Return the fields of one item, by name."""
    ticked = _choice(choices_of(item), several=is_several(item))
    fields: dict[str, forms.Field] = {
        item.code: ticked,
        f"{item.code}-reason": _choice(tuple(reason.code for reason in standard.reasons)),
        f"{item.code}-version": _VERSION,
        f"{item.code}-theirs": _VERSION,
        f"{item.code}-confirm": _CONFIRMED,
    }
    if isinstance(item, Scene):
        fields |= ladder_fields(item, ticked)
    else:
        for figure in own_figures(standard, item):
            name, typed = figure_name(item.code, figure), kind_of(standard.figure_by_code[figure])
            fields[name] = NumberField(kind=typed, required=False)
    return fields


def item_by_code(standard: Standard, code: str) -> Item | None:
    """Return the question or scene, None if there is none."""
    return standard.question_by_code.get(code) or standard.scene_by_code.get(code)


class DeclarationForm(forms.Form):
    """Who filled, who is responsible, and that both stand by it."""

    filler_name = OneLineField(
        label=gettext_lazy("填报人姓名"),
        max_length=40,
        error_messages={"required": FILLER_NAME_MISSING},
    )
    filler_position = OneLineField(
        label=gettext_lazy("填报人职务"),
        max_length=40,
        error_messages={"required": FILLER_POSITION_MISSING},
    )
    responsible_name = OneLineField(
        label=gettext_lazy("负责人姓名"),
        max_length=40,
        error_messages={"required": RESPONSIBLE_NAME_MISSING},
    )
    responsible_position = OneLineField(
        label=gettext_lazy("负责人职务"),
        max_length=40,
        error_messages={"required": RESPONSIBLE_POSITION_MISSING},
    )
    pledge = forms.BooleanField(
        label=gettext_lazy("以上内容已经核对，我们作出上述承诺"),
        error_messages={"required": PLEDGE_MISSING},
    )

    def declaration(self, pledge_version: str) -> Declaration:
        data = self.cleaned_data
        return Declaration(
            filled_by=Person(name=data["filler_name"], position=data["filler_position"]),
            responsible=Person(name=data["responsible_name"], position=data["responsible_position"]),
            pledge_version=pledge_version,
        )


class CorrectionForm(forms.Form):
    reason = OneLineField(
        label=gettext_lazy("更正原因"),
        max_length=500,
        error_messages={"required": CORRECTION_REASON_MISSING},
    )
