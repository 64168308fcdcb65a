"""Sentences that page, PDF and command share, so that the same fact is said in the same words everywhere."""

from decimal import ROUND_HALF_EVEN, Decimal

from django.utils.translation import get_language, gettext, ngettext

from assessment.domain.decimals import plain
from assessment.domain.grading import Grade, Missing
from assessment.domain.standard import LevelRule, Text

SHOWN = Decimal("0.001")  # the 2024 edition needs three places; nothing finer is shown


def points_text(points: Decimal) -> str:
    """Return points as shown: the one place where they are rounded, half to even, to three places."""
    return plain(points.quantize(SHOWN, rounding=ROUND_HALF_EVEN))


def local(text: Text) -> str:
    """Return the text in the active language."""
    return text.plain(get_language() or "")


def missing_sentences(rule: LevelRule, missing: Missing) -> tuple[str, ...]:
    """Say what is missing to a level, points first; empty where nothing is."""
    values = {
        "level": local(rule.name(missing.level)),
        "points": points_text(missing.points_short),
        "count": missing.to_raise,
        "constrained": missing.constrained_short,
    }
    sentences = []
    if missing.points_short:
        sentences.append(gettext("三维得分还差 %(points)s 分达到%(level)s"))
    if missing.to_raise:
        sentences.append(_scenes_sentence(missing))
    return tuple(sentence % values for sentence in sentences)


def _scenes_sentence(missing: Missing) -> str:
    if not missing.scenes_short:
        return ngettext(
            "数量已够，还需 %(constrained)s 个约束性场景达到%(level)s",
            "数量已够，还需 %(constrained)s 个约束性场景达到%(level)s",
            missing.constrained_short,
        )
    if not missing.constrained_short:
        return ngettext(
            "还需 %(count)s 个场景达到%(level)s", "还需 %(count)s 个场景达到%(level)s", missing.to_raise
        )
    return ngettext(
        "还需 %(count)s 个场景达到%(level)s，其中至少 %(constrained)s 个约束性",
        "还需 %(count)s 个场景达到%(level)s，其中至少 %(constrained)s 个约束性",
        missing.to_raise,
    )


def held_back_sentence(rule: LevelRule, graded: Grade) -> str:
    """Say which side holds the level back."""
    values = {
        "score_level": local(rule.name(graded.score_level)),
        "scene_level": local(rule.name(graded.scene_level)),
        "level": local(rule.name(graded.level)),
    }
    if graded.held_back_by_score:
        return gettext("场景已够%(scene_level)s，得分只够%(score_level)s：等级由得分决定。") % values
    if graded.held_back_by_scenes:
        return gettext("得分已够%(score_level)s，场景只够%(scene_level)s：等级由场景决定。") % values
    if graded.missing is None:
        return gettext("得分与场景都已达到%(level)s，这是最高等级。") % values
    if not graded.level:
        nearest = {"level": local(rule.name(graded.missing.level))}
        return gettext("得分与场景都还没有达到%(level)s：两边都要提高，才能定级。") % nearest
    return gettext("得分与场景都只够%(level)s：两边都要提高，等级才会上升。") % values
