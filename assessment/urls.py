from django.urls import path
from django.urls.resolvers import URLPattern

app_name = "assessment"
urlpatterns: list[URLPattern] = []
