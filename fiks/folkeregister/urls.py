"""The pages of the register."""

from django.urls import path

from fiks.folkeregister.views.arbeid import arbeid
from fiks.folkeregister.views.gradert import gradert
from fiks.folkeregister.views.mine_oppslag import mine_oppslag
from fiks.folkeregister.views.oppslag import oppslag
from fiks.folkeregister.views.person import person
from fiks.folkeregister.views.start import start

app_name = "folkeregister"

urlpatterns = [
    path("", start, name="start"),
    path("arbeid/", arbeid, name="arbeid"),
    path("oppslag/", oppslag, name="oppslag"),
    path("person/<uuid:referanse_id>/", person, name="person"),
    path("person/<uuid:referanse_id>/adresse/", gradert, name="gradert"),
    path("mine-oppslag/", mine_oppslag, name="mine_oppslag"),
]
