"""Addresses of files in and out, within the admin: for staff only, as all of it."""

from django.contrib import admin
from django.urls import path

from standards.views import exchange

app_name = "exchange"
urlpatterns = [
    path("revision/<int:revision>/yaml/", admin.site.admin_view(exchange.export_yaml), name="export_yaml"),
    path("revision/<int:revision>/xlsx/", admin.site.admin_view(exchange.export_xlsx), name="export_xlsx"),
    path("revision/<int:revision>/upload/", admin.site.admin_view(exchange.upload), name="upload"),
    path("upload/", admin.site.admin_view(exchange.upload), name="upload"),
    path("upload/<uuid:upload>/", admin.site.admin_view(exchange.preview), name="preview"),
    path("upload/<uuid:upload>/confirm/", admin.site.admin_view(exchange.confirm), name="confirm"),
    path("upload/<uuid:upload>/discard/", admin.site.admin_view(exchange.discard), name="discard"),
]
