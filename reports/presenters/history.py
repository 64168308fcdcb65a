"""What has changed from one result of a firm to the next, in words of the active language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.domain.peers import Peers
from editing.domain.texts import Text
from reports.domain.benchmarks import Benchmark, compared
from reports.domain.difference import AnswerChange, PointsChange, difference
from reports.presenters.result import Result
from roadmap.wording.plans import answer_text
from standards.domain.answers import AtLevel
from standards.domain.standard import Scene, Standard
from standards.wording.results import local, points_change_text, points_text


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRow:
    """A group, or the total (`name` empty)."""

    name: str
    before: str
    after: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneMove:
    """A scene of both results that is answered otherwise."""

    scene: Scene
    before: str
    after: str
    rose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A result beside the one before. `rows`: the total first, then the groups that changed."""

    level_before: int
    name_before: str
    level_after: int
    rows: tuple[PointsRow, ...]
    risen: tuple[SceneMove, ...]
    fallen: tuple[SceneMove, ...]


def history_of(before: Result, after: Result) -> History:
    """Compare two results of one standard, the earlier first. Raises ValueError for two standards."""
    found = difference(before.content, after.content)
    moves = tuple(_moves(found.answers, before, after))
    changed = (group for group in found.groups if group.before != group.after)
    return History(
        level_before=found.level_before,
        name_before=local(before.level_name),
        level_after=found.level_after,
        rows=tuple(_row(change) for change in (*found.points[-1:], *changed)),
        risen=tuple(move for move in moves if move.rose),
        fallen=tuple(move for move in moves if not move.rose),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRow:
    """A public share beside the firm's own. `own` and `public` are in percent."""

    part: str
    whole: str
    own: str
    public: str
    scope: Text
    as_of: str
    source: Text


def public_shares(result: Result, known: Sequence[Benchmark], sector: str) -> tuple[PublicRow, ...]:
    """Return the public figures that the firm has given its own for."""
    labels = {code: local(figure.label) for code, figure in result.standard.figure_by_code.items()}
    return tuple(
        PublicRow(
            part=labels[row.public.part],
            whole=labels[row.public.whole],
            own=points_text(round(row.own, 1)),
            public=points_text(row.public.percent),
            scope=row.public.scope,
            as_of=row.public.as_of,
            source=row.public.source,
        )
        for row in compared(known, result.content.figures, sector)
        if {row.public.part, row.public.whole} <= labels.keys()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """How many firms reached a level. `percent`: of all of them, whole, for the bar."""

    name: str
    firms: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerLevels:
    """Other firms of the division, by level; `below`: those with fewer points, None without points."""

    firms: int
    below: int | None
    rows: tuple[LevelRow, ...]


def peer_levels(peers: Peers | None, standard: Standard) -> PeerLevels | None:
    """Return the other firms by level, the highest first; None where they are too few to be told of."""
    if peers is None or not peers.are_told:
        return None
    return PeerLevels(
        firms=peers.firms,
        below=peers.below,
        rows=tuple(
            LevelRow(
                name=local(standard.rule.name(level)),
                firms=peers.by_level.get(level, 0),
                percent=round(100 * peers.by_level.get(level, 0) / peers.firms),
            )
            for level in range(standard.rule.top, -1, -1)
        ),
    )


def _row(change: PointsChange) -> PointsRow:
    return PointsRow(
        name=local(change.part.name) if change.part else "",
        before=points_text(change.before),
        after=points_text(change.after),
        change=points_change_text(change.after - change.before),
    )


def _moves(changes: tuple[AnswerChange, ...], before: Result, after: Result) -> Iterator[SceneMove]:
    """Give the scenes of both results that changed, in their order; 不涉及 stands below every level."""
    for change in changes:
        scene = after.standard.scene_by_code.get(change.code)
        if scene is None or change.before is None:
            continue
        yield SceneMove(
            scene=scene,
            before=answer_text(before.standard, change.code, change.before),
            after=answer_text(after.standard, change.code, change.after),
            rose=_level(change.after) > _level(change.before),
        )


def _level(answer: object) -> int:
    return answer.level if isinstance(answer, AtLevel) else -1
