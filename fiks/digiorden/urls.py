"""The pages of Digiorden."""

from django.urls import path

from fiks.digiorden.views.applikasjon import applikasjon
from fiks.digiorden.views.applikasjon_behandlinger import applikasjon_behandlinger
from fiks.digiorden.views.applikasjon_endre import applikasjon_endre
from fiks.digiorden.views.applikasjon_kobling import applikasjon_kobling, applikasjon_kobling_fjern
from fiks.digiorden.views.applikasjon_ny import applikasjon_forslag, applikasjon_ny
from fiks.digiorden.views.applikasjon_send_inn import applikasjon_send_inn
from fiks.digiorden.views.applikasjon_system import applikasjon_system
from fiks.digiorden.views.applikasjoner import applikasjoner
from fiks.digiorden.views.applikasjoner_fil import applikasjoner_fil
from fiks.digiorden.views.applikasjoner_les_inn import applikasjoner_les_inn, applikasjoner_proevelest
from fiks.digiorden.views.begrep import begrep
from fiks.digiorden.views.begrep_slaa_sammen import begrep_slaa_sammen
from fiks.digiorden.views.begreper import begreper, begreper_ny
from fiks.digiorden.views.behandling import behandling
from fiks.digiorden.views.behandling_forskjell import behandling_forskjell
from fiks.digiorden.views.behandling_frist import behandling_frist
from fiks.digiorden.views.behandling_livsloep import (
    behandling_forkast,
    behandling_hent_tilbake,
    behandling_ny_versjon,
)
from fiks.digiorden.views.behandling_mangler import behandling_mangler
from fiks.digiorden.views.behandling_ny import behandling_ny
from fiks.digiorden.views.behandling_rediger import behandling_rediger
from fiks.digiorden.views.behandling_send import behandling_send
from fiks.digiorden.views.behandling_trekk import behandling_trekk
from fiks.digiorden.views.behandling_versjoner import behandling_versjon, behandling_versjoner
from fiks.digiorden.views.behandling_vurder import behandling_vurder
from fiks.digiorden.views.behandlinger import behandlinger
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
    path("applikasjoner/fil/<str:filslag>/", applikasjoner_fil, name="applikasjoner_fil"),
    path("applikasjoner/les-inn/", applikasjoner_les_inn, name="applikasjoner_les_inn"),
    path("applikasjoner/les-inn/<uuid:dokument_id>/", applikasjoner_proevelest, name="applikasjoner_proevelest"),
    path(_A, applikasjon, name="applikasjon"),
    path(f"{_A}endre/", applikasjon_endre, name="applikasjon_endre"),
    path(f"{_A}behandlinger/", applikasjon_behandlinger, name="applikasjon_behandlinger"),
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
    # Processing records
    path("behandlinger/", behandlinger, name="behandlinger"),
    path("behandlinger/ny/", behandling_ny, name="behandling_ny"),
    path("behandlinger/mangler/", behandling_mangler, name="behandling_mangler"),
    path("behandlinger/<uuid:behandling_id>/", behandling, name="behandling"),
    path("behandlinger/<uuid:behandling_id>/rediger/", behandling_rediger, name="behandling_rediger"),
    path("behandlinger/<uuid:behandling_id>/send/", behandling_send, name="behandling_send"),
    path("behandlinger/<uuid:behandling_id>/vurder/", behandling_vurder, name="behandling_vurder"),
    path("behandlinger/<uuid:behandling_id>/hent-tilbake/", behandling_hent_tilbake, name="behandling_hent_tilbake"),
    path("behandlinger/<uuid:behandling_id>/ny-versjon/", behandling_ny_versjon, name="behandling_ny_versjon"),
    path("behandlinger/<uuid:behandling_id>/forkast/", behandling_forkast, name="behandling_forkast"),
    path("behandlinger/<uuid:behandling_id>/trekk/", behandling_trekk, name="behandling_trekk"),
    path("behandlinger/<uuid:behandling_id>/frist/", behandling_frist, name="behandling_frist"),
    path("behandlinger/<uuid:behandling_id>/versjoner/", behandling_versjoner, name="behandling_versjoner"),
    path("behandlinger/<uuid:behandling_id>/versjoner/<int:nr>/", behandling_versjon, name="behandling_versjon"),
    path(
        "behandlinger/<uuid:behandling_id>/versjoner/<int:fra>/<int:til>/",
        behandling_forskjell,
        name="behandling_forskjell",
    ),
    path("begreper/", begreper, name="begreper"),
    path("begreper/ny/", begreper_ny, name="begreper_ny"),
    path("begreper/<uuid:begrep_id>/", begrep, name="begrep"),
    path("begreper/<uuid:begrep_id>/slaa-sammen/", begrep_slaa_sammen, name="begrep_slaa_sammen"),
]
