"""Who uses the site: people, what they agreed to, and the regions that staff look after."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from enterprises.domain.identity import masked


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
