"""The pages of Digiorden."""

from django.urls import path

from fiks.digiorden.views.akseptgrenser import akseptgrenser
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
from fiks.digiorden.views.avvik import avvik
from fiks.digiorden.views.avvik_aapne import avvik_aapne
from fiks.digiorden.views.avvik_endre import avvik_endre
from fiks.digiorden.views.avvik_lukk import avvik_lukk
from fiks.digiorden.views.avvik_ny import avvik_ny
from fiks.digiorden.views.avviksregister import avviksregister
from fiks.digiorden.views.avviksregister_last_ned import avviksregister_last_ned
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
from fiks.digiorden.views.behandling_utskrift import behandling_utskrift
from fiks.digiorden.views.behandling_versjoner import behandling_versjon, behandling_versjoner
from fiks.digiorden.views.behandling_vurder import behandling_vurder
from fiks.digiorden.views.behandlinger import behandlinger
from fiks.digiorden.views.deling import deling
from fiks.digiorden.views.erklaering import erklaering
from fiks.digiorden.views.erklaering_publiser import erklaering_publiser
from fiks.digiorden.views.erklaering_rediger import erklaering_rediger
from fiks.digiorden.views.erklaering_trekk import erklaering_trekk
from fiks.digiorden.views.henvendelse import henvendelse
from fiks.digiorden.views.henvendelse_aapne import henvendelse_aapne
from fiks.digiorden.views.henvendelse_avslutt import henvendelse_avslutt
from fiks.digiorden.views.henvendelse_endre import henvendelse_endre
from fiks.digiorden.views.henvendelse_forleng import henvendelse_forleng
from fiks.digiorden.views.henvendelse_ny import henvendelse_ny
from fiks.digiorden.views.henvendelser import henvendelser
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
from fiks.digiorden.views.kontakt_avslutt import kontakt_avslutt
from fiks.digiorden.views.kontakt_endre import kontakt_endre
from fiks.digiorden.views.kontakt_ny import kontakt_ny
from fiks.digiorden.views.logginnsyn import logginnsyn
from fiks.digiorden.views.logginnsyn_last_ned import logginnsyn_last_ned
from fiks.digiorden.views.organisasjon import organisasjon
from fiks.digiorden.views.organisasjon_endre import organisasjon_endre
from fiks.digiorden.views.personvern import personvern
from fiks.digiorden.views.protokoll_hent import protokoll_fil, protokoll_hent
from fiks.digiorden.views.protokoll_les_inn import protokoll_les_inn, protokoll_proevelest
from fiks.digiorden.views.screening import screening
from fiks.digiorden.views.screening_ny import screening_ny
from fiks.digiorden.views.screeninger import screeninger
from fiks.digiorden.views.screeningkriterier import screeningkriterier
from fiks.digiorden.views.screeningkriterium import screeningkriterium
from fiks.digiorden.views.start import start
from fiks.digiorden.views.tilganger import tilganger
from fiks.digiorden.views.tilganger_gi import tilganger_gi
from fiks.digiorden.views.tilganger_ta_tilbake import tilganger_ta_tilbake
from fiks.digiorden.views.vurdering import vurdering
from fiks.digiorden.views.vurdering_aksept import vurdering_aksept
from fiks.digiorden.views.vurdering_erstatt import vurdering_erstatt
from fiks.digiorden.views.vurdering_fordel import vurdering_fordel
from fiks.digiorden.views.vurdering_gjenaapne import vurdering_gjenaapne
from fiks.digiorden.views.vurdering_les_inn import vurdering_les_inn
from fiks.digiorden.views.vurdering_ny import vurdering_ny
from fiks.digiorden.views.vurdering_oppfolging import vurdering_oppfolging
from fiks.digiorden.views.vurdering_raad import vurdering_raad
from fiks.digiorden.views.vurdering_rediger import vurdering_rediger
from fiks.digiorden.views.vurdering_scenario import vurdering_scenario
from fiks.digiorden.views.vurdering_scenariobank import vurdering_scenariobank
from fiks.digiorden.views.vurdering_send import vurdering_send
from fiks.digiorden.views.vurdering_slett import vurdering_slett
from fiks.digiorden.views.vurdering_tiltak import vurdering_tiltak
from fiks.digiorden.views.vurdering_trekk import vurdering_trekk
from fiks.digiorden.views.vurdering_utskrift import vurdering_utskrift, vurdering_versjon_utskrift
from fiks.digiorden.views.vurdering_versjon import vurdering_versjon
from fiks.digiorden.views.vurderinger import vurderinger

app_name = "digiorden"
_A, _K = "applikasjoner/<uuid:applikasjon_id>/", "katalog/<uuid:system_id>/"

