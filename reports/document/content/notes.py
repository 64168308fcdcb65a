"""What hardly fitted when a result was submitted, as it was kept with it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from assessment.wording.contradictions import kept_contradiction
from assessment.wording.oddities import kept_in_short, kept_text
from reports.document.blocks import Block, Bullets, Heading, Note, Paragraph
from reports.document.content.facts import Facts, joined, sentence
from reports.presenters.result import Result


def notes(facts: Facts, result: Result, day: str = "") -> Iterator[Block]:
    """Return figures and answers that hardly fit, as the result's page does; nothing where all fits.

    Figures are told only where all operating figures are. `day`: whose result it is, where there are two.
    """
    content, odd_text = result.content, kept_text if facts.with_figures else kept_in_short
    odd = (sentence(odd_text(kept, result.standard)) for kept in content.oddities)
    apart = (kept_contradiction(result.standard, found) for found in content.contradictions)
    found = (*odd, *apart)
    if found and facts.short:  # two pages are to hold it
        yield Paragraph(_("填报中不大相符的几处：%(notes)s") % {"notes": joined(facts, found)})
    elif found:
        yield Heading(_("填报中不大相符的几处"), level=2, tag=day)
        yield Bullets(found)
        yield Note(_("由规则自动提示，企业仍可按所填提交；提示不等于填报有误。"))
