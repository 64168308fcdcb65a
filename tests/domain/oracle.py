"""An independent oracle: the 2024 method computed naively from its published tables, spreadsheet-style.

Shares no code and no data with the product: weights and thresholds are typed in here a second time, points
are counted in thousandths as whole numbers, and levels are found by trying from the top.
"""

# Thousandths of a point per option key, from the table of the 2024 edition.
POINTS = {
    "F01": {"A": 0, "B": 2000, "C": 2000, "D": 2000, "E": 2000},
    "F02": {"A": 0, "B": 1500, "C": 3000, "D": 4500, "E": 6000},
    "F03": {"A": 0, "B": 1500, "C": 3000, "D": 4500, "E": 6000},
    "F04": {"A": 0, **dict.fromkeys("BCDEFGHIJKLMN", 700), "O": 900},
    "F05": {"A": 0, "B": 2500, "C": 5000, "D": 7500, "E": 10000},
    "F06": {"A": 0, "B": 1250, "C": 1250, "D": 1250, "E": 1250},
    "F07": {"A": 0, "B": 1250, "C": 1250, "D": 1250, "E": 1250},
    "M01": {"A": 0, "B": 1500, "C": 3000, "D": 4500, "E": 6000, "F": 7500},
    "M02": {"A": 0, "B": 1875, "C": 1875, "D": 1875, "E": 1875},
    "M03": {"A": 0, "B": 1500, "C": 1500, "D": 1500, "E": 1500, "F": 1500},
    "M04": {"A": 0, "B": 1875, "C": 3750, "D": 5625, "E": 7500},
    "R01": {"A": 0, "B": 3500, "C": 7000},
    "R02": {"A": 0, "B": 3500, "C": 7000},
    "R03": {"A": 0, "B": 1500, "C": 3000},
    "R04": {"A": 0, "B": 1500, "C": 3000},
}
MULTI = ("F01", "F04", "F06", "F07", "M02", "M03")
SCENES = tuple(f"S{number:02}" for number in range(1, 17))
CONSTRAINED = ("S01", "S03", "S06", "S07", "S08", "S09", "S10", "S11", "S12", "S13")
RULES = ((4, 80000, 10, 6), (3, 60000, 8, 5), (2, 40000, 6, 3), (1, 20000, 6, 3))


def thousandths(chosen: dict[str, list[str]]) -> int:
    total = 0
    for question, keys in chosen.items():
        for key in keys:
            total += POINTS[question][key]
    return total


def level(total: int, scenes: dict[str, int]) -> int:
    for wanted, points, count, constrained in RULES:
        reached = [code for code in SCENES if scenes.get(code, 0) >= wanted]
        starred = [code for code in reached if code in CONSTRAINED]
        if total >= points and len(reached) >= count and len(starred) >= constrained:
            return wanted
    return 0
