"""Which result of a firm comes before another one."""

from collections.abc import Iterable


def previous_result(submitted: Iterable[tuple[int, int | None]], one: int) -> int | None:
    """Return what stood before a result on the day it was submitted; None where it was the first.

    `submitted`: results of one firm by one standard in the order of submission, each with the one that it
    corrects. A correction stands where the first of those stood that it corrects; what is corrected later,
    after `one`, stays as it was known then: the answer is the same whenever it is asked for.
    Raises ValueError where `one` is not among them.
    """
    places: dict[int, int] = {}
    standing: dict[int, int] = {}
    for key, corrects in submitted:
        place = places[key] = key if corrects is None else places.get(corrects, key)
        standing[place] = key
        if key == one:
            before = list(standing)[: list(standing).index(place)]
            return standing[before[-1]] if before else None
    raise ValueError("no such result")
