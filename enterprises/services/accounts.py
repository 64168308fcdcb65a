"""Writes: accounts, from the agreement to the privacy notice to the deletion."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models.deletion import ProtectedError, RestrictedError

from audit.models import Action
from audit.services import record
from enterprises.domain import privacy
from enterprises.models import Consent, Enterprise, Invitation, Membership, Role, User
from enterprises.services.files import remove_later
from enterprises.services.members import NotAllowed
from enterprises.services.persons import forget


def register(
    *, email: str | None, phone: str | None, name: str, password: str, ip: str | None, at: datetime
) -> User:
    """Create an account whose owner has just agreed to the privacy notice.

    Raises:
        IntegrityError: e-mail address or mobile number is taken.
    """
    user = User.objects.new(email=email, phone=phone, name=name, password=password)
    welcome(user=user, ip=ip, at=at)  # not around the hashing: SQLite has one writer at a time
    return user


@transaction.atomic
def welcome(*, user: User, ip: str | None, at: datetime, email_proved: bool = False) -> None:
    """Save a new account whose owner has just agreed to the privacy notice.

    Raises:
        IntegrityError: e-mail address or mobile number is taken.
    """
    user.save()
    if email_proved:
        _note_proved(user)
    agree(user=user, ip=ip, at=at)
    record(Action.REGISTERED, by=user, at=at, kind="user", subject=user.pk)


def _note_proved(user: User) -> None:
    """Keep that the person reads what goes to the address; whoever did before no longer does."""
    EmailAddress.objects.filter(email=user.email).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


@transaction.atomic
def agree(*, user: User, ip: str | None, at: datetime) -> None:
    """Record that the user agrees to the present privacy notice."""
    Consent.objects.create(user=user, version=privacy.VERSION, at=at, ip=ip)
    user.privacy_version = privacy.VERSION
    user.save(update_fields=["privacy_version"])


@transaction.atomic
def change_account(
    *,
    user: User,
    name: str,
    email: str | None,
    phone: str | None,
    wants_reminders: bool,
    email_proved: bool = False,
) -> None:
    """Change name, e-mail address, mobile number, and whether reminders are mailed.

    Raises:
        IntegrityError: e-mail address or mobile number is taken.
    """
    if email != user.email:
        EmailAddress.objects.filter(user=user).delete()  # allauth's copy: that it was proved
    user.name, user.email, user.phone = name, email, phone
    user.wants_reminders = wants_reminders
    user.save(update_fields=["name", "email", "phone", "wants_reminders"])
    if email_proved:
        _note_proved(user)


@transaction.atomic
def delete_account(*, user: User, at: datetime) -> None:
    """Delete a person's data and keep the bare row, which submitted results refer to.

    Firms without other members go with it; those with assessments after a while, for nobody sees them then.

    Raises:
        NotAllowed: the user owns a firm that has other members.
    """
    owned = Enterprise.objects.filter(memberships__user=user, memberships__role=Role.OWNER)
    if Membership.objects.filter(enterprise__in=owned).exclude(user=user).exists():
        raise NotAllowed("owns a firm with other members")
    gone = []
    for enterprise in list(owned):
        pictures = list(enterprise.verifications.exclude(licence="").values_list("licence", flat=True))
        try:
            with transaction.atomic():
                enterprise.delete()
        except (ProtectedError, RestrictedError):
            _leave_alone(enterprise, by=user, at=at)
            continue
        gone.append(enterprise.public_id)
        for picture in pictures:
            remove_later(picture)
    forget(user=user)
    user.email = user.phone = user.last_login = None
    user.name = user.privacy_version = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.deleted_at = at
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    for public_id in gone:
        record(Action.DELETED, by=user, at=at, kind="enterprise", subject=public_id)
    record(Action.ACCOUNT_DELETED, by=user, at=at, kind="user", subject=user.pk)


def _leave_alone(enterprise: Enterprise, *, by: User, at: datetime) -> None:
    """Have a firm erased that nobody belongs to any longer, unless it is to be erased already."""
    Invitation.objects.filter(enterprise=enterprise).delete()  # as in `hand_over`: nobody is left to invite
    Enterprise.objects.filter(pk=enterprise.pk, erase_due_at=None).update(
        erase_asked_by=by, erase_asked_at=at, erase_due_at=at + timedelta(days=settings.LEFT_FIRM_DAYS)
    )
