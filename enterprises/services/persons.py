"""Forgetting a person, as the register says (`enterprises.domain.personal`)."""

from django.apps import apps

from enterprises.domain.personal import REGISTER, Fate
from enterprises.models import User

ACCOUNT = User._meta.label


def forget(*, user: User) -> None:
    """Delete the rows and empty the columns of a person; the account itself is `delete_account`'s."""
    listed = [told for told in REGISTER if told.whose and told.model != ACCOUNT]
    for label, whose in dict.fromkeys((told.model, told.whose) for told in listed if told.fate is Fate.ROW):
        apps.get_model(label)._default_manager.filter(**{whose: user.pk}).delete()
    for told in listed:
        if told.fate is Fate.EMPTIED:
            model = apps.get_model(told.model)
            empty = None if model._meta.get_field(told.name).null else ""
            theirs = model._default_manager.filter(**{told.whose: user.pk})
            theirs.exclude(**{told.name: empty}).update(**{told.name: empty})
