"""The site's own pages."""

from django.urls import URLPattern

app_name = "nettsted"
urlpatterns: list[URLPattern] = []
