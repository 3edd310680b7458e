"""The pages of Digiorden."""

from django.urls import path

from fiks.digiorden.views.akseptgrenser import akseptgrenser
from fiks.digiorden.views.screening import screening
from fiks.digiorden.views.screening_ny import screening_ny
from fiks.digiorden.views.screeninger import screeninger
from fiks.digiorden.views.screeningkriterier import screeningkriterier
from fiks.digiorden.views.screeningkriterium import screeningkriterium
from fiks.digiorden.views.start import start
from fiks.digiorden.views.vurdering import vurdering
from fiks.digiorden.views.vurdering_aksept import vurdering_aksept
from fiks.digiorden.views.vurdering_erstatt import vurdering_erstatt
from fiks.digiorden.views.vurdering_gjenaapne import vurdering_gjenaapne
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
from fiks.digiorden.views.vurdering_versjon import vurdering_versjon
from fiks.digiorden.views.vurderinger import vurderinger

app_name = "digiorden"

urlpatterns = [
    path("", start, name="start"),
    path("vurderinger/", vurderinger, name="vurderinger"),
    path("vurderinger/ny/", vurdering_ny, name="vurdering_ny"),
    path("vurderinger/<uuid:vurdering_id>/", vurdering, name="vurdering"),
    path("vurderinger/<uuid:vurdering_id>/rediger/", vurdering_rediger, name="vurdering_rediger"),
    path("vurderinger/<uuid:vurdering_id>/scenariobank/", vurdering_scenariobank, name="vurdering_scenariobank"),
    path("vurderinger/<uuid:vurdering_id>/scenario/<str:scenario_id>/", vurdering_scenario, name="vurdering_scenario"),
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
]
