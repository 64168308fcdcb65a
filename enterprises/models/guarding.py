"""What keeps guesses and doubled forms out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enterprises.models.people import User


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
