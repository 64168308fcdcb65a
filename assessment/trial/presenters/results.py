"""The results that a draft would change, as lines of a list and of a file. No firm is named.

Editors see region, sector and size class, points and level before and after, and why; see `ReplayChange`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.models import ReplayChange
from assessment.trial.selectors.revisions import Direction, Wanted
from audit.presenters import csv_lines
from enterprises.domain import regions
from enterprises.domain.sectors import SectorMap
from enterprises.domain.size import SizeClass
from enterprises.wording.firms import sector_name, size_name
from standards.wording.changes import Names, listed, with_points
from standards.wording.results import points_text

MAIN = 2  # causes shown at once where none moves the level


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What lines are said with. `sentences`: those of the replay's changes, by their place."""

    names: Names
    sectors: SectorMap
    sentences: Sequence[str]


class WantedForm(forms.Form):
    """Which of the results to list."""

    way = forms.ChoiceField(
        label=gettext_lazy("变化"),
        required=False,
        choices=[
            ("", gettext_lazy("全部")),
            (Direction.UP, gettext_lazy("等级上升")),
            (Direction.DOWN, gettext_lazy("等级下降")),
            (Direction.SAME, gettext_lazy("等级不变，得分变化")),
        ],
    )
    before = forms.ChoiceField(label=gettext_lazy("原等级"), required=False)
    after = forms.ChoiceField(label=gettext_lazy("新等级"), required=False)
    region = forms.ChoiceField(label=gettext_lazy("省份"), required=False)
    sector = forms.ChoiceField(label=gettext_lazy("细分行业"), required=False)
    size = forms.ChoiceField(label=gettext_lazy("企业规模"), required=False)

    def __init__(self, data: Any, *, words: Words, levels: Sequence[int]) -> None:
        super().__init__(data, label_suffix="")
        every = ("", _("全部"))
        by_level = [every, *((str(level), words.names.level(level)) for level in levels)]
        choices = {
            "before": by_level,
            "after": by_level,
            "region": [every, *((region.code, region.name) for region in regions.provinces())],
            "sector": [every, *((code, sector_name(words.sectors, code)) for code in words.sectors.by_code)],
            "size": [every, *((size, size_name(size)) for size in SizeClass)],
        }
        for name, given in choices.items():
            self.fields[name].choices = given  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted | None:
        """What to list; None where something was asked for that there is not."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        return Wanted(
            way=given["way"],
            before=int(given["before"]) if given["before"] else None,
            after=int(given["after"]) if given["after"] else None,
            region=given["region"],
            sector=given["sector"],
            size=given["size"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """One result before and after."""

    place: str
    sector: str
    size: str
    points_before: str
    points_after: str
    level_before: str
    level_after: str
    way: str
    main: tuple[str, ...]  # what moves the level, else what changes most points
    others: tuple[str, ...]


def line_of(row: ReplayChange, words: Words) -> ResultLine:
    """Return a row in words."""
    causes = [(words.sentences[place], Decimal(points), moves) for place, points, moves in row.causes]
    causes.sort(key=lambda cause: (not cause[2], -abs(cause[1])))
    first = sum(moves for _sentence, _points, moves in causes) or MAIN
    told = tuple(with_points(sentence, points) for sentence, points, _moves in causes)
    up, down = row.level_after > row.level_before, row.level_after < row.level_before
    return ResultLine(
        place=regions.full_name(row.region),
        sector=sector_name(words.sectors, row.sector),
        size=size_name(row.size),
        points_before=points_text(Decimal(row.points_before)),
        points_after=points_text(Decimal(row.points_after)),
        level_before=words.names.level(row.level_before),
        level_after=words.names.level(row.level_after),
        way=Direction.UP if up else Direction.DOWN if down else Direction.SAME,
        main=told[:first],
        others=told[first:],
    )


def csv_of(lines: Iterator[ResultLine]) -> Iterator[str]:
    """Give the lines of a CSV file with its head, safe to be opened in a spreadsheet."""
    head = (
        _("所在地区"),
        _("细分行业"),
        _("企业规模"),
        _("原得分"),
        _("新得分"),
        _("原等级"),
        _("新等级"),
        _("原因"),
    )
    return csv_lines(head, map(_cells, lines))


def _cells(line: ResultLine) -> tuple[str, ...]:
    return (
        line.place,
        line.sector,
        line.size,
        line.points_before,
        line.points_after,
        line.level_before,
        line.level_after,
        listed((*line.main, *line.others)),
    )
