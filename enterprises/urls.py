from django.urls.resolvers import URLPattern

app_name = "enterprises"
urlpatterns: list[URLPattern] = []
