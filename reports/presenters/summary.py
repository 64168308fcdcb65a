"""What the `assess` command says of one firm; laid out in `templates/reports/assess_summary.txt`."""

from typing import Any

from assessment.wording.oddities import figure_names
from enterprises.wording.oddities import oddity_text
from reports.presenters.headless import Assessed
from roadmap.wording.funding import total_text
from roadmap.wording.plans import bought_text, prices_text
from standards.domain.grading import Grade, grade, is_complete
from standards.domain.scoring import score
from standards.domain.standard import LevelRule
from standards.domain.variants import changing_variants
from standards.wording.results import local, missing_sentences, points_text, standing_sentences


def summary(assessed: Assessed) -> dict[str, Any]:
    """Return the context of the template, in the active language."""
    standard, answers = assessed.standard, assessed.answers
    card = score(standard, answers)
    context: dict[str, Any] = {
        "assessed": assessed,
        **_plan(assessed),
        "oddities": [oddity_text(odd, figure_names(standard)) for odd in assessed.oddities],
        "dimensions": [
            {
                "name": local(dimension.name),
                "points": points_text(card.dimensions[dimension.code].points),
                "maximum": points_text(dimension.weight),
            }
            for dimension in standard.dimensions
        ],
    }
    if is_complete(standard, answers):
        graded = grade(standard, answers, card)
        name = standard.rule.name
        context |= {
            "level": local(name(graded.level)),
            "standing": standing_sentences(standard, card, graded),
            "sides": _sides(standard.rule, graded),
            "missing": missing_sentences(standard.rule, graded.missing) if graded.missing else (),
            "variants": [
                {"name": local(changed.variant.name), "level": local(name(changed.level))}
                for changed in changing_variants(standard, answers, graded)
            ],
        }
    return context


def _plan(assessed: Assessed) -> dict[str, Any]:
    """Return the plan to show, which may be the best one short of the target, and why it falls short."""
    recommended, name = assessed.plan, assessed.standard.rule.name
    if recommended is None:
        return {"plan": None}
    plan, shortfall = recommended.plan, recommended.shortfall
    return {
        "plan": plan,
        "recommended": recommended,
        "best": local(name(plan.level)) if plan else "",
        "shortfall": shortfall,
        "target": local(name(shortfall.target)) if shortfall else "",
        "prices": prices_text(recommended.goal.bounds, plan) if plan else "",
        "support": total_text(assessed.support.sure) if assessed.support else "",
        "bought": bought_text(assessed.standard, plan, shortfall.target) if plan and shortfall else "",
    }


def _sides(rule: LevelRule, graded: Grade) -> dict[str, str] | None:
    """Return what each side alone would give, None where there is but one."""
    if graded.score_level is None or graded.scene_level is None:
        return None
    return {"score": local(rule.name(graded.score_level)), "scene": local(rule.name(graded.scene_level))}
