"""Addresses of files in and out, within the admin: for staff only, as all of it."""

from django.contrib import admin
from django.urls import path

from editing.views.exchange import paths
from standards.views import exchange

app_name = "exchange"
urlpatterns = [
    path("revision/<int:revision>/yaml/", admin.site.admin_view(exchange.export_yaml), name="export_yaml"),
    path("revision/<int:revision>/xlsx/", admin.site.admin_view(exchange.export_xlsx), name="export_xlsx"),
    path("revision/<int:revision>/upload/", admin.site.admin_view(exchange.upload), name="upload"),
    path("upload/", admin.site.admin_view(exchange.upload), name="upload"),
    *paths(exchange.EXCHANGE),
]
