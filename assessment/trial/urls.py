"""Addresses of trying and comparing drafts, within the admin: for staff only, as all of it."""

from django.contrib import admin
from django.urls import path

from assessment.views.trial import preview

app_name = "trial"
urlpatterns = [
    path("revision/<int:revision>/preview/", admin.site.admin_view(preview.preview), name="preview"),
]
