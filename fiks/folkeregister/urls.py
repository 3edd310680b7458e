"""The pages of the register."""

from django.urls import path

from fiks.folkeregister.views.arbeid import arbeid
from fiks.folkeregister.views.gradert import gradert
from fiks.folkeregister.views.innbyggerliste import (
    innbyggerliste,
    innbyggerliste_avbryt,
    innbyggerliste_framdrift,
    innbyggerliste_last_ned,
)
from fiks.folkeregister.views.innbyggerliste_graderte import innbyggerliste_graderte
from fiks.folkeregister.views.innbyggerliste_ny import innbyggerliste_antall, innbyggerliste_ny
from fiks.folkeregister.views.innbyggerliste_slett import innbyggerliste_slett
from fiks.folkeregister.views.innbyggerlister import innbyggerlister
from fiks.folkeregister.views.lagret_utvalg import lagret_utvalg, lagret_utvalg_slett
from fiks.folkeregister.views.listeinnstillinger import listeinnstillinger
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
    path("innbyggerlister/", innbyggerlister, name="innbyggerlister"),
    path("innbyggerlister/ny/", innbyggerliste_ny, name="innbyggerliste_ny"),
    path("innbyggerlister/ny/antall/", innbyggerliste_antall, name="innbyggerliste_antall"),
    path("innbyggerlister/ny/beskyttede/", innbyggerliste_graderte, name="innbyggerliste_graderte"),
    path("innbyggerlister/innstillinger/", listeinnstillinger, name="listeinnstillinger"),
    path("innbyggerlister/utvalg/<uuid:lagret_id>/", lagret_utvalg, name="lagret_utvalg"),
    path("innbyggerlister/utvalg/<uuid:lagret_id>/slett/", lagret_utvalg_slett, name="lagret_utvalg_slett"),
    path("innbyggerlister/<uuid:liste_id>/", innbyggerliste, name="innbyggerliste"),
    path("innbyggerlister/<uuid:liste_id>/framdrift/", innbyggerliste_framdrift, name="innbyggerliste_framdrift"),
    path("innbyggerlister/<uuid:liste_id>/avbryt/", innbyggerliste_avbryt, name="innbyggerliste_avbryt"),
    path("innbyggerlister/<uuid:liste_id>/fil/", innbyggerliste_last_ned, name="innbyggerliste_last_ned"),
    path("innbyggerlister/<uuid:liste_id>/slett/", innbyggerliste_slett, name="innbyggerliste_slett"),
]
