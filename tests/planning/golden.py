"""The firm of the worked example of docs/method.md, section "Plan"."""

from roadmap.domain.measure import OptionStep
from roadmap.domain.planning import Situation, efforts
from standards.domain.answers import Answers, AtLevel, Chosen
from tests.planning.examples import giving
from tests.planning.full_library import SIZE, make_measure
from tests.standards.fixtures import standard_2024

FORM = {
    "F01": "BC", "F02": "D", "F03": "B", "F04": "BCDEFGHIJ", "F05": "C", "F06": "BC", "F07": "B",
    "M01": "D", "M02": "BC", "M03": "BD", "M04": "A", "R01": "C", "R02": "B", "R03": "C", "R04": "B",
}  # fmt: skip
MEASURES = (
    giving("F03", "D", "connect", cost=(8, 14), months=(2, 5)),
    giving("F05", "D", "erp", cost=(5, 10), months=(2, 4)),
    giving("F05", "E", "suite", cost=(12, 20), months=(4, 8)),
    giving("F06", "D", "firewall", cost=(2, 4), months=(1, 2)),
    make_measure(
        "backup",
        options=(OptionStep(question="F07", option="C"), OptionStep(question="F07", option="D")),
        prerequisites=("firewall",),
        cost=(4, 6),
        months=(2, 3),
    ),
    giving("M01", "F", "team", cost=(6, 8), months=(3, 6)),
    giving("M02", "D", "rules", cost=(3, 5), months=(1, 1)),
)


def firm() -> Situation:
    """Return the firm of 51.3 points, with all scenes at 三级: 8.7 points short."""
    standard = standard_2024()
    return Situation(
        standard=standard,
        answers=Answers(
            questions={code: Chosen(options=tuple(keys)) for code, keys in FORM.items()},
            scenes={scene.code: AtLevel(level=3) for scene in standard.scenes},
        ),
        measures=MEASURES,
        efforts=efforts(MEASURES, size=SIZE, quotes={}),
    )
