"""Users, enterprises and who may do what in which enterprise."""

import uuid
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.files.storage import Storage, storages
from django.db import OperationalError, models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from enterprises.domain.identity import masked
from enterprises.domain.size import Sizing, sizing


class UserManager(BaseUserManager["User"]):
    """Creates users known by e-mail, mobile number or both."""

    def create_user(
        self, *, email: str | None = None, password: str | None = None, **fields: object
    ) -> "User":
        user = self.new(email=email, password=password, **fields)
        user.save(using=self._db)
        return user

    def new(self, *, email: str | None = None, password: str | None = None, **fields: object) -> "User":
        """Return a user who is not saved yet. Slow on purpose: the password is hashed here."""
        user = self.model(email=email.strip().lower() if email else None, **fields)
        user.set_password(password)
        return user

    def create_superuser(self, *, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email=email, password=password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. E-mail and mobile are both unique and both nullable; at least one is there while active."""

    email = models.EmailField(_("电子邮箱"), unique=True, null=True, blank=True)
    phone = models.CharField(_("手机号"), max_length=20, unique=True, null=True, blank=True)
    name = models.CharField(_("姓名"), max_length=40, blank=True)
    # The version last agreed to. The log is `Consent`; this saves a query on every page.
    privacy_version = models.CharField(_("已同意的隐私说明版本"), max_length=20, blank=True)
    is_staff = models.BooleanField(_("可进入管理后台"), default=False)
    is_active = models.BooleanField(_("启用"), default=True)
    wants_reminders = models.BooleanField(_("接收提醒邮件"), default=True)
    date_joined = models.DateTimeField(_("注册时间"), auto_now_add=True)
    deleted_at = models.DateTimeField(_("注销时间"), null=True, blank=True)
    # What signs the person in last changed then: what was opened with it before opens nothing any more.
    secured_at = models.DateTimeField(_("登录方式最近改动"), null=True, editable=False)

    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_email"),
            models.CheckConstraint(
                condition=models.Q(is_active=False)
                | models.Q(email__isnull=False)
                | models.Q(phone__isnull=False),
                name="active_user_can_be_reached",
            ),
        ]
        indexes = [  # the admin's list, and its filters by what few are
            models.Index(fields=["-date_joined", "-id"], name="people_newest_first"),
            models.Index(
                fields=["-date_joined", "-id"], condition=models.Q(is_staff=True), name="staff_newest_first"
            ),
            models.Index(
                fields=["-date_joined", "-id"],
                condition=models.Q(is_superuser=True),
                name="superusers_newest_first",
            ),
            models.Index(
                fields=["-date_joined", "-id"],
                condition=models.Q(is_active=False),
                name="inactive_newest_first",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.masked or str(_("已注销用户"))

    @property
    def masked(self) -> str:
        """E-mail address or mobile number as other members of an enterprise see it."""
        return masked(self.email or self.phone or "")


# What a session knows of its sign-in beside what Django keeps in it. The last is written with POSTs, too.
SIGNED_IN_AT, ADDRESS, AGENT, SEEN_AT = "signed_in_at", "address", "agent", "seen_at"
AGENT_LENGTH = 300


class Session(AbstractBaseSession):
    """What a browser is remembered by. Whose it is, and where from, stands in columns so that it is found."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    signed_in_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # something was last sent from there, to the minute
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=AGENT_LENGTH, blank=True)  # as the browser calls itself

    class Meta(AbstractBaseSession.Meta):
        verbose_name = _("登录的设备")  # type: ignore[assignment]
        verbose_name_plural = _("登录的设备")  # type: ignore[assignment]

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        return SessionStore


class SessionStore(DatabaseStore):
    """Django's own, with the columns of `Session` (its way to extend a database-backed session engine)."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.signed_in_at = _moment(data.get(SIGNED_IN_AT))
        row.seen_at = _moment(data.get(SEEN_AT))
        row.address = data.get(ADDRESS)
        row.agent = data.get(AGENT, "")
        return row

    def get_expiry_date(self, **given: Any) -> datetime:
        """Return when it ends: unused for so long, or so long after signing in however much it is used."""
        unused: datetime = super().get_expiry_date(**given)
        began = _moment(self.get(SIGNED_IN_AT))
        return min(unused, began + timedelta(days=settings.SESSION_DAYS)) if began else unused

    def save(self, must_create: bool = False) -> None:
        """Save; a database that is away is said to be so. Django takes it for a session that was ended."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError):
                raise error.__context__ from None
            raise


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


