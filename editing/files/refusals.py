"""Why a file is refused, in one sentence for the person who chose it."""

from django.utils.functional import Promise


class FileRefused(ValueError):
    """The file cannot be used; the message is a whole sentence in the active language."""

    def __init__(self, sentence: Promise, **values: object) -> None:
        super().__init__(sentence, values)
        self._sentence = sentence
        self._values = values

    def __str__(self) -> str:
        return str(self._sentence) % self._values if self._values else str(self._sentence)
