"""Pages without their content, where a test looks at the status alone: it stands before they are rendered."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.template.backends.django import Template


@contextmanager
def unrendered() -> Iterator[None]:
    """Answer with empty pages."""
    with mock.patch.object(Template, "render", return_value=""):
        yield
