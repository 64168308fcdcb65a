"""HiGHS, asked for the optimum itself: no gap, one thread, a fixed seed; each solution is checked exactly."""

from functools import cache
from importlib import import_module
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from roadmap.domain.planning.programme import Programme, Terms, value_of

if TYPE_CHECKING:
    import highspy

OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,  # the default of 1e-4 is not the optimum
    "mip_abs_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,  # what is nearly whole must not hide a cheaper plan
    # Heuristics find good solutions sooner; at this size they cost more time than they save.
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_allow_restart": False,  # a second presolve at the root costs half of the time of slow ones
}


class SolverError(RuntimeError):
    """The solver gave no answer, or one that does not hold in whole numbers. A plan is never made of it."""


def minimise(programme: Programme, objective: Terms, most: int | None = None) -> tuple[int, ...] | None:
    """Return values of least objective, None where no values keep the rows with at most so much of it.

    Raises:
        SolverError: the solver stopped without an answer, or its answer breaks a row.
    """
    if not programme.most:
        return () if programme.holds(()) else None
    library = _library()
    highs = library.Highs()
    for name, value in OPTIONS.items():
        highs.setOptionValue(name, value)
    if most is not None:
        highs.setOptionValue("objective_bound", most + 0.5)  # between two whole numbers
    highs.passModel(_as_lp(programme, objective))
    highs.run()
    status = highs.getModelStatus()
    if status == library.HighsModelStatus.kInfeasible:
        return None
    if status != library.HighsModelStatus.kOptimal:
        raise SolverError(f"no answer: {highs.modelStatusToString(status)}")
    values = tuple(round(value) for value in highs.getSolution().col_value)
    if not programme.holds(values):
        raise SolverError("the answer does not hold in whole numbers")
    return None if most is not None and value_of(objective, values) > most else values


def prices(programme: Programme, objective: Terms) -> list[float]:
    """Return by row what one unit of it more would cost in the relaxation, roughly; 0 where there is none."""
    library = _library()
    highs = library.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("solve_relaxation", True)
    highs.passModel(_as_lp(programme, objective))
    highs.run()
    return list(highs.getSolution().row_dual)


@cache
def _library() -> Any:
    """Load HiGHS, and numpy with it, when something is first solved: most commands never do, and it takes
    as long as all of their work."""
    return import_module("highspy")


def _as_lp(programme: Programme, objective: Terms) -> "highspy.HighsLp":
    library, columns = _library(), len(programme.most)
    rows = [row.reduced() for row in programme.rows]
    lp: highspy.HighsLp = library.HighsLp()
    lp.num_col_, lp.num_row_ = columns, len(rows)
    lp.col_cost_ = [objective.get(column, 0) for column in range(columns)]
    lp.col_lower_ = [0] * columns
    lp.col_upper_ = list(programme.most)
    lp.integrality_ = [library.HighsVarType.kInteger] * columns
    lp.row_lower_ = [-library.kHighsInf if row.low is None else row.low for row in rows]
    lp.row_upper_ = [library.kHighsInf if row.high is None else row.high for row in rows]
    matrix = lp.a_matrix_
    matrix.format_ = library.MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = columns, len(rows)
    matrix.start_ = [0, *accumulate(len(row.terms) for row in rows)]
    matrix.index_ = [column for row in rows for column in row.terms]
    matrix.value_ = [value for row in rows for value in row.terms.values()]
    return lp
