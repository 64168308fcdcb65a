"""Independent oracles of the demonstration standards, as `oracle` is of the 2024 one.

Weights and bounds are typed in a second time and computed in whole numbers; levels are tried from the top.
"""

# Percent of the whole, of the dimension, of the group; then percent of the question per option.
RATE = {"A": 0, "B": 30, "C": 60, "D": 100}
CHANGE = {"A": 0, "B": 50, "C": 100}
THREE = {"A": 0, "B": 50, "C": 100}
QUESTIONS = {
    "B01": ((30, 60, 50), RATE),
    "B02": ((30, 60, 50), {"A": 0, "B": 30, "C": 40, "D": 30}),
    "B03": ((30, 40, 60), {"A": 0, "B": 40, "C": 70, "D": 100}),
    "B04": ((30, 40, 40), {"A": 0, "B": 40, "C": 30, "D": 30}),
    "O01": ((35, 60, 40), THREE),
    "O02": ((35, 60, 60), {"A": 0, "B": 30, "C": 60, "D": 100}),
    "O03": ((35, 40, 100), {"A": 0, "B": 25, "C": 25, "D": 25, "E": 25}),
    "M01": ((20, 100, 60), THREE),
    "M02": ((20, 100, 40), THREE),
    "R01": ((15, 100, 60), CHANGE),
    "R02": ((15, 100, 40), CHANGE),
}
MULTI = ("B02", "B04", "O03")
SCENES = dict(
    zip(
        [f"D{number:02}" for number in range(1, 21)],
        [3, 3, 5, 3, 3, 10, 5, 5, 5, 5, 8, 10, 6, 6, 5, 4, 4, 4, 3, 3],
        strict=True,
    )
)


def millionths(chosen: dict[str, list[str]]) -> int:
    """Return the points as whole millionths of a point."""
    total = 0
    for question, keys in chosen.items():
        (dimension, group, share), options = QUESTIONS[question]
        for key in keys:
            total += dimension * group * share * options[key]
    return total


def level_by_points(total: int) -> int:
    for wanted in (4, 3, 2, 1):
        if total >= wanted * 20 * 1_000_000:
            return wanted
    return 0


def hundredths(levels: dict[str, int]) -> int:
    """Return the weighted mean in whole hundredths."""
    return sum(weight * levels.get(code, 0) for code, weight in SCENES.items())


def level_by_mean(total: int) -> int:
    for wanted in (5, 4, 3, 2, 1):
        if total >= wanted * 100 - 20:
            return wanted
    return 0
