"""How far a slider goes, and in which steps: taken from what plans of the firm really ask."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

STOPS = 60  # about as many as a thumb can tell apart on a phone
STEPS = tuple(Decimal(digit * 10**place) for place in range(5) for digit in (1, 2, 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A slider from `step` to `most` in steps; a further stop stands for no bound."""

    step: Decimal
    most: Decimal

    @property
    def unbounded(self) -> Decimal:
        """The stop after the last amount."""
        return self.most + self.step


def scale(amount: Decimal) -> Scale:
    """Return a slider that reaches the amount in a handy number of round steps."""
    step = next((step for step in STEPS if amount <= step * STOPS), STEPS[-1])
    return Scale(step=step, most=max(step, (amount / step).to_integral_value(ROUND_CEILING) * step))
