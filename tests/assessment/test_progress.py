"""What a section counts as, by what is kept of its items."""

import pytest

from assessment.domain.progress import SectionProgress, SectionState
from tests.standards.fixtures import standard_2024

SECTION = standard_2024().sections[0]
CODES = SECTION.codes


@pytest.mark.parametrize(
    ("open_codes", "unconfirmed", "is_begun", "state"),
    [
        (CODES, (), False, SectionState.TODO),
        (CODES, (), True, SectionState.PART),  # only 不确定 is kept
        (CODES[1:], (), True, SectionState.PART),
        ((), (), True, SectionState.DONE),
        ((), CODES[:1], True, SectionState.CONFIRM),
        (CODES[1:], CODES[:1], True, SectionState.CONFIRM),
    ],
)
def test_states_of_a_section(
    open_codes: tuple[str, ...], unconfirmed: tuple[str, ...], is_begun: bool, state: SectionState
) -> None:
    progress = SectionProgress(section=SECTION, open=open_codes, unconfirmed=unconfirmed, is_begun=is_begun)
    assert (progress.state, progress.answered) == (state, len(CODES) - len(open_codes))
