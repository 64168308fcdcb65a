"""The report's content in one language, computed from a snapshot by the same functions as the result page."""

from django.utils import translation
from django.utils.translation import gettext as _

from reports.document.content import annexes, back, front, results, way
from reports.document.content.facts import Facts
from reports.document.content.shapes import LevelColours, Report
from reports.domain.charts import palette
from reports.models import DJANGO_LANGUAGES
from reports.presenters.pictures import draw

__all__ = ["Facts", "Report", "ramp", "report_content"]

HEAD_LENGTH = 32  # characters of the firm's name in the page head; it stands whole on page 1


def report_content(facts: Facts) -> Report:
    """Return the whole report, ready to be set. The same facts give the same content."""
    with translation.override(DJANGO_LANGUAGES[facts.language]):
        firm = facts.firm
        day = facts.submitted_on
        pictures = draw(facts.result)
        return Report(
            language=facts.language,
            region="CN" if facts.language == "zh" else "GB",
            title=_("%(firm)s 数字化水平自评报告") % {"firm": firm},
            author=facts.operator or firm,
            date=(day.year, day.month, day.day),
            ramp=ramp(facts.standard.rule.top),
            head_left=_("演示 · 企业自评，未经现场评定") if facts.demo else _("企业自评，未经现场评定"),
            head_right=firm if len(firm) <= HEAD_LENGTH else firm[: HEAD_LENGTH - 1] + "…",
            foot_left=_("报告编号 %(number)s") % {"number": facts.number or _("未编号")},
            cover=front.cover(facts, pictures),
            conclusion=front.conclusion(facts),
            points=results.points(facts, pictures) if facts.standard.questions else None,
            scenes=results.scenes(facts, pictures) if facts.standard.scenes else None,
            answers=results.answers(facts) if facts.standard.questions else None,
            figures=back.figures(facts) if facts.with_figures else None,
            roadmap=way.roadmap(facts, facts.roadmap) if facts.roadmap else None,
            method=back.method(facts),
            sources=back.sources(facts),
            erratum=annexes.erratum(facts),
            local=annexes.local(facts),
        )


def ramp(levels: int) -> tuple[LevelColours, ...]:
    """Return the colours of the levels of a standard, from 0 to the top."""
    return tuple(_colours(level, levels) for level in range(levels + 1))


def _colours(level: int, levels: int) -> LevelColours:
    fill = palette.level_fill(level, levels)
    return LevelColours(fill=fill, text=palette.text_on(fill))
