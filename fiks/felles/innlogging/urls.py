"""Log-in, log-out, and the choice of organisation and role."""

from django.urls import path

from fiks.felles.innlogging.views.bakkanal import bakkanal
from fiks.felles.innlogging.views.frontkanal import frontkanal
from fiks.felles.innlogging.views.logg_inn import logg_inn
from fiks.felles.innlogging.views.logg_ut import logg_ut
from fiks.felles.innlogging.views.start import start
from fiks.felles.innlogging.views.steg_opp import steg_opp
from fiks.felles.innlogging.views.tilbake import tilbake
from fiks.felles.innlogging.views.velg_rolle import velg_rolle
from fiks.felles.innlogging.views.velg_virksomhet import velg_virksomhet

app_name = "innlogging"
urlpatterns = [
    path("", logg_inn, name="logg_inn"),
    path("start", start, name="start"),
    path("tilbake", tilbake, name="tilbake"),
    path("virksomhet", velg_virksomhet, name="velg_virksomhet"),
    path("rolle", velg_rolle, name="velg_rolle"),
    path("steg-opp", steg_opp, name="steg_opp"),
    path("ut", logg_ut, name="logg_ut"),
    path("frontkanal", frontkanal, name="frontkanal"),
    path("bakkanal", bakkanal, name="bakkanal"),
]
