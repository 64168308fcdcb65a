"""What a firm says of itself so that support can be found: each thing once, the newest word counts."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from enterprises.domain.facts import Fact, is_value
from enterprises.models import Enterprise, User


@transaction.atomic
def say_facts(*, enterprise: Enterprise, facts: Mapping[Fact, str], by: User, at: datetime) -> None:
    """Keep what the firm says; an empty value takes back what it has said. Raises ValueError for no value."""
    for fact, value in facts.items():
        if not value:
            enterprise.facts.filter(topic=fact.topic, about=fact.about).delete()
        elif is_value(fact, value):
            enterprise.facts.update_or_create(
                topic=fact.topic,
                about=fact.about,
                defaults={"value": value, "said_by": by, "said_at": at},
            )
        else:
            raise ValueError(f"no answer to {fact.topic}: {value}")
