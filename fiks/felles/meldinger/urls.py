"""Addresses of one's own notices."""

from django.urls import path

from fiks.felles.meldinger.views import oversikt

app_name = "meldinger"
urlpatterns = [
    path("", oversikt.oversikt, name="oversikt"),
    path("lest/", oversikt.les_alle, name="les_alle"),
    path("<uuid:melding_id>/", oversikt.aapne, name="aapne"),
]
