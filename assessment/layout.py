"""How crispy-forms renders an item: through the one row template."""

from typing import TYPE_CHECKING

from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from assessment.rows import row_of

if TYPE_CHECKING:
    from assessment.forms import ItemsForm

ROW = "assessment/crispy/row.html"


class ItemRow:
    """A layout object: one question or scene. Stock field rendering would take three times as long."""

    def __init__(self, code: str) -> None:
        self.code = code

    def render(self, form: "ItemsForm", context: Context, template_pack: str = "", **_: object) -> SafeString:
        return mark_safe(get_template(ROW).render({"row": row_of(form, self.code)}))  # noqa: S308 (a template's own)
