"""What anybody may read: the organisations' privacy notices, at addresses that stay."""

from django.urls import path

from fiks.digiorden.views.personvernerklaering import personvernerklaering
from fiks.digiorden.views.personvernerklaering_fil import personvernerklaering_fil
from fiks.digiorden.views.personvernerklaeringer import personvernerklaeringer

app_name = "erklaeringer"
urlpatterns = [
    path("<str:orgnr>/", personvernerklaeringer, name="personvernerklaeringer"),
    path("<str:orgnr>/<int:nummer>/", personvernerklaering, name="personvernerklaering"),
    path("<str:orgnr>/<int:nummer>/<int:nr>/", personvernerklaering, name="personvernerklaering_versjon"),
    path("<str:orgnr>/<int:nummer>/<slug:filslag>/", personvernerklaering_fil, name="personvernerklaering_fil"),
    path(
        "<str:orgnr>/<int:nummer>/<int:nr>/<slug:filslag>/",
        personvernerklaering_fil,
        name="personvernerklaering_versjonsfil",
    ),
]
