"""Files that prove an item, perhaps one in the place of another."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from assessment.models import Proof
from assessment.wording.proofs import NEW_FILE, ONE_REPLACES
from enterprises.forms.fields import OpenChoiceField
from enterprises.forms.files import FilesForm


class ProofForm(FilesForm):
    """Files, and which present proof the one that is sent takes the place of."""

    replaces = OpenChoiceField(
        label=gettext_lazy("是新文件，还是代替已有的"),
        help_text=gettext_lazy("被代替的文件作为以前的版本保留。"),
        required=False,
    )

    def __init__(self, present: Sequence[Proof], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._present = {str(proof.public_id): proof for proof in present}
        choices = [("", NEW_FILE), *((key, proof.file.name) for key, proof in self._present.items())]
        self.fields["replaces"].choices = choices  # type: ignore[attr-defined]
        if not present:
            del self.fields["replaces"]

    def clean(self) -> None:
        if self.replaced is not None and len(self.cleaned_data.get("attachments", ())) > 1:
            self.add_error("attachments", ONE_REPLACES)

    @property
    def replaced(self) -> Proof | None:
        """The proof whose place is taken."""
        return self._present.get(self.cleaned_data.get("replaces", ""))
