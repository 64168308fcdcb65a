"""Ways into the transformation guide from pages about stages."""

from django import template

from roadmap.domain.guide import GuideStage
from roadmap.selectors.guide import guide

register = template.Library()


@register.simple_tag
def guide_stage(code: str) -> GuideStage | None:
    """Return what the guide says of a stage, None where it does not know the stage of a roadmap."""
    return next((stage for stage in guide().stages if stage.code == code), None)
