"""Workbooks and texts for people to keep."""

from io import BytesIO

from django.http import FileResponse

from enterprises.domain.file_names import disposition

YAML = "application/yaml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(content: bytes, name: str, kind: str, *, plain: str) -> FileResponse:
    """Return a file for saving under this name. `plain`: its stem where only plain letters are read."""
    headers = {"Content-Disposition": disposition(name, plain=plain)}
    return FileResponse(BytesIO(content), content_type=kind, headers=headers)
