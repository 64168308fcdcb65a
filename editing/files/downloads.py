"""Files for people to keep, under names that any file system takes."""

import re
from io import BytesIO

from django.http import FileResponse

YAML = "application/yaml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NAME = 60
NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def download(content: bytes, name: str, kind: str) -> FileResponse:
    """Return a file for saving under this name."""
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=kind)


def cleaned(name: str) -> str:
    """Return a text as part of a file's name; empty if nothing of it can be one."""
    return NO_FILE_NAME.sub("", name)[:LONGEST_NAME].strip(" .")
