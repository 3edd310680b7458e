"""Who has access, and the audit log."""

from django.urls import path

from fiks.felles.tilgang.views.administrator_ny import administrator_ny
from fiks.felles.tilgang.views.administratorer import administratorer
from fiks.felles.tilgang.views.kontroller_ny import kontroller_ny
from fiks.felles.tilgang.views.person_ny import person_ny
from fiks.felles.tilgang.views.person_steng import person_steng
from fiks.felles.tilgang.views.personer import personer
from fiks.felles.tilgang.views.revisjonslinje import revisjonslinje
from fiks.felles.tilgang.views.revisjonslogg import revisjonslogg
from fiks.felles.tilgang.views.revisjonslogg_person import revisjonslogg_person
from fiks.felles.tilgang.views.start import start
from fiks.felles.tilgang.views.tilgang_ta_tilbake import tilgang_ta_tilbake

app_name = "tilgang"
urlpatterns = [
    path("", start, name="start"),
    path("administratorer/", administratorer, name="administratorer"),
    path("administratorer/ny/", administrator_ny, name="administrator_ny"),
    path("loggkontroll/ny/", kontroller_ny, name="kontroller_ny"),
    path("tildelinger/<uuid:tildeling_id>/ta-tilbake/", tilgang_ta_tilbake, name="tilgang_ta_tilbake"),
    path("personer/", personer, name="personer"),
    path("personer/ny/", person_ny, name="person_ny"),
    path("personer/<uuid:bruker_id>/steng/", person_steng, name="person_steng"),
    path("revisjonslogg/", revisjonslogg, name="revisjonslogg"),
    path("revisjonslogg/person/", revisjonslogg_person, name="revisjonslogg_person"),
    path("revisjonslogg/<int:mikrosekunder>/<uuid:linje_id>/", revisjonslinje, name="revisjonslinje"),
]
