"""How crispy-forms renders items: each through the one row template."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from assessment.forms.items import ItemsForm
from assessment.presenters.items import row_of

ROW = "assessment/crispy/row.html"


class ItemRow:
    """A layout object: one question or scene. Stock field rendering would take three times as long."""

    def __init__(self, code: str) -> None:
        self.code = code

    def render(self, form: ItemsForm, context: Context, template_pack: str = "", **_: object) -> SafeString:
        return mark_safe(get_template(ROW).render({"row": row_of(form, self.code)}))  # noqa: S308 (a template's own)


def layout_of(form: ItemsForm) -> FormHelper:
    """Return how crispy-forms renders the form: one row template per item, nothing else."""
    helper = FormHelper()
    helper.template = "assessment/crispy/form.html"
    helper.form_tag = False
    helper.disable_csrf = True
    helper.form_show_errors = False
    helper.layout = Layout(*(ItemRow(item.code) for item in form.items))
    return helper
