"""The shared sentences of `roadmap.wording.firm` for templates."""

from django import template

from roadmap.wording import firm as wording

register = template.Library()

for _function in (
    wording.completion,
    wording.stage_state_text,
    wording.left_out,
    wording.systems,
    wording.after_stage_lead,
    wording.after_stage_sentences,
    wording.size_name,
    wording.cost,
    wording.months,
    wording.no_estimate,
    wording.case_kind,
    wording.gain,
    wording.evidence_note,
):
    register.filter(_function.__name__, _function)

CAPTIONS = {
    "alignment": wording.ALIGNMENT_CAPTION,
    "estimate": wording.ESTIMATE_CAPTION,
    "target": wording.TARGET_HEADING,
    "other_ruler": wording.OTHER_RULER,
    "no_target": wording.NO_TARGET,
    "no_case": wording.NO_CASE,
    "no_measure": wording.NO_MEASURE,
    "benchmark": wording.BENCHMARK_NOTE,
}


@register.simple_tag
def roadmap_caption(name: str) -> str:
    """Return a fixed caption by its name."""
    return str(CAPTIONS[name])
