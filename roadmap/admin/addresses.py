"""Where entries stand in the admin."""

from django.urls import reverse

from roadmap import models


def change_url(entry: models.Entry) -> str:
    """Return the address of a version of an entry."""
    return step_url(entry, "change")


def step_url(entry: models.Entry, step: str) -> str:
    """Return the address of a page about a version: change, copy, publish, retire, delete, history."""
    return reverse(f"admin:roadmap_{entry._meta.model_name}_{step}", args=[entry.pk])


def list_url(model: type[models.Entry]) -> str:
    """Return the address of the list of a kind."""
    return reverse(f"admin:roadmap_{model._meta.model_name}_changelist")
