"""Password validators whose texts Django does not have in Chinese."""

from django.contrib.auth import password_validation

from enterprises.wording.accounts import PASSWORD_TOO_SHORT


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Django's, saying it in our words."""

    def get_error_message(self) -> str:
        return PASSWORD_TOO_SHORT % {"length": self.min_length}

    def get_help_text(self) -> str:
        return self.get_error_message()
