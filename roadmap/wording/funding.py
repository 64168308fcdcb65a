"""Sentences about the support for a plan: what is paid, by which clause, and what is asked of the firm."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext

from editing.domain.decimals import plain
from enterprises.domain.facts import Fact, Topic
from enterprises.domain.standing import Tag
from enterprises.wording.firms import TAGS
from roadmap.domain.funding import Combination, Grant, Spending
from roadmap.domain.support_plan import Question
from roadmap.wording.support import tier_text
from standards.domain.standard import Standard
from standards.wording.results import local

CENTS = Decimal("0.01")  # of 万元: what is shown


def amount(value: Decimal) -> str:
    """Return an amount in 万元 to two places, without zeros at the end."""
    return plain(value.quantize(CENTS))


def total_text(found: Combination) -> str:
    """Say what all measures pay together and what is left for the firm."""
    amounts = {"total": amount(found.total), "cost": amount(found.project.cost), "net": amount(found.net)}
    if not found.grants:
        return (
            gettext("按已知情况，还没有能算出金额的支持；投入 %(cost)s 万元（按中间价）全由企业自己出。")
            % amounts
        )
    return gettext("投入 %(cost)s 万元（按中间价），能拿 %(total)s 万元，自己出 %(net)s 万元。") % amounts


def grant_text(grant: Grant, standard: Standard) -> str:
    """Say what a measure pays, by which rule."""
    rule = tier_text(grant.measure, grant.tier, level=lambda level: local(standard.rule.name(level)))
    return gettext("%(rule)s。计入的步骤投入 %(spent)s 万元，补 %(amount)s 万元。") % {
        "rule": rule,
        "spent": amount(grant.spent),
        "amount": amount(grant.amount),
    }


def signing_texts(grant: Grant, title: Callable[[Spending], str]) -> tuple[str, ...]:
    """Say of each step until when its contract may be signed; nothing where nothing limits it."""
    return tuple(
        gettext("%(step)s：合同最晚 %(day)s 签") % {"step": title(one), "day": date_format(day)}
        for one in grant.spendings
        if (day := grant.sign_by.get(one.code)) is not None
    )


def question_text(fact: Fact) -> str:
    """Ask a firm for a fact."""
    match fact.topic:
        case Topic.OWNERSHIP:
            return gettext("企业是哪种所有制？")
        case Topic.TAG:
            return gettext("企业是%(tag)s吗？") % {"tag": TAGS[Tag(fact.about)]}
        case Topic.PARK:
            return gettext("企业在这个园区（%(park)s）内吗？") % {"park": fact.about}
        case Topic.SUB_SECTOR:
            return gettext("企业属于这些领域之一吗（%(names)s）？") % {"names": fact.about}
        case Topic.PROGRAMME:
            return gettext("企业在%(names)s之列吗？") % {"names": fact.about}


def worth_text(question: Question) -> str:
    """Say what an answer may be worth, and by which measures."""
    return gettext("符合的话，最多再拿 %(more)s 万元（%(names)s）") % {
        "more": amount(question.more),
        "names": gettext("、").join(local(measure.name) for measure in question.measures),
    }