class Consent(models.Model):
    """That a user agreed to one version of the privacy notice, when and from where."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    version = models.CharField(max_length=20)
    at = models.DateTimeField()
    ip = models.GenericIPAddressField(null=True, blank=True)

    class Meta:
        verbose_name = _("隐私说明同意记录")
        verbose_name_plural = _("隐私说明同意记录")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.version}"


class SignInPlace(models.Model):
    """That a user has signed in at a place before: there the right password is never refused."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_places", db_index=False)
    place = models.CharField(max_length=64)  # a digest of its address
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("登录过的网络")
        verbose_name_plural = _("登录过的网络")
        constraints = [models.UniqueConstraint(fields=["user", "place"], name="each_place_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.place[:8]}"


class WrongPassword(models.Model):
    """One wrong password of the last hour: for whom and from where, both as digests."""

    person = models.CharField(max_length=64)
    place = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("输错的密码")
        verbose_name_plural = _("输错的密码")
        indexes = [
            models.Index(fields=["person", "at"], name="wrong_by_person"),
            models.Index(fields=["place", "at"], name="wrong_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.person[:8]} from {self.place[:8]}"


class StaffRegion(models.Model):
    """A region whose firms a support reader may look up: a province, a city or a county by its code."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="regions", db_index=False)
    code = models.CharField(_("地区代码"), max_length=6)  # GB/T 2260, six digits

    class Meta:
        verbose_name = _("负责地区")
        verbose_name_plural = _("负责地区")
        constraints = [models.UniqueConstraint(fields=["user", "code"], name="each_region_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.code}"


class Enterprise(models.Model):
    """A firm. Identity is unverified until `verified_at` is set; the credit code is not unique until then."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("企业名称"), max_length=100)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18)
    # Set where the check digit of the code fails: who compared it with the licence (我已对照营业执照), when.
    uscc_confirmed_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("对照执照的人"),
    )
    uscc_confirmed_at = models.DateTimeField(_("对照执照的时间"), null=True, blank=True)
    division = models.CharField(_("所属行业"), max_length=4)  # GB/T 4754-2017 division, or K701/K702
    industry_class = models.CharField(_("行业小类"), max_length=4, blank=True)  # of that division, if given
    sector = models.CharField(
        _("细分行业"), max_length=30, blank=True
    )  # chosen; blank: the division's default (`selectors.own_sector`)
    region = models.CharField(_("所在地区"), max_length=6)  # GB/T 2260, six digits
    employees = models.PositiveIntegerField(_("从业人员"), null=True, blank=True)  # 人
    revenue = models.DecimalField(
        _("营业收入"), max_digits=15, decimal_places=4, null=True, blank=True
    )  # 万元
    assets = models.DecimalField(
        _("资产总额"), max_digits=15, decimal_places=4, null=True, blank=True
    )  # 万元
    version = models.PositiveIntegerField(default=1)  # of the profile: one more with every change
    is_demo = models.BooleanField(_("演示"), default=False)  # invented; every page about it says so
    created_by = models.ForeignKey(User, verbose_name=_("登记人"), on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("登记时间"))
    verified_by = models.ForeignKey(
        User, verbose_name=_("核验人"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(_("核验时间"), null=True, blank=True)
    verified_until = models.DateField(_("核验有效至"), null=True, blank=True)  # the last day; None: no end
    # Set while it is to be erased, with all that is its own: who asked for it, when it goes at the earliest,
    # and which other member agreed (`selectors.list_due_firms`).
    erase_asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    erase_asked_at = models.DateTimeField(null=True, blank=True)
    erase_due_at = models.DateTimeField(_("删除时间"), null=True, blank=True)
    erase_agreed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Another entry of the same firm, to which all that hung on this one has moved.
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("并入")
    )
    merged_at = models.DateTimeField(_("合并时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("企业")
        verbose_name_plural = _("企业")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verified_at__isnull=True, verified_by__isnull=True)
                | models.Q(verified_at__isnull=False, verified_by__isnull=False),
                name="verified_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=models.Q(verified_until=None) | models.Q(verified_at__isnull=False),
                name="verified_until_only_if_verified",
            ),
            models.UniqueConstraint(
                fields=["uscc"], condition=models.Q(verified_at__isnull=False), name="verified_code_once"
            ),
            models.CheckConstraint(
                condition=models.Q(uscc_confirmed_at__isnull=True, uscc_confirmed_by__isnull=True)
                | models.Q(uscc_confirmed_at__isnull=False, uscc_confirmed_by__isnull=False),
                name="confirmed_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    erase_asked_by=None, erase_asked_at=None, erase_due_at=None, erase_agreed_by=None
                )
                | models.Q(
                    erase_asked_by__isnull=False, erase_asked_at__isnull=False, erase_due_at__isnull=False
                ),
                name="erasure_by_at_and_due_together",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="firms_newest_first"),  # the admin's list
            models.Index(
                fields=["-created_at", "-id"],
                condition=models.Q(uscc_confirmed_at__isnull=False),
                name="confirmed_codes_newest_first",
            ),
            # What lies within a place is found by how its code begins, whatever the database's language.
            models.Index(fields=["region"], name="firms_by_region", opclasses=["varchar_pattern_ops"]),
            models.Index(
                fields=["erase_due_at"],
                condition=models.Q(erase_due_at__isnull=False),
                name="firms_to_be_erased",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_verified_on(self, day: date) -> bool:
        """Whether the firm's identity counts as verified on a day."""
        return self.verified_at is not None and (self.verified_until is None or day <= self.verified_until)

    @property
    def trade(self) -> str:
        """The class if it is known, else the division."""
        return self.industry_class or self.division

    @property
    def sizing(self) -> Sizing:
        """The size class by the present figures, with its reason."""
        return sizing(self.division, self.employees, self.revenue, self.assets)


class Tombstone(models.Model):
    """What remains of a firm that was erased: keys, dates and a digest; no name, no code.

    It is the one door for what is frozen: only rows of a firm that has one are let go by the triggers, and
    it never changes or goes itself.
    """

    firm = models.BigIntegerField(unique=True)  # the key that it had
    public_id = models.UUIDField(unique=True)
    registered_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)  # None: by the command
    erased_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)  # the key of who asked; None: the command
    results = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # over those of the results: `services.erasing`

    class Meta:
        verbose_name = _("已删除的企业")
        verbose_name_plural = _("已删除的企业")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.public_id)


class ErasedNumber(models.Model):
    """That a report or statement of an erased firm bore a number, as a digest: nobody can list them."""

    tombstone = models.ForeignKey(Tombstone, on_delete=models.PROTECT, related_name="numbers")
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("已删除的编号")
        verbose_name_plural = _("已删除的编号")
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest[:12]


@cache  # one for the process: what the columns hold and what services ask is the same
def private_storage() -> Storage:
    """Return where files lie that are sent only to who may see them: outside what the web server serves."""
    return storages["private"]


class FirmFile(models.Model):
    """A file of a firm that lies in the private store, of whatever kind; what it is for, apps above add.

    All that a firm keeps is counted here: its room is one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("文件名"), max_length=150, blank=True)  # as the sender called it
    file = models.FileField(storage=private_storage, max_length=200, blank=True)  # blank: not made yet
    size = models.PositiveBigIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("上传时间"))

    class Meta:
        verbose_name = _("企业的文件")
        verbose_name_plural = _("企业的文件")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name or str(self.public_id)


class VerificationState(models.TextChoices):
    WAITING = "waiting", _("待核验")
    SECOND = "second", _("待复核")
    VERIFIED = "verified", _("已核验")
    REFUSED = "refused", _("未通过")
    ENDED = "ended", _("已失效")


class VerifiedBy(models.TextChoices):
    """What says who a firm is. Mail is a weaker sign: it is named so and verifies no code."""

    LICENCE = "licence", _("营业执照")
    MAIL = "mail", _("企业邮箱域名")
    REGISTER = "register", _("登记信息")


OPEN = (VerificationState.WAITING, VerificationState.SECOND)


class Verification(models.Model):
    """That a firm asked for a sign of who it is, mostly its name and code compared with its licence, and what
    came of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.CASCADE, related_name="verifications", verbose_name=_("企业")
    )
    name = models.CharField(_("企业名称"), max_length=100)  # both as they were when asked
    uscc = models.CharField(_("统一社会信用代码"), max_length=18)
    how = models.CharField(
        _("核验方式"), max_length=10, choices=VerifiedBy.choices, default=VerifiedBy.LICENCE
    )
    domain = models.CharField(_("邮箱域名"), max_length=253, blank=True)  # of mail only
    state = models.CharField(
        _("状态"), max_length=10, choices=VerificationState.choices, default=VerificationState.WAITING
    )
    licence = models.FileField(_("营业执照"), storage=private_storage, max_length=200, blank=True)
    media_type = models.CharField(max_length=40, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("申请人"))
    asked_at = models.DateTimeField(_("申请时间"))
    first_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("初核人")
    )
    first_at = models.DateTimeField(_("初核时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("核验人")
    )
    decided_at = models.DateTimeField(_("核验时间"), null=True, blank=True)
    valid_until = models.DateField(_("核验有效至"), null=True, blank=True)  # the last day; None: no end
    reason = models.CharField(_("未通过的原因"), max_length=300, blank=True)
    ended_at = models.DateTimeField(_("失效时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("企业核验")
        verbose_name_plural = _("企业核验")
        ordering = ["-asked_at", "-pk"]
        permissions = [("decide_verification", _("可以核验企业身份"))]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"], condition=models.Q(state__in=OPEN), name="one_open_verification"
            ),
            models.CheckConstraint(
                condition=models.Q(models.Q(state="refused"), ~models.Q(reason=""))
                | models.Q(~models.Q(state="refused"), reason=""),
                name="refused_with_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["verified", "refused"])
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decided_by_and_at",
            ),
        ]
        indexes = [  # the admin's list, and its filters
            models.Index(fields=["-asked_at", "-id"], name="verifications_newest_first"),
            models.Index(fields=["state", "-asked_at", "-id"], name="verifications_by_state"),
            models.Index(fields=["how", "-asked_at", "-id"], name="verifications_by_way"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class ProfileFact(models.Model):
    """What a firm has said of itself so that support can be found (`enterprises.domain.facts`)."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="facts", db_index=False)
    topic = models.CharField(_("问题"), max_length=20)
    about = models.TextField(_("关于"), blank=True)
    value = models.CharField(_("回答"), max_length=20)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("企业情况")
        verbose_name_plural = _("企业情况")
        ordering = ["topic", "about"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "topic", "about"], name="each_fact_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.about}: {self.value}"


class Role(models.TextChoices):
    OWNER = "owner", _("管理员")
    EDITOR = "editor", _("填报员")
    VIEWER = "viewer", _("查看者")


class Membership(models.Model):
    """What one user may do in one enterprise. There is exactly one owner."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.CASCADE, related_name="memberships", db_index=False
    )
    user = models.ForeignKey(
        User, verbose_name=_("用户"), on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("角色"), max_length=10, choices=Role.choices)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("加入时间"))

    class Meta:
        verbose_name = _("成员")
        verbose_name_plural = _("成员")
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "user"], name="one_membership_each"),
            models.UniqueConstraint(
                fields=["enterprise"], condition=models.Q(role="owner"), name="one_owner_per_enterprise"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["owner", "editor", "viewer"]), name="known_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.enterprise_id}"


