"""The versions of the library, and the pages about all of it."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.urls import path

from audit.admin import LookOnly, OfferedFilters
from roadmap import models
from roadmap.admin.views import library


@admin.register(models.LibraryVersion)
class LibraryVersionAdmin(LookOnly, OfferedFilters):
    """What was published when: written by the services, changed by nobody."""

    change_form_template = "admin/change_form.html"  # the app's is for entries
    list_display = ("at", "digest")
    ordering = ("-pk",)

    def get_urls(self) -> list[Any]:
        pages = {
            "lapsing": library.lapsing,
            "unchecked": library.unchecked,
            "empty": library.empty,
            "divisions": library.divisions,
        }
        own = [
            path(
                f"{name}/",
                self.admin_site.admin_view(partial(view, model_admin=self)),
                name=f"roadmap_{name}",
            )
            for name, view in pages.items()
        ]
        return [*own, *super().get_urls()]
