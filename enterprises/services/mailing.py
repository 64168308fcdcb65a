"""Mail to people, in plain text and in the language of the site: nobody's own one is known."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from enterprises.domain.lines import one_line
from enterprises.models import Enterprise, Invitation, User


def plain_mail(name: str, context: Mapping[str, Any], *, to: User | None, connection: Any) -> EmailMessage:
    """Return a mail, not sent yet. `name`: of the templates `…_subject.txt` and `…_message.txt`.

    `to`: None where the caller adds those who get it.
    """
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string(f"{name}_subject.txt", dict(context)).strip()
        subject = one_line(subject)  # a name from before may hold breaks: no mail would go out
        body = render_to_string(f"{name}_message.txt", dict(context))
    return EmailMessage(subject, body, to=[str(to.email)] if to else [], connection=connection)


def mail_invitation(invitation: Invitation, *, to: str, link: str) -> None:
    """Mail an invitation to an address, be it of somebody here or not, once it is certain."""
    mail = plain_mail(
        "enterprises/email/invited",
        {"invitation": invitation, "link": link},
        to=None,
        connection=get_connection(),
    )
    mail.to = [to]
    transaction.on_commit(mail.send, robust=True)


def tell_members(
    enterprise: Enterprise, name: str, context: Mapping[str, object], *, but: User | None = None
) -> None:
    """Mail all members who have an address, in one mail that shows none of them, once all this is certain.

    `but`: who did it and need not be told.
    """
    people = User.objects.filter(memberships__enterprise=enterprise, is_active=True, email__isnull=False)
    people = people.exclude(pk=but.pk) if but else people
    addresses = list(people.order_by("pk").values_list("email", flat=True))
    if addresses:
        mail = plain_mail(name, {"firm": enterprise, **context}, to=None, connection=get_connection())
        mail.bcc = [str(address) for address in addresses]
        transaction.on_commit(mail.send, robust=True)