class Invitation(models.Model):
    """A link by which one person becomes a member. The row goes once somebody has, or it is withdrawn.

    Its address follows from the id by the installation's secret (`selectors.invitation_token`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("角色"), max_length=10, choices=Role.choices)
    label = models.CharField(_("邀请谁"), max_length=40)
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(_("创建时间"))
    until = models.DateTimeField(_("有效期至"))

    class Meta:
        verbose_name = _("成员邀请")
        verbose_name_plural = _("成员邀请")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=["editor", "viewer"]), name="invited_to_no_ownership"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class JoinRequest(models.Model):
    """That somebody asks to become a member. The row goes once the owner has decided."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.CASCADE, related_name="join_requests", db_index=False
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="join_requests")
    named = models.CharField(_("填写时的姓名"), max_length=40, blank=True)  # given at the link that led here
    asked_at = models.DateTimeField(_("申请时间"))
    told_at = models.DateTimeField(null=True, blank=True)  # when the owner was, by mail

    class Meta:
        verbose_name = _("加入申请")
        verbose_name_plural = _("加入申请")
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["enterprise", "user"], name="asked_once_per_firm")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.enterprise_id}"


class SentForm(models.Model):
    """That a form which makes something was sent, so that sending it again makes nothing more.

    `key`: the digest of the form's token and all that was typed. `answer`: the address it was led to.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=64)
    answer = models.TextField(blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("已提交的表单")
        verbose_name_plural = _("已提交的表单")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="sent_form_once")]

    def __str__(self) -> str:
        return self.key[:12]


class ChoosableSector(models.Model):
    """A sector that firms may choose. Written whole when a roadmap is published (`keep_sector_map`)."""

    code = models.CharField(_("代码"), max_length=30, unique=True)
    position = models.PositiveSmallIntegerField(_("次序"))
    name_zh = models.CharField(_("名称"), max_length=200)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    valid_from = models.DateField(_("生效日期"), null=True, blank=True)
    valid_until = models.DateField(_("失效日期"), null=True, blank=True)  # the last day

    class Meta:
        verbose_name = _("可选细分行业")
        verbose_name_plural = _("可选细分行业")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_zh


class DivisionSector(models.Model):
    """That the firms of a division may choose a sector; at position 0 it is the division's default."""

    division = models.CharField(_("所属行业"), max_length=4)
    sector = models.CharField(_("细分行业"), max_length=30)
    position = models.PositiveSmallIntegerField(_("次序"))

    class Meta:
        verbose_name = _("行业对应的细分行业")
        verbose_name_plural = _("行业对应的细分行业")
        ordering = ["division", "position"]
        constraints = [
            models.UniqueConstraint(fields=["division", "sector"], name="division_sector_once"),
            models.UniqueConstraint(fields=["division", "position"], name="division_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.division}: {self.sector}"


class SectorMapVersion(models.Model):
    """That the two tables above were written. The newest tells processes whether theirs still holds."""

    digest = models.CharField(_("内容摘要"), max_length=64)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("行业对应表版本")
        verbose_name_plural = _("行业对应表版本")
        get_latest_by = "pk"

    def __str__(self) -> str:
        return self.digest[:12]
