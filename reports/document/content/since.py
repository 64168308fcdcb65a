"""What has changed since the result before, by the firm's own answers: level, points, the biggest changes."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.document.blocks import Block, Bullets, Heading, paragraphs
from reports.document.content.facts import Facts, sentence
from reports.domain.difference import Difference, ItemChange, PointsChange, Reached, difference
from reports.presenters.result import Result
from standards.domain.answers import NotApplicable
from standards.domain.standard import Question, Scene
from standards.wording.results import local, points_change_text, points_text, scene_level_name


def in_short(facts: Facts, before: Result) -> Iterator[str]:
    """Say what the level and the points were."""
    told = {
        "day": _day(facts, before),
        "level": local(before.level_name),
        "points": points_text(before.card.total.points),
    }
    if facts.standard.questions:
        yield _("上次（%(day)s）为%(level)s，%(points)s 分。") % told
    else:
        yield _("上次（%(day)s）为%(level)s。") % told
    yield from _revision(facts, before)


def since(facts: Facts, before: Result) -> Iterator[Block]:
    """Return what has changed since an earlier result by the same standard."""
    found = difference(before.content, facts.content)
    yield Heading(_("与上次相比"), level=2)
    yield from paragraphs((_level(facts, before, found), *_points(found), *_revision(facts, before)))
    changes = tuple(_change(facts, before, change) for change in (*found.risen, *found.fallen))
    if changes:
        yield Bullets(changes)
    else:
        yield from paragraphs((_("各题得分和各场景的等级都没有变。"),))


def _day(facts: Facts, before: Result) -> str:
    return date_format(facts.submitted_on_of(before), "DATE_FORMAT")


def _level(facts: Facts, before: Result, found: Difference) -> str:
    told = {
        "day": _day(facts, before),
        "before": local(before.level_name),
        "after": local(facts.result.level_name),
    }
    if found.level_before == found.level_after:
        return _("上次自评于 %(day)s 提交，等级没有变，都是%(after)s。") % told
    if found.level_before < found.level_after:
        return _("上次自评于 %(day)s 提交，等级由%(before)s升到%(after)s。") % told
    return _("上次自评于 %(day)s 提交，等级由%(before)s降到%(after)s。") % told


def _points(found: Difference) -> Iterator[str]:
    """Say the total before and after, then the dimensions that changed."""
    if not found.points:
        return
    *dimensions, total = found.points
    parts = [_points_text(one) for one in dimensions if one.before != one.after]
    if parts:
        yield _("%(total)s；其中%(parts)s。") % {"total": _points_text(total), "parts": _("、").join(parts)}
    else:
        yield sentence(_points_text(total))


def _points_text(change: PointsChange) -> str:
    if change.before == change.after:
        return _("总分没有变，仍是 %(points)s 分") % {"points": points_text(change.after)}
    return _("%(name)s %(before)s → %(after)s 分（%(change)s）") % {
        "name": local(change.part.name) if change.part else _("总分"),
        "before": points_text(change.before),
        "after": points_text(change.after),
        "change": points_change_text(change.after - change.before),
    }


def _revision(facts: Facts, before: Result) -> Iterator[str]:
    numbers = {"old": before.standard.revision, "new": facts.standard.revision}
    if numbers["old"] != numbers["new"]:
        yield _("两次用的是第 %(old)s 版和第 %(new)s 版修订，差别可能有一部分来自修订。") % numbers


def _change(facts: Facts, before: Result, change: ItemChange) -> str:
    told = {
        "item": _item(facts, change.item),
        "before": _reached(before, change.item, change.before),
        "after": _reached(facts.result, change.item, change.after),
    }
    if change.moved > 0:
        return _("上升：%(item)s，%(before)s → %(after)s") % told
    return _("下降：%(item)s，%(before)s → %(after)s") % told


def _item(facts: Facts, item: Question | Scene) -> str:
    if isinstance(item, Scene):
        return facts.say(item.name)
    return _("第 %(number)s 题 %(name)s") % {"number": item.number, "name": facts.say(item.name)}


def _reached(result: Result, item: Question | Scene, reached: Reached) -> str:
    answers = result.content.answers
    kept = answers.scenes if isinstance(item, Scene) else answers.questions
    if isinstance(kept[item.code], NotApplicable):
        return _("不涉及")
    if isinstance(item, Scene):
        return scene_level_name(result.standard.rule, int(reached.value))
    points = {"points": points_text(reached.value), "maximum": points_text(reached.of)}
    return _("%(points)s / %(maximum)s 分") % points
