"""The triggers that freeze published and retired entries, for migrations.

A migration that alters one of these tables:

    operations = refrozen(FREEZES, [migrations.AddField("measure", …)])
"""

from editing.models.freezing import FreezeContent

FREEZES = tuple(
    FreezeContent(kind, by="entry") for kind in ("Sector", "Measure", "Case", "Solution", "SupportMeasure")
)
