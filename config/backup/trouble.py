"""What ends a backup or a restore; the text is for the operator, in one sentence."""


class BackupFailed(Exception):
    """Raised with what is wrong and what to do about it."""
