"""Where everything is."""

from django.urls import include, path
from django.views.i18n import set_language

from fiks.felles.tilgang.door import open_door

handler400 = "fiks.nettsted.errors.bad_request"
handler403 = "fiks.nettsted.errors.permission_denied"
handler404 = "fiks.nettsted.errors.page_not_found"
handler500 = "fiks.nettsted.errors.server_error"

urlpatterns = [
    path("innlogging/", include("fiks.felles.innlogging.urls")),
    path("", include("fiks.nettsted.own_urls")),
    path("tilgang/", include("fiks.felles.tilgang.urls")),
    path("meldinger/", include("fiks.felles.meldinger.urls")),
    path("hjelp/", include("fiks.felles.hjelp.urls")),
    path("folkeregister/", include("fiks.folkeregister.urls")),
    path("digiorden/", include("fiks.digiorden.urls")),
    path("personvern/", include("fiks.digiorden.public_urls")),
    path("spraak/", open_door("the language is each reader's own")(set_language), name="set_language"),
]
