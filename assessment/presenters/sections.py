"""What a section's page shows around its rows, when filling and when trying a draft."""

from assessment.forms.items import ItemsForm
from assessment.presenters.layout import layout_of
from standards.domain.standard import Section


def section_page(form: ItemsForm, section: Section) -> dict[str, object]:
    """Return the context of a section's page: its place among the others, and whether ★ needs a word."""
    standard = form.sheet.standard
    sections = standard.sections
    place = sections.index(section)
    return {
        "section": section,
        "form": form,
        "layout": layout_of(form),
        "place": place + 1,
        "places": len(sections),
        "previous": sections[place - 1] if place else None,
        "next": sections[place + 1] if place + 1 < len(sections) else None,
        "has_constrained": any(item.code in standard.constrained for item in section.items),
    }
