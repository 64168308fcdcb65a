"""Sentences that page, PDF and command share, so that the same fact is said in the same words everywhere."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from editing.domain.decimals import plain
from editing.domain.texts import Text
from standards.domain.answers import Answers
from standards.domain.badge import Badge, badge
from standards.domain.grading import Grade, Missing
from standards.domain.scoring import ScoreCard
from standards.domain.standard import LevelRule, Outline, Standard
from standards.domain.variants import Doubt, doubts

CONDITIONS = {
    "min_points": gettext_lazy("得分"),
    "min_scenes": gettext_lazy("场景数"),
    "min_constrained": gettext_lazy("约束性场景"),
    "min_mean": gettext_lazy("加权平均"),
}
BADGES = {
    Badge.NATIONAL: gettext_lazy("国家公布"),
    Badge.UNVERIFIED: gettext_lazy("转述国家指标，尚未核对"),
    Badge.LOCAL: gettext_lazy("本地制定"),
    Badge.DEMONSTRATION: gettext_lazy("演示"),
}
ONE_DECIMAL = Decimal("0.1")
SHOWN = Decimal("0.001")  # the 2024 edition needs three places; nothing finer is shown


def points_text(points: Decimal) -> str:
    """Return points as shown: the one place where they are rounded, half to even, to three places."""
    return plain(points.quantize(SHOWN, rounding=ROUND_HALF_EVEN))


def points_change_text(points: Decimal) -> str:
    """Return a change of points with its sign: +3, −2.5, 0."""
    shown_points = points_text(abs(points))
    return shown_points if not points else ("+" if points > 0 else "−") + shown_points


def local(text: Text) -> str:
    """Return the text in the active language."""
    return text.plain(get_language() or "")


def short_text(short: Decimal) -> str:
    """Return what is missing as shown: rounded up, so that whoever adds as much reaches the level."""
    return plain(short.quantize(SHOWN, rounding=ROUND_CEILING))


def rounded_points_text(points: Decimal) -> str:
    """Return points to one decimal, cut, as people read them: never a threshold that is not reached."""
    return plain(points.quantize(ONE_DECIMAL, rounding=ROUND_FLOOR))


def rounded_short_text(short: Decimal) -> str:
    """Return what is missing to one decimal, rounded up: with the points shown it makes the whole."""
    return plain(short.quantize(ONE_DECIMAL, rounding=ROUND_CEILING))


def asked_items(standard: Standard) -> str:
    """Say what a standard asks: 15 道题和 16 个场景."""
    questions, scenes = len(standard.questions), len(standard.scenes)
    parts = {
        "questions": ngettext("%(count)s 道题", "%(count)s 道题", questions) % {"count": questions},
        "scenes": ngettext("%(count)s 个场景", "%(count)s 个场景", scenes) % {"count": scenes},
    }
    if questions and scenes:
        return gettext("%(questions)s和 %(scenes)s") % parts
    return parts["questions"] if questions else parts["scenes"]


def standard_facts(standard: Standard) -> str:
    """Say in one line what a standard is: what it asks, how many levels it has, where it comes from."""
    levels = ngettext("%(count)s 个等级", "%(count)s 个等级", standard.rule.top) % {
        "count": standard.rule.top
    }
    return " · ".join((asked_items(standard), levels, badge_text(standard)))


def badge_text(standard: Outline) -> str:
    """Say whose a standard is: 国家公布 only of what a person compared with the original."""
    return str(BADGES[badge(standard.origin, verified=standard.verification.on is not None)])


def rule_sentence(rule: LevelRule) -> str:
    """Say what the level goes by."""
    if rule.uses_points and rule.uses_scenes:
        return gettext("等级取得分与场景两边中较低的一边。")
    if rule.uses_points:
        return gettext("等级只看得分。")
    return gettext("等级只看场景等级的加权平均。")


def condition_name(name: str) -> str:
    """Return what a level may ask for, by the field of its threshold."""
    return str(CONDITIONS[name])


def scene_level_name(rule: LevelRule, level: int) -> str:
    """Return the name of a scene's level; below the first it is not the firm's 未定级."""
    return local(rule.name(level)) if level else gettext("未达%(level)s") % {"level": local(rule.name(1))}


def standing_sentences(standard: Standard, card: ScoreCard, graded: Grade) -> tuple[str, ...]:
    """Say where the firm stands in numbers: points where there are any, the mean where scenes are weighed."""
    sentences = []
    if standard.questions:
        values = {"points": points_text(card.total.points), "maximum": points_text(card.total.maximum)}
        sentences.append(gettext("得分 %(points)s 分，满分 %(maximum)s 分。") % values)
    if graded.reached.mean is not None:
        means = {"mean": points_text(graded.reached.mean), "top": standard.rule.top}
        sentences.append(gettext("场景等级的加权平均为 %(mean)s，最高 %(top)s。") % means)
    return tuple(sentences)


def missing_sentences(rule: LevelRule, missing: Missing) -> tuple[str, ...]:
    """Say what is missing to a level, points first; empty where nothing is."""
    values = {
        "level": local(rule.name(missing.level)),
        "points": short_text(missing.points_short),
        "mean": short_text(missing.mean_short),
        "count": missing.to_raise,
        "constrained": missing.constrained_short,
    }
    sentences = []
    if missing.points_short:
        sentences.append(gettext("得分还差 %(points)s 分达到%(level)s"))
    if missing.to_raise:
        sentences.append(_scenes_sentence(missing))
    if missing.mean_short:
        sentences.append(gettext("场景等级的加权平均还差 %(mean)s 达到%(level)s"))
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
    """Say which side holds the level back, or how far the only side has come."""
    if graded.score_level is None or graded.scene_level is None:
        return _one_side_sentence(rule, graded)
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


def readings_sentences(standard: Standard, answers: Answers, graded: Grade) -> tuple[str, ...]:
    """Say of complete answers whether their level is the same under every reading of the rule: one sentence;
    else one for each reading that changes it, with the one thing that would settle it. Empty without doubts.
    """
    if not standard.variants or standard.verification.on is not None:
        return ()
    found = doubts(standard, answers, graded)
    if not found:
        level = {"level": local(standard.rule.name(graded.level))}
        return (gettext("等级规则有几种读法，不论哪种都是%(level)s。") % level,)
    return tuple(_reading_sentence(standard.rule, doubt) for doubt in found)


def _reading_sentence(rule: LevelRule, doubt: Doubt) -> str:
    return gettext("如果“%(name)s”，就是%(level)s。%(lack)s，做到后两种读法都是%(settled)s。") % {
        "name": local(doubt.variant.name),
        "level": local(rule.name(doubt.level)),
        "lack": gettext("；").join(missing_sentences(rule, doubt.settled_by)),
        "settled": local(rule.name(doubt.settled_by.level)),
    }


def _one_side_sentence(rule: LevelRule, graded: Grade) -> str:
    level = {"level": local(rule.name(graded.level))}
    first = {"level": local(rule.name(1))}
    if rule.uses_points:
        if graded.missing is None:
            return gettext("得分已达到%(level)s，这是最高等级。") % level
        if not graded.level:
            return gettext("得分还没有达到%(level)s。") % first
        return gettext("得分达到%(level)s的要求。") % level
    if graded.missing is None:
        return gettext("场景等级的加权平均已达到%(level)s，这是最高等级。") % level
    if not graded.level:
        return gettext("场景等级的加权平均还没有达到%(level)s。") % first
    return gettext("场景等级的加权平均达到%(level)s的要求。") % level
