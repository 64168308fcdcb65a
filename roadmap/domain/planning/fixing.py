"""What cannot be in any solution that is good enough, shown by weak duality in whole numbers.

The relaxation's prices only guess; the bound that follows from them holds for whatever prices.
"""

from roadmap.domain.planning.programme import Programme, Terms
from roadmap.domain.planning.solver import prices

ONE = 2**40  # prices are counted in parts of this


def possible(programme: Programme, objective: Terms, most: int) -> tuple[int, ...]:
    """Return the upper ends of the variables, 0 for those that are 0 in all solutions with at most so much of
    an objective. There must be one."""
    worth = [round(price * ONE) for price in prices(programme, objective)]
    reduced = [objective.get(variable, 0) * ONE for variable in range(len(programme.most))]
    bound = 0
    for row, price in zip(programme.rows, worth, strict=True):
        end = row.low if price > 0 else row.high
        if not price or end is None:
            continue
        bound += price * end
        for variable, value in row.terms.items():
            reduced[variable] -= price * value
    bound += sum(min(0, each) * top for each, top in zip(reduced, programme.most, strict=True))
    room = most * ONE - bound
    return tuple(0 if each > room else top for each, top in zip(reduced, programme.most, strict=True))
