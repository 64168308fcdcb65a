"""What a replay came to, for its page: counts, level by level, and which change causes how many."""

from dataclasses import dataclass

from assessment.models import Replay
from assessment.trial.domain.tally import ChangeOf, Tally, read_change
from assessment.trial.selectors.replays import submitted_under, tally_of
from standards.domain.standard import Outline
from standards.wording.changes import Names, change_sentence, misfit_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many results go from one level to another; `way`: up, down or same."""

    before: int
    after: int
    results: int
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Results by level before (rows) and after (columns), lowest first; only levels that occur."""

    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A change with the results whose points or level it changes, and those whose level it moves."""

    sentence: str
    revision: str  # code@number of the revision that it changes
    changed: int
    moved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MisfitLine:
    sentence: str
    revision: str
    results: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    tally: Tally
    matrix: Matrix
    changes: tuple[ChangeLine, ...]  # those that change most first
    without_effect: tuple[ChangeLine, ...]
    misfits: tuple[MisfitLine, ...]
    revisions: tuple[str, ...]  # under which the results were submitted

    @property
    def has_several_revisions(self) -> bool:
        return len(self.revisions) > 1


def report_of(replay: Replay, names: Names) -> Report:
    """Return what is counted so far."""
    tally = tally_of(replay)
    known = [read_change(data) for data in replay.changes]
    lines = [_line(tally, names, change) for change in known]
    effective = sorted(
        (line for line in lines if line.changed), key=lambda line: (-line.moved, -line.changed)
    )
    misfits = (
        MisfitLine(sentence=misfit_sentence(names, of.misfit), revision=of.revision, results=count)
        for of, count in tally.misfits.most_common()
    )
    return Report(
        tally=tally,
        matrix=_matrix(tally, names),
        changes=tuple(effective),
        without_effect=tuple(line for line in lines if not line.changed),
        misfits=tuple(misfits),
        revisions=tuple(dict.fromkeys(change.revision for change in known)),
    )


def names_of(replay: Replay, draft: Outline) -> Names:
    """Return the names in the draft, else in what it was compared with."""
    compared = {data["revision"] for data in replay.changes}
    pairs = (name.rpartition("@") for name in sorted(compared))
    return Names(standards=(draft, *(submitted_under(code, int(number)) for code, _at, number in pairs)))


def sentences_of(replay: Replay, names: Names) -> tuple[str, ...]:
    """Return every change of the draft as a sentence, in the order of `replay.changes`."""
    return tuple(change_sentence(names, read_change(data).change) for data in replay.changes)


def _line(tally: Tally, names: Names, change: ChangeOf) -> ChangeLine:
    return ChangeLine(
        sentence=change_sentence(names, change.change),
        revision=change.revision,
        changed=tally.changed[change],
        moved=tally.moved[change],
    )


def _matrix(tally: Tally, names: Names) -> Matrix:
    levels = sorted({level for pair in tally.levels for level in pair})
    return Matrix(
        columns=tuple(names.level(level) for level in levels),
        rows=tuple(
            MatrixRow(
                name=names.level(before),
                cells=tuple(
                    Cell(
                        before=before,
                        after=after,
                        results=tally.levels[before, after],
                        way=_way(before, after),
                    )
                    for after in levels
                ),
            )
            for before in levels
        ),
    )


def _way(before: int, after: int) -> str:
    return "same" if before == after else "up" if after > before else "down"
