"""Addresses of the library's files in and out, within the admin: for staff only, as all of it."""

from django.contrib import admin
from django.urls import path

from roadmap.admin.views import exchange

app_name = "roadmap_exchange"
urlpatterns = [
    path("yaml/", admin.site.admin_view(exchange.export_yaml), name="export_yaml"),
    path("xlsx/", admin.site.admin_view(exchange.export_xlsx), name="export_xlsx"),
    path("upload/", admin.site.admin_view(exchange.upload), name="upload"),
    path("upload/<uuid:upload>/", admin.site.admin_view(exchange.preview), name="preview"),
    path("upload/<uuid:upload>/confirm/", admin.site.admin_view(exchange.confirm), name="confirm"),
    path("upload/<uuid:upload>/discard/", admin.site.admin_view(exchange.discard), name="discard"),
]
