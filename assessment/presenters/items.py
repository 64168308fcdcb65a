"""What the row template shows of one item: presentation values, computed once, no logic left for the page.

A row shows what is stored. Only where something posted could not be stored does it show what was posted,
with the reason: input is never lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.domain.ladder import Said, said_of
from assessment.domain.oddities import Asked, same_in_profile
from assessment.domain.sheet import NOTHING_STORED, Sheet, StoredAnswer
from assessment.domain.words import words_for
from assessment.domain.working import first_fixed
from assessment.forms.items import NA, UNSURE, ItemsForm, figure_name
from assessment.forms.ladder import said_in, was_name
from assessment.models import Remark
from assessment.presenters.ladder import Rung, rungs_of
from assessment.wording.items import (
    CONFIRM_ANSWER,
    CONFIRM_RESULT,
    FIGURES_DECIDE,
    FIGURES_MISSING,
    FIGURES_WITHOUT_EFFECT,
    READ_AS,
)
from assessment.wording.oddities import figure_names
from editing.domain.decimals import plain
from enterprises.domain.numbers import is_plainly_typed
from enterprises.wording.numbers import amount_text, number_text
from enterprises.wording.oddities import oddity_text
from standards.domain.answers import AtLevel, Chosen, Figures, NotApplicable, Undecided, Value
from standards.domain.figures import home_of, kind_of, own_figures, used_figures
from standards.domain.standard import Question, Scene, Standard, Term
from standards.wording.answers import (
    answer_lines,
    computed,
    contradiction,
    fixed_figure,
    label,
    level_line,
    refusal,
)
from standards.wording.results import local, scene_level_name


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRow:
    value: str
    text: str
    note: str = ""
    checked: bool = False
    excludes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """An input, or (with `home`) a number that is entered at another question."""

    code: str
    name: str
    label: str
    unit: str
    note: str
    value: str  # as it stands in the input
    whole: bool
    error: str = ""
    fixed: str = ""  # why it cannot be changed
    offer: str = ""  # what the profile knows of the same, where the field is empty or says something else
    home: str = ""  # the label of the question it is entered at
    home_url: str = ""  # empty: it has no address of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Someone else changed the answer meanwhile: both, in words."""

    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    version: int
    who: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OddityRow:
    """Figures that hardly fit: asked until they are confirmed or changed."""

    token: str
    text: str
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    urls: tuple[tuple[str, str], ...] = ()  # (label, address) of the items at which the figures are entered


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an item: saved or not, what its figures come to, what to look at again."""

    code: str
    version: int
    saved_at: datetime | None = None
    saved_by: str = ""
    just_saved: bool = False
    is_kept: bool = True  # where answers are; not in the quick check and where a draft is tried out
    is_answered: bool = False
    undecided: Undecided | None = None  # kept, and no answer yet
    was: str = ""  # the level that is ticked; of a scene alone
    said: str = ""  # what is ticked of its levels, in words apart; a dash: nothing
    reached: str = ""  # the level's name, once there is one
    errors: tuple[tuple[str, str], ...] = ()  # (label, message)
    read_as: tuple[str, ...] = ()  # numbers that were not typed plainly, as they were understood
    computed: str = ""
    hints: tuple[str, ...] = ()
    oddities: tuple[OddityRow, ...] = ()
    needs_confirmation: bool = False
    confirm_text: str = ""
    conflict: Conflict | None = None

    @property
    def tokens(self) -> str:
        """Return what says that the figures still asked about are right."""
        return " ".join(odd.token for odd in self.oddities if odd.confirmed_at is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    code: str
    save_url: str  # empty: nothing is saved by itself
    hand_url: str  # where the item is handed to a colleague; empty: not from here
    item_url: str  # where its answers over time are; empty: not from here
    kind: str  # one, many, scene
    number: str
    name: str
    title: str
    is_constrained: bool
    means: str  # in plain words
    example: str
    help: str
    note: str
    evidence: str
    formula: str
    terms: tuple[Term, ...]
    options: tuple[OptionRow, ...]
    is_folded: bool  # figures decide; the options wait behind a summary
    is_unfolded: bool  # something was chosen there
    inputs: tuple[FigureRow, ...]
    is_not_applicable: bool
    is_unsure: bool
    reasons: tuple[OptionRow, ...]
    outcome: Outcome
    invalid: bool = False
    shared: tuple[FigureRow, ...] = ()
    rungs: tuple[Rung, ...] = ()
    remarks: Sequence[Remark] = ()

    @property
    def has_figures(self) -> bool:
        return any(figure.value or figure.error for figure in self.inputs)

    @property
    def explains(self) -> bool:
        """Whether there is more to say than what always shows."""
        return bool(self.example or self.formula or self.note or self.evidence or self.terms)

    @property
    def open_remarks(self) -> int:
        """How many remarks nobody has dealt with."""
        return sum(remark.is_open for remark in self.remarks)

    @property
    def is_several(self) -> bool:
        return self.kind == "many"


def row_of(form: ItemsForm, code: str) -> Row:
    """Return the row of an item of the form."""
    standard = form.sheet.standard
    shows_posted = code in form.rejected
    ticked = _posted_ticks(form, code) if shows_posted else _ticks(form.sheet.at(code).value)
    reason = str(form.data.get(f"{code}-reason", "")) if shows_posted else _reason(form.sheet.at(code).value)
    if code in standard.scene_by_code:
        return _scene_row(form, standard.scene(code), ticked, reason)
    return _question_row(form, standard.question(code), ticked, reason)


def _scene_row(form: ItemsForm, scene: Scene, ticked: frozenset[str], reason: str) -> Row:
    standard = form.sheet.standard
    options = tuple(
        OptionRow(
            value=str(level),
            text=level_line(standard, scene, level),
            note=_("满足其中一项即可") if level and scene.levels[level - 1].any_of else "",
            checked=str(level) in ticked,
        )
        for level in range(len(scene.levels) + 1)
    )
    texts = (local(scene.name), *(option.text for option in options), local(scene.note))
    systems = _("、").join(scene.systems)
    return Row(
        code=scene.code,
        save_url=_save_url(form, scene.code),
        hand_url=_hand_url(form, scene.code),
        item_url=_record_url(form, scene.code),
        kind="scene",
        number="",
        name=local(scene.name),
        title="",
        is_constrained=scene.code in standard.constrained,
        means=local(words_for(standard.code).in_sector(form.sector, scene.code)),
        example="",
        help=_("常见系统：%(systems)s") % {"systems": systems} if systems else "",
        note=local(scene.note),
        evidence="",
        formula="",
        terms=_terms(form, (*texts, systems)),
        options=options,
        is_folded=False,
        is_unfolded=False,
        inputs=(),
        is_not_applicable=NA in ticked,
        is_unsure=False,
        reasons=_reasons(standard, reason),
        outcome=outcome_of(form, scene.code),
        invalid=scene.code in form.rejected,
        rungs=rungs_of(standard, scene, _said(form, scene)),
        remarks=form.remarks.get(scene.code, ()),
    )


def _said(form: ItemsForm, scene: Scene) -> tuple[Said | None, ...]:
    if scene.code in form.rejected:
        return said_in(form.data, scene)
    return said_of(form.sheet.at(scene.code).value, len(scene.levels))


def _question_row(form: ItemsForm, question: Question, ticked: frozenset[str], reason: str) -> Row:
    standard = form.sheet.standard
    options = tuple(
        OptionRow(
            value=option.key,
            text=local(option.text),
            note=local(option.note),
            checked=option.key in ticked,
            excludes=option.excludes,
        )
        for option in question.options
    )
    decides = question.formula is not None and question.formula.decides
    own = own_figures(standard, question)
    figures = question.formula.figures if question.formula else ()
    words = words_for(standard.code).of_question(question.code)
    texts = (local(question.title), local(question.help), *(option.text for option in options))
    return Row(
        code=question.code,
        save_url=_save_url(form, question.code),
        hand_url=_hand_url(form, question.code),
        item_url=_record_url(form, question.code),
        kind="many" if question.several else "one",
        number=_("第 %(number)s 题") % {"number": question.number} if form.is_numbered else "",
        name=local(question.name),
        title=local(question.title),
        is_constrained=False,
        means=local(words.means),
        example=local(words.example),
        help=local(question.help),
        note=local(question.note),
        evidence=local(question.evidence),
        formula=local(question.formula_text),
        terms=_terms(form, texts),
        options=options,
        is_folded=decides,
        is_unfolded=bool(ticked),
        inputs=tuple(_input(form, question, figure) for figure in figures if figure in own),
        shared=tuple(shared_of(form, question, figure) for figure in figures if figure not in own),
        is_not_applicable=NA in ticked,
        is_unsure=UNSURE in ticked,
        reasons=_reasons(standard, reason),
        outcome=outcome_of(form, question.code),
        invalid=question.code in form.rejected,
        remarks=form.remarks.get(question.code, ()),
    )


def _input(form: ItemsForm, question: Question, code: str) -> FigureRow:
    figure = form.sheet.standard.figure_by_code[code]
    name = figure_name(question.code, code)
    stored = form.sheet.figures.get(code)
    shown = "" if stored is None else plain(stored)
    if question.code in form.rejected:
        shown = str(form.data.get(name, "")).replace("\x00", "")
    error = next((message for field, message in form.errors_of(question.code) if field == name), "")
    fixed = None if error else first_fixed(form.sheet.standard, form.closed, [code])
    return FigureRow(
        code=code,
        name=name,
        label=local(figure.label),
        unit=local(figure.unit),
        note=local(figure.note),
        value=shown,
        whole=figure.whole,
        fixed=fixed_figure(form.sheet.standard, fixed.users) if fixed else "",
        offer="" if fixed else _offer(form, code),
        error=error,
    )


def _offer(form: ItemsForm, code: str) -> str:
    """Return the amount of the profile that a figure asks for again, empty where it is the same already."""
    known = form.sheet.profile.get(same_in_profile().get(code, ""))
    if known is None or form.sheet.figures.get(code) == known:
        return ""
    return amount_text(known, kind_of(form.sheet.standard.figure_by_code[code]))


def shared_of(form: ItemsForm, question: Question, code: str) -> FigureRow:
    sheet = form.sheet
    figure = sheet.standard.figure_by_code[code]
    home = home_of(sheet.standard, code)
    stored = sheet.figures.get(code)
    return FigureRow(
        code=code,
        name=figure_name(question.code, code),
        label=local(figure.label),
        unit=local(figure.unit),
        note="",
        value="" if stored is None else number_text(stored),
        whole=figure.whole,
        home=label(sheet.standard, home),
        home_url=_item_url(form, home),
    )


def _save_url(form: ItemsForm, code: str) -> str:
    if form.token:
        return reverse("assessment:guest_answer", args=[form.token, code])
    if form.assessment is None:
        return ""
    return reverse("assessment:answer", args=[form.assessment, code])


def _hand_url(form: ItemsForm, code: str) -> str:
    if form.token or form.assessment is None:
        return ""
    return hand_url(form.assessment, form.sheet.standard.section_by_item[code].code, code)


def hand_url(assessment: UUID, section: str, code: str) -> str:
    """Return where an item is handed to a colleague."""
    return reverse("assessment:new_link", args=[assessment, section]) + f"?item={code}"


def _record_url(form: ItemsForm, code: str) -> str:
    if form.token or form.assessment is None:
        return ""
    return reverse("assessment:item", args=[form.assessment, code])


def _item_url(form: ItemsForm, code: str) -> str:
    if form.token and code in {item.code for item in form.items}:
        return f"#item-{code}"
    if form.token or form.assessment is None:
        return ""
    section = form.sheet.standard.section_by_item[code].code
    return reverse("assessment:section", args=[form.assessment, section]) + f"#item-{code}"


def _ticks(value: Value | None) -> frozenset[str]:
    match value:
        case Chosen(options=keys):
            return frozenset(keys)
        case AtLevel(level=level):
            return frozenset((str(level),))
        case NotApplicable():
            return frozenset((NA,))
        case Undecided(unsure=True):
            return frozenset((UNSURE,))
        case _:
            return frozenset()


def _reason(value: Value | None) -> str:
    return value.reason if isinstance(value, NotApplicable) else ""


def _posted_ticks(form: ItemsForm, code: str) -> frozenset[str]:
    getlist = getattr(form.data, "getlist", None)
    return frozenset(getlist(code) if getlist else [str(form.data.get(code, ""))])


def _reasons(standard: Standard, chosen: str) -> tuple[OptionRow, ...]:
    return tuple(
        OptionRow(value=reason.code, text=local(reason.name), checked=reason.code == chosen)
        for reason in standard.reasons
    )


def _terms(form: ItemsForm, texts: tuple[str, ...]) -> tuple[Term, ...]:
    whole = " ".join(texts)
    return tuple(term for word, term in form.words if word in whole)


def outcome_of(form: ItemsForm, code: str, *, just_saved: bool = False) -> Outcome:
    """Return what became of an item, for the page and for the answer to an autosave."""
    sheet = form.sheet
    held: StoredAnswer = sheet.held.get(code, NOTHING_STORED)
    question = sheet.standard.question_by_code.get(code)
    errors = tuple((_field_label(form, code, name), message) for name, message in form.errors_of(code))
    stale = form.conflicts.get(code)
    return Outcome(
        code=code,
        version=held.version if code not in form.conflicts else form.posted_version(code),
        saved_at=held.changed_at,
        saved_by=held.changed_by,
        just_saved=just_saved,
        is_kept=form.assessment is not None,
        is_answered=held.value is not None and not isinstance(held.value, Undecided),
        undecided=held.value if isinstance(held.value, Undecided) else None,
        **_of_scene(form, code, held.value),
        errors=errors,
        read_as=_read_as(form, question),
        computed="" if errors else _computed(sheet, question, held),
        hints=_hints(form, question, held),
        oddities=() if errors else tuple(odd_row(sheet, one) for one in sheet.asked_at(code)),
        needs_confirmation=held.needs_confirmation,
        confirm_text=_confirm_text(question, held, sheet.figures),
        conflict=_conflict(form, code, held) if stale else None,
    )


def _of_scene(form: ItemsForm, code: str, value: Value | None) -> dict[str, str]:
    """Return what keeps the level and what is said of the levels in step on the page."""
    standard = form.sheet.standard
    scene = standard.scene_by_code.get(code)
    if scene is None:
        return {}
    was = "".join(_ticks(value) - {UNSURE})
    return {
        "was": str(form.data.get(was_name(code), "")) if code in form.rejected else was,
        "said": " ".join(word.value if word else "-" for word in said_of(value, len(scene.levels))),
        "reached": scene_level_name(standard.rule, value.level) if isinstance(value, AtLevel) else "",
    }


def _field_label(form: ItemsForm, code: str, name: str) -> str:
    figure = form.sheet.standard.figure_by_code.get(name.removeprefix(f"{code}-"))
    return local(figure.label) if figure else ""


def odd_row(sheet: Sheet, one: Asked, urls: tuple[tuple[str, str], ...] = ()) -> OddityRow:
    """Return figures that hardly fit as a question, with who stands by them."""
    confirmation = one.confirmation
    return OddityRow(
        token=one.oddity.token,
        text=oddity_text(one.oddity, figure_names(sheet.standard)),
        confirmed_by=confirmation.by if confirmation else "",
        confirmed_at=confirmation.at if confirmation else None,
        urls=urls,
    )


def _read_as(form: ItemsForm, question: Question | None) -> tuple[str, ...]:
    """Return how the posted numbers of a question were understood, where they were not typed plainly."""
    if question is None or not form.is_bound:
        return ()
    standard, lines = form.sheet.standard, []
    for code in own_figures(standard, question):
        name = figure_name(question.code, code)
        number, figure = form.cleaned_data.get(name), standard.figure_by_code[code]
        if isinstance(number, Decimal) and not is_plainly_typed(str(form.data.get(name, "")), number):
            values = {"label": local(figure.label), "amount": amount_text(number, kind_of(figure))}
            lines.append(READ_AS % values)
    return tuple(lines)


def _computed(sheet: Sheet, question: Question | None, held: StoredAnswer) -> str:
    if question is None or not isinstance(held.value, Figures):
        return ""
    return "" if sheet.misfit(question.code) else computed(sheet.standard, question, sheet.figures)


def _hints(form: ItemsForm, question: Question | None, held: StoredAnswer) -> tuple[str, ...]:
    if question is None or question.formula is None:
        return ()
    sheet = form.sheet
    misfit = sheet.misfit(question.code)
    if misfit is not None:
        figure = sheet.standard.figure_by_code.get(misfit.detail)
        name = local(figure.label) if figure else ""
        return (_("“%(figure)s”%(reason)s") % {"figure": name, "reason": refusal(sheet.standard, misfit)},)
    found = [contradiction(question, held.value, sheet.figures)]
    if isinstance(held.value, Figures):
        found.append(_missing_figures(sheet, question))
        posted = _posted_ticks(form, question.code) if form.is_bound else frozenset()
        if posted & {option.key for option in question.options} and not found[-1]:
            found.append(str(FIGURES_DECIDE))
    elif isinstance(held.value, NotApplicable) and all(
        code in sheet.figures for code in question.formula.figures
    ):
        found.append(str(FIGURES_WITHOUT_EFFECT))
    return tuple(hint for hint in found if hint)


def _missing_figures(sheet: Sheet, question: Question) -> str:
    formula = question.formula
    missing = [code for code in (formula.figures if formula else ()) if code not in sheet.figures]
    if not missing:
        return ""
    names = _("、").join(local(sheet.standard.figure_by_code[code].label) for code in missing)
    return FIGURES_MISSING % {"figures": names}


def _confirm_text(question: Question | None, held: StoredAnswer, figures: Mapping[str, Decimal]) -> str:
    if not held.needs_confirmation:
        return ""
    used = used_figures(question, figures) if question else {}
    if question is not None and used and isinstance(held.value, Figures):
        return str(CONFIRM_RESULT)
    return str(CONFIRM_ANSWER)


def _conflict(form: ItemsForm, code: str, held: StoredAnswer) -> Conflict:
    standard = form.sheet.standard
    mine = form.conflicts[code]
    figures = dict(form.sheet.figures) | dict(mine.figures or {})
    return Conflict(
        mine=answer_lines(standard, code, mine.value, figures) or (_("不填"),),
        theirs=answer_lines(standard, code, held.value, form.sheet.figures) or (_("不填"),),
        version=held.version,
        who=held.changed_by,
        at=held.changed_at,
    )
