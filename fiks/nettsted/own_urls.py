"""The site's own pages."""

from django.urls import path

from fiks.nettsted.views.oversikt import oversikt

app_name = "nettsted"
urlpatterns = [
    path("", oversikt, name="oversikt"),
]
