"""Of equally good choices the one that comes first: a programme for a choice before a given one."""

from collections.abc import Iterable, Sequence

from roadmap.domain.planning.programme import Programme, Row


def earlier_choice(programme: Programme, values: Sequence[int], ordered: Iterable[int]) -> Programme:
    """Return the programme of the solutions whose choice among `ordered` comes before that of `values`, as
    sorted lists of the same length are compared.

    New variables tell, place by place, whether the choice is still the same; where it first differs, one is
    chosen that was not.
    """
    same: list[int] = []
    rows: list[Row] = []
    for variable in ordered:
        so_far = {same[-1]: -1} if same else {}
        now = len(programme.most) + len(same)
        if values[variable]:
            rows.append(Row(terms={variable: 1, **so_far}, low=0 if same else 1))
            continue
        rows.append(Row(terms={variable: 1, now: 1, **so_far}, low=0 if same else 1))
        rows.append(Row(terms={variable: 1, now: 1}, high=1))
        if same:
            rows.append(Row(terms={now: 1, **so_far}, high=0))
        same.append(now)
    rows.append(Row(terms={same[-1]: 1}, high=0) if same else Row(terms={}, low=1))
    return programme.with_variables(*([1] * len(same))).under(*rows)
