"""The pages of Digiorden."""

from django.urls import path

from fiks.digiorden.views.avvik import avvik
from fiks.digiorden.views.avvik_aapne import avvik_aapne
from fiks.digiorden.views.avvik_endre import avvik_endre
from fiks.digiorden.views.avvik_lukk import avvik_lukk
from fiks.digiorden.views.avvik_ny import avvik_ny
from fiks.digiorden.views.avviksregister import avviksregister
from fiks.digiorden.views.avviksregister_last_ned import avviksregister_last_ned
from fiks.digiorden.views.henvendelse import henvendelse
from fiks.digiorden.views.henvendelse_aapne import henvendelse_aapne
from fiks.digiorden.views.henvendelse_avslutt import henvendelse_avslutt
from fiks.digiorden.views.henvendelse_endre import henvendelse_endre
from fiks.digiorden.views.henvendelse_forleng import henvendelse_forleng
from fiks.digiorden.views.henvendelse_ny import henvendelse_ny
from fiks.digiorden.views.henvendelser import henvendelser
from fiks.digiorden.views.kontakt_avslutt import kontakt_avslutt
from fiks.digiorden.views.kontakt_endre import kontakt_endre
from fiks.digiorden.views.kontakt_ny import kontakt_ny
from fiks.digiorden.views.logginnsyn import logginnsyn
from fiks.digiorden.views.logginnsyn_last_ned import logginnsyn_last_ned
from fiks.digiorden.views.organisasjon import organisasjon
from fiks.digiorden.views.organisasjon_endre import organisasjon_endre
from fiks.digiorden.views.personvern import personvern
from fiks.digiorden.views.start import start
from fiks.digiorden.views.tilganger import tilganger
from fiks.digiorden.views.tilganger_gi import tilganger_gi
from fiks.digiorden.views.tilganger_ta_tilbake import tilganger_ta_tilbake

app_name = "digiorden"

urlpatterns = [
    path("", start, name="start"),
    path("organisasjon/", organisasjon, name="organisasjon"),
    path("organisasjon/endre/", organisasjon_endre, name="organisasjon_endre"),
    path("organisasjon/kontakter/ny/", kontakt_ny, name="kontakt_ny"),
    path("organisasjon/kontakter/<uuid:kontakt_id>/endre/", kontakt_endre, name="kontakt_endre"),
    path("organisasjon/kontakter/<uuid:kontakt_id>/avslutt/", kontakt_avslutt, name="kontakt_avslutt"),
    path("roller/", tilganger, name="tilganger"),
    path("roller/gi/", tilganger_gi, name="tilganger_gi"),
    path("roller/<uuid:tildeling_id>/ta-tilbake/", tilganger_ta_tilbake, name="tilganger_ta_tilbake"),
    path("personvern/", personvern, name="personvern"),
    path("personvern/henvendelser/", henvendelser, name="henvendelser"),
    path("personvern/henvendelser/ny/", henvendelse_ny, name="henvendelse_ny"),
    path("personvern/henvendelser/<uuid:henvendelse_id>/", henvendelse, name="henvendelse"),
    path("personvern/henvendelser/<uuid:henvendelse_id>/endre/", henvendelse_endre, name="henvendelse_endre"),
    path("personvern/henvendelser/<uuid:henvendelse_id>/forleng/", henvendelse_forleng, name="henvendelse_forleng"),
    path("personvern/henvendelser/<uuid:henvendelse_id>/avslutt/", henvendelse_avslutt, name="henvendelse_avslutt"),
    path("personvern/henvendelser/<uuid:henvendelse_id>/aapne/", henvendelse_aapne, name="henvendelse_aapne"),
    path("personvern/avvik/", avviksregister, name="avviksregister"),
    path("personvern/avvik/last-ned/", avviksregister_last_ned, name="avviksregister_last_ned"),
    path("personvern/avvik/ny/", avvik_ny, name="avvik_ny"),
    path("personvern/avvik/<uuid:avvik_id>/", avvik, name="avvik"),
    path("personvern/avvik/<uuid:avvik_id>/endre/", avvik_endre, name="avvik_endre"),
    path("personvern/avvik/<uuid:avvik_id>/lukk/", avvik_lukk, name="avvik_lukk"),
    path("personvern/avvik/<uuid:avvik_id>/aapne/", avvik_aapne, name="avvik_aapne"),
    path("personvern/logginnsyn/", logginnsyn, name="logginnsyn"),
    path("personvern/logginnsyn/last-ned/", logginnsyn_last_ned, name="logginnsyn_last_ned"),
]
