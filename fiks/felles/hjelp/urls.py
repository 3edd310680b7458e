"""Help at addresses of its own, for reading beside the work or sending to a colleague."""

from django.urls import path

from fiks.felles.hjelp.views.innhold import innhold
from fiks.felles.hjelp.views.side import side

app_name = "hjelp"
urlpatterns = [
    path("", innhold, name="innhold"),
    path("<slug:app>/<slug:side>/", side, name="side"),
]
