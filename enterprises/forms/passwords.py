"""Password validators whose texts Django does not have in Chinese."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Django's, saying it in our words."""

    def get_error_message(self) -> str:
        return _("密码太短，至少 %(length)d 位。") % {"length": self.min_length}

    def get_help_text(self) -> str:
        return self.get_error_message()
