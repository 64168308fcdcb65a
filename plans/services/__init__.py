"""Writes about plans. Each is one transaction; who may is asked before (`plans.permissions`)."""

from plans.services.keeping import close_plan, discard_plan, follow_plan, keep_plan
from plans.services.quoting import quote_measure, remove_quote
from plans.services.refusals import Refusal, RefusedPlan

__all__ = [
    "Refusal",
    "RefusedPlan",
    "close_plan",
    "discard_plan",
    "follow_plan",
    "keep_plan",
    "quote_measure",
    "remove_quote",
]
