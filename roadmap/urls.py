"""Addresses of the transformation guide: for everybody, without an account."""

from django.urls import path

from roadmap.views import guide

app_name = "roadmap"
urlpatterns = [
    path("guide/", guide.overview, name="guide"),
    path("guide/levels/", guide.levels, name="guide_levels"),
    path("guide/<slug:stage>/", guide.stage, name="guide_stage"),
]
