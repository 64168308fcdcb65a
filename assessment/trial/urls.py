"""Addresses of trying and comparing drafts, within the admin: for staff only, as all of it."""

from django.contrib import admin
from django.urls import path

from assessment.trial.views import diff, preview, replay

app_name = "trial"
urlpatterns = [
    path("revision/<int:revision>/diff/", admin.site.admin_view(diff.diff), name="diff"),
    path("revision/<int:revision>/preview/", admin.site.admin_view(preview.preview), name="preview"),
    path("revision/<int:revision>/replay/", admin.site.admin_view(replay.replay), name="replay"),
    path("revision/<int:revision>/replay/results/", admin.site.admin_view(replay.results), name="results"),
    path(
        "revision/<int:revision>/replay/results.csv",
        admin.site.admin_view(replay.results_csv),
        name="results_csv",
    ),
]
