"""Where everything is."""

from django.urls import include, path

urlpatterns = [
    path("", include("fiks.nettsted.own_urls")),
]
