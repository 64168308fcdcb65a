"""How a figure is printed: what it is, what was found, what the goal is."""


def row(what: str, found: str, goal: str = "") -> str:
    return f"{what:<62} {found:<40} {goal}"
