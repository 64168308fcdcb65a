"""Where the files of firms lie in tests: worker processes see them too."""

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage


class SharedFiles(FileSystemStorage):
    """Reads a file into memory: tests look at files in a word, without closing them."""

    def _open(self, name: str, mode: str = "rb") -> Any:
        return ContentFile(Path(self.path(name)).read_bytes(), name=name)
