"""Why a file is refused, in whole sentences for the person who chose it."""

from collections.abc import Sequence

from django.utils.functional import Promise

from editing.wording.files import DAMAGED

MOST_SAID = 20  # refusals of one file


class FileRefused(ValueError):
    """The file cannot be used; the message is a whole sentence in the active language.

    `more`: what else is wrong with it.
    """

    def __init__(self, sentence: Promise, **values: object) -> None:
        super().__init__(sentence, values)
        self._sentence = sentence
        self._values = values
        self.more: Sequence[FileRefused] = ()

    @property
    def sentences(self) -> list[str]:
        """All that is wrong, one sentence each."""
        said = str(self._sentence) % self._values if self._values else str(self._sentence)
        return [said, *(sentence for other in self.more for sentence in other.sentences)]

    def __str__(self) -> str:
        return "\n".join(self.sentences)


def raise_all(found: Sequence[FileRefused]) -> None:
    """Raise all refusals as one, if there are any."""
    if found:
        first, *more = found[:MOST_SAID]
        first.more = more
        raise first


def damaged() -> FileRefused:
    """Return the refusal of what cannot be opened, with what to do."""
    return FileRefused(DAMAGED)