urlpatterns = [
    path("", start, name="start"),
    path("vurderinger/", vurderinger, name="vurderinger"),
    path("vurderinger/ny/", vurdering_ny, name="vurdering_ny"),
    path("vurderinger/les-inn/", vurdering_les_inn, name="vurdering_les_inn"),
    path("vurderinger/<uuid:vurdering_id>/utskrift/", vurdering_utskrift, name="vurdering_utskrift"),
    path(
        "vurderinger/<uuid:vurdering_id>/versjoner/<int:nummer>/utskrift/",
        vurdering_versjon_utskrift,
        name="vurdering_versjon_utskrift",
    ),
    path("vurderinger/<uuid:vurdering_id>/", vurdering, name="vurdering"),
    path("vurderinger/<uuid:vurdering_id>/rediger/", vurdering_rediger, name="vurdering_rediger"),
    path("vurderinger/<uuid:vurdering_id>/scenariobank/", vurdering_scenariobank, name="vurdering_scenariobank"),
    path("vurderinger/<uuid:vurdering_id>/scenario/<str:scenario_id>/", vurdering_scenario, name="vurdering_scenario"),
    path("vurderinger/<uuid:vurdering_id>/fordel/", vurdering_fordel, name="vurdering_fordel"),
    path("vurderinger/<uuid:vurdering_id>/tiltak/<str:tiltak_id>/", vurdering_tiltak, name="vurdering_tiltak"),
    path(
        "vurderinger/<uuid:vurdering_id>/tiltak/<str:tiltak_id>/oppfolging/",
        vurdering_oppfolging,
        name="vurdering_oppfolging",
    ),
    path("vurderinger/<uuid:vurdering_id>/send/", vurdering_send, name="vurdering_send"),
    path("vurderinger/<uuid:vurdering_id>/trekk/", vurdering_trekk, name="vurdering_trekk"),
    path("vurderinger/<uuid:vurdering_id>/raad/", vurdering_raad, name="vurdering_raad"),
    path("vurderinger/<uuid:vurdering_id>/aksept/", vurdering_aksept, name="vurdering_aksept"),
    path("vurderinger/<uuid:vurdering_id>/gjenaapne/", vurdering_gjenaapne, name="vurdering_gjenaapne"),
    path("vurderinger/<uuid:vurdering_id>/erstatt/", vurdering_erstatt, name="vurdering_erstatt"),
    path("vurderinger/<uuid:vurdering_id>/slett/", vurdering_slett, name="vurdering_slett"),
    path("vurderinger/<uuid:vurdering_id>/versjoner/<int:nummer>/", vurdering_versjon, name="vurdering_versjon"),
    path("akseptgrenser/", akseptgrenser, name="akseptgrenser"),
    path("screening/", screeninger, name="screeninger"),
    path("screening/ny/", screening_ny, name="screening_ny"),
    path("screening/kriterier/", screeningkriterier, name="screeningkriterier"),
    path("screening/kriterier/<str:kode>/", screeningkriterium, name="screeningkriterium"),
    path("screening/<uuid:screening_id>/", screening, name="screening"),
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
    # The protocol as files
    path("behandlinger/hent/", protokoll_hent, name="protokoll_hent"),
    path("behandlinger/hent/<slug:filslag>/", protokoll_fil, name="protokoll_fil"),
    path("behandlinger/les-inn/", protokoll_les_inn, name="protokoll_les_inn"),
    path("behandlinger/les-inn/<uuid:dokument_id>/", protokoll_proevelest, name="protokoll_proevelest"),
    path("behandlinger/<uuid:behandling_id>/utskrift/", behandling_utskrift, name="behandling_utskrift"),
    path("behandlinger/<uuid:behandling_id>/", behandling, name="behandling"),
    path("behandlinger/<uuid:behandling_id>/rediger/", behandling_rediger, name="behandling_rediger"),
    path("behandlinger/<uuid:behandling_id>/send/", behandling_send, name="behandling_send"),
    path("behandlinger/<uuid:behandling_id>/vurder/", behandling_vurder, name="behandling_vurder"),
    path("behandlinger/<uuid:behandling_id>/hent-tilbake/", behandling_hent_tilbake, name="behandling_hent_tilbake"),
    path("behandlinger/<uuid:behandling_id>/ny-versjon/", behandling_ny_versjon, name="behandling_ny_versjon"),
    path("behandlinger/<uuid:behandling_id>/forkast/", behandling_forkast, name="behandling_forkast"),
    path("behandlinger/<uuid:behandling_id>/trekk-tilbake/", behandling_trekk, name="behandling_trekk"),
    path("behandlinger/<uuid:behandling_id>/frist/", behandling_frist, name="behandling_frist"),
    path("behandlinger/<uuid:behandling_id>/versjoner/", behandling_versjoner, name="behandling_versjoner"),
    path("behandlinger/<uuid:behandling_id>/versjoner/<int:nr>/", behandling_versjon, name="behandling_versjon"),
    # Privacy notices; the public pages are in public_urls
    path("behandlinger/<uuid:behandling_id>/erklaering/", erklaering, name="erklaering"),
    path("behandlinger/<uuid:behandling_id>/erklaering/publiser/", erklaering_publiser, name="erklaering_publiser"),
    path("behandlinger/<uuid:behandling_id>/erklaering/trekk/", erklaering_trekk, name="erklaering_trekk"),
    path(
        "behandlinger/<uuid:behandling_id>/erklaering/<str:spraak>/rediger/",
        erklaering_rediger,
        name="erklaering_rediger",
    ),
    path(
        "behandlinger/<uuid:behandling_id>/versjoner/<int:fra>/<int:til>/",
        behandling_forskjell,
        name="behandling_forskjell",
    ),
    path("begreper/", begreper, name="begreper"),
    path("begreper/ny/", begreper_ny, name="begreper_ny"),
    path("begreper/<uuid:begrep_id>/", begrep, name="begrep"),
    path("begreper/<uuid:begrep_id>/slaa-sammen/", begrep_slaa_sammen, name="begrep_slaa_sammen"),
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
