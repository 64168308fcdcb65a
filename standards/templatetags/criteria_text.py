"""What templates of the criteria admin say of parts: their kinds, addresses and weights."""

from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.db import models
from django.urls import reverse

from editing.domain.decimals import plain
from standards.presenters.tree import Kind, Node

register = template.Library()


@register.filter
def plain_number(number: Decimal) -> str:
    """Return a decimal without trailing zeros."""
    return plain(number)


@register.filter
def entry(mapping: Mapping[str, str], key: str) -> str:
    """Return the entry of a mapping, empty where there is none."""
    return mapping.get(key, "")


@register.simple_tag
def part_url(row: models.Model) -> str:
    """Return the address of the page of a part."""
    return reverse(f"admin:standards_{row._meta.model_name}_change", args=[row.pk])


@register.simple_tag
def add_url(kind: Kind, row: models.Model) -> str:
    """Return the address of the page that adds a part of a kind to a row."""
    return reverse(f"admin:standards_{kind.name}_add") + f"?{kind.stands_in}={row.pk}"


@register.simple_tag
def typed_weight(node: Node, typed: Mapping[str, str]) -> str:
    """Return the weight as it was typed, or as it is."""
    weight = node.row.weight
    return typed.get(node.anchor, "" if weight is None else plain(weight))
