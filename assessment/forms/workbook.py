"""A workbook that came back as what the pages post: the same form then checks it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from assessment.domain.sheet import Sheet
from assessment.files.filling_book import Filled, read_book
from assessment.forms.items import MAX_VERSION, NA, UNSURE, figure_name
from assessment.wording.workbook import (
    BAD_VERSION,
    LINE_TWICE,
    NO_SUCH_ANSWER,
    NO_SUCH_LINE,
    NO_SUCH_REASON,
    ONLY_ONE,
    REASON_ALONE,
)
from editing.domain.decimals import plain
from editing.files.package import MOST_BYTES
from editing.files.refusals import FileRefused
from editing.wording.files import CHOOSE_FILE, FILE_EMPTY, NO_SHEETS
from enterprises.forms.files import UploadField
from standards.domain.answers import Chosen, NotApplicable, Value
from standards.domain.figures import own_figures
from standards.domain.standard import Question, Scene, Standard
from standards.wording.answers import level_line
from standards.wording.results import local

NOT_APPLICABLE = gettext_lazy("不涉及")
NOT_SURE = gettext_lazy("不确定")
KEYS_APART = "、"
_APART = re.compile(r"[、,;/\s+&|和与及]+")
_AROUND = " \t\n.、,:;。()[]√✓"  # what people put around an answer
_TICK = re.compile("[√✓]")
_LETTERS = re.compile(r"[A-Z]{2,}")
# A letter with the words of its option, which need not be ours; not a list of letters.
_WITH_WORDS = re.compile(r"([A-Z])\s*[.、:)]\s*(?![A-Z](?![A-Z]))\S.*", re.DOTALL)


class BookForm(forms.Form):
    """A workbook that was downloaded, filled and is taken back. `about` and `lines` hold what it gave."""

    file = UploadField(
        label=gettext_lazy("填好的工作簿"),
        error_messages={"required": CHOOSE_FILE, "empty": FILE_EMPTY},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    about = ""
    lines: tuple[Filled, ...] = ()

    def clean_file(self) -> UploadedFile:
        """Read the workbook, or say why it cannot be."""
        file: UploadedFile = self.cleaned_data["file"]
        if str(file.name).lower().endswith((".csv", ".txt")):
            raise forms.ValidationError(NO_SHEETS)
        try:
            self.about, self.lines = read_book(file.read(MOST_BYTES + 1))
        except FileRefused as error:
            raise forms.ValidationError(error.sentences) from None
        return file


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What may be written for an item: by posted value, the word that a cell offers for it."""

    words: Mapping[str, str]
    spellings: Mapping[str, str]  # by folded text, the posted value
    reasons: Mapping[str, str]  # by code, the name

    @property
    def offered(self) -> tuple[str, ...]:
        return tuple(self.words.values())

    def read(self, text: str) -> list[str] | None:
        """Return the values that a text means; None where a part means none, or only some are ticked."""
        values = self._values(text)
        ticks = len(_TICK.findall(text))
        return None if values and 0 < ticks < len(values) else values

    def _values(self, text: str) -> list[str] | None:
        whole = self.spellings.get(folded(text))
        if whole is not None:
            return [whole]
        lines = [part for part in text.splitlines() if part.strip()]
        if len(lines) > 1:
            return self._all(lines)
        if _LETTERS.fullmatch(folded(text)):
            return self._all(folded(text))
        several = self._all(part for part in _APART.split(folded(text)) if part)
        if several is None and _WITH_WORDS.fullmatch(folded(text)):
            return self._all([text])
        return several

    def _all(self, parts: Iterable[str]) -> list[str] | None:
        found = [self._one(folded(part)) for part in parts]
        return list(dict.fromkeys(map(str, found))) if found and None not in found else None

    def _one(self, part: str) -> str | None:
        with_words = _WITH_WORDS.fullmatch(part)
        return self.spellings.get(part, self.spellings.get(with_words[1]) if with_words else None)

    def reason(self, text: str) -> str | None:
        """Return the code of a reason, empty where none is given, None where there is no such one."""
        if not text:
            return ""
        named = {folded(name): code for code, name in self.reasons.items()}
        return named.get(folded(text), text if text in self.reasons else None)


def folded(text: str) -> str:
    """Return a text so that what means the same is the same: half width, capitals, nothing around it."""
    return unicodedata.normalize("NFKC", text).strip(_AROUND).upper()


