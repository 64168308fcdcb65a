"""Powers that nobody of the staff holds together (三权分立): running the site, reading the log, content."""

from collections.abc import Collection

SYSTEM_ADMINISTRATOR = "系统管理员"
AUDITOR = "审计员"
ALONE = frozenset({SYSTEM_ADMINISTRATOR, AUDITOR})


def are_apart(groups: Collection[str]) -> bool:
    """Return whether one person may be in all of these groups, by their names."""
    return len(set(groups)) == 1 or ALONE.isdisjoint(groups)
