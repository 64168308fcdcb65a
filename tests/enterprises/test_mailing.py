"""Mail that goes out whatever people are called."""

from types import SimpleNamespace

import pytest
from django.core import mail

from enterprises.services.mailing import plain_mail
from tests.people import make_user


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["甲\r\nBcc: x@example.com", "甲\u2028乙", "甲\x0b乙", "甲\n"])
def test_a_name_with_breaks_from_before_stays_in_the_subject(name: str) -> None:
    to, firm = make_user(), SimpleNamespace(name=name)
    context = {"about": "defect", "owner": to, "firm": firm}
    plain_mail("assessment/email/defect", context, to=to, connection=mail.get_connection()).send()
    (sent,) = mail.outbox
    assert "甲" in sent.subject
    assert sent.recipients() == [to.email]
    assert "Bcc" not in sent.message()
