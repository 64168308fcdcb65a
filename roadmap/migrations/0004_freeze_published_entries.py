from django.db import migrations

from assessment.immutability import freeze_part, freeze_published

COMMON = (
    "id",
    "code",
    "version",
    "valid_from",
    "valid_until",
    "change_note",
    "digest",
    "created_by_id",
    "created_at",
    "published_by_id",
    "published_at",
    "same_person",
)
OWN = {
    "roadmap_sector": (
        "order",
        "name_zh",
        "name_en",
        "scope_zh",
        "scope_en",
        "evidence",
        "near_case",
        "near_why_zh",
        "near_why_en",
    ),
    "roadmap_measure": (
        "sector",
        "stage",
        "order",
        "title_zh",
        "title_en",
        "how_zh",
        "how_en",
        "evidence",
        "source_zh",
        "source_en",
    ),
    "roadmap_case": (
        "sector",
        "firm_zh",
        "firm_en",
        "region_zh",
        "region_en",
        "is_sme",
        "what_zh",
        "what_en",
        "effect_zh",
        "effect_en",
        "year",
        "source",
        "grade",
        "self_reported",
    ),
    "roadmap_solution": (
        "name_zh",
        "name_en",
        "provider_zh",
        "provider_en",
        "what_zh",
        "what_en",
        "deployment",
        "price_model",
        "price_zh",
        "price_en",
        "contact",
        "evidence",
        "source",
    ),
    "roadmap_supportmeasure": (
        "type",
        "name_zh",
        "name_en",
        "issuer_zh",
        "issuer_en",
        "region",
        "terms_zh",
        "terms_en",
        "level_before_low",
        "level_before_high",
        "level_after_low",
        "contract_from",
        "contract_until",
        "payment_from",
        "payment_until",
        "deadline",
        "percent_low",
        "percent_high",
        "amount_low",
        "amount_high",
        "excludes_other_funding",
        "quota_used_up",
        "evidence",
        "source_zh",
        "source_en",
    ),
}
PARTS = {
    "roadmap_sector": (
        "roadmap_pain",
        "roadmap_priorityscene",
        "roadmap_sectordivision",
        "roadmap_stage",
        "roadmap_stageestimate",
        "roadmap_stagescene",
        "roadmap_target",
    ),
    "roadmap_measure": (
        "roadmap_measurecost",
        "roadmap_measureoption",
        "roadmap_measurestep",
        "roadmap_measuresystem",
        "roadmap_prerequisite",
    ),
    "roadmap_case": ("roadmap_casescene",),
    "roadmap_solution": ("roadmap_solutionscene",),
    "roadmap_supportmeasure": (
        "roadmap_supportprogramme",
        "roadmap_supportsector",
        "roadmap_supportsize",
        "roadmap_supportsubsector",
    ),
}


class Migration(migrations.Migration):
    """Freeze published and retired entries with all their parts, in the database itself."""

    dependencies = [("roadmap", "0003_entries_in_versions_with_their_parts")]

    operations = [
        *(freeze_published(table, (*COMMON, *own)) for table, own in OWN.items()),
        *(freeze_part(part, of=table, by="entry_id") for table, parts in PARTS.items() for part in parts),
    ]
