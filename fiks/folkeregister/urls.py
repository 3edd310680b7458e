"""The pages of the register."""

from django.urls import path

from fiks.folkeregister.views.arbeid import arbeid
from fiks.folkeregister.views.bolig import bolig, bolig_soek
from fiks.folkeregister.views.gradert import gradert
from fiks.folkeregister.views.hendelser import hendelser
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
from fiks.folkeregister.views.registerkopien import registerkopien
from fiks.folkeregister.views.roller import roller
from fiks.folkeregister.views.roller_endre import roller_endre
from fiks.folkeregister.views.roller_lukk import roller_aapne, roller_lukk
from fiks.folkeregister.views.roller_ny import roller_ny
from fiks.folkeregister.views.roller_ny_omraade import roller_ny_omraade
from fiks.folkeregister.views.roller_rolle import roller_rolle
from fiks.folkeregister.views.soek import soek, soek_gater, soek_treff
from fiks.folkeregister.views.start import start
from fiks.folkeregister.views.tilganger_gi import tilganger_gi
from fiks.folkeregister.views.tilganger_ta_tilbake import tilganger_ta_tilbake

app_name = "folkeregister"

urlpatterns = [
    path("", start, name="start"),
    path("arbeid/", arbeid, name="arbeid"),
    path("oppslag/", oppslag, name="oppslag"),
    path("person/<uuid:referanse_id>/", person, name="person"),
    path("person/<uuid:referanse_id>/adresse/", gradert, name="gradert"),
    path("soek/", soek, name="soek"),
    path("soek/gater/", soek_gater, name="soek_gater"),
    path("soek/<uuid:soek_id>/", soek_treff, name="soek_treff"),
    path("bolig/", bolig_soek, name="bolig_soek"),
    path("bolig/<uuid:referanse_id>/", bolig, name="bolig"),
    path("hendelser/", hendelser, name="hendelser"),
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
    path("registerkopien/", registerkopien, name="registerkopien"),
    path("roller/", roller, name="roller"),
    path("roller/ny/", roller_ny, name="rolle_ny"),
    path("roller/ny/<slug:kode>/", roller_ny_omraade, name="rolle_ny_omraade"),
    path("roller/<uuid:rolle_id>/", roller_rolle, name="rolle"),
    path("roller/<uuid:rolle_id>/endre/", roller_endre, name="rolle_endre"),
    path("roller/<uuid:rolle_id>/lukk/", roller_lukk, name="rolle_lukk"),
    path("roller/<uuid:rolle_id>/aapne/", roller_aapne, name="rolle_aapne"),
    path("roller/<uuid:rolle_id>/tilganger/ny/", tilganger_gi, name="tilgang_gi"),
    path(
        "roller/<uuid:rolle_id>/tilganger/<uuid:tildeling_id>/ta-tilbake/",
        tilganger_ta_tilbake,
        name="tilgang_ta_tilbake",
    ),
]
