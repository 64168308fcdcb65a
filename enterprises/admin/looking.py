"""Rows that the admin shows and nobody changes there."""

from typing import Any

from django.http import HttpRequest


class LookOnly:
    """Nobody adds, changes or deletes; the view permission is Django's."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
