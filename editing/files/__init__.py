"""Files of tables (`editing.domain.tables`): workbooks written, uploads read with distrust.

Nothing here knows what the tables mean, so that standards and roadmaps share it.
"""
