"""The report's content in one language, computed from a snapshot by the same functions as the result page."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from reports.document.blocks import Block, Document, PageBreak, ramp
from reports.document.content import annexes, back, comparison, followed, front, plan, results, roadmap
from reports.document.content.facts import Facts
from reports.models import DJANGO_LANGUAGES
from reports.presenters.pictures import Pictures, draw

__all__ = ["Facts", "report_content"]

HEAD_LENGTH = 32  # characters of the firm's name in the page head; it stands whole on page 1


def report_content(facts: Facts) -> Document:
    """Return the whole report, ready to be set. The same facts give the same content."""
    with translation.override(DJANGO_LANGUAGES[facts.language]):
        firm = facts.firm
        day = facts.submitted_on
        return Document(
            language=facts.language,
            region="CN" if facts.language == "zh" else "GB",
            title=_("%(firm)s 数字化水平自评报告") % {"firm": firm},
            author=facts.operator or firm,
            date=(day.year, day.month, day.day),
            ramp=ramp(facts.standard.rule.top),
            head_left=_("演示 · 企业自评，未经现场评定") if facts.demo else _("企业自评，未经现场评定"),
            head_right=firm if len(firm) <= HEAD_LENGTH else firm[: HEAD_LENGTH - 1] + "…",
            foot_left=_("报告编号 %(number)s") % {"number": facts.number or _("未编号")},
            blocks=tuple(_blocks(facts)),
        )


def _blocks(facts: Facts) -> Iterator[Block]:
    pictures = draw(facts.result)
    yield front.cover(facts, pictures)
    yield PageBreak()
    if facts.before and facts.compares:
        yield from comparison.comparison(facts, facts.before)
    elif facts.short:
        yield from front.conclusion(facts)
    else:
        yield from _chapters(facts, pictures)
    yield back.method(facts)
    yield back.sources(facts)
    yield from annexes.erratum(facts)
    yield from annexes.local(facts)


def _chapters(facts: Facts, pictures: Pictures) -> Iterator[Block]:
    """Return what stands between the first page and the method in a full report."""
    yield from front.conclusion(facts)
    if facts.followed:
        yield PageBreak()
        yield from followed.chapter(facts, facts.followed)
    elif facts.recommended and facts.plan:
        yield PageBreak()
        yield from plan.plan(facts, facts.recommended, facts.plan)
    if facts.standard.questions:
        yield from results.points(facts, pictures)
    if facts.standard.scenes:
        yield from results.scenes(facts, pictures)
    if facts.standard.questions:
        yield from results.answers(facts)
    if facts.with_figures:
        yield from back.figures(facts)
    if facts.roadmap:
        yield from roadmap.roadmap(facts, facts.roadmap)
