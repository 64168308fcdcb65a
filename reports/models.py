"""Reports asked for: one that stands per snapshot, variant, language, sector and erratum, kept once made."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from enterprises.models import private_storage


class Variant(models.TextChoices):
    STANDARD = "standard", _("标准版")
    SHORT = "short", _("简版")
    WITH_FIGURES = "with_figures", _("含经营数据")
    COMPARISON = "comparison", _("前后对比")


class Language(models.TextChoices):
    CHINESE = "zh", _("中文")
    ENGLISH = "en", _("英文")

    @classmethod
    def active(cls) -> "Language":
        """Return the language of a report asked for now: that of the page."""
        return cls.ENGLISH if (get_language() or "").startswith("en") else cls.CHINESE


class CheckState(models.TextChoices):
    """What its number tells others of a report."""

    SHOWN = "shown", _("可核验")
    HIDDEN = "hidden", _("核验页已关闭")
    WITHDRAWN = "withdrawn", _("已撤回")


STANDS = ~models.Q(check_state=CheckState.WITHDRAWN)
DJANGO_LANGUAGES = {"zh": "zh-hans", "en": "en"}  # what is activated while a report is written
KIND = ["snapshot", "variant", "language", "sector", "basis"]


class Report(models.Model):
    """A report of a snapshot. Its job says how far it is; its file is there once the job is done."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    snapshot = models.ForeignKey(
        "assessment.Snapshot", on_delete=models.PROTECT, related_name="reports", verbose_name=_("评测结果")
    )
    before = models.ForeignKey(  # the earlier result that a comparison begins with
        "assessment.Snapshot", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What it says has changed since: kept, for entries that are merged later have other results before.
    previous = models.ForeignKey(
        "assessment.Snapshot", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    variant = models.CharField(_("版本"), max_length=20, choices=Variant.choices, default=Variant.STANDARD)
    language = models.CharField(_("语言"), max_length=2, choices=Language.choices, default=Language.CHINESE)
    sector = models.CharField(_("细分行业"), max_length=30)  # whose roadmap it shows
    # What was known when it was asked for: a defect of the revision, and the sound one that corrects it.
    defect = models.ForeignKey(
        "standards.Defect", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    corrected_by = models.ForeignKey(
        "standards.Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What the firm had said of itself by then, which support goes by: `enterprises.domain.facts.Facts.rows`.
    said = models.JSONField(default=list)
    quotes = models.JSONField(default=list)  # the firm's own by then: `roadmap.selectors.quotes.rows_of`
    followed = models.JSONField(default=dict)  # the plan followed by then: `reports.domain.followed`
    # The roadmaps published by then, and the plan found in them: `roadmap.domain.planning.choice`. Empty
    # in reports asked for before these were kept: they go by what is published when they are made.
    library = models.ForeignKey(
        "roadmap.LibraryVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    chosen = models.JSONField(null=True, blank=True)
    basis = models.CharField(max_length=64)  # digest of these, or of `before`: another makes another report
    number = models.CharField(_("报告编号"), max_length=19, unique=True)  # `reports.domain.number`
    check_state = models.CharField(
        _("核验状态"), max_length=10, choices=CheckState.choices, default=CheckState.SHOWN
    )
    check_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    check_changed_at = models.DateTimeField(null=True, blank=True)  # of the last change
    job = models.OneToOneField("jobs.Job", on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("提出时间"))

    class Meta:
        verbose_name = _("报告")
        verbose_name_plural = _("报告")
        constraints = [
            models.UniqueConstraint(
                fields=KIND, condition=models.Q(STANDS, defect=None), name="one_report_per_kind"
            ),
            models.UniqueConstraint(
                fields=[*KIND, "defect"],
                condition=models.Q(STANDS, defect__isnull=False, corrected_by=None),
                name="one_report_per_kind_and_defect",
            ),
            models.UniqueConstraint(
                fields=[*KIND, "defect", "corrected_by"],
                condition=models.Q(STANDS, corrected_by__isnull=False),
                name="one_report_per_kind_and_correction",
            ),
            models.CheckConstraint(
                condition=models.Q(corrected_by=None) | models.Q(defect__isnull=False),
                name="report_correction_has_defect",
            ),
            models.CheckConstraint(
                condition=models.Q(variant=Variant.COMPARISON, before__isnull=False)
                | models.Q(~models.Q(variant=Variant.COMPARISON), before=None),
                name="only_a_comparison_has_a_result_before",
            ),
            models.CheckConstraint(
                condition=models.Q(check_changed_by=None, check_changed_at=None, check_state=CheckState.SHOWN)
                | models.Q(check_changed_by__isnull=False, check_changed_at__isnull=False),
                name="check_state_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_done(self) -> bool:
        return self.job.is_done

    @property
    def is_hidden(self) -> bool:
        return self.check_state == CheckState.HIDDEN

    @property
    def is_withdrawn(self) -> bool:
        return self.check_state == CheckState.WITHDRAWN

    @property
    def state_kind(self) -> str:
        """The kind of tag that shows the state."""
        return self.job.state_kind


class Certificate(models.Model):
    """A certificate by which files were sealed; public, and kept after its key is no longer used."""

    fingerprint = models.CharField(_("证书指纹"), max_length=64, unique=True)  # SHA-256 of the DER form
    pem = models.TextField()
    name = models.CharField(max_length=200)  # whose it is, by the certificate
    from_ca = models.BooleanField()  # then what it made is called a signature

    class Meta:
        verbose_name = _("证书")
        verbose_name_plural = _("证书")

    def __str__(self) -> str:
        return f"{self.name} {self.fingerprint[:12]}"


class ReportFile(models.Model):
    """The sealed PDF, made once: a seal made anew has other bytes.

    The row appears in the transaction that ends the job; a file that no row names is swept away.
    """

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="file")
    pdf = models.FileField(storage=private_storage, max_length=200, blank=True)  # "": removed for its age
    earlier = models.JSONField(default=list)  # SHA-256 of the files before this one, which stay valid
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    time_stamped = models.BooleanField()  # by an authority of time stamps

    class Meta:
        verbose_name = _("报告文件")
        verbose_name_plural = _("报告文件")

    def __str__(self) -> str:
        return f"{self.report_id} {self.sha256[:12]}"


class Bundle(models.Model):
    """Several reports of a firm in one zip, for some days. Its job is the one under way, or the last."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.CASCADE, related_name="bundles")
    snapshots = models.ManyToManyField("assessment.Snapshot", related_name="+")
    language = models.CharField(max_length=2, choices=Language.choices)
    file = models.FileField(storage=private_storage, max_length=200, blank=True)  # blank: not made yet
    size = models.PositiveBigIntegerField(default=0)  # bytes
    job = models.ForeignKey("jobs.Job", on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("提出时间"))

    class Meta:
        verbose_name = _("报告压缩包")
        verbose_name_plural = _("报告压缩包")

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes: the last of its jobs has made the file, or none will."""
        return bool(self.file) or self.job.has_failed


class Statement(models.Model):
    """One fact that a firm hands out, signed; what stands in `token` is all that others get of it."""

    snapshot = models.ForeignKey("assessment.Snapshot", on_delete=models.PROTECT, related_name="statements")
    number = models.CharField(_("声明编号"), max_length=19, unique=True)  # `reports.domain.number`
    level = models.PositiveSmallIntegerField()  # that it says is reached at least
    verified = models.BooleanField()  # says that the firm's identity was verified; False: says nothing of it
    day = models.DateField()  # for which it says so
    token = models.TextField()  # JWS
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("声明")
        verbose_name_plural = _("声明")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_by=None, withdrawn_at=None)
                | models.Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="statement_withdrawn_by_and_at",
            )
        ]

    def __str__(self) -> str:
        return self.number
