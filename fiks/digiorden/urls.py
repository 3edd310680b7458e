"""The pages of Digiorden."""

from django.urls import path

from fiks.digiorden.views.applikasjon import applikasjon
from fiks.digiorden.views.applikasjon_endre import applikasjon_endre
from fiks.digiorden.views.applikasjon_kobling import applikasjon_kobling, applikasjon_kobling_fjern
from fiks.digiorden.views.applikasjon_ny import applikasjon_forslag, applikasjon_ny
from fiks.digiorden.views.applikasjon_send_inn import applikasjon_send_inn
from fiks.digiorden.views.applikasjon_system import applikasjon_system
from fiks.digiorden.views.applikasjoner import applikasjoner
from fiks.digiorden.views.deling import deling
from fiks.digiorden.views.katalog import katalog
from fiks.digiorden.views.katalog_venter import katalog_venter
from fiks.digiorden.views.katalogsystem import katalogsystem
from fiks.digiorden.views.katalogsystem_avgjoer import (
    katalogsystem_avvis,
    katalogsystem_bekreft,
    katalogsystem_godkjenn,
    katalogsystem_utgaatt,
)
from fiks.digiorden.views.katalogsystem_endre import katalogsystem_endre
from fiks.digiorden.views.start import start

app_name = "digiorden"
_A, _K = "applikasjoner/<uuid:applikasjon_id>/", "katalog/<uuid:system_id>/"

urlpatterns = [
    path("", start, name="start"),
    path("applikasjoner/", applikasjoner, name="applikasjoner"),
    path("applikasjoner/ny/", applikasjon_ny, name="applikasjon_ny"),
    path("applikasjoner/ny/forslag/", applikasjon_forslag, name="applikasjon_forslag"),
    path(_A, applikasjon, name="applikasjon"),
    path(f"{_A}endre/", applikasjon_endre, name="applikasjon_endre"),
    path(f"{_A}system/", applikasjon_system, name="applikasjon_system"),
    path(f"{_A}send-inn/", applikasjon_send_inn, name="applikasjon_send_inn"),
    path(f"{_A}kobling/", applikasjon_kobling, name="applikasjon_kobling"),
    path(f"{_A}kobling/<uuid:kobling_id>/fjern/", applikasjon_kobling_fjern, name="applikasjon_kobling_fjern"),
    path("katalog/", katalog, name="katalog"),
    path("katalog/venter/", katalog_venter, name="katalog_venter"),
    path(_K, katalogsystem, name="katalogsystem"),
    path(f"{_K}endre/", katalogsystem_endre, name="katalogsystem_endre"),
    path(f"{_K}godkjenn/", katalogsystem_godkjenn, name="katalogsystem_godkjenn"),
    path(f"{_K}bekreft/", katalogsystem_bekreft, name="katalogsystem_bekreft"),
    path(f"{_K}avvis/", katalogsystem_avvis, name="katalogsystem_avvis"),
    path(f"{_K}utgaatt/", katalogsystem_utgaatt, name="katalogsystem_utgaatt"),
    path("deling/", deling, name="deling"),
]
