"""The root of all addresses; each app owns its own file."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("enterprises.urls")),
    path("", include("assessment.urls")),
    path("", include("reports.urls")),
]
