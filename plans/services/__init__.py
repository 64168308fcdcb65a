"""Writes about plans. Each is one transaction; who may is asked before (`plans.permissions`)."""

from plans.services.effects import EffectValues, add_effect, change_effect, remove_effect
from plans.services.files import remove_file, store_file
from plans.services.keeping import SharedStep, close_plan, discard_plan, follow_plan, keep_plan
from plans.services.notes import add_note
from plans.services.quoting import quote_measure, remove_quote
from plans.services.refusals import Refusal, RefusedPlan
from plans.services.steps import StepValues, change_step, differing, move_step
from plans.services.ticks import tick, untick
from plans.services.updating import Applied, apply_offers

__all__ = [
    "Applied",
    "EffectValues",
    "Refusal",
    "RefusedPlan",
    "SharedStep",
    "StepValues",
    "add_effect",
    "add_note",
    "apply_offers",
    "change_effect",
    "change_step",
    "close_plan",
    "differing",
    "discard_plan",
    "follow_plan",
    "keep_plan",
    "move_step",
    "quote_measure",
    "remove_effect",
    "remove_file",
    "remove_quote",
    "store_file",
    "tick",
    "untick",
]
