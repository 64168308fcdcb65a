"""The recommended plan: its steps with money and months, their order in time, and support that may fit."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from reports.document.blocks import (
    Block,
    Bullets,
    Column,
    Entry,
    Heading,
    Note,
    Paragraph,
    Rank,
    Role,
    Row,
    Run,
    Table,
    Together,
    Tone,
    entry,
    paragraphs,
)
from reports.document.content.drawing import picture
from reports.document.content.facts import Facts, sentence
from reports.presenters.timeline import draw_months
from roadmap.domain.funding import Grant
from roadmap.domain.helping import Help
from roadmap.domain.matching import Match
from roadmap.domain.planning import Plan, PlannedStep, Recommended
from roadmap.domain.planning.projection import project
from roadmap.domain.support_plan import Question, SupportPlan
from roadmap.wording.funding import grant_text, question_text, signing_texts, total_text, worth_text
from roadmap.wording.help import fit_text
from roadmap.wording.plans import (
    headline_text,
    kind_text,
    money_text,
    months_text,
    promise_text,
    raised_text,
    span_text,
)
from roadmap.wording.support import NOTICE
from standards.wording.results import local


def plan(facts: Facts, recommended: Recommended, found: Plan) -> Iterator[Block]:
    """Return the plan that the conclusion names, and what may help to pay for it."""
    yield Heading(_("改进方案"), level=1)
    told = (
        headline_text(facts.standard, found),
        kind_text(recommended),
        promise_text(facts.standard, found),
        _("这是不限预算和时间的推荐方案，企业自己保存或执行的方案可能与此不同"),
    )
    yield from paragraphs(sentence(text) for text in told if text)
    yield Table(
        columns=(
            Column(_("步骤"), 12, Role.NUMBER, Tone.QUIET),
            Column(_("举措与提升")),
            Column(_("投入"), 40, Role.NUMBER),
            Column(_("用时"), 27, Role.NUMBER),
            Column(_("第几个月"), 20, Role.NUMBER),
        ),
        rows=(*(_step(facts, step, number) for number, step in enumerate(found.steps, start=1)), _sum(found)),
    )
    yield from _timeline(facts, found)
    if facts.support:
        yield from _support(facts, facts.support, found)
    if facts.help:
        yield from _perhaps(facts, facts.help)


def _step(facts: Facts, step: PlannedStep, number: int) -> Row:
    title = (
        Run(facts.say(step.measure.title), Tone.STRONG),
        Run(raised_text(facts.standard, step), Tone.QUIET, below=True),
    )
    effort = step.effort
    return Row((str(number), title, money_text(effort.cost), months_text(effort.months), span_text(step)))


def _sum(found: Plan) -> Row:
    return Row(("", _("合计"), money_text(found.cost), months_text(found.months), ""), Rank.SUM)


def _timeline(facts: Facts, found: Plan) -> Iterator[Together]:
    """Return the pictures: each step by the upper end of its months, and the level that follows."""
    drawn = draw_months(found, project(found, facts.standard, facts.answers))
    for place, svg in enumerate(drawn.wide):
        shown = picture(svg, _("各步骤的先后，数值见上表"), width=164)
        yield Together((Heading(_("时间安排"), level=2), shown) if place == 0 else (shown,))


def _support(facts: Facts, support: SupportPlan, found: Plan) -> Iterator[Block]:
    """Return what the best combination of measures pays, and what could make it more."""
    if not (support.sure.grants or support.questions):
        return
    titles = {step.measure.code: facts.say(step.measure.title) for step in found.steps}
    yield Heading(_("这个方案能拿到的支持"), level=2)
    yield Paragraph(total_text(support.sure))
    for grant in support.sure.grants:
        yield _grant(facts, grant, titles)
    if support.questions:
        yield Paragraph(_("下面的情况企业还没有说明，符合的话能多拿："))
        yield Bullets(tuple(_question(question) for question in support.questions))
    yield Note(_("合同日按各步开始日、付款日按各步完成日算，从报告当天开工。贷款贴息没有算在内。"))


def _grant(facts: Facts, grant: Grant, titles: Mapping[str, str]) -> Entry:
    signing = signing_texts(grant, lambda one: titles[one.code])
    return entry(
        Run(facts.say(grant.measure.name), Tone.STRONG),
        Run(grant_text(grant, facts.standard)),
        *(Run(text) for text in signing),
        Run(_("来源：%(source)s") % {"source": local(grant.measure.source)}, Tone.QUIET),
    )


def _question(question: Question) -> str:
    asked = {"question": question_text(question.fact), "worth": worth_text(question)}
    return _("%(question)s%(worth)s") % asked


def _perhaps(facts: Facts, found: Help) -> Iterator[Block]:
    """Return the other measures that may fit: amounts are not certain, or nobody knows whether they fit."""
    counted = {grant.measure.code for grant in facts.support.sure.grants} if facts.support else set()
    others = [match for match in found.support if match.measure.code not in counted]
    if not others:
        return
    yield Heading(_("可能用得上的支持政策"), level=2)
    for match in others:
        yield _measure(facts, match)
    yield Note(sentence(str(NOTICE)))


def _measure(facts: Facts, match: Match) -> Entry:
    measure = match.measure
    return entry(
        (Run(facts.say(measure.name), Tone.STRONG), Run(fit_text(match), Tone.TAG)),
        Run(facts.say(measure.terms)),
        Run(_("来源：%(source)s") % {"source": local(measure.source)}, Tone.QUIET),
    )