def meanings_of(standard: Standard, item: Question | Scene) -> Meanings:
    """Return what may be written for an item, in the language of the page."""
    words: dict[str, str] = {}
    spellings: dict[str, str] = {}
    if isinstance(item, Scene):
        for level in range(len(item.levels) + 1):
            words[str(level)] = local(standard.rule.name(level)) if level else level_line(standard, item, 0)
            spellings |= dict.fromkeys((folded(words[str(level)]), str(level), f"{level}级"), str(level))
    else:
        for option in item.options:
            words[option.key] = option.key
            spellings |= {folded(option.key): option.key, folded(local(option.text)): option.key}
        words[UNSURE] = str(NOT_SURE)
        spellings[folded(words[UNSURE])] = UNSURE
    words[NA] = str(NOT_APPLICABLE)
    spellings[folded(words[NA])] = NA
    return Meanings(
        words=words,
        spellings=spellings,
        reasons={reason.code: local(reason.name) for reason in standard.reasons},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A cell that is not taken, and why."""

    cell: str
    text: str


class Taken:
    """What a workbook's lines post. `cells`: by field, where its value stands."""

    def __init__(self, sheet: Sheet, lines: Iterable[Filled]) -> None:
        self.sheet = sheet
        self.data = QueryDict(mutable=True)
        self.cells: dict[str, str] = {}
        self.refused: list[Refusal] = []
        by_name = self._by_name(lines)
        for item in _items(sheet.standard):
            names = [item.code, *(name for name, _figure in _figures(sheet.standard, item))]
            if any(by_name[name].value for name in names if name in by_name):
                self._take(item, by_name)
            elif item.code in by_name:
                self._look_at_reason(item, by_name[item.code])

    def _by_name(self, lines: Iterable[Filled]) -> dict[str, Filled]:
        known = {
            name
            for item in _items(self.sheet.standard)
            for name in (item.code, *(name for name, _figure in _figures(self.sheet.standard, item)))
        }
        found: dict[str, Filled] = {}
        for line in lines:
            if line.name not in known:
                self._refuse(f"A{line.row}", str(NO_SUCH_LINE) % {"name": line.name[:40]})
            elif line.name in found:
                self._refuse(f"A{line.row}", str(LINE_TWICE) % {"name": line.name})
            else:
                found[line.name] = line
        return found

    def _take(self, item: Question | Scene, by_name: Mapping[str, Filled]) -> None:
        line, held = by_name.get(item.code), self.sheet.at(item.code)
        version = line.version if line else str(held.version)
        if not (version.isascii() and version.isdigit() and int(version[:12]) <= MAX_VERSION):
            self._refuse(f"G{line.row}" if line else "", str(BAD_VERSION))
            return
        posted = self._choice(item, line) if line and line.value else _stored(item.code, held.value)
        if posted is None:
            return
        self.data[f"{item.code}-version"] = version
        for name, values in posted.items():
            self.data.setlist(name, values)
        if line:
            self.cells |= {item.code: line.value_cell, f"{item.code}-reason": line.reason_cell}
        for name, figure in _figures(self.sheet.standard, item):
            stored = self.sheet.figures.get(figure)
            own = by_name.get(name)
            self.data[name] = (own.value if own else "") or ("" if stored is None else plain(stored))
            if own:
                self.cells[name] = own.value_cell

    def _look_at_reason(self, item: Question | Scene, line: Filled) -> None:
        """Refuse a reason beside an empty answer, unless it is the one that is stored."""
        held = self.sheet.at(item.code).value
        stored = held.reason if isinstance(held, NotApplicable) else ""
        if meanings_of(self.sheet.standard, item).reason(line.reason) != stored:
            self._refuse(line.reason_cell, str(REASON_ALONE))

    def _choice(self, item: Question | Scene, line: Filled) -> dict[str, list[str]] | None:
        """Return what the answer of a line posts; None where it is refused."""
        meanings = meanings_of(self.sheet.standard, item)
        values, reason = meanings.read(line.value), meanings.reason(line.reason)
        if values is None:
            choices = KEYS_APART.join(meanings.offered)
            self._refuse(line.value_cell, str(NO_SUCH_ANSWER) % {"text": line.value[:40], "choices": choices})
            return None
        if len(values) > 1 and not (isinstance(item, Question) and item.several):
            self._refuse(line.value_cell, str(ONLY_ONE))
            return None
        if NA in values and reason is None:
            choices = KEYS_APART.join(meanings.reasons.values())
            self._refuse(
                line.reason_cell, str(NO_SUCH_REASON) % {"text": line.reason[:40], "choices": choices}
            )
            return None
        return {item.code: values, f"{item.code}-reason": [reason or ""] if NA in values else []}

    def _refuse(self, cell: str, text: str) -> None:
        self.refused.append(Refusal(cell=cell, text=text))


def _items(standard: Standard) -> Iterator[Question | Scene]:
    return (item for section in standard.sections for item in section.items)


def _figures(standard: Standard, item: Question | Scene) -> Iterator[tuple[str, str]]:
    """Give the name of the field and the code of each figure that is entered at an item."""
    if isinstance(item, Question):
        yield from ((figure_name(item.code, code), code) for code in own_figures(standard, item))


def _stored(code: str, value: Value | None) -> dict[str, list[str]]:
    """Return the options that stay where only figures are written."""
    return {code: list(value.options)} if isinstance(value, Chosen) else {}
