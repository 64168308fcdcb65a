"""Addresses of the library's files in and out, within the admin: for staff only, as all of it."""

from django.contrib import admin
from django.urls import path

from editing.views.exchange import paths
from roadmap.admin.views import exchange

app_name = "roadmap_exchange"
urlpatterns = [
    path("yaml/", admin.site.admin_view(exchange.export_yaml), name="export_yaml"),
    path("xlsx/", admin.site.admin_view(exchange.export_xlsx), name="export_xlsx"),
    path("upload/", admin.site.admin_view(exchange.upload), name="upload"),
    *paths(exchange.EXCHANGE),
]
