"""What two results of one standard differ in."""

from reports.domain.difference import difference
from tests.domain.edits import edited, setting
from tests.reports.contents import make_content
from tests.standards.fixtures import standard_2024


def test_a_result_differs_in_nothing_from_itself() -> None:
    found = difference(make_content(), make_content())
    assert found.answers == ()
    assert found.level_before == found.level_after
    assert all(change.before == change.after for change in (*found.points, *found.groups))


def test_a_group_that_was_not_asked_before_had_no_points() -> None:
    renamed = edited(standard_2024(), setting("F1", code="F9"))
    groups = difference(make_content(), make_content(standard=renamed)).groups
    before = {change.part.code: change.before for change in groups if change.part}
    after = {change.part.code: change.after for change in groups if change.part}
    assert before == after | {"F9": 0}
    assert after["F9"] > 0
