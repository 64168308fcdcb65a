"""The page on which staff give a new password to somebody who cannot get one: the same door as for a second
factor that was lost."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from enterprises.admin.second_factor import asking_page, is_known_field, tell
from enterprises.domain.keys import Change, GivenReason
from enterprises.forms.accounts import NewPasswordTwice
from enterprises.forms.requests import signed_in
from enterprises.models import User
from enterprises.services.recovering import HasResetFactor, give_password, has_reset_factor
from enterprises.wording.accounts import FACTOR_RESET_BY_YOU, GIVEN_REASONS, say_password_given


class GivenPasswordForm(NewPasswordTwice):
    """The password, why, and that it is the person who asks."""

    reason = forms.ChoiceField(label=_("原因"), choices=list(GIVEN_REASONS.items()), widget=forms.RadioSelect)
    is_known = is_known_field()

    def __init__(self, *args: Any, user: User) -> None:
        self.user = user
        super().__init__(*args)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_page(request: HttpRequest, user: User, site: dict[str, Any]) -> HttpResponse:
    """Ask for password and reason, then set it. Whether this one of the staff may do so is known."""
    by, now = signed_in(request), timezone.now()
    form = GivenPasswordForm(request.POST if request.method == "POST" else None, user=user)
    obstacle = FACTOR_RESET_BY_YOU if has_reset_factor(by=by, user=user, at=now) else None
    if obstacle is None and form.is_valid():
        given = form.cleaned_data
        reason = GivenReason(given["reason"])
        try:
            ended = give_password(user=user, password=given["password1"], reason=reason, by=by, at=now)
        except HasResetFactor:  # at this very moment
            messages.error(request, FACTOR_RESET_BY_YOU)
        else:
            told = tell(user, Change.PASSWORD_GIVEN, ended=ended)
            messages.success(request, say_password_given(ended=ended, told=told))
        return redirect("admin:enterprises_user_change", user.pk)
    said = {"title": _("设置新密码"), "obstacle": obstacle, "form": form}
    return asking_page(request, "password", user, {**site, **said})
