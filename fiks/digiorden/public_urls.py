"""What anybody may read: the organisations' privacy notices, at addresses that stay."""

from django.urls import path

from fiks.digiorden.views.personvernerklaering import personvernerklaering
from fiks.digiorden.views.personvernerklaeringer import personvernerklaeringer

app_name = "erklaeringer"
urlpatterns = [
    path("<str:orgnr>/", personvernerklaeringer, name="personvernerklaeringer"),
    path("<str:orgnr>/<int:nummer>/", personvernerklaering, name="personvernerklaering"),
    path("<str:orgnr>/<int:nummer>/<int:nr>/", personvernerklaering, name="personvernerklaering_versjon"),
]
