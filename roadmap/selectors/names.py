"""What the codes in entries are called, for people who choose them from lists and read them in tables.

Codes of other entries are called what their newest version says, whether it is published or not.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any

from django.utils.translation import get_language, gettext

from editing.domain.texts import Text
from enterprises.domain import divisions, regions
from roadmap import models
from roadmap.models import State
from roadmap.selectors.entries import reference_standard
from standards.domain.standard import Standard
from standards.models import Revision
from standards.wording.results import local

Names = Mapping[str, str]  # by code
Choices = list[tuple[Any, Any]]  # codes with names, or headings with such lists below them
LEVELS = (
    "target_level",
    "from_level",
    "to_level",
    "level_before_low",
    "level_before_high",
    "level_after_low",
    "reached",
)


class Naming:
    """Names and lists to choose from, by column. Each table is read once, when it is first needed."""

    def name(self, column: str, code: Any) -> str:
        """Return what a code or level in this column is called; itself where nothing is known of it."""
        if column == "region":
            return regions.full_name(code)
        if column in LEVELS:
            return str(dict(self._levels).get(code, code))
        return self._names(column).get(code, code)

    def anything(self, code: str) -> str:
        """Return what a code is called, whatever it is of; itself where nothing is known of it."""
        for column in ("scene", "stage", "sector", "measure", "division", "near_case"):
            if (name := self.name(column, code)) != code:
                return name
        return code

    def names_codes(self, column: str) -> bool:
        """Return whether the column holds codes that have names."""
        return column == "region" or column in _TABLES

    def choices(self, column: str) -> Choices:
        """Return the codes that may be chosen in a column, with their names, grouped where they are many."""
        found: Choices
        match column:
            case "region":
                found = list(_places())
            case "division":
                found = _divisions(self._language)
            case "option":
                found = self._option_choices()
            case "measure":
                found = self._measure_choices()
            case _ if column in LEVELS:
                found = list(self._levels)
            case _:
                found = list(self._current(column).items())
        return found

    # --- tables ----------------------------------------------------------------------------------

    def _names(self, column: str) -> Names:
        found: Names = getattr(self, _TABLES[column])
        return found

    @cached_property
    def _standard(self) -> Standard | None:
        """The standard that roadmaps are written against, None before one is published."""
        try:
            return reference_standard()
        except Revision.DoesNotExist:
            return None

    @cached_property
    def _levels(self) -> Choices:
        if self._standard is None:
            return []
        rule = self._standard.rule
        return [(0, local(rule.below)), *((one.level, local(one.name)) for one in rule.thresholds)]

    @cached_property
    def _scenes(self) -> Names:
        scenes = self._standard.scenes if self._standard else ()
        return {scene.code: f"{scene.code} {local(scene.name)}" for scene in scenes}

    @cached_property
    def _options(self) -> Names:
        questions = self._standard.questions if self._standard else ()
        return {
            f"{question.code} {option.key}": f"{question.code}.{option.key} {local(option.text)}"
            for question in questions
            for option in question.options
        }

    @cached_property
    def _questions(self) -> Names:
        questions = self._standard.questions if self._standard else ()
        return {question.code: f"{question.code} {local(question.name)}" for question in questions}

    @cached_property
    def _stages(self) -> Names:
        rows = models.Stage.objects.exclude(entry__state=State.RETIRED).order_by("position", "pk")
        return {code: self._text(zh, en) for code, zh, en in rows.values_list("code", "name_zh", "name_en")}

    @cached_property
    def _sectors(self) -> Names:
        return self._entries("sector", models.Sector)

    @cached_property
    def _cases(self) -> Names:
        return self._entries("near_case", models.Case)

    @cached_property
    def _measures(self) -> Names:
        return self._entries("measure", models.Measure)

    @cached_property
    def _supports(self) -> Names:
        return self._entries("support", models.SupportMeasure)

    @cached_property
    def _divisions(self) -> Names:
        return {
            **{one.code: f"{one.code} {one.name.plain(self._language)}" for one in divisions.all_divisions()},
            **{one.code: f"{one.code} {one.name}" for one in divisions.groups_and_classes() if one.is_class},
        }

    @cached_property
    def _retired(self) -> set[tuple[str, str]]:
        """The columns and codes of entries whose newest version is retired; filled as tables are read."""
        return set()

    def _entries(self, column: str, model: type[models.Entry]) -> Names:
        title = model.title_column
        rows = model._default_manager.order_by("code", "version")
        names: dict[str, str] = {}
        for code, state, zh, en in rows.values_list("code", "state", f"{title}_zh", f"{title}_en"):
            names[code] = self._text(zh, en)
            (self._retired.add if state == State.RETIRED else self._retired.discard)((column, code))
        return names

    def _current(self, column: str) -> dict[str, str]:
        """Return the names of what is not retired."""
        names = self._names(column)
        return {code: name for code, name in names.items() if (column, code) not in self._retired}

    # --- lists -----------------------------------------------------------------------------------

    def _option_choices(self) -> Choices:
        grouped = groupby(self._options.items(), key=lambda pair: pair[0].partition(" ")[0])
        return [(self.name("question", question), list(pairs)) for question, pairs in grouped]

    def _measure_choices(self) -> Choices:
        """Return the measures that are not retired, by sector, those for every sector first."""
        names = self._current("measure")
        rows = models.Measure.objects.order_by("sector", "stage", "order", "code")
        groups: dict[str, Choices] = {}
        for code, sector in dict(rows.values_list("code", "sector")).items():
            if code in names:
                groups.setdefault(sector, []).append((code, names[code]))
        return [(self._sector_heading(sector), pairs) for sector, pairs in groups.items()]

    def _sector_heading(self, sector: str) -> str:
        return self.name("sector", sector) if sector else gettext("所有细分行业")

    @property
    def _language(self) -> str:
        return get_language() or ""

    @staticmethod
    def _text(zh: str, en: str) -> str:
        return local(Text(zh=zh, en=en))


_TABLES: Mapping[str, str] = {
    "scene": "_scenes",
    "question": "_questions",
    "option": "_options",
    "sector": "_sectors",
    "stage": "_stages",
    "near_case": "_cases",
    "measure": "_measures",
    "support": "_supports",
    "division": "_divisions",
}


def _divisions(language: str) -> Choices:
    sections = divisions.sections()
    grouped = groupby(divisions.all_divisions(), key=lambda one: one.section)
    return [
        (
            f"{section} {sections[section].plain(language)}",
            [(one.code, f"{one.code} {one.name.plain(language)}") for one in members],
        )
        for section, members in grouped
    ]


@lru_cache(maxsize=1)
def _places() -> tuple[tuple[str, Choices], ...]:
    """Return provinces, each with itself and its cities. Thousands of counties are no list to choose from."""
    return tuple((one.name, _pairs([one, *regions.cities(one.code)])) for one in regions.provinces())


def _pairs(places: Iterable[regions.Region]) -> Choices:
    return [(place.code, place.name) for place in places]
