"""The pages of Digiorden."""

from django.urls import path

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
from fiks.digiorden.views.protokoll_hent import protokoll_fil, protokoll_hent
from fiks.digiorden.views.protokoll_les_inn import protokoll_les_inn, protokoll_proevelest
from fiks.digiorden.views.start import start

app_name = "digiorden"

urlpatterns = [
    path("", start, name="start"),
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
