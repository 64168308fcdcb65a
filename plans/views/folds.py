"""The parts of a step's page that are folded, and addresses that open one."""

from enum import StrEnum

from django.urls import reverse

from plans.models import Step


class Fold(StrEnum):
    FILES = "files"
    NOTES = "notes"
    DOING = "doing"  # by whom, when and for how much


def fold_url(step: Step, fold: Fold) -> str:
    """Return where this part of a step stands open, whatever the browser does with anchors."""
    return f"{reverse('plans:step', args=[step.public_id])}?open={fold}#{fold}"
