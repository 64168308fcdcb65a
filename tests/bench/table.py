"""How a figure is printed: what it is, what was found, what the goal is."""

import sys


def row(what: str, found: str, goal: str = "") -> str:
    return f"{what:<62} {found:<40} {goal}".rstrip()


HEAD = row("CPU times grow with what else runs (docs/performance.md)", "found", "goal")


def underway(what: str) -> None:
    """Tell whoever waits what is being done, beside the table."""
    print(f"… {what}", file=sys.stderr, flush=True)  # noqa: T201
